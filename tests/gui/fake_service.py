"""A stand-in for the service, with forty clips of many kinds, and pictures painted here."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lxml import html

from clipper.clipping import Changes, Progress
from clipper.errors import NoSuchClipError
from clipper.export.folder import Report
from clipper.library import Counts, Health, Sort, Statistics, View
from clipper.library.query import complete
from clipper.library.view import Found
from clipper.model import Article, Asset, Clip, ClipSummary, Failure, Handover, Position, Status, Via
from tests.gui.fake_parts import (
    FakeAgain,
    FakeDoubles,
    FakeHighlights,
    FakeOrder,
    FakeSearches,
    FakeTags,
    FakeUndo,
    FakeVersions,
)
from tests.gui.varied_clips import ARTICLES, BODY, LOG_IN, paint_picture


class FakeService:
    """Has the methods of `Clipping` that the window calls; keeps everything in memory, works at once."""

    def __init__(self, folder: Path) -> None:
        self.numbers = Statistics()
        self.concerns = Health(())
        self.folder = folder
        self.rows: dict[str, ClipSummary] = {}
        self.progress_of: dict[str, Progress] = {}
        self.listeners = []
        self.handed_over: list[Handover] = []
        self.exported: list[str] = []
        self.asked_summaries: list[list[str]] = []
        self.retried: list[str] = []
        self.interrupts = 0
        self._next = 0
        self.undo = FakeUndo(self)
        self.order = FakeOrder(self)
        self.tags = FakeTags(self)
        self.searches = FakeSearches(self)
        self.highlights = FakeHighlights(self)
        self.hints: tuple[str, ...] = ()
        self.suggestion: str | None = None
        self.known_clips: dict[str, str] = {}
        self.said_of_library: list[str] = []
        self.doubles = FakeDoubles(self)
        self.versions = FakeVersions(self)
        self.again = FakeAgain()
        self.asked_again: list[tuple[str, object]] = []
        self.edits_made: list[tuple[str, dict]] = []
        self.updated: list[tuple[str, str]] = []

    # Filling

    def add_clip(self, **values: object) -> str:
        """Put one clip in; gives its id."""
        self._next += 1
        clip_id = f"clip-{self._next:05}"
        first = {
            "id": clip_id,
            "status": Status.READY,
            "title": f"Clip {self._next}",
            "saved_at": datetime.now(UTC) - timedelta(minutes=self._next),
            "url": f"https://site.example/{self._next}",
            "excerpt": "A few words about it.",
            "word_count": 460,
            "read": True,
        }
        self.rows[clip_id] = ClipSummary(**{**first, **values})
        return clip_id

    def fill(self, count: int = 40) -> None:
        """Put in varied clips: unread, pending, failed, in several scripts, with and without pictures."""
        now = datetime.now(UTC)
        for number in range(count):
            title, excerpt, host, days, words, hue, read = ARTICLES[number % len(ARTICLES)]
            asset = None
            if hue is not None:
                asset = f"picture-{number % len(ARTICLES)}.png"
                if not self.asset_path(asset).exists():
                    paint_picture(self.asset_path(asset), hue)
            self.add_clip(
                title=title if number < len(ARTICLES) else f"{title} ({number // len(ARTICLES) + 1})",
                excerpt=excerpt,
                url=f"https://{host}/{number}" if host else None,
                saved_at=now - timedelta(days=days + 20 * (number // len(ARTICLES)), minutes=number),
                word_count=words,
                lead_asset=asset,
                read=read,
            )
            if number == 1:
                self.add_pending()
            if number == 2:
                self.add_failed(days=1)

    def add_pending(self) -> str:
        """A clip whose pictures are being fetched."""
        clip_id = self.add_clip(
            status=Status.PENDING,
            title="https://fieldnotes.example/2026/11/queues-and-back-pressure",
            url="https://fieldnotes.example/2026/11/queues-and-back-pressure",
            saved_at=datetime.now(UTC) - timedelta(minutes=1, seconds=30),
            excerpt=None,
            word_count=0,
            read=False,
        )
        self.progress_of[clip_id] = Progress("Fetching pictures…", 12, 31)
        return clip_id

    def add_failed(self, days: int = 0) -> str:
        """A clip that could not be made."""
        return self.add_clip(
            status=Status.FAILED,
            title="https://members.example/investigation/harbour-money",
            url="https://members.example/investigation/harbour-money",
            saved_at=datetime.now(UTC) - timedelta(days=days, minutes=2),
            excerpt=None,
            word_count=0,
            read=False,
            failure=Failure("fetch", LOG_IN),
        )

    # The service's methods

    def subscribe(self, listener):
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def announce(self, **changes: object) -> None:
        for listener in tuple(self.listeners):
            listener(Changes(**{name: frozenset(ids) for name, ids in changes.items()}))

    def start(self) -> None:
        pass

    def close(self) -> None:
        pass

    def interrupt(self) -> None:
        self.interrupts += 1

    def progress(self, clip_id):
        return self.progress_of.get(clip_id)

    def hand_over(self, handovers):
        ids = []
        for handover in handovers:
            self.handed_over.append(handover)
            ids.append(
                self.add_clip(
                    status=Status.PENDING,
                    title=handover.label,
                    url=handover.url,
                    saved_at=datetime.now(UTC) + timedelta(seconds=self._next),
                    read=False,
                    excerpt=None,
                )
            )
        self.announce(added=ids)
        return ids

    def finish(self, clip_id: str, **values: object) -> None:
        """Let a pending clip become an article."""
        self._change([clip_id], status=Status.READY, excerpt="Done.", **values)

    def _change(self, ids, **values):
        ids = list(ids)
        for clip_id in ids:
            self.rows[clip_id] = replace(self.rows[clip_id], **values)
        self.announce(changed=ids)

    def retry(self, ids):
        self.retried += ids
        self._change(ids, status=Status.PENDING, failure=None)

    def trash(self, ids):
        self._change(ids, trashed_at=datetime.now(UTC))

    def restore(self, ids):
        self._change(ids, trashed_at=None)

    def mark_read(self, ids, read):
        self._change(ids, read=read)

    def empty_trash(self):
        gone = [clip_id for clip_id, row in self.rows.items() if row.trashed_at]
        for clip_id in gone:
            del self.rows[clip_id]
        self.announce(removed=gone)
        return len(gone)

    def _in_view(self, row, view):
        return {
            View.ALL: True,
            View.INBOX: row.archived_at is None,
            View.UNREAD: not row.read and row.status is Status.READY,
            View.STARRED: row.starred,
            View.ARCHIVE: row.archived_at is not None,
            View.FAILED: row.status is Status.FAILED,
        }.get(view, True) and bool(row.trashed_at) == (view is View.TRASH)

    def ids(self, view=View.ALL, query="", sort=None):
        rows = [row for row in self.rows.values() if self._in_view(row, view)]
        for word in query.lower().split():
            if word.startswith("tag:"):
                path = word.removeprefix("tag:").strip('"')
                rows = [r for r in rows if any(t == path or t.startswith(f"{path}/") for t in r.tags)]
            else:
                rows = [row for row in rows if word in f"{row.title} {row.excerpt} {row.url}".lower()]
        if sort is Sort.TITLE:
            rows.sort(key=lambda row: row.title)
        else:
            rows.sort(key=lambda row: row.saved_at, reverse=sort is not Sort.OLDEST)
        return [row.id for row in rows]

    def search(self, query, view=View.ALL, sort=None, limit=None):
        found = self.ids(view, query, sort)
        more = limit is not None and len(found) > limit
        return Found(
            tuple(found[:limit]), self.hints if query else (), self.suggestion if query else None, more
        )

    def more_like(self, clip_id, limit=20):
        return [i for i in self.ids() if i != clip_id][:limit]

    def known(self, handovers):
        return [[self.rows[self.known_clips[h.url]]] if h.url in self.known_clips else [] for h in handovers]

    def complete(self, text, cursor):
        def known(name, beginning):
            return [tag.path for tag in self.tags.all() if tag.path.startswith(beginning)]

        return list(complete(text, cursor, known))

    def fetch_again(self, ids):
        self.asked_again.append(("fetch", list(ids)))
        return len(ids)

    def clean_again(self, ids=None):
        self.asked_again.append(("clean", ids if ids is None else list(ids)))
        return len(self.rows if ids is None else ids)

    def markdown_to_edit(self, clip_id):
        return "The *text*.\n"

    def edit(self, clip_id, **said):
        self.edits_made.append((clip_id, said))
        return self.undo.record("Edited a clip", [clip_id], lambda: None)

    def reset_edit(self, clip_id, *fields):
        return self.undo.record("Went back to what was found", [clip_id], lambda: None)

    def warnings(self):
        return self.said_of_library

    def update(self, clip_id, handover):
        self.updated.append((clip_id, handover.url))
        return clip_id

    def summaries(self, ids, query=""):
        self.asked_summaries.append(list(ids))
        return [self._found(self.rows[i], query) for i in ids if i in self.rows]

    @staticmethod
    def _found(row, query):
        if not query:
            return row
        snippet = row.excerpt or ""
        for word in query.split():
            at = f" {snippet}".lower().find(f" {word}".lower())
            if at >= 0:
                end = at + len(word)
                snippet = f"{snippet[:at]}\x01{snippet[at:end]}\x02{snippet[end:]}"
        return replace(row, snippet=snippet)

    def clip(self, clip_id):
        if clip_id not in self.rows:
            raise NoSuchClipError("No clip has this id.")
        row = self.rows[clip_id]
        handover = Handover(row.title, Via.TYPED, url=row.url)
        if row.status is not Status.READY:
            return Clip(row, handover)
        body = f'<p><img src="asset:{row.lead_asset}"></p>' if row.lead_asset else ""
        assets = (
            (Asset(f"asset:{row.lead_asset}", row.lead_asset, "image/png", 640, 420),)
            if row.lead_asset
            else ()
        )
        text = html.fromstring(f"<div>{BODY}</div>")
        article = Article(
            row.title,
            body + BODY,
            "\n\n".join(node.text_content() for node in text if node.text_content().strip()),
            row.word_count,
            authors=("Ingrid Solheim", "Tomás Rivera"),
            published="2026-11-18",
            excerpt=row.excerpt,
            site_name=row.site_name,
        )
        return Clip(
            row,
            handover,
            article,
            assets,
            position=self.order.positions.get(clip_id, Position()),
            note=self.order.notes.get(clip_id),
            highlights=tuple(self.highlights.of(clip_id)),
        )

    def statistics(self):
        return self.numbers

    def health(self):
        return self.concerns

    def counts(self):
        here = [row for row in self.rows.values() if not row.trashed_at]
        return Counts(
            all=len(here),
            pending=sum(row.status is Status.PENDING for row in here),
            failed=sum(row.status is Status.FAILED for row in here),
            trash=len(self.rows) - len(here),
            **{
                view.value: sum(self._in_view(row, view) for row in here)
                for view in (View.INBOX, View.UNREAD, View.STARRED, View.ARCHIVE)
            },
        )

    def data_version(self):
        return 1

    def asset_path(self, name):
        return self.folder / name

    def markdown(self, clip_id):
        return f"# {self.rows[clip_id].title}\n"

    def export(self, ids, folder, *, progress, cancelled):
        done = []
        for number, clip_id in enumerate(ids, start=1):
            if cancelled():
                break
            self.exported.append(clip_id)
            done.append(folder / f"{clip_id}.md")
            progress(number, len(ids))
        return Report(written=tuple(done), cancelled=cancelled())

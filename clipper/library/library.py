"""The library as the rest of the program sees it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import uuid_utils

from clipper.errors import LibraryError
from clipper.library import bulk, finding, kindred, proposals, reading, store, updates
from clipper.library.again import Again
from clipper.library.arrivals import Arrival, arrive
from clipper.library.assets import AssetStore
from clipper.library.backups import Backups
from clipper.library.claims import Claims
from clipper.library.disk_errors import told_plainly
from clipper.library.doubles import Doubles
from clipper.library.edits import Editing
from clipper.library.health import TRASH_KEPT_DAYS, health
from clipper.library.highlights import Highlights
from clipper.library.opening import FILE_NAME, open_library
from clipper.library.order import Order
from clipper.library.places import place_warning
from clipper.library.purge import purge_trash, sweep
from clipper.library.rows import microseconds, row_from_article, row_from_capture
from clipper.library.searches import Searches
from clipper.library.statistics import statistics
from clipper.library.tags import Tags
from clipper.library.undo import Undo
from clipper.library.versions import Versions
from clipper.library.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from clipper.library.health import Health
    from clipper.library.query import Completion
    from clipper.library.statistics import Statistics
    from clipper.library.view import Counts, Found, Sort
    from clipper.model import Article, Asset, Capture, Clip, ClipSummary, Failure, Handover


class Library:
    """The clips in `folder`: `library.sqlite3` and the pictures in `assets/`. Made if it is not there.

    Safe to use from any thread, and by several programs at once. Each method that changes something is
    one transaction, on disk when it returns. Methods for several ids leave unknown ones out; methods for
    one raise NoSuchClipError. `on_change` is called, from whatever thread, with the ids of clips that the
    parts (`order`, `tags` …) have changed, `on_remove` with those of clips that are gone for good. All raise
    LibraryError when the disk or the file is at fault; opening also NotALibraryError (another program's
    file; a damaged one is DamagedLibraryError) and NewerLibraryError. A library that cannot or must not be
    written is opened to be read: see `read_only`.
    """

    def __init__(self, folder: Path, *, on_change: Callable[[frozenset[str]], None] | None = None) -> None:
        self.on_change = on_change
        self._folder = folder
        self.on_remove: Callable[[frozenset[str]], None] | None = None
        with told_plainly(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._connections, self._presence = open_library(folder)
        self._assets = AssetStore(folder, self._connections)
        self._claims = Claims(self._presence)
        self.doubles = Doubles(self._connections, self._changed)
        self.backups = Backups(folder, self._connections)
        self.order = Order(self._connections, self._changed, self._removed)
        self.tags = Tags(self._connections, self._changed)
        self.highlights = Highlights(self._connections, self._changed)
        self.searches = Searches(self._connections, self._changed)
        self.undo = Undo(self._connections, self._changed)
        self.again = Again(self._connections, self._claims)
        self.versions = Versions(self._connections, self._changed)
        self.edits = Editing(self._connections, self._changed)

    @property
    def place_warning(self) -> str | None:
        """A sentence if the library lies where it is at risk (a synchronised folder, a network drive)."""
        return place_warning(self._folder)

    @property
    def read_only(self) -> str | None:
        """The sentence that says why nothing may be changed (LibraryError says it too), None if it may."""
        return self._connections.read_only

    def _changed(self, ids: Iterable[str]) -> None:
        """Tell whoever listens which clips were changed, after that is on disk."""
        if self.on_change is not None:
            self.on_change(frozenset(ids))

    def _removed(self, ids: Iterable[str], names: set[str]) -> None:
        """Remove the pictures of clips that are gone, and tell whoever listens."""
        if self.on_remove is not None:
            self.on_remove(frozenset(ids))
        if names:
            # Only after the clips are gone for certain, and under the lock that keeps every other program
            # from naming one of the pictures meanwhile. One that works on a clip may have saved the same
            # picture and not named it yet: then the files stay.
            with self._connections.writing() as db:
                if not self._claims.others_work(db):
                    self._assets.remove(store.unnamed(db, names))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back what is claimed and close the files. Reads that run are interrupted."""
        try:
            if self._claims.has_claimed:
                with self._connections.writing() as db:
                    self._claims.release_all(db)
        except LibraryError:
            pass  # whatever keeps them in the file: without the lock they are void
        finally:
            self._connections.close()
            self._presence.close()

    def add(self, handovers: Sequence[Handover]) -> list[str]:
        """Add a pending clip for each hand-over. Return their ids, UUIDv7 of 36 characters."""
        clip_ids = [str(uuid_utils.uuid7()) for _ in handovers]
        captures = [row_from_capture(given.capture) if given.capture else None for given in handovers]
        with self._connections.writing() as db:
            now = _now()
            for clip_id, handover, capture in zip(clip_ids, handovers, captures, strict=True):
                store.add(db, clip_id, handover, capture, now)
        return clip_ids

    def add_update(self, clip_id: str, handover: Handover) -> str:
        """Add a pending clip that becomes a new version of this one when it is filled. Return its id."""
        new_id = str(uuid_utils.uuid7())
        capture = row_from_capture(handover.capture) if handover.capture else None
        with self._connections.writing() as db:
            store.add(db, new_id, handover, capture, _now())
            updates.begin(db, new_id, clip_id)
        return new_id

    def add_ready(self, clips: Iterable[tuple[Handover, Article, Sequence[Asset]]]) -> list[str]:
        """Add many finished clips, some hundred in a transaction. Return the ids of those that are on disk.

        What raises leaves the transactions before as they are.
        """
        ids: list[str] = []
        for some in bulk.batches(clips):
            ready = [bulk.prepared(*clip) for clip in some]
            with self._connections.writing() as db:
                bulk.add_ready(db, ready, _now())
            self._assets.named(asset.name for _, _, assets in some for asset in assets if asset.name)
            ids += [clip.uuid for clip in ready]
        return ids

    def claim(self, limit: int = 1) -> list[str]:
        """Claim the oldest pending clips that nobody works on, at most `limit`; return their ids.

        What a program that was killed had claimed is free again.
        """
        with self._connections.writing() as db:
            return self._claims.claim(db, limit)

    def release(self, ids: Sequence[str]) -> None:
        """Give claimed clips back, still pending."""
        with self._connections.writing() as db:
            self._claims.release(db, ids)

    def keep_capture(self, clip_id: str, capture: Capture) -> None:
        """Keep the raw page that was fetched or read for the clip."""
        row = row_from_capture(capture)
        with self._connections.writing() as db:
            store.keep_capture(db, clip_id, row, capture.url)

    def fill(
        self,
        clip_id: str,
        article: Article,
        assets: Sequence[Asset],
        *,
        cause: str = "cleaned",
        cleaner: int = 0,
        page: Capture | None = None,
        chosen: bool = False,
    ) -> str | None:
        """Make the clip ready and searchable; where it has an article, this is a new version of it.

        `page` is the raw page where it was fetched anew. Return in a sentence why the version is kept back,
        as it is worse than what is there; None where it is shown. `chosen` says that a person wanted the
        page cleaned in another way, and `cleaner` which version of the cleaner did it.
        """
        new = Arrival(
            article,
            row_from_article(article),
            assets,
            cause=cause,
            made_at=_now(),
            cleaner=cleaner,
            page=row_from_capture(page) if page else None,
            page_url=page.url if page else None,
            http_status=page.http.status if page and page.http else None,
            chosen=chosen,
        )
        with self._connections.writing() as db:
            updated = updates.updated_by(db, clip_id)
            if updated is None:
                kept_back = arrive(db, clip_id, new)
            else:
                kept_back = updates.take_in(db, clip_id, updated, new)
        if updated is not None:
            self._removed([clip_id], set())
            self._changed([updated])
        self._assets.named(asset.name for asset in assets if asset.name is not None)
        return kept_back

    def fail(self, clip_id: str, failure: Failure) -> None:
        """Keep the clip as failed, with the reason."""
        with self._connections.writing() as db:
            store.fail(db, clip_id, failure)

    def retry(self, ids: Sequence[str]) -> None:
        """Make those of the clips that failed pending again."""
        with self._connections.writing() as db:
            store.retry(db, ids)

    def trash(self, ids: Iterable[str]) -> None:
        """Put clips into the trash."""
        self.order.trash(ids)

    def restore(self, ids: Iterable[str]) -> None:
        """Take clips out of the trash."""
        self.order.restore(ids)

    def empty_trash(self) -> list[str]:
        """Delete what is in the trash for good, with pictures that no other clip names. Return the ids."""
        return self.order.empty_trash()

    def tidy(self, trash_days: int) -> list[str]:
        """Delete for good what is too long in the trash, and files that nobody needs; return the ids."""
        deleted = purge_trash(self._folder / FILE_NAME, self.order, trash_days)
        sweep(self._folder, self._connections, self._claims, self._assets)
        return deleted

    def mark_read(self, ids: Iterable[str], read: bool) -> None:
        """Mark clips as read or unread."""
        self.order.mark_read(ids, read)

    def clip(self, clip_id: str) -> Clip:
        """Return the clip with all that belongs to it."""
        with self._connections.reading() as reader:
            return reading.clip(reader.db, clip_id)

    def summary(self, clip_id: str) -> ClipSummary:
        """Return what a list shows of the clip."""
        with self._connections.reading() as reader:
            return reading.summary(reader.db, clip_id)

    def capture(self, clip_id: str) -> Capture | None:
        """Return the raw page, None while there is none."""
        with self._connections.reading() as reader:
            return reading.capture(reader.db, clip_id)

    def resolve(self, text: str) -> str:
        """Return the id that is `text` or alone begins or ends with it (4 characters or more)."""
        with self._connections.reading() as reader:
            return reading.resolve(reader.db, text)

    def ids(
        self,
        view: View = View.ALL,
        query: str = "",
        sort: Sort | None = None,
        limit: int | None = None,
    ) -> list[str]:
        """Return the ids of the clips that fit, most relevant first with a query, else newest first.

        The query is what a person types (see `clipper.library.query`). Raises Cancelled when interrupted.
        """
        with self._connections.reading(interruptible=True) as reader:
            return list(finding.find(reader, view, query, sort, limit).ids)

    def search(
        self, query: str, view: View = View.ALL, sort: Sort | None = None, limit: int | None = None
    ) -> Found:
        """Return what `ids` does, with what there is to tell about the query. Raises Cancelled."""
        with self._connections.reading(interruptible=True) as reader:
            return finding.find(reader, view, query, sort, limit)

    def complete(self, query: str, cursor: int) -> list[Completion]:
        """Return what may be meant where the caret stands in the query. Raises Cancelled."""
        with self._connections.reading(interruptible=True) as reader:
            return list(proposals.proposals(reader, query, cursor))

    def more_like(self, clip_id: str, limit: int = 20) -> list[str]:
        """Return the ids of the clips most like this one, the most like first. Raises Cancelled."""
        with self._connections.reading(interruptible=True) as reader:
            return kindred.more_like(reader, clip_id, limit)

    def summaries(self, ids: Sequence[str], query: str = "") -> list[ClipSummary]:
        """Return what a list shows of the clips, in the order asked.

        With a query each has a snippet of about 30 words, matches between U+0001 and U+0002. Raises
        Cancelled when interrupted.
        """
        with self._connections.reading(interruptible=True) as reader:
            return reading.summaries(reader, ids, query)

    def counts(self) -> Counts:
        """Count the clips of each kind."""
        with self._connections.reading() as reader:
            return reading.counts(reader.db)

    def statistics(self) -> Statistics:
        """Count everything: clips, words, months, sites, languages, tags, and the disk they take."""
        tags = self.tags.all()
        with self._connections.reading() as reader:
            copies = sum(backup.size for backup in self.backups.list())
            return statistics(reader.db, self._folder / FILE_NAME, tags, copies)

    def health(self, trash_days: int = TRASH_KEPT_DAYS) -> Health:
        """Look for what may be wrong with clips, and say what mends it; nothing is fetched.

        `trash_days` says how long the trash keeps.
        """
        with self._connections.reading() as reader:
            return health(reader.db, _now(), trash_days=trash_days)

    def data_version(self) -> int:
        """Return a number that changes whenever another program, or another Library, changed the library."""
        return self._connections.data_version()

    def interrupt(self) -> None:
        """Stop `ids` and `summaries` where other threads are in them; they raise Cancelled."""
        self._connections.interrupt()

    def save_asset(self, data: bytes, media_type: str) -> str:
        """Keep a picture, on disk when this returns. Return its name, ``<sha256>.<extension>``."""
        return self._assets.save(data, media_type)

    def asset_path(self, name: str) -> Path:
        """Return the file of the picture with this name. Raises LibraryError for what is no such name."""
        return self._assets.path(name)


def _now() -> int:
    return microseconds(datetime.now(UTC))

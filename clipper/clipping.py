"""The one service: takes what is handed over through capture, extract and library, as jobs on threads.

A hand-over is on disk, pending, before `hand_over` returns. Worker threads then claim pending clips one by
one; what a stopped or killed program left pending is claimed again at the next start.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from clipper.errors import Cancelled, ClipperError, LibraryError, NoSuchClipError
from clipper.library import Library, Sort, View
from clipper.model import Failure, Handover, Via
from clipper.settings import Settings, library_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from clipper.capture import Fetcher
    from clipper.cleaning import Cleaner
    from clipper.export.folder import Report
    from clipper.library import Counts
    from clipper.model import Asset, Capture, Clip, ClipSummary

__all__ = [
    "Changes",
    "Clipping",
    "Progress",
    "Sort",
    "View",
    "open_clipping",
    "sample_page",
]

log = logging.getLogger(__name__)

WORKERS = 4
LOOK_AROUND_SECONDS = 0.5
CLAIM_AGAIN_TICKS = 10
SEEN_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Changes:
    """Which clips changed, by id. `elsewhere` is true when another program changed the library."""

    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    progress: frozenset[str] = frozenset()
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done for a pending clip; `total` is 0 where it cannot be known."""

    phase: str
    done: int = 0
    total: int = 0


def sample_page() -> Handover:
    """The page that ships with the program, as if it had been handed over."""
    from clipper import capture as capturing
    from clipper.resources import resource

    return capturing.from_bytes(
        resource("sample/page.html").read_bytes(),
        Via.FILE,
        url="https://coastal-review.example/2026/09/the-keeper-of-small-weather",
        name="page.html",
    )


def open_clipping(settings: Settings, chosen: str | None = None) -> Clipping:
    """Open the library that `chosen`, the environment or the settings name, and the service over it.

    Raises LibraryError where the library cannot be opened.
    """
    library = Library(library_folder(settings, chosen))
    return Clipping(library, settings=settings)


class Clipping:
    """Everything that the commands and the window do with a library goes through here. Thread-safe.

    `fetcher` and `cleaner` are made when the first page needs them, unless given: what they load would
    delay the window.
    """

    def __init__(
        self,
        library: Library,
        *,
        fetcher: Fetcher | None = None,
        cleaner: Cleaner | None = None,
        settings: Settings | None = None,
    ) -> None:
        self._library = library
        self._settings = settings or Settings()
        self._fetcher = fetcher
        self._cleaner = cleaner
        self._making = threading.Lock()
        self._listeners: list[Callable[[Changes], None]] = []
        self._progress: dict[str, Progress] = {}
        self._fetch_again: set[str] = set()
        self._put_off: dict[str, LibraryError] = {}
        self._threads: list[threading.Thread] = []
        self._wake = threading.Condition()
        self._stopping = False
        self._seen_version = library.data_version()

    # Announcing

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `listener` with every change, from whatever thread made it. Returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _announce(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)

    def progress(self, clip_id: str) -> Progress | None:
        """What is being done for a clip now; None when nothing is."""
        return self._progress.get(clip_id)

    def _report(self, clip_id: str, progress: Progress) -> None:
        self._progress[clip_id] = progress
        self._announce(Changes(progress=frozenset({clip_id})))

    # Handing over

    def hand_over(self, handovers: Sequence[Handover]) -> list[str]:
        """Put hand-overs into the library, pending; they are on disk when this returns. Gives their ids.

        Files are read here and now, since a dragged file may be gone in a moment. Raises LibraryError.
        """
        ids = self._library.add([self._with_file_read(handover) for handover in handovers])
        self._announce(Changes(added=frozenset(ids)))
        with self._wake:
            self._wake.notify_all()
        return ids

    def _with_file_read(self, handover: Handover) -> Handover:
        from clipper.capture import read_file
        from clipper.fetching import limits_of

        try:
            return read_file(handover, self._fetcher.limits if self._fetcher else limits_of(self._settings))
        except ClipperError:
            return handover  # a worker meets the same error and keeps its reason with the clip

    # Working

    def _ready_fetcher(self) -> Fetcher:
        from clipper.fetching import make_fetcher

        with self._making:
            self._stop_if_asked()
            if self._fetcher is None:
                self._fetcher = make_fetcher(self._settings)
            return self._fetcher

    def _ready_cleaner(self) -> Cleaner:
        from clipper.cleaning import PooledCleaner

        with self._making:
            self._stop_if_asked()
            if self._cleaner is None:
                self._cleaner = PooledCleaner(min(2, os.cpu_count() or 1))
            return self._cleaner

    def start(self) -> None:
        """Begin to work on what is pending, also from the last run."""
        if self._threads:
            return
        names = [f"clip-{number}" for number in range(WORKERS)]
        self._threads = [threading.Thread(target=self._work, name=name, daemon=True) for name in names]
        self._threads.append(threading.Thread(target=self._look_around, name="look-around", daemon=True))
        for thread in self._threads:
            thread.start()

    def close(self, seconds: float = 1.0) -> None:
        """Stop working and close the library. What is not finished within `seconds` stays pending."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        self._library.interrupt()
        with self._making:
            for worker in (self._fetcher, self._cleaner):
                if worker is not None:
                    worker.close()
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        self._library.close()

    def wait(self, ids: Sequence[str], timeout: float | None = None) -> bool:
        """Wait until none of these clips is pending; False when `timeout` seconds passed first.

        Another program may be the one that finishes them, or throws them away. Raises LibraryError where
        one stays pending because what came of it cannot be written.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        pending = list(ids)
        with self._wake:
            while not self._stopping:
                pending = self._still_pending(pending)
                if not pending:
                    return True
                for clip_id in self._put_off.keys() & pending:
                    raise self._put_off[clip_id]
                left = LOOK_AROUND_SECONDS if deadline is None else deadline - time.monotonic()
                if left <= 0:
                    return False
                self._wake.wait(min(left, LOOK_AROUND_SECONDS))
        return False

    def _still_pending(self, ids: list[str]) -> list[str]:
        """Leave out what is done at the beginning; what comes after the first pending ones is not read."""
        for start in range(0, len(ids), SEEN_AT_ONCE):
            seen = self._library.summaries(ids[start : start + SEEN_AT_ONCE])
            pending = [summary.id for summary in seen if summary.state == "pending"]
            if pending:
                return pending + ids[start + SEEN_AT_ONCE :]
        return []

    def _work(self) -> None:
        while not self._stopping:
            claimed = self._claim()
            if claimed is None:
                continue
            try:
                self._clip(claimed)
            finally:
                self._progress.pop(claimed, None)
                with self._wake:
                    self._wake.notify_all()
            if not self._stopping:
                self._announce(Changes(changed=frozenset({claimed})))

    def _claim(self) -> str | None:
        """The next pending clip, or None after a wait in which there was none."""
        with self._wake:
            if self._stopping:
                return None
            try:
                claimed = self._library.claim(1)
            except LibraryError as error:
                log.warning("no work could be claimed: %s", error.message)
                claimed = []
            if claimed:
                return claimed[0]
            self._wake.wait()
            return None

    def _clip(self, clip_id: str) -> None:
        """Take one pending clip through to an article, or to the reason why there is none."""
        try:
            self._make_article(clip_id)
        except Cancelled:
            with suppress(LibraryError):  # where even that cannot be written, closing makes the claim void
                self._library.release([clip_id])
        except NoSuchClipError:
            pass  # a person has emptied the trash with it
        except ClipperError as error:
            self._set_failed(clip_id, Failure(error.code, error.message))
        except Exception as error:  # the edge: a bug of ours must not lose the clip
            if self._stopping:
                return
            log.exception("clip %s", clip_id)
            kind = type(error).__name__
            sentence = f"Clipper made a mistake of its own with this page ({kind}). The page itself is kept."
            self._set_failed(clip_id, Failure("bug", sentence))

    def _make_article(self, clip_id: str) -> None:
        from clipper.capture import collect_pictures

        handover = self._library.clip(clip_id).handover
        capture = self._captured(clip_id, handover)
        self._stop_if_asked()
        self._report(clip_id, Progress("Cleaning…"))
        article = self._ready_cleaner().clean(capture)
        assets: tuple[Asset, ...] = ()
        if self._settings.pictures:
            article, assets = collect_pictures(
                article,
                fetcher=self._ready_fetcher(),
                page_url=capture.url,
                save=self._library.save_asset,
                progress=lambda done, total: self._report(
                    clip_id, Progress("Fetching pictures…", done, total)
                ),
                cancelled=lambda: self._stopping,
            )
        self._stop_if_asked()
        self._library.fill(clip_id, article, assets)

    def _captured(self, clip_id: str, handover: Handover) -> Capture:
        """The raw page: handed over with the clip, kept from before, or fetched now and kept."""
        from clipper.capture import capture

        if handover.capture is not None:
            return capture(handover, self._ready_fetcher())
        kept = None if clip_id in self._fetch_again else self._library.capture(clip_id)
        if kept is not None:
            return kept
        self._report(clip_id, Progress("Fetching the page…"))
        fresh = capture(handover, self._ready_fetcher())
        self._library.keep_capture(clip_id, fresh)
        self._fetch_again.discard(clip_id)
        return fresh

    def _stop_if_asked(self) -> None:
        if self._stopping:
            raise Cancelled

    def _set_failed(self, clip_id: str, failure: Failure) -> None:
        if self._stopping:
            return  # the failure is that the program is closing: the clip stays pending
        try:
            self._library.fail(clip_id, failure)
        except NoSuchClipError:
            pass
        except LibraryError as error:
            log.warning("clip %s stays pending: %s", clip_id, error.message)
            self._put_off[clip_id] = error

    def _look_around(self) -> None:
        """Notice what another program does with the library, and what it left pending when it was killed."""
        for tick in count(1):
            with self._wake:
                if self._wake.wait_for(lambda: self._stopping, LOOK_AROUND_SECONDS):
                    return
            try:
                self._notice_others()
                if tick % CLAIM_AGAIN_TICKS == 0:
                    self._take_up_again()
            except LibraryError as error:
                if not self._stopping:
                    log.warning("the library could not be looked at: %s", error.message)

    def _notice_others(self) -> None:
        version = self._library.data_version()
        if version != self._seen_version:
            self._seen_version = version
            self._announce(Changes(elsewhere=True))

    def _take_up_again(self) -> None:
        """Let what was put off be claimed again, and what another program that was killed had claimed."""
        with self._wake:
            put_off = list(self._put_off)
            if put_off:
                self._library.release(put_off)
            for clip_id in put_off:
                del self._put_off[clip_id]
            self._wake.notify_all()

    # What a person does with clips

    def retry(self, ids: Iterable[str]) -> None:
        """Try failed clips again; pages are fetched anew."""
        chosen = list(ids)
        self._fetch_again.update(chosen)
        self._library.retry(chosen)
        self._changed(chosen)
        with self._wake:
            self._wake.notify_all()

    def trash(self, ids: Iterable[str]) -> None:
        """Move clips to the trash."""
        chosen = list(ids)
        self._library.trash(chosen)
        self._changed(chosen)

    def restore(self, ids: Iterable[str]) -> None:
        """Take clips out of the trash."""
        chosen = list(ids)
        self._library.restore(chosen)
        self._changed(chosen)

    def empty_trash(self) -> int:
        """Delete for good what is in the trash; gives how many."""
        deleted = self._library.empty_trash()
        self._announce(Changes(removed=frozenset(deleted)))
        return len(deleted)

    def mark_read(self, ids: Iterable[str], read: bool) -> None:
        """Mark clips read or unread."""
        chosen = list(ids)
        self._library.mark_read(chosen, read)
        self._changed(chosen)

    def _changed(self, ids: Iterable[str]) -> None:
        self._announce(Changes(changed=frozenset(ids)))

    # Reading

    def ids(self, view: View = View.ALL, query: str = "", sort: Sort | None = None) -> list[str]:
        """The ids of a view, or of what a query finds in it, in order. Raises Cancelled when interrupted."""
        return self._library.ids(view, query, sort)

    def summaries(self, ids: Sequence[str], query: str = "") -> list[ClipSummary]:
        """What a list shows of these clips, in this order; ids that are gone are left out."""
        return self._library.summaries(ids, query)

    def clip(self, clip_id: str) -> Clip:
        """A clip whole. Raises NoSuchClipError."""
        return self._library.clip(clip_id)

    def resolve(self, text: str) -> str:
        """The id meant by an id or a unique part of one. Raises NoSuchClipError."""
        return self._library.resolve(text)

    def counts(self) -> Counts:
        """How many clips there are, by view."""
        return self._library.counts()

    def interrupt(self) -> None:
        """Stop queries that run in other threads."""
        self._library.interrupt()

    def asset_path(self, name: str) -> Path:
        """The file of a kept picture."""
        return self._library.asset_path(name)

    # Giving back

    def markdown(self, clip_id: str) -> str:
        """A clip as one Markdown note with front matter, its pictures at their web addresses.

        A picture that has none, because it came inside the page, is named as the file that is kept of it.
        """
        from clipper.export.note import note

        clip = self._library.clip(clip_id)
        inside = [asset for asset in clip.assets if asset.name and asset.source.startswith("asset:")]
        files = {asset.source: self._library.asset_path(str(asset.name)).as_uri() for asset in inside}
        return note(clip, images=files)

    def export(
        self,
        ids: Sequence[str],
        folder: Path,
        *,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Report:
        """Write clips as Markdown files with their pictures into a folder. Raises ExportError, LibraryError.

        Only finished clips are written; pending and failed ones have nothing to write.
        """
        from clipper.export.folder import export_clips

        return export_clips(
            self._finished(ids),
            len(ids),
            folder,
            asset_path=self._library.asset_path,
            progress=progress,
            cancelled=cancelled,
        )

    def _finished(self, ids: Iterable[str]) -> Iterator[Clip]:
        """The clips that have an article, without those that were deleted since their ids were asked for."""
        for clip_id in ids:
            with suppress(NoSuchClipError):
                clip = self._library.clip(clip_id)
                if clip.article is not None:
                    yield clip

"""The work on pending clips: threads that claim them, one by one, and take each through the rooms.

What is put off or left over is taken up again: by these threads, or by another program's.
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
from clipper.model import AS_JUDGED, CLEANER_VERSION, Choice, Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from clipper.capture import Fetcher
    from clipper.cleaning import Cleaner
    from clipper.library import Library
    from clipper.model import Asset, Capture, Handover
    from clipper.settings import Settings

log = logging.getLogger(__name__)

WORKERS = 4
LOOK_AROUND_SECONDS = 0.5
CLAIM_AGAIN_TICKS = 10
COMPARING_SECONDS = 0.2
SEEN_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Changes:
    """Which clips changed, by id.

    `elsewhere` is true when another program changed the library, `again` when there is news of what waits to
    be cleaned again.
    """

    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    progress: frozenset[str] = frozenset()
    elsewhere: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done for a pending clip; `total` is 0 where it cannot be known."""

    phase: str
    done: int = 0
    total: int = 0


class Jobs:
    """Works on what is pending in a library. `announce` is called from the threads with each change.

    `fetcher` and `cleaner` are made when the first page needs them, unless given: what they load would
    delay the window. `site_rules` is the folder of the person's rules, read anew for every page.
    """

    def __init__(
        self,
        library: Library,
        settings: Settings,
        announce: Callable[[Changes], None],
        *,
        fetcher: Fetcher | None,
        cleaner: Cleaner | None,
        site_rules: Path | None = None,
    ) -> None:
        self._library = library
        self._settings = settings
        self._announce = announce
        self._site_rules = site_rules
        self._told: set[str] = set()
        self._fetcher = fetcher
        self._cleaner = cleaner
        self._making = threading.Lock()
        self._progress: dict[str, Progress] = {}
        self._fetch_again: set[str] = set()
        self._put_off: dict[str, LibraryError] = {}
        self._threads: list[threading.Thread] = []
        self._working = 0
        self._wake = threading.Condition()
        self._stopping = False
        self._seen_version = library.data_version()

    # Starting and stopping

    def start(self) -> None:
        """Begin to work on what is pending, also from the last run."""
        if self._threads:
            return
        names = [f"clip-{number}" for number in range(WORKERS)]
        self._threads = [threading.Thread(target=self._work, name=name, daemon=True) for name in names]
        self._threads.append(threading.Thread(target=self._look_around, name="look-around", daemon=True))
        for thread in self._threads:
            thread.start()

    def close(self, seconds: float) -> None:
        """Stop working. What is not finished within `seconds` stays pending."""
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

    def wake(self) -> None:
        """Look for pending clips now."""
        with self._wake:
            self._wake.notify_all()

    def fetch_again(self, ids: Iterable[str]) -> None:
        """Fetch the pages of these clips anew when they are pending again."""
        self._fetch_again.update(ids)

    def progress(self, clip_id: str) -> Progress | None:
        """What is being done for a clip now; None when nothing is."""
        return self._progress.get(clip_id)

    def report(self, clip_id: str, progress: Progress) -> None:
        """Say what is being done for a clip."""
        self._progress[clip_id] = progress
        self._announce(Changes(progress=frozenset({clip_id})))

    # Working

    def wait_for_rest(self, seconds: float) -> bool:
        """Wait until nothing new is worked on; False when `seconds` passed first, or this is closing."""
        with self._wake:
            rested = self._wake.wait_for(lambda: self._stopping or not self._working, seconds)
            return rested and not self._stopping

    def ready_fetcher(self) -> Fetcher:
        """The fetcher, made now if it is the first time. Raises Cancelled while closing."""
        from clipper.fetching import make_fetcher

        with self._making:
            self._stop_if_asked()
            if self._fetcher is None:
                self._fetcher = make_fetcher(self._settings)
            return self._fetcher

    def ready_cleaner(self) -> Cleaner:
        """The cleaner, made now if it is the first time. Raises Cancelled while closing."""
        from clipper.cleaning import PooledCleaner

        with self._making:
            self._stop_if_asked()
            if self._cleaner is None:
                self._cleaner = PooledCleaner(min(2, os.cpu_count() or 1))
            return self._cleaner

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
                    self._working -= 1
                    self._wake.notify_all()
            if not self._stopping:
                self._announce(Changes(changed=frozenset({claimed})))
                self._compare()

    def _claim(self) -> str | None:
        """The next pending clip, or None after a wait in which there was none."""
        with self._wake:
            if self._stopping:
                return None
            try:
                # A library that is only read, or turned out to be damaged, has no work to claim.
                claimed = [] if self._library.read_only else self._library.claim(1)
            except LibraryError as error:
                log.warning("no work could be claimed: %s", error.message)
                claimed = []
            if claimed:
                self._working += 1
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
        self.report(clip_id, Progress("Cleaning…"))
        article = self.ready_cleaner().clean(capture, self.choice())
        assets: tuple[Asset, ...] = ()
        if self._settings.pictures:
            article, assets = collect_pictures(
                article,
                fetcher=self.ready_fetcher(),
                page_url=capture.url,
                save=self._library.save_asset,
                progress=lambda done, total: self.report(
                    clip_id, Progress("Fetching pictures…", done, total)
                ),
                cancelled=lambda: self._stopping,
            )
        self._stop_if_asked()
        self._library.fill(clip_id, article, assets, cleaner=CLEANER_VERSION)

    def choice(self) -> Choice:
        """What the person's site rules say; each one that cannot be understood is logged once."""
        from clipper.site_rules import load

        found = load(self._site_rules) if self._site_rules else None
        if found is None:
            return AS_JUDGED
        for problem in found.problems:
            if problem not in self._told:
                self._told.add(problem)
                log.warning("%s", problem)
        return Choice(rules=found.rules)

    def _captured(self, clip_id: str, handover: Handover) -> Capture:
        """The raw page: handed over with the clip, kept from before, or fetched now and kept."""
        from clipper.capture import capture

        if handover.capture is not None:
            return capture(handover, self.ready_fetcher())
        kept = None if clip_id in self._fetch_again else self._library.capture(clip_id)
        if kept is not None:
            return kept
        self.report(clip_id, Progress("Fetching the page…"))
        fresh = capture(handover, self.ready_fetcher())
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
                self.notice_others()
                if self._library.read_only:
                    continue
                self._compare(COMPARING_SECONDS)
                if tick % CLAIM_AGAIN_TICKS == 0:
                    self._take_up_again()
            except LibraryError as error:
                if not self._stopping:
                    log.warning("the library could not be looked at: %s", error.message)

    def notice_others(self) -> None:
        """Announce that another program changed the library, if one did."""
        version = self._library.data_version()
        if version != self._seen_version:
            self._seen_version = version
            self._announce(Changes(elsewhere=True))

    def _compare(self, seconds: float = 0.0) -> None:
        """Look for doubles of what came lately, at least of a few clips, and for as long as this."""
        deadline = time.monotonic() + seconds
        with suppress(LibraryError):  # what is not compared now waits for the next time
            while self._library.doubles.compare() and not self._stopping and time.monotonic() < deadline:
                pass

    def _take_up_again(self) -> None:
        """Let what was put off be claimed again, and what another program that was killed had claimed."""
        with self._wake:
            put_off = list(self._put_off)
            if put_off:
                self._library.release(put_off)
            for clip_id in put_off:
                del self._put_off[clip_id]
            self._wake.notify_all()

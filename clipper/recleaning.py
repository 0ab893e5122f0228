"""Cleaning and fetching clips again, one by one in the background, after all that was handed over anew.

What waits lies in the library, so a program that ends goes on where it was. A clip whose page cannot be had
or cleaned stays as it is.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.errors import Cancelled, ClipperError, LibraryError, NoSuchClipError
from clipper.jobs import Changes
from clipper.library import Task
from clipper.model import CLEANER_VERSION, Content, Handover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from clipper.jobs import Jobs
    from clipper.library import Library, Waiting
    from clipper.model import Article, Asset, Capture, Clip
    from clipper.settings import Settings

log = logging.getLogger(__name__)

CLAIMED_AT_ONCE = 4
LOOK_SECONDS = 5.0
"""After so long it is looked whether another program left something to do."""


@dataclass(frozen=True, slots=True)
class AgainProgress:
    """How far cleaning again has come, in clips."""

    done: int
    total: int
    paused: bool = False


class Recleaning:
    """Works on the clips of a library that wait to be cleaned or fetched again. Thread-safe."""

    def __init__(
        self, library: Library, settings: Settings, jobs: Jobs, announce: Callable[[Changes], None]
    ) -> None:
        self._library = library
        self._settings = settings
        self._jobs = jobs
        self._announce = announce
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopping = False
        self._paused = False
        self._done = 0
        self._problems: dict[str, str] = {}

    # What a person asks for

    def clean(self, ids: Iterable[str] | None = None) -> int:
        """Clean these clips again from their raw pages, None for all; gives how many wait now."""
        self._library.again.queue(None if ids is None else list(ids), Task.CLEAN)
        return self._told_to_go_on()

    def clean_stale(self) -> int:
        """Clean those again that an older cleaner cleaned; gives how many wait now."""
        self._library.again.queue_stale(CLEANER_VERSION)
        return self._told_to_go_on()

    def fetch(self, ids: Iterable[str]) -> int:
        """Fetch these clips anew, or clean those without an address again; gives how many wait."""
        chosen = list(ids)
        for clip_id in chosen:
            self._problems.pop(clip_id, None)
        self._library.again.queue(chosen, Task.FETCH)
        return self._told_to_go_on()

    def take(self, clip_id: str, page: Capture) -> None:
        """Make a page that was handed over a version of the clip. Raises NoSuchClipError."""
        self._problems.pop(clip_id, None)
        self._library.again.give(clip_id, page)
        self._told_to_go_on()

    def stale(self) -> int:
        """How many clips a better cleaner could make better."""
        return self._library.again.stale(CLEANER_VERSION)

    def progress(self) -> AgainProgress | None:
        """How far it has come; None when nothing waits."""
        left = self._library.again.left()
        if not left:
            return None
        return AgainProgress(self._done, self._done + left, self._paused)

    def problem(self, clip_id: str) -> str | None:
        """Why no version came of the clip when it was fetched or cleaned again last, in this run."""
        return self._problems.get(clip_id)

    def pause(self) -> None:
        """Do nothing until `resume`, or until the program starts again."""
        self._set_paused(paused=True)

    def resume(self) -> None:
        """Go on after `pause`."""
        self._set_paused(paused=False)

    def cancel(self) -> int:
        """Let nothing wait any more; gives how many clips stay as they are."""
        left = self._library.again.clear()
        with self._wake:
            self._done = 0
            self._wake.notify_all()
        self._announce(Changes(again=True))
        return left

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until nothing waits any more, False when `timeout` seconds passed first."""
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._wake:
            while not self._stopping and self._library.again.left():
                left = LOOK_SECONDS if deadline is None else deadline - time.monotonic()
                if left <= 0:
                    return False
                self._wake.wait(min(left, LOOK_SECONDS))
        return not self._stopping

    def _told_to_go_on(self) -> int:
        with self._wake:
            self._wake.notify_all()
        self._announce(Changes(again=True))
        return self._library.again.left()

    def _set_paused(self, *, paused: bool) -> None:
        with self._wake:
            self._paused = paused
            self._wake.notify_all()
        self._announce(Changes(again=True))

    # Starting and stopping

    def start(self) -> None:
        """Begin to work on what waits, also from the last run."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="again", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Begin nothing any more."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()

    def join(self, seconds: float) -> None:
        """Wait for what is being done; the rest waits for the next run."""
        if self._thread is not None:
            self._thread.join(seconds)

    # Working

    @property
    def _halted(self) -> bool:
        return self._stopping or self._paused

    def _work(self) -> None:
        while not self._stopping:
            waiting = self._claimed()
            left = [one.clip_id for one in waiting]
            for one in waiting:
                if self._halted or not self._at_rest():
                    break
                self._one(one)
                left.remove(one.clip_id)
            if left:
                with suppress(
                    LibraryError
                ):  # where even that cannot be written, closing makes the claim void
                    self._library.release(left)

    def _claimed(self) -> list[Waiting]:
        """The next clips, none after a wait in which there were none."""
        with self._wake:
            waiting: list[Waiting] = []
            if not self._halted and self._library.read_only is None:
                try:
                    waiting = self._library.again.claim(CLAIMED_AT_ONCE)
                except LibraryError as error:
                    if not self._stopping:
                        log.warning("nothing could be cleaned again: %s", error.message)
            if not waiting and not self._stopping:
                self._done = 0 if not self._paused else self._done
                self._wake.wait(LOOK_SECONDS)
            return waiting

    def _at_rest(self) -> bool:
        """Wait until nothing new is worked on; False where that is no more to be waited for."""
        while not self._halted:
            if self._jobs.wait_for_rest(LOOK_SECONDS):
                return True
        return False

    def _one(self, waiting: Waiting) -> None:
        clip_id = waiting.clip_id
        changed = False
        try:
            changed = self._renew(waiting)
        except (Cancelled, NoSuchClipError):
            with suppress(LibraryError):
                self._library.release([clip_id])
        except ClipperError as error:
            self._give_up(waiting, error.code, error.message)
        except Exception as error:  # the edge: a bug of ours must not end the work on the others
            if not self._stopping:
                log.exception("clip %s", clip_id)
                kind = type(error).__name__
                self._give_up(waiting, "bug", f"Clipper made a mistake of its own with this page ({kind}).")
        with self._wake:
            self._done += 1
            self._wake.notify_all()
        if not self._stopping:
            self._announce(Changes(changed=frozenset({clip_id} if changed else ()), again=True))

    def _renew(self, waiting: Waiting) -> bool:
        """Make a version of the clip; tell whether it shows something new."""
        clip = self._library.clip(waiting.clip_id)
        page, cause = self._page(waiting, clip)
        source = page or self._library.capture(clip.id)
        if source is None:
            self._library.again.done(clip.id)
            return False
        article = self._jobs.ready_cleaner().clean(source, self._jobs.choice())
        article, assets = self._with_pictures(article, source, clip, fresh=page is not None)
        if self._stopping:
            raise Cancelled
        reason = self._library.fill(clip.id, article, assets, cause=cause, cleaner=CLEANER_VERSION, page=page)
        if reason is not None:
            self._problems[clip.id] = reason
        return reason is None and (clip.article != article or clip.assets != assets)

    def _page(self, waiting: Waiting, clip: Clip) -> tuple[Capture | None, str]:
        """The new page, where there is one, and what made the version."""
        from clipper.capture import capture

        if waiting.task is Task.TAKE and waiting.page is not None:
            return waiting.page, "handed over"
        address = self._address(clip) if waiting.task is Task.FETCH else None
        if address is None:
            return None, "cleaned"
        given = Handover(clip.handover.label, clip.handover.via, url=address)
        return capture(given, self._jobs.ready_fetcher()), "fetched"

    def _address(self, clip: Clip) -> str | None:
        """Where the clip's page can be fetched; None for what a person chose of a page, or wrote."""
        kept = self._library.capture(clip.id)
        if kept is not None and (kept.selection or kept.content is not Content.HTML):
            return None
        address = clip.handover.url or clip.summary.url
        return address if address and address.lower().startswith(("http:", "https:")) else None

    def _with_pictures(
        self, article: Article, source: Capture, clip: Clip, *, fresh: bool
    ) -> tuple[Article, tuple[Asset, ...]]:
        """The article with its pictures: kept ones are taken over, those of a fresh page are fetched anew."""
        from clipper.capture import collect_pictures
        from clipper.capture.picture_sources import sources_of

        kept = {asset.source: asset for asset in clip.assets}
        if not self._settings.pictures:
            return article, tuple(kept[name] for name in sources_of(article) if name in kept)
        article, assets = collect_pictures(
            article,
            fetcher=self._jobs.ready_fetcher(),
            page_url=source.url,
            save=self._library.save_asset,
            progress=lambda _done, _total: None,
            cancelled=lambda: self._stopping,
            known={} if fresh else kept,
        )
        return article, tuple(
            kept.get(asset.source, asset) if asset.name is None else asset for asset in assets
        )

    def _give_up(self, waiting: Waiting, code: str, message: str) -> None:
        """The clip stays as it is, and why nothing new came is told."""
        if self._stopping:
            return
        self._problems[waiting.clip_id] = message
        fetched = waiting.task is Task.FETCH
        try:
            self._library.again.done(
                waiting.clip_id,
                cleaner=0 if fetched else CLEANER_VERSION,
                failure=code if fetched else None,
            )
        except LibraryError as error:
            log.warning("clip %s waits on: %s", waiting.clip_id, error.message)

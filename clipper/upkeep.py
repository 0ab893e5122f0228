"""What is done for an open library by itself: the daily backup, and what goes by age."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from clipper.errors import Cancelled, LibraryError

if TYPE_CHECKING:
    from clipper.library import Library

log = logging.getLogger(__name__)

AFTER_SECONDS = 20.0
"""So long the opening of a window, and a short command, have the disk for themselves."""
AGAIN_SECONDS = 3600.0


class Upkeep:
    """A thread that looks after an open library, now and then, until it is stopped."""

    def __init__(self, library: Library, trash_days: int) -> None:
        self._library = library
        self._trash_days = trash_days
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, if it has not begun."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Begin nothing more. A backup that runs ends when the library is closed."""
        self._stopping.set()

    def _run(self) -> None:
        wait = AFTER_SECONDS
        while not self._stopping.wait(wait):
            self.look_after()
            wait = AGAIN_SECONDS

    def look_after(self) -> None:
        """Make today's backup if there is none, then remove what is old enough."""
        for work in (self._library.backups.daily, lambda: self._library.tidy(self._trash_days)):
            if self._library.read_only or self._stopping.is_set():
                return
            try:
                work()
            except Cancelled:
                return
            except LibraryError as error:
                if not self._stopping.is_set():
                    log.info("not done now: %s", error.message)

"""Long work in many transactions that lets others write in between, in this program or another."""

from __future__ import annotations

import time

HELD_S = 0.5
"""So long the file is written to again and again before others have their turn."""
PAUSE_S = 0.11
"""A program that waits asks again every tenth of a second; within a shorter pause it might not."""


class Turns:
    """Counts the time since others could write last."""

    def __init__(self) -> None:
        self._since = time.monotonic()

    def pass_on(self) -> None:
        """Wait a moment, outside any transaction, if others have waited for long. Call it between two."""
        if time.monotonic() - self._since >= HELD_S:
            time.sleep(PAUSE_S)
            self._since = time.monotonic()

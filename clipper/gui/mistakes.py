"""What nothing caught is a mistake of ours: it goes to stderr, and into a dialog with a report to copy."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from PySide6.QtWidgets import QWidget


@contextmanager
def shown_in(window: QWidget) -> Iterator[None]:
    """Show mistakes over `window`, one at a time, until the block ends."""
    before = sys.excepthook
    shown = False

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal shown
        sys.__excepthook__(kind, error, trace)
        if shown or issubclass(kind, KeyboardInterrupt):
            return
        from clipper.gui.dialogs import ReportDialog, report_of

        dialog = ReportDialog(report_of(kind, error, trace), window)
        dialog.finished.connect(forget)
        dialog.open()
        shown = True

    def forget() -> None:
        nonlocal shown
        shown = False

    sys.excepthook = show
    try:
        yield
    finally:
        sys.excepthook = before

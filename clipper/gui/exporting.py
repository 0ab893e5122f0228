"""Exporting from the window: ask for a folder, show how far it is with Cancel, say what came of it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from clipper.gui import wording
from clipper.gui.background import Relay
from clipper.gui.bars import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clipper.clipping import Clipping
    from clipper.errors import ClipperError
    from clipper.export.folder import Report
    from clipper.gui.background import Runner
    from clipper.gui.bars import Bar


class Exporting(QObject):
    """Exports one folder at a time; a second one waits until the first is done or cancelled."""

    told = Signal(object)

    def __init__(
        self, service: Clipping, runner: Runner, bar: Bar, window: QWidget, first_folder: str = ""
    ) -> None:
        super().__init__(window)
        self._service = service
        self._runner = runner
        self._bar = bar
        self._window = window
        self._folder = first_folder
        self._cancel = threading.Event()
        self._busy = False
        self._relay = Relay(self._show_progress, self)

    @property
    def busy(self) -> bool:
        """True while files are written."""
        return self._busy

    def cancel(self) -> None:
        """Stop; files already written stay."""
        self._cancel.set()

    def ask(self, ids: Callable[[], Sequence[str]], count: int) -> None:
        """Ask where to, then export. `ids` is called off the window's thread."""
        if self._busy:
            self.told.emit(Notice("An export is under way. Wait for it, or cancel it first."))
            return
        title = f"Export {wording.clips(count)} into a folder"
        chosen = QFileDialog.getExistingDirectory(self._window, title, self._folder or _documents())
        if chosen:
            self._folder = chosen
            self.export(ids, Path(chosen))

    def export(self, ids: Callable[[], Sequence[str]], folder: Path) -> None:
        """Write the clips into `folder`."""
        self._busy = True
        self._cancel.clear()
        self._show_progress((0, 0))

        def work() -> tuple[Report, int]:
            chosen = ids()
            report = self._service.export(
                chosen,
                folder,
                progress=lambda done, total: self._relay.arrived.emit((done, total)),
                cancelled=self._cancel.is_set,
            )
            return report, len(chosen)

        self._runner.run(work, lambda done: self._end(*done, folder), self._fail, self._stop)

    def _show_progress(self, how_far: tuple[int, int]) -> None:
        if not self._busy or self._cancel.is_set():
            return
        done, total = how_far
        words = f"Exporting {wording.number(done)} of {wording.clips(total)}…" if total else "Exporting…"
        self._bar.show_progress(words, done, total, self.cancel)

    def _end(self, report: Report, asked: int, folder: Path) -> None:
        self._busy = False
        self.told.emit(
            Notice(
                summed_up(report, asked),
                "Open folder",
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
                failure=bool(report.failed),
                lasting=True,
            )
        )

    def _fail(self, error: ClipperError) -> None:
        self._busy = False
        self.told.emit(Notice(error.message, failure=True))

    def _stop(self) -> None:
        self._busy = False
        self.told.emit(Notice("Export cancelled."))


def _documents() -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = QStandardPaths.writableLocation(place)
    return found if Path(found).is_dir() else str(Path.home())


def summed_up(report: Report, asked: int = 0) -> str:
    """Say in a sentence or two what an export of `asked` clips wrote, left alone and could not write."""
    written, same = len(report.written), len(report.unchanged)
    parts = [f"Exported {wording.clips(written)}."]
    if not written and not same and not report.failed:
        parts = ["There was nothing to export."]
    elif same and not written:
        parts = [f"{wording.clips(same)} unchanged since the last export."]
    elif same:
        parts.append(f"{wording.number(same)} unchanged.")
    left_out = asked - written - same - len(report.failed)
    if report.cancelled:
        parts.insert(0, "Cancelled.")
    elif left_out > 0:
        parts.append(f"{wording.clips(left_out)} without an article left out.")
    if report.failed:
        parts.append(f"{wording.clips(len(report.failed))} could not be written: {report.failed[0][1]}")
    return " ".join(parts)

"""The ways in: clipboard, drop, typed text, files, the sample page. All end as hand-overs to the service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from clipper.gui.background import URGENT
from clipper.gui.bars import Notice
from clipper.gui.mime import formats
from clipper.gui.wording import clips
from clipper.model import Via

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.clipping import Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.model import ClipSummary, Handover

_FILES = "Pages and text (*.html *.htm *.xhtml *.txt *.md *.markdown);;All files (*)"
NOTHING = "Nothing on the clipboard can be clipped. Copy a link, part of a page or text, then paste it here."


class HandingOver(QObject):
    """Gives what a person hands over to the service. `taken` carries the new clips' ids."""

    taken = Signal(object)
    told = Signal(object)
    open_asked = Signal(str)

    def __init__(self, service: Clipping, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._service = service
        self._runner = runner
        self._window = window

    def take(self, handovers: Sequence[Handover]) -> None:
        """Put hand-overs into the library. If that fails they are kept, to be tried again."""
        if not handovers:
            return
        kept = list(handovers)
        addressed = any(handover.url or handover.capture is not None for handover in kept)
        if not addressed:
            self._give(kept)
            return
        self._runner.run(
            lambda: self._service.known(kept),
            lambda known: self._ask_about(kept, known),
            lambda _error: self._give(kept),  # what cannot be looked up is taken, never lost
            priority=URGENT,
        )

    def _ask_about(self, kept: list[Handover], known: list[list[ClipSummary]]) -> None:
        """Take what is new at once, and ask one question about what is there."""
        there = [(handover, clips[0]) for handover, clips in zip(kept, known, strict=True) if clips]
        self._give([handover for handover, clips in zip(kept, known, strict=True) if not clips])
        if not there:
            return
        from clipper.gui.known_dialog import KnownDialog

        question = KnownDialog([clip for _, clip in there], self._window)
        question.open_asked.connect(lambda: self.open_asked.emit(there[0][1].id))
        question.update_asked.connect(lambda: self._update(there))
        question.keep_asked.connect(lambda: self._give([handover for handover, _ in there]))
        question.open()

    def _update(self, there: list[tuple[Handover, ClipSummary]]) -> None:
        def work() -> None:
            for handover, clip in there:
                self._service.update(clip.id, handover)

        self._runner.run(work, lambda _done: self.told.emit(Notice(f"Updating {clips(len(there))}.")))

    def _give(self, kept: list[Handover]) -> None:
        """Put hand-overs into the library."""
        if not kept:
            return

        def fail(error: ClipperError) -> None:
            self.told.emit(Notice(error.message, "Try again", lambda: self._give(kept), failure=True))

        self._runner.run(lambda: self._service.hand_over(kept), self.taken.emit, fail, priority=URGENT)

    def paste(self) -> None:
        """Clip what the clipboard holds."""
        from clipper.capture import from_formats

        handovers = from_formats(formats(QGuiApplication.clipboard().mimeData()), Via.PASTE)
        if handovers:
            self.take(handovers)
        else:
            self.told.emit(Notice(NOTHING))

    def choose_files(self) -> None:
        """Ask for files and clip them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Clip files", "", _FILES)
        self.take_files(names)

    def take_files(self, names: Sequence[str]) -> None:
        """Clip local files."""
        from clipper.capture import from_path

        self.take([from_path(Path(name), Via.FILE) for name in names])

    def take_sample(self) -> None:
        """Clip the page that ships with the program."""
        from clipper.clipping import sample_page

        self.take([sample_page()])

    def ask(self) -> None:
        """Open the box in which links and text are typed."""
        from clipper.gui.add_box import AddBox

        box = AddBox(self._window)
        box.handed_over.connect(self.take)
        box.files_asked.connect(self.choose_files)
        box.paste_asked.connect(self.paste)
        box.open()

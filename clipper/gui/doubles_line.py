"""The line above an article that seems to be another clip too: compare, merge, or keep them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clipper.gui import wording
from clipper.gui.bars import Notice
from clipper.gui.widgets import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.clipping import Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.gui.undoing import Undoing
    from clipper.model import Action, ClipSummary, Double


class DoublesLine(QWidget):
    """Says which clip it seems to be. Hidden while there is none."""

    compare_asked = Signal()
    merge_asked = Signal()
    dismiss_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label("", tone="secondary", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 8)
        row.setSpacing(2)
        row.addWidget(self._words, 1)
        for text, asked in (
            ("Compare", self.compare_asked),
            ("Merge", self.merge_asked),
            ("Not the same", self.dismiss_asked),
        ):
            row.addWidget(button(text, asked.emit, kind="link"))
        self.hide()

    def show_double(self, other: ClipSummary | None, why: str = "") -> None:
        """Name the other clip; None for none."""
        self.setVisible(other is not None)
        if other is not None:
            what = "page" if why == "address" else "text"
            said = f"Seems to be the same {what} as “{wording.title(other)}” ({wording.site(other)})."
            self._words.setText(wording.breakable(said))
            self.setAccessibleName(self._words.text())

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()


class Doubling(QObject):
    """Fills the line for one clip after another. `clip_asked` carries the clip to look at."""

    told = Signal(object)
    clip_asked = Signal(str)

    def __init__(
        self, service: Clipping, runner: Runner, undoing: Undoing, line: DoublesLine, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self._undoing = undoing
        self._line = line
        self._clip = ""
        self._other = ""
        line.compare_asked.connect(lambda: self.clip_asked.emit(self._other))
        line.merge_asked.connect(self.merge)
        line.dismiss_asked.connect(self.dismiss)

    def show(self, clip_id: str) -> None:
        """Look for what this clip seems to be the same as."""
        if clip_id != self._clip:
            self._line.hide()
        self._clip = clip_id
        self._runner.run(lambda: self._asked(clip_id), lambda found: self._found(clip_id, found))

    def _asked(self, clip_id: str) -> tuple[Double, ClipSummary] | None:
        for double in self._service.doubles.of(clip_id):
            other = double.other_id if double.clip_id == clip_id else double.clip_id
            for summary in self._service.summaries([other]):
                if summary.trashed_at is None:
                    return double, summary
        return None

    def _found(self, clip_id: str, found: tuple[Double, ClipSummary] | None) -> None:
        if clip_id != self._clip:
            return
        self._other = found[1].id if found is not None else ""
        self._line.show_double(found[1] if found else None, found[0].why if found else "")

    def merge(self) -> None:
        """Make one clip of both: this one stays, the other goes to the trash."""
        keep, other = self._clip, self._other
        text = "Merged 2 clips. The other one is in the trash."
        self._do(lambda: self._service.doubles.merge(keep, other), [other], text)

    def dismiss(self) -> None:
        """Say that they are two."""
        one, other = self._clip, self._other
        self._do(lambda: self._service.doubles.dismiss(one, other), [], "They are kept apart.")

    def _do(self, work: Callable[[], Action | None], ids: list[str], sentence: str) -> None:
        self._line.hide()

        def fail(error: ClipperError) -> None:
            self.told.emit(Notice(error.message, failure=True))

        self._runner.run(work, lambda action: self._undoing.did(action, ids, sentence), fail)

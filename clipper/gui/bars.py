"""The bar at the foot of the list: what was done with Undo, what goes on with Cancel, what failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from clipper.gui import wording
from clipper.gui.icons import icon
from clipper.gui.widgets import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent

    from clipper.gui.theme import Theme

_STAYS_MS = 8000


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, and the one thing that can be done about it. `lasting` ones stay until they are closed."""

    text: str
    verb: str = ""
    act: Callable[[], object] | None = None
    failure: bool = False
    lasting: bool = False


class Bar(QWidget):
    """Shows one notice or one progress at a time; hidden while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._act: Callable[[], object] | None = None
        self._time = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._time.timeout.connect(self.hide)
        self._words = label("", wrap=True)
        self._do: QPushButton = button("", self.do, kind="link")
        self._close = QToolButton()
        self._close.setFixedSize(26, 26)
        self._close.setIconSize(QSize(16, 16))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setAccessibleName("Close this message")
        self._close.setToolTip("Close")
        self._close.clicked.connect(self.hide)
        self._progress = QProgressBar(textVisible=False)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addSpacing(5)
        row.addWidget(self._words, 1)
        row.addWidget(self._do)
        row.addWidget(self._close)
        frame = QFrame()
        frame.setObjectName("bar")
        around = QVBoxLayout(self)
        around.setContentsMargins(8, 4, 8, 8)
        around.addWidget(frame)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(7, 7, 7, 7)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self._progress)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._close.setIcon(icon("close", theme, size=16))

    def say(self, notice: Notice) -> None:
        """Show a notice in place of what was there."""
        self._progress.hide()
        self._fill(notice.text, notice.verb, notice.act, tone="failure" if notice.failure else "text")
        self._close.show()
        if notice.failure or notice.lasting:
            self._time.stop()
        else:
            self._time.start()

    def show_progress(self, text: str, done: int, total: int, cancel: Callable[[], object]) -> None:
        """Show how far something is; `total` 0 where it is not known."""
        self._time.stop()
        if self._progress.isHidden() or self._text != text:
            self._fill(text, "Cancel", cancel, tone="text")
        self._close.hide()
        self._progress.show()
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _fill(self, text: str, verb: str, act: Callable[[], object] | None, *, tone: str) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self._words.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self._text = text
        self._words.setText(wording.breakable(text))
        self._words.setProperty("tone", tone)
        self._words.style().polish(self._words)
        self._act = act
        self._do.setText(verb)
        self._do.setVisible(bool(verb))
        self.setAccessibleName(text)
        self.show()

    @property
    def text(self) -> str:
        """What the bar says."""
        return self._text

    def do(self) -> None:
        """Do what the notice offers, as its button does."""
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._time.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count again from the beginning."""
        if self._close.isVisible() and self._words.property("tone") != "failure":
            self._time.start()
        super().leaveEvent(event)

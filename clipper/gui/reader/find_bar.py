"""Find in page: a strip with a field, where one stands among the matches, and the way to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from clipper.gui import wording
from clipper.gui.icons import icon
from clipper.gui.style import font
from clipper.gui.widgets import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from clipper.gui.theme import Theme

HEIGHT = 48
_SLIDE_MS = 120


class FindBar(QWidget):
    """Says what is looked for and which way to go; the pane looks."""

    changed = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.field = QLineEdit(self, placeholderText="Find in this article")
        self.field.setAccessibleName("Find in this article")
        self.field.setMinimumWidth(60)
        self.field.setMaximumWidth(420)
        self.field.setFixedHeight(34)
        self.count = QLabel(self)
        self.count.setFont(_figures())
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count.setMinimumWidth(QFontMetrics(_figures()).horizontalAdvance("Not found") + 8)
        self._lead = self.field.addAction(icon("search", theme), QLineEdit.ActionPosition.LeadingPosition)
        self._actions = {
            "chevron-up": self._action("Previous match", "Shift+Return", self.previous_wanted.emit),
            "chevron-down": self._action("Next match", "Return", self.next_wanted.emit),
            "close": self._action("Close", "Esc", self.closed.emit),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(4)
        row.addStretch(1)
        row.addWidget(self.field, 100)
        row.addWidget(self.count)
        self._buttons = [IconButton(theme, action, self) for action in self._actions.values()]
        for button in self._buttons:
            row.addWidget(button)
        self.field.textChanged.connect(self.changed)
        self._slide = QVariantAnimation(self)
        self._slide.setStartValue(0)
        self._slide.setEndValue(HEIGHT)
        self._slide.valueChanged.connect(self.setFixedHeight)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.hide()
        self.set_theme(theme)

    def _action(self, name: str, keys: str, slot: object) -> QAction:
        # The keys are handled by keyPressEvent and only named here: elsewhere they mean other things.
        action = QAction(name, self)
        action.setToolTip(f"{name}  {QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
        action.triggered.connect(slot)
        return action

    def open(self, *, slide: bool) -> None:
        """Appear, with the field ready to be typed into."""
        if self.isHidden():
            self._slide.stop()
            self.setFixedHeight(1 if slide else HEIGHT)
            self.show()
            if slide:
                self._slide.start()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def hideEvent(self, event: QHideEvent) -> None:
        """Slide no further once gone."""
        self._slide.stop()
        super().hideEvent(event)

    def say(self, current: int, total: int) -> None:
        """Say which of how many matches is the current one: "3 of 12"."""
        if not self.field.text().strip():
            words = ""
        elif total == 0:
            words = "Not found"
        else:
            words = f"{wording.number(current + 1)} of {wording.number(total)}"
        self.count.setText(words)
        for name in ("chevron-up", "chevron-down"):
            self._actions[name].setEnabled(total > 0)
        self._color_count(missed=words == "Not found")

    def _color_count(self, *, missed: bool) -> None:
        palette = QPalette(self.count.palette())
        color = QColor(self.theme.failure if missed else self.theme.secondary)
        palette.setColor(QPalette.ColorRole.WindowText, color)
        self.count.setPalette(palette)
        self.count.setStyleSheet(f"color: {color.name()}")

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        self._lead.setIcon(icon("search", theme))
        for name, action in self._actions.items():
            action.setIcon(icon(name, theme))
        for button in self._buttons:
            button.theme = theme
        self._color_count(missed=self.count.text() == "Not found")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on, Shift+Return back, Escape closes."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            (self.previous_wanted if back else self.next_wanted).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _figures() -> QFont:
    return font(12)

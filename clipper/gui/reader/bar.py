"""The bar above the article: bare icon buttons, and between them a quiet figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from clipper.gui.widgets import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from clipper.gui.theme import Theme

HEIGHT = 52


class Figure(QWidget):
    """A line of quiet words at the end side; it gives way, first in part, then whole, where room is short."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._parts: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_parts(self, parts: tuple[str, ...]) -> None:
        """Show figures, the most important first."""
        self._parts = parts
        self.setAccessibleName(self.text())
        self.setToolTip(self.text())
        self.update()

    def text(self) -> str:
        """All the figures on one line."""
        return " · ".join(self._parts)

    def shown(self) -> str:
        """As many of the figures as there is room for."""
        metrics = QFontMetrics(self._font())
        for count in range(len(self._parts), 0, -1):
            words = " · ".join(self._parts[:count])
            if metrics.horizontalAdvance(words) <= self.width() - 12:
                return words
        return ""

    @staticmethod
    def _font() -> QFont:
        font = QFont(QGuiApplication.font())
        font.setPixelSize(12)
        return font

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(QColor(self.theme.secondary))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the words are English in any window
        painter.drawText(
            self.rect().adjusted(12, 0, -12, 0), side | Qt.AlignmentFlag.AlignVCenter, self.shown()
        )
        painter.end()


class ReaderBar(QWidget):
    """Icons at the left, figures in the middle, icons at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setFixedHeight(HEIGHT)
        self.figure = Figure(theme, self)
        self._buttons: list[IconButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.figure, 1)

    def set_actions(self, left: list[QAction], right: list[QAction]) -> None:
        """Show a button for each action, in order; an action with a menu opens it."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        first = [IconButton(self.theme, action, self) for action in left]
        last = [IconButton(self.theme, action, self) for action in right]
        for at, button in enumerate(first):
            self._row.insertWidget(at, button)
        for button in last:
            self._row.addWidget(button)
        self._buttons = first + last

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = self.figure.theme = theme
        for button in self._buttons:
            button.theme = theme
        self.update()

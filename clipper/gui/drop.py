"""Dropping onto the window: anywhere, always as a copy, with a sheet that says what the drop will become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from clipper.gui.mime import CLIPS, formats
from clipper.gui.style import font
from clipper.model import Via

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from clipper.capture import Description
    from clipper.gui.theme import Theme
    from clipper.model import Handover


class DropSheet(QWidget):
    """Lies over the whole window while something hovers."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._headline = ""
        self._detail = ""
        self._low = False
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme

    def say(self, headline: str, detail: str) -> None:
        """Show what the drop will become."""
        self._headline, self._detail = headline, detail
        self.setAccessibleName(f"{headline}. {detail}")
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        self.update()

    def keep_clear_of(self, y: float) -> None:
        """Write where the pointer is not: browsers drag a picture of the whole selection along with it."""
        low = y < self.height() * (0.4 if self._low else 0.3)
        if low != self._low:
            self._low = low
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet, its dashed edge and the words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(theme.reader if theme.dark else theme.list_ground)
        ground.setAlphaF(0.95)
        painter.fillRect(self.rect(), ground)
        tint = QColor(theme.selected)
        tint.setAlphaF(0.45)
        edge = QRectF(self.rect()).adjusted(13, 13, -13, -13)
        painter.setBrush(tint)
        pen = QPen(QColor(theme.accent), 2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(edge, 14, 14)
        middle, across = self.height() * (0.85 if self._low else 0.16), self.width() - 80
        words = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(font(24, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.text))
        above, below = QRectF(40, middle - 90, across, 90), QRectF(40, middle + 14, across, 60)
        painter.drawText(above, int(words | Qt.AlignmentFlag.AlignBottom), self._headline)
        painter.setFont(font(15))
        painter.setPen(QColor(theme.secondary))
        painter.drawText(below, int(words | Qt.AlignmentFlag.AlignTop), self._detail)
        painter.end()


class DropTarget(QObject):
    """Watches a window for drags. `dropped` carries the hand-overs."""

    dropped = Signal(object)

    def __init__(self, window: QWidget, sheet: DropSheet) -> None:
        super().__init__(window)
        self._sheet = sheet
        self._handovers: list[Handover] = []
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the window's drags; everything else goes on."""
        match event.type():
            case QEvent.Type.DragEnter:
                self._enter(event)  # type: ignore[arg-type]
            case QEvent.Type.DragMove:
                self._move(event)  # type: ignore[arg-type]
            case QEvent.Type.DragLeave:
                self._sheet.hide()
                self._handovers = []
            case QEvent.Type.Drop:
                self._drop(event)  # type: ignore[arg-type]
            case _:
                return super().eventFilter(watched, event)
        return True

    def _enter(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CLIPS):  # from our own list: for the sidebar
            event.ignore()
            return
        from clipper.capture import describe, from_formats

        self._handovers = from_formats(formats(event.mimeData()), Via.DROP)
        if not self._handovers:
            event.ignore()
            return
        said: Description = describe(self._handovers)
        self._sheet.say(said.headline, said.detail)
        self._move(event)

    def _move(self, event: QDragMoveEvent) -> None:
        if self._handovers:
            self._sheet.keep_clear_of(event.position().y())
            self._accept(event)
        else:
            event.ignore()

    def _drop(self, event: QDropEvent) -> None:
        from clipper.capture import from_formats

        self._sheet.hide()
        # Read again: some programs only hold the real data once the button is let go.
        handovers = from_formats(formats(event.mimeData()), Via.DROP) or self._handovers
        self._handovers = []
        if handovers:
            self._accept(event)
            self.dropped.emit(handovers)

    def _accept(self, event: QDropEvent) -> None:
        # A browser may propose to move or to link: it is always a copy.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

"""A row of the sidebar, as a button and as the shelf paints it: icon, name, count at the far edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle

from clipper.gui import wording
from clipper.gui.icons import icon
from clipper.gui.mime import dragged_clips
from clipper.gui.style import BODY, META, NAV_RADIUS, font, hover

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QEnterEvent, QPaintEvent

    from clipper.gui.theme import Theme

HEIGHT = 32
SLIM_WIDTH = 42
_ICON, _CHEVRON, _DOT, _WORDS_LEFT = 18, 14, 9, 34


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows. `dot` is a colour in place of the icon; `opens` says that it has rows below it."""

    name: str
    icon: str
    count: int = 0
    dot: str = ""
    indent: int = 0
    chosen: bool = False
    hovered: bool = False
    focused: bool = False
    target: bool = False
    opens: bool = False
    open: bool = False
    slim: bool = False


def paint_row(painter: QPainter, box: QRect, direction: Qt.LayoutDirection, theme: Theme, row: Row) -> None:
    """Paint a row of the sidebar into `box`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, box, theme, row)
    left = (box.width() - _ICON) // 2 if row.slim else 8 + row.indent
    spot = QRect(box.left() + left, box.top() + (box.height() - _ICON) // 2, _ICON, _ICON)
    place = QStyle.visualRect(direction, box, spot)
    if row.dot:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(row.dot))
        painter.drawEllipse(QRectF(place).center(), _DOT / 2, _DOT / 2)
    else:
        icon(row.icon, theme, "accent" if row.chosen else "secondary", _ICON).paint(painter, place)
    if not row.slim:
        _paint_words(painter, box, direction, theme, row)


def _paint_ground(painter: QPainter, box: QRect, theme: Theme, row: Row) -> None:
    if row.chosen or row.hovered or row.target:
        strong = row.chosen or row.target
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.selected if strong else hover(theme, theme.sidebar)))
        painter.drawRoundedRect(box, NAV_RADIUS, NAV_RADIUS)
    if row.focused or row.target:
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inside = QRectF(box).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, NAV_RADIUS - 1, NAV_RADIUS - 1)


def _name_font(row: Row) -> QFont:
    return font(BODY, QFont.Weight.DemiBold if row.chosen else QFont.Weight.Normal)


def _name_width(box: QRect, row: Row) -> int:
    """The width that the name has, of what it would like."""
    count = wording.number(row.count) if row.count else ""
    taken = QFontMetrics(font(META)).horizontalAdvance(count) + 20 if count else 8
    room = box.width() - _WORDS_LEFT - row.indent - taken - (_CHEVRON + 4 if row.opens else 0)
    return max(0, min(QFontMetrics(_name_font(row)).horizontalAdvance(row.name) + 1, room))


def chevron_box(box: QRect, direction: Qt.LayoutDirection, row: Row) -> QRect:
    """Where a row that opens is clicked to open: the sign after its name, with room around it."""
    left = box.left() + _WORDS_LEFT + row.indent + _name_width(box, row)
    return QStyle.visualRect(direction, box, QRect(left, box.top(), _CHEVRON + 8, box.height()))


def _paint_words(
    painter: QPainter, box: QRect, direction: Qt.LayoutDirection, theme: Theme, row: Row
) -> None:
    leading = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
    trailing = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignRight)
    middle = Qt.AlignmentFlag.AlignVCenter
    if row.count:
        painter.setFont(font(META))
        painter.setPen(QColor(theme.secondary))
        edge = QStyle.visualRect(direction, box, box.adjusted(0, 0, -10, 0))
        painter.drawText(edge, trailing | middle, wording.number(row.count))
    painter.setFont(_name_font(row))
    painter.setPen(QColor(theme.text))
    words = QRect(box.left() + _WORDS_LEFT + row.indent, box.top(), _name_width(box, row), box.height())
    name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(QStyle.visualRect(direction, box, words), leading | middle, name)
    if row.opens:
        spot = chevron_box(box, direction, row)
        mirrored = direction is Qt.LayoutDirection.RightToLeft
        closed = "chevron-left" if mirrored else "chevron-right"
        sign = icon("chevron-down" if row.open else closed, theme, "tertiary", _CHEVRON)
        at = spot.center()
        sign.paint(painter, QRect(at.x() - 7, at.y() - 6, _CHEVRON, _CHEVRON))


class NavRow(QAbstractButton):
    """A view of the library. `dropped` carries the ids of clips that were dropped on it."""

    dropped = Signal(object)

    def __init__(self, name: str, icon_name: str, theme: Theme, *, takes_clips: bool = False) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._theme = theme
        self._count = 0
        self._slim = False
        self._hovers = False
        self.setText(name)
        self.setCheckable(True)
        self.setAcceptDrops(takes_clips)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def set_count(self, count: int) -> None:
        """Show how many clips the view holds; nothing for none."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {wording.clips(count)}" if count else self.text())
        self._name_tip()
        self.update()

    def set_slim(self, *, slim: bool) -> None:
        """Show the icon alone, the name as a tooltip."""
        self._slim = slim
        self._name_tip()
        self.update()

    def _name_tip(self) -> None:
        count = f" · {wording.number(self._count)}" if self._count else ""
        self.setToolTip(f"{self.text()}{count}" if self._slim else "")

    def sizeHint(self) -> QSize:
        """A row is 32 high."""
        return QSize(SLIM_WIDTH, HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for the pointer."""
        self.update()
        super().enterEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take clips of the list."""
        if dragged_clips(event.mimeData()):
            self._hovers = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show no target any more."""
        self._hovers = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which clips were dropped."""
        self._hovers = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(dragged_clips(event.mimeData()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        row = Row(
            self.text(),
            self._icon_name,
            self._count,
            chosen=self.isChecked(),
            hovered=self.underMouse(),
            focused=self.hasFocus(),
            target=self._hovers,
            slim=self._slim,
        )
        painter = QPainter(self)
        paint_row(painter, self.rect(), self.layoutDirection(), self._theme, row)
        painter.end()

"""Rows with a bar each, for what there is most of; and one bar for what takes the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from clipper.gui import wording
from clipper.gui.style import BODY, META, font, hover, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from clipper.gui.theme import Theme

_ROW, _NUMBER, _BAR = 30, 64, 0.42


class BarRow(QAbstractButton):
    """A name, a bar as long as its share of the most, and a number; pressed it leads to its clips."""

    def __init__(self, name: str, count: int, most: int, theme: Theme) -> None:
        super().__init__()
        self._count, self._most, self._theme = count, max(most, 1), theme
        self.setText(name)
        self.setAccessibleName(f"{name}, {wording.clips(count)}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """A row is 30 high."""
        return QSize(240, _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name, bar and number, from the side where reading begins."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(hover(theme, theme.reader)))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        inner = self.rect().adjusted(8, 0, -8, 0)
        bar_room = round(inner.width() * _BAR)
        name = QRect(inner.left(), 0, inner.width() - bar_room - _NUMBER - 8, _ROW)
        bar = QRect(name.right() + 8, _ROW // 2 - 4, max(3, round(bar_room * self._count / self._most)), 8)
        number = QRect(inner.right() - _NUMBER, 0, _NUMBER, _ROW)
        name, bar, number = (self._placed(part) for part in (name, bar, number))
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight  # mirrored by the painter
        painter.setFont(font(BODY))
        painter.setPen(QColor(theme.text))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, start | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(font(META))
        painter.setPen(QColor(theme.secondary))
        painter.drawText(number, end | Qt.AlignmentFlag.AlignVCenter, wording.number(self._count))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(theme.accent, theme.reader, 0.7)))
        painter.drawRoundedRect(QRectF(bar), 3, 3)

    def _placed(self, part: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            part.moveLeft(self.width() - part.right() - 1)
        return part


class DiskBar(QWidget):
    """What takes the disk, as parts of one bar, each named below with its size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: Sequence[tuple[str, int]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def show_parts(self, parts: Sequence[tuple[str, int]]) -> None:
        """Draw these parts, a name and bytes each."""
        self._parts = [(name, size) for name, size in parts if size > 0]
        said = ", ".join(f"{name} {size_of(size)}" for name, size in self._parts)
        self.setAccessibleName(f"Disk used: {said}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The bar, and a line for each part."""
        return QSize(240, 26 + 24 * len(self._parts))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar, and the names and sizes of its parts, each with a piece of its shade."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight  # mirrored by the painter
        whole = sum(size for _, size in self._parts) or 1
        shades = part_shades(theme)
        at = 0.0
        painter.setFont(font(BODY))
        for number, (name, size) in enumerate(self._parts):
            wide = self.width() * size / whole
            shade = QColor(shades[number % len(shades)])
            painter.setPen(QPen(QColor(theme.reader), 1))
            painter.setBrush(shade)
            painter.drawRect(QRectF(self.width() - at - wide if mirrored else at, 0, wide, 12))
            at += wide
            line = QRect(0, 22 + 24 * number, self.width(), 24)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(
                QRectF(self.width() - 10 if mirrored else 0, line.top() + 7, 10, 10), 2, 2
            )
            painter.setPen(QColor(theme.text))
            painter.drawText(line.adjusted(18, 0, -18, 0), start | Qt.AlignmentFlag.AlignVCenter, name)
            painter.setPen(QColor(theme.secondary))
            painter.drawText(line, end | Qt.AlignmentFlag.AlignVCenter, f"\u2068{size_of(size)}\u2069")


def part_shades(theme: Theme) -> tuple[str, ...]:
    """Return the shades of the parts of a bar, each well seen on the page's ground."""
    accent, text = theme.accent, theme.text
    return accent, mix(text, accent, 0.45), theme.tertiary, mix(accent, theme.reader, 0.75), theme.secondary


def size_of(size: int) -> str:
    """Write bytes as the locale does: 3.2 MB."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)

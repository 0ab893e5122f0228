"""How many clips were saved in each month, as bars that can be pointed at, walked along and chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from clipper.gui import wording
from clipper.gui.style import META, font, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFontMetrics, QPaintEvent

    from clipper.gui.theme import Theme

SHOWN = 36
"""Months, the last ones."""
_HEIGHT, _FOOT, _GAP, _WIDEST = 150, 24, 3.0, 34.0


def month_name(month: str, *, short: bool = False) -> str:
    """Write "2026-03" as the locale does: March 2026; short: Mar."""
    year, number = (int(part) for part in month.split("-"))
    locale = QLocale()
    if short:
        return locale.standaloneMonthName(number, QLocale.FormatType.ShortFormat)
    return locale.toString(QDate(year, number, 1), "MMMM yyyy")


def _number(month: str) -> int:
    """The months since January of a year: 0 for "2026-01"."""
    return int(month.split("-")[1]) - 1


def _foot_name(month: str) -> str:
    """What stands below a month: January has the name of its year."""
    return month_name(month, short=True) if _number(month) else month[:4]


def quiet_bar(theme: Theme) -> str:
    """Return the colour of a bar that is not pointed at."""
    return mix(theme.accent, theme.reader, 0.7)


class Months(QWidget):
    """The bars. `chosen` carries the month, as "2026-03"."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._months: Sequence[tuple[str, int]] = ()
        self._at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as there is room, 150 high."""
        return QSize(320, _HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def show_months(self, months: Sequence[tuple[str, int]]) -> None:
        """Draw the last of these months, in order."""
        self._months = months[-SHOWN:]
        self._at = len(self._months) - 1
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName("Clips saved in each month")
        self.setAccessibleDescription(self._said(self._at))

    def _said(self, at: int) -> str:
        if not 0 <= at < len(self._months):
            return ""
        month, count = self._months[at]
        return f"{month_name(month)}: {wording.clips(count)}"

    def _bar(self, at: int) -> QRectF:
        """The bar's whole column, mirrored where the window is."""
        step = min(_WIDEST, self.width() / max(len(self._months), 1))
        left = at * step
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - step
        return QRectF(left, 0, step, _HEIGHT)

    def _under(self, x: float) -> int:
        return next(
            (at for at in range(len(self._months)) if self._bar(at).left() <= x < self._bar(at).right()), -1
        )

    def _kept_inside(self, centre: float, width: float) -> QRectF:
        """Room for a text around `centre`, moved so far that no end of it is cut off."""
        left = max(0.0, min(centre - width / 2, self.width() - width))
        return QRectF(left, 0, width, 16)

    def _named_every(self, metrics: QFontMetrics) -> int:
        """Every how many months have a name below: as often as there is room, each year in any case."""
        widest = max((metrics.horizontalAdvance(_foot_name(month)) for month, _ in self._months), default=0)
        step = min(_WIDEST, self.width() / max(len(self._months), 1))
        return next((every for every in (1, 2, 3, 6) if every * step >= widest + 8), 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a bar for each month, and the names of as many as there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(META))
        theme = self._theme
        most = max((count for _, count in self._months), default=0) or 1
        room = _HEIGHT - _FOOT - 18
        quiet = QColor(quiet_bar(theme))
        metrics = painter.fontMetrics()
        every = self._named_every(metrics)
        for at, (month, count) in enumerate(self._months):
            column = self._bar(at)
            tall = max(2.0, room * count / most) if count else 1.0
            bar = QRectF(column.left() + _GAP / 2, 18 + room - tall, column.width() - _GAP, tall)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                QColor(theme.accent) if at == self._at else quiet if count else QColor(theme.hairline)
            )
            painter.drawRoundedRect(bar, 2, 2)
            if at == self._at:
                painter.setPen(QColor(theme.text))
                said = self._said(at)
                place = self._kept_inside(column.center().x(), metrics.horizontalAdvance(said) + 4)
                painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, said)
            if _number(month) % every == 0:
                name = _foot_name(month)
                place = self._kept_inside(column.center().x(), metrics.horizontalAdvance(name) + 4)
                painter.setPen(QColor(theme.secondary))
                painter.drawText(place.translated(0, _HEIGHT - _FOOT + 6), Qt.AlignmentFlag.AlignCenter, name)
        painter.setPen(QPen(QColor(theme.hairline)))
        painter.drawLine(0, _HEIGHT - _FOOT + 1, self.width(), _HEIGHT - _FOOT + 1)
        if self.hasFocus() and 0 <= self._at < len(self._months):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(self._bar(self._at).adjusted(0, 1, 0, -_FOOT), 4, 4)

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._months) and at != self._at:
            self._at = at
            self._name()
            self.update()

    def event(self, event: QEvent) -> bool:
        """Say the month under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._said(self._under(event.pos().x())), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at a month."""
        self._go(self._under(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the month under the pointer."""
        at = self._under(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and at >= 0:
            self.chosen.emit(self._months[at][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along with the arrows, choose with Enter."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        steps = {Qt.Key.Key_Left: 1 if mirrored else -1, Qt.Key.Key_Right: -1 if mirrored else 1}
        key = Qt.Key(event.key())
        if key in steps:
            self._go(self._at + steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._at >= 0:
            self.chosen.emit(self._months[self._at][0])
        else:
            super().keyPressEvent(event)

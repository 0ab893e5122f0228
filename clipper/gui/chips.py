"""Tags as small chips on the last line of a row: as many as there is room for, then how many more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF

from clipper.gui.style import HEAD, font, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from clipper.gui.theme import Theme

_HEIGHT, _PAD, _GAP, _WIDEST, _LEAST = 17, 6, 5, 110, 46


def draw(painter: QPainter, area: QRectF, tags: Sequence[str], theme: Theme, *, right: bool) -> int:
    """Draw chips into `area`, from its right edge where `right`; give how many tags have one."""
    painter.setFont(font(HEAD))
    metrics = QFontMetricsF(painter.font())
    room, drawn = QRectF(area), 0
    for at, path in enumerate(tags):
        more = f"+{len(tags) - at - 1}" if at < len(tags) - 1 else ""
        reserve = metrics.horizontalAdvance(more) + 2 * _PAD + _GAP if more else 0
        most = min(_WIDEST, room.width() - 2 * _PAD - reserve)
        if most < _LEAST:
            break
        name = metrics.elidedText(path, Qt.TextElideMode.ElideLeft, most)
        room = _chip(painter, room, name, metrics, theme, right=right)
        drawn += 1
    rest = f"+{len(tags) - drawn}" if drawn < len(tags) else ""
    if rest and metrics.horizontalAdvance(rest) + 2 * _PAD <= room.width():
        _chip(painter, room, rest, metrics, theme, right=right)
    return drawn


def _chip(
    painter: QPainter, room: QRectF, words: str, metrics: QFontMetricsF, theme: Theme, *, right: bool
) -> QRectF:
    width = metrics.horizontalAdvance(words) + 2 * _PAD
    box = QRectF(room.right() - width if right else room.left(), room.top() + 1, width, _HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mix(theme.text, theme.list_ground, 0.06)))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(QColor(theme.text if theme.dark else theme.secondary))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    taken = width + _GAP
    return room.adjusted(0, 0, -taken, 0) if right else room.adjusted(taken, 0, 0, 0)

"""Text on a fixed number of lines, cut with an ellipsis, laid out in its own direction, matches marked."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

Marks = tuple[tuple[int, int], ...]

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Look:
    """How a text stands: font and colour, pixels from line to line, how many lines at most, at which side.

    Without a `side` (left or right) a text stands where its own direction begins.
    """

    font: QFont
    colour: str
    pitch: int
    most: int = 1
    side: Qt.AlignmentFlag | None = None


def _laid_out(text: str, look: Look, width: float, *, rtl: bool) -> tuple[QTextLayout, int]:
    """Lay out at most `look.most` lines; give the layout and where the last begins (-1 if all fits)."""
    metrics = QFontMetricsF(look.font)
    side = look.side or (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    layout = QTextLayout(text, look.font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    # Every line stands on the pitch of the interface's own font, whatever script stands on it.
    baseline = (look.pitch - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
    cut_at = -1
    for number in range(look.most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * look.pitch + baseline - line.ascent()))
        if number == look.most - 1 and line.textStart() + line.textLength() < len(text):
            cut_at = line.textStart()
    layout.endLayout()
    return layout, cut_at


def _shortened(text: str, look: Look, width: int, *, rtl: bool) -> tuple[QTextLayout, str]:
    layout, cut_at = _laid_out(text, look, width, rtl=rtl)
    if cut_at >= 0:
        rest = QFontMetricsF(look.font).elidedText(text[cut_at:], Qt.TextElideMode.ElideRight, width - 1)
        text = text[:cut_at] + rest
        layout, _ = _laid_out(text, look, width, rtl=rtl)
    return layout, text


class Painter:
    """Draws texts and keeps what it has laid out, so that scrolling lays nothing out twice."""

    def __init__(self, keep: int = 512) -> None:
        self._keep = keep
        self._kept: dict[tuple[object, ...], tuple[QTextLayout, str]] = {}

    def draw(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        look: Look,
        *,
        rtl: bool,
        marks: Marks = (),
        mark_colours: tuple[str, str] = ("", ""),
    ) -> int:
        """Draw `text` into `area` from its top; give the number of lines used.

        `marks` are (start, length) in `text`, set in `mark_colours`: text and ground.
        """
        width = int(area.width())
        if width <= 0 or not text or look.most <= 0:
            return 0
        layout, shown = self._layout(text[:_LONGEST], look, width, rtl=rtl)
        painter.setPen(QColor(look.colour))
        layout.draw(painter, area.topLeft(), _formats(text, shown, marks, *mark_colours))
        return layout.lineCount()

    def _layout(self, text: str, look: Look, width: int, *, rtl: bool) -> tuple[QTextLayout, str]:
        key = (text, look.font.pixelSize(), look.font.weight(), look.pitch, look.most, look.side, width, rtl)
        known = self._kept.pop(key, None) or _shortened(text, look, width, rtl=rtl)
        self._kept[key] = known
        if len(self._kept) > self._keep:
            del self._kept[next(iter(self._kept))]
        return known


def _formats(text: str, shown: str, marks: Marks, colour: str, ground: str) -> list[QTextLayout.FormatRange]:
    formats = []
    for start, length in marks:
        end = min(start + length, len(shown))
        if end <= start or shown[start:end] != text[start:end]:
            continue
        marked = QTextLayout.FormatRange()
        marked.start, marked.length = start, end - start
        style = QTextCharFormat()
        style.setBackground(QBrush(QColor(ground)))
        style.setForeground(QBrush(QColor(colour)))
        marked.format = style
        formats.append(marked)
    return formats


def reads_rightwards_to_left(text: str) -> bool:
    """True when the first strong letter belongs to a right-to-left script."""
    return text.isascii() is False and _direction(text[:80])


@lru_cache(maxsize=1024)
def _direction(text: str) -> bool:
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"R", "AL"}:
            return True
        if kind == "L":
            return False
    return False


def brought_forward(text: str, marks: Marks, room: int) -> tuple[str, Marks]:
    """Cut the beginning of a snippet so that its first match stands within the first `room` letters."""
    if not marks or marks[0][0] + marks[0][1] <= room:
        return text, marks
    start = marks[0][0]
    space = text.rfind(" ", 0, max(0, start - room // 3))
    cut = space + 1 if space >= 0 else max(0, start - room // 3)
    return "…" + text[cut:], tuple((at - cut + 1, length) for at, length in marks)

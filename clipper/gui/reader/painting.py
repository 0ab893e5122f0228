"""Paints beneath the text what a text document cannot draw: grounds, bars, signs, rules, tints, matches."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from clipper.gui.icons import icon
from clipper.gui.reader.page import Box, Ground, Marker, Page, Sign, Tint
from clipper.gui.style import mix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

    from clipper.gui.theme import Theme

_CORNER = 8
_MARK_CORNER = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is painted on: the document, its record, and the column in the document's coordinates."""

    document: QTextDocument
    page: Page
    theme: Theme
    left: float
    column: float


@dataclass(frozen=True, slots=True)
class Matches:
    """Ranges (start, end) in the document to be marked, sorted; `current` stands out from them."""

    ranges: Sequence[tuple[int, int]] = ()
    current: int = -1


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight of the person's: its range in the document, its ground, and whether it has a note."""

    id: str
    start: int
    end: int
    ground: str
    noted: bool = False


def paint(
    painter: QPainter, sheet: Sheet, exposed: QRectF, matches: Matches, marks: Sequence[Mark] = ()
) -> None:
    """Paint what lies beneath the blocks that touch `exposed` (document coordinates)."""
    layout = sheet.document.documentLayout()
    middle = sheet.left + sheet.column / 2
    position = layout.hitTest(QPointF(middle, exposed.top()), Qt.HitTestAccuracy.FuzzyHit)
    block = sheet.document.findBlock(max(0, position))
    # In a table the hit is the cell in the middle: begin with the row's first.
    blocks = list(_visible(sheet, _back(block), exposed))
    if not blocks:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    first, last = blocks[0].blockNumber(), blocks[-1].blockNumber()
    for box in sheet.page.boxes:
        if box.first <= last and box.last >= first:
            _paint_box(painter, sheet, box, exposed)
    for block in blocks:
        _paint_block(painter, sheet, block)
    _paint_marks(painter, sheet, blocks, marks)
    _paint_matches(painter, sheet, blocks, matches)


def _back(block: QTextBlock) -> QTextBlock:
    for _ in range(50):
        before = block.previous()
        if not before.isValid() or block.document().frameAt(before.position()).parentFrame() is None:
            return block
        block = before
    return block


def _visible(sheet: Sheet, block: QTextBlock, exposed: QRectF) -> Iterator[QTextBlock]:
    layout = sheet.document.documentLayout()
    beyond = 0
    while block.isValid() and beyond < 50:
        beyond = beyond + 1 if layout.blockBoundingRect(block).top() > exposed.bottom() else 0
        if not beyond:
            yield block
        elif sheet.document.frameAt(block.position()).parentFrame() is None:
            return
        block = block.next()


def _origin(block: QTextBlock) -> QPointF:
    return block.document().documentLayout().blockBoundingRect(block).topLeft()


def _air(sheet: Sheet, block: QTextBlock, line: QTextLine) -> float:
    """Half of what the line height adds to a line; Qt puts all of it above."""
    return max(0.0, (sheet.page.line_heights.get(block.blockNumber(), 0) - line.height()) / 2)


def _paint_box(painter: QPainter, sheet: Sheet, box: Box, exposed: QRectF) -> None:
    first = sheet.document.findBlockByNumber(box.first)
    last = sheet.document.findBlockByNumber(box.last)
    if not first.layout().lineCount() or not last.layout().lineCount():
        return
    top_line, bottom_line = first.layout().lineAt(0), last.layout().lineAt(last.layout().lineCount() - 1)
    top = _origin(first).y() + top_line.y() - _air(sheet, first, top_line) - box.above
    bottom = _origin(last).y() + bottom_line.y() + bottom_line.height()
    bottom += _air(sheet, last, bottom_line) + box.below
    area = QRectF(sheet.left + box.left, round(top), sheet.column - box.left - box.right, round(bottom - top))
    if not area.intersects(exposed.adjusted(-8, -8, 8, 8)):
        return
    theme = sheet.theme
    painter.setPen(Qt.PenStyle.NoPen)
    if box.ground is Ground.QUOTE:
        painter.setBrush(QColor(theme.accent))
        x = area.right() - 3 if box.rtl else area.left()
        painter.drawRoundedRect(QRectF(x, area.top(), 3, area.height()), 1.5, 1.5)
        return
    if box.ground is not Ground.MISSING:
        painter.setBrush(QColor(theme.code_ground))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.hairline), 1))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    if box.ground is Ground.MISSING:
        x = area.right() - 16 - 24 if box.rtl else area.left() + 16
        icon("picture-missing", theme, "tertiary", 24).paint(
            painter, round(x), round(area.top() + 12), 24, 24
        )


def _paint_block(painter: QPainter, sheet: Sheet, block: QTextBlock) -> None:
    number = block.blockNumber()
    page = sheet.page
    if number in page.rules:
        left, right = page.rules[number]
        y = round(_origin(block).y())
        line = QRectF(sheet.left + left, y, sheet.column - left - right, 1)
        painter.fillRect(line, QColor(sheet.theme.hairline))
    if number in page.markers:
        _paint_marker(painter, sheet, block, page.markers[number])
    for tinted in page.tints.get(number, ()):
        for area in _areas(sheet, block, tinted.start, tinted.end):
            _paint_tint(painter, sheet.theme, tinted.tint, area)


def _areas(sheet: Sheet, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """Yield a rectangle for each line that characters `start` to `end` of a block stand on."""
    origin = _origin(block)
    layout = block.layout()
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        from_, to = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if from_ >= to:
            continue
        # White space that hangs over the end of a line has no ground.
        words = line.naturalTextRect()
        one, other = (min(max(_x(line, at), words.left()), words.right()) for at in (from_, to))
        width = abs(other - one)
        if width:
            # Where the lines are closer than the font's own spacing, keep off the next one.
            height = min(line.height(), sheet.page.line_heights.get(block.blockNumber(), line.height()))
            top = origin.y() + line.y() + (line.height() - height) / 2
            yield QRectF(origin.x() + min(one, other), top, width, height)


def _x(line: QTextLine, position: int) -> float:
    x, _position = cast("tuple[float, int]", line.cursorToX(position))
    return x


def _paint_tint(painter: QPainter, theme: Theme, tint: Tint, area: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if tint is Tint.MARK:
        painter.setBrush(QColor(theme.highlight))
        painter.drawRoundedRect(area.adjusted(-2, 0, 2, 1), _MARK_CORNER, _MARK_CORNER)
        return
    if tint is Tint.KBD:
        painter.setPen(QPen(QColor(theme.field_edge), 1))
    painter.setBrush(QColor(theme.code_ground if tint is Tint.KBD else mix(theme.text, theme.reader, 0.07)))
    painter.drawRoundedRect(area.adjusted(-3, 2, 3, 0), 4, 4)


def _paint_marks(painter: QPainter, sheet: Sheet, blocks: list[QTextBlock], marks: Sequence[Mark]) -> None:
    for block in blocks:
        start, end = block.position(), block.position() + block.length()
        for mark in marks:
            if mark.start >= end or mark.end <= start:
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mark.ground))
            area = QRectF()
            for area in _areas(sheet, block, mark.start - start, mark.end - start):
                spot = area.adjusted(-2, 0, 2, 1)
                painter.drawRoundedRect(spot, _MARK_CORNER, _MARK_CORNER)
            if mark.noted and mark.end <= end and area.isValid():
                # A note is told by a sign, not by colour: a dot at the end of the passage.
                painter.setBrush(QColor(sheet.theme.accent))
                painter.drawEllipse(QPointF(area.right() + 2, area.top() + 2), 3, 3)


def _paint_matches(painter: QPainter, sheet: Sheet, blocks: list[QTextBlock], matches: Matches) -> None:
    theme = sheet.theme
    for block in blocks:
        start, end = block.position(), block.position() + block.length()
        at = bisect_left(matches.ranges, (start, start))
        while at < len(matches.ranges) and matches.ranges[at][0] < end:
            one, other = matches.ranges[at]
            for area in _areas(sheet, block, one - start, other - start):
                spot = area.adjusted(-2, 0, 2, 1)
                current = at == matches.current
                painter.setPen(QPen(QColor(theme.accent), 2) if current else Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.highlight))
                painter.drawRoundedRect(spot.adjusted(-1, -1, 1, 1) if current else spot, 4, 4)
            at += 1


def _paint_marker(painter: QPainter, sheet: Sheet, block: QTextBlock, marker: Marker) -> None:
    if not block.layout().lineCount():
        return
    line = block.layout().lineAt(0)
    font = block.charFormat().font() if block.length() < 2 else block.begin().fragment().charFormat().font()
    metrics = QFontMetricsF(font)
    baseline = _origin(block).y() + line.y() + line.ascent()
    edge = sheet.left + (sheet.column - marker.edge if marker.rtl else marker.edge)
    color = QColor(sheet.theme.secondary)
    if marker.sign is Sign.NUMBER:
        painter.setFont(font)
        painter.setPen(color)
        width = metrics.horizontalAdvance(marker.text)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if marker.rtl else Qt.LayoutDirection.LeftToRight
        )
        painter.drawText(QPointF(edge if marker.rtl else edge - width, baseline), marker.text)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return
    middle = QPointF(edge + (6 if marker.rtl else -6), baseline - metrics.xHeight() / 2)
    if marker.sign in {Sign.OPEN, Sign.DONE}:
        _paint_check_box(painter, sheet.theme, middle, done=marker.sign is Sign.DONE)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if marker.sign is Sign.DISC:
        painter.drawEllipse(middle, 2.75, 2.75)
    elif marker.sign is Sign.SQUARE:
        painter.drawRect(QRectF(middle.x() - 2.25, middle.y() - 2.25, 4.5, 4.5))
    elif marker.sign is Sign.CIRCLE:
        painter.setPen(QPen(color, 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, 2.6, 2.6)
    else:
        x, y = middle.x(), middle.y()
        painter.drawPolygon(QPolygonF([QPointF(x - 5, y - 2.5), QPointF(x + 5, y - 2.5), QPointF(x, y + 3)]))


def _paint_check_box(painter: QPainter, theme: Theme, middle: QPointF, *, done: bool) -> None:
    box = QRectF(0, 0, 15, 15)
    box.moveCenter(middle)
    painter.setPen(QPen(QColor(theme.accent if done else theme.tertiary), 1.5))
    painter.setBrush(QColor(theme.accent) if done else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    if done:
        pen = QPen(QColor(theme.on_accent), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        x, y = middle.x(), middle.y()
        painter.drawPolyline(
            [QPointF(x - 3.6, y + 0.2), QPointF(x - 1.1, y + 2.7), QPointF(x + 3.7, y - 2.8)]
        )

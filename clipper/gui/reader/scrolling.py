"""Scrolling: the scroll bar, the keys that move it, and where in the document a text position is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QScrollBar

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QTextDocument

_KEPT = 56
"""Pixels of a page that stay in sight on the next: two lines of text."""


class QuietScrollBar(QScrollBar):
    """A scroll bar that keeps its place and shows nothing when there is nothing to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint only where there is something to scroll."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)


def target_of_key(event: QKeyEvent, bar: QScrollBar, height: int) -> int | None:
    """Return where a key scrolls to in a view of `height` pixels, as in a browser; None for other keys."""
    if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return None
    page = max(1, height - _KEPT)
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() == Qt.Key.Key_Space:
        return bar.value() + (-page if shift else page)
    if shift:
        return None
    return {
        Qt.Key.Key_PageDown: bar.value() + page,
        Qt.Key.Key_PageUp: bar.value() - page,
        Qt.Key.Key_Home: bar.minimum(),
        Qt.Key.Key_End: bar.maximum(),
    }.get(Qt.Key(event.key()))


def position_at(document: QTextDocument, x: float, y: float) -> int:
    """Return the text position nearest to a point of the document."""
    return max(0, document.documentLayout().hitTest(QPointF(x, y), Qt.HitTestAccuracy.FuzzyHit))


def line_top(document: QTextDocument, position: int) -> float:
    """Return the upper edge of the line that a text position is on, in the document's coordinates."""
    block = document.findBlock(position)
    if not block.isValid():
        block = document.lastBlock()
    top = document.documentLayout().blockBoundingRect(block).top()
    line = block.layout().lineForTextPosition(max(0, position - block.position()))
    return top + (line.y() if line.isValid() else 0)

"""Paints one row of the list: 104 high, with dot, title, excerpt, meta line and picture, or its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clipper.gui import chips, lines, wording
from clipper.gui.clip_model import Role
from clipper.gui.icons import icon
from clipper.gui.style import BODY, META, ROW_RADIUS, TITLE, font, hover, mix
from clipper.gui.thumbnails import EDGE
from clipper.model import ClipSummary, Status

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPixmap

    from clipper.clipping import Progress
    from clipper.gui.theme import Theme
    from clipper.gui.thumbnails import Thumbnails

HEIGHT = 104
_MARGIN, _TEXT_LEFT, _EDGE_RIGHT, _TOP = 8, 28, 20, 13
_TITLE_PITCH, _BODY_PITCH, _META_PITCH = 20, 19, 18
_DOT_AT, _DOT = 18, 7
_BAR_WIDTH, _BAR = 120, 4
_NARROW = 320
_STAR = 13
RETRY = "Retry"


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where the parts of a row lie; in a right-to-left window they are mirrored."""

    ground: QRect
    text: QRect
    thumb: QRect
    dot: QPointF


def boxes(row: QRect, direction: Qt.LayoutDirection, *, thumb: bool) -> Boxes:
    """Part a row of the list. `thumb` keeps room for a picture."""
    ground = row.adjusted(_MARGIN, 2, -_MARGIN, -2)
    square = QRect(row.right() + 1 - _EDGE_RIGHT - EDGE, row.top() + (row.height() - EDGE) // 2, EDGE, EDGE)
    right = square.left() - 12 if thumb else row.right() + 1 - _EDGE_RIGHT
    text = QRect(row.left() + _TEXT_LEFT, row.top() + _TOP, right - row.left() - _TEXT_LEFT, HEIGHT - _TOP)
    dot = QRect(row.left() + _DOT_AT - 4, row.top() + _TOP + _TITLE_PITCH // 2 - 4, 8, 8)
    mirrored = [QStyle.visualRect(direction, row, part) for part in (ground, text, square, dot)]
    return Boxes(mirrored[0], mirrored[1], mirrored[2], QRectF(mirrored[3]).center())


class RowDelegate(QStyledItemDelegate):
    """Paints the rows in the theme's colours. `query` on says that snippets stand for excerpts."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails
        self._words = lines.Painter()
        self._strong = font(META, QFont.Weight.DemiBold)
        self.hovered_retry: str | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme

    def _title(self, colour: str, most: int = 2, side: Qt.AlignmentFlag | None = None) -> lines.Look:
        return lines.Look(font(TITLE, QFont.Weight.DemiBold), colour, _TITLE_PITCH, most, side)

    def _body(self, colour: str, most: int = 1, side: Qt.AlignmentFlag | None = None) -> lines.Look:
        return lines.Look(font(BODY), colour, _BODY_PITCH, most, side)

    def _meta(self, side: Qt.AlignmentFlag | None = None) -> lines.Look:
        return lines.Look(font(META), self._theme.secondary, _META_PITCH, side=side)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Every row is as high as every other."""
        return QSize(_NARROW, HEIGHT)

    def retry_box(self, row: QRect, direction: Qt.LayoutDirection) -> QRect:
        """Where a failed row's Retry can be clicked: a little more than its word."""
        width = int(QFontMetricsF(self._strong).horizontalAdvance(RETRY)) + 20
        right = row.right() + 1 - _EDGE_RIGHT + 10
        box = QRect(right - width, row.bottom() - 34, width, 28)
        return QStyle.visualRect(direction, row, box)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row."""
        summary = index.data(Role.SUMMARY)
        rect, state, direction = option.rect, option.state, option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thumb = isinstance(summary, ClipSummary) and self._has_thumb(summary, rect.width())
        parts = boxes(rect, direction, thumb=thumb)
        ground = self._paint_ground(painter, parts.ground, state)
        if isinstance(summary, ClipSummary):
            if summary.status is Status.PENDING:
                self._paint_pending(painter, parts, summary, index.data(Role.PROGRESS), ground)
            elif summary.status is Status.FAILED:
                self._paint_failed(painter, parts, summary, rect, direction)
            else:
                self._paint_ready(painter, parts, summary)
                if thumb:
                    ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
                    made = self._thumbnails.get(str(summary.lead_asset), ratio)
                    self._paint_thumb(painter, parts.thumb, made, ground)
        painter.restore()

    def _has_thumb(self, summary: ClipSummary, width: int) -> bool:
        asset = summary.lead_asset
        return asset is not None and width >= _NARROW and self._thumbnails.readable(asset)

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> str:
        theme, flag = self._theme, QStyle.StateFlag
        ground = theme.list_ground
        if state & flag.State_Selected:
            ground = theme.selected
        elif state & flag.State_MouseOver:
            ground = mix(theme.text, theme.list_ground, 0.035)
        if ground != theme.list_ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, ROW_RADIUS, ROW_RADIUS)
        if state & flag.State_HasFocus and state & flag.State_KeyboardFocusChange:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), ROW_RADIUS - 1, ROW_RADIUS - 1)
        return ground

    def _paint_ready(self, painter: QPainter, parts: Boxes, summary: ClipSummary) -> None:
        theme = self._theme
        title = wording.title(summary)
        rtl = lines.reads_rightwards_to_left(title)
        if not summary.read and summary.trashed_at is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(parts.dot, _DOT / 2, _DOT / 2)
        area = QRectF(parts.text)
        used = self._words.draw(painter, area, title, self._title(theme.text), rtl=rtl)
        area.translate(0, used * _TITLE_PITCH + 1)
        excerpt, marks = self._excerpt(summary, int(area.width()), 3 - used)
        rows = self._words.draw(
            painter,
            area,
            excerpt,
            self._body(theme.secondary, 3 - used),
            rtl=lines.reads_rightwards_to_left(excerpt) if excerpt else rtl,
            marks=marks,
            mark_colours=(theme.text, theme.highlight),
        )
        area.translate(0, rows * _BODY_PITCH + 2)
        self._paint_meta(painter, area, summary, rtl=rtl)

    def _excerpt(self, summary: ClipSummary, width: int, rows: int) -> tuple[str, lines.Marks]:
        if summary.snippet is None:
            return " ".join((summary.excerpt or "").split()), ()
        plain, marks = wording.marked(summary.snippet)
        return lines.brought_forward(plain, marks, rows * width // 8)

    def _paint_meta(
        self,
        painter: QPainter,
        area: QRectF,
        summary: ClipSummary,
        *,
        rtl: bool,
        side: Qt.AlignmentFlag | None = None,
    ) -> None:
        right = rtl if side is None else side is Qt.AlignmentFlag.AlignRight
        if summary.starred:
            area = self._paint_star(painter, area, right=right)
        rest = [wording.day(summary.saved_at, _today())]
        if summary.status is Status.READY:
            rest.append(wording.minutes(summary.word_count))
        # Each part is isolated, so that its own direction does not disturb the order of the three.
        tail = "".join(f" · {wording.isolated(part)}" for part in rest)
        metrics = QFontMetricsF(self._meta().font)
        room = max(40.0, area.width() - metrics.horizontalAdvance(tail) - 2)
        site = metrics.elidedText(wording.site(summary), Qt.TextElideMode.ElideRight, room)
        meta = f"{wording.isolated(site)}{tail}"
        self._words.draw(painter, area, meta, self._meta(side), rtl=rtl)
        if summary.tags:
            left = metrics.horizontalAdvance(meta) + 8
            free = area.adjusted(0, 0, -left, 0) if right else area.adjusted(left, 0, 0, 0)
            chips.draw(painter, free, summary.tags, self._theme, right=right)

    def _paint_star(self, painter: QPainter, area: QRectF, *, right: bool) -> QRectF:
        """Paint a star at the beginning of a line; give what is left of the line."""
        x = area.right() - _STAR if right else area.left()
        place = QRect(round(x), round(area.top()) + (_META_PITCH - _STAR) // 2, _STAR, _STAR)
        icon("starred", self._theme, "accent", _STAR).paint(painter, place)
        return area.adjusted(0, 0, -_STAR - 4, 0) if right else area.adjusted(_STAR + 4, 0, 0, 0)

    def _paint_pending(
        self,
        painter: QPainter,
        parts: Boxes,
        summary: ClipSummary,
        progress: Progress | None,
        ground: str,
    ) -> None:
        theme = self._theme
        area = QRectF(parts.text)
        title = wording.title(summary)
        used = self._words.draw(
            painter, area, title, self._title(theme.secondary, side=_side(parts)), rtl=False
        )
        area.translate(0, used * _TITLE_PITCH + 1)
        phase = progress.phase if progress is not None else "Waiting…"
        mirrored, side = _mirrored(parts), _side(parts)
        own = lines.reads_rightwards_to_left(phase)
        self._words.draw(painter, area, phase, self._body(theme.secondary, side=side), rtl=own)
        area.translate(0, _BODY_PITCH + 2)
        if progress is None or progress.total <= 0:
            self._paint_meta(painter, area, summary, rtl=False, side=side)
            return
        bar = QRectF(area.left(), area.top() + (_META_PITCH - _BAR) / 2, _BAR_WIDTH, _BAR)
        words = QRectF(area)
        words.setLeft(bar.right() + 12)
        if mirrored:
            bar.moveRight(area.right())
            words = QRectF(area)
            words.setRight(bar.left() - 12)
        done = QRectF(bar)
        done.setWidth(max(_BAR, bar.width() * min(1.0, progress.done / progress.total)))
        if mirrored:
            done.moveRight(bar.right())
        painter.setPen(Qt.PenStyle.NoPen)
        for part, colour in ((bar, mix(theme.text, ground, 0.13)), (done, theme.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(part, _BAR / 2, _BAR / 2)
        noun = "picture" if progress.total == 1 else "pictures"
        count = f"{wording.number(progress.done)} of {wording.number(progress.total)} {noun}"
        self._words.draw(painter, words, count, self._meta(side), rtl=own)

    def _paint_failed(
        self,
        painter: QPainter,
        parts: Boxes,
        summary: ClipSummary,
        row: QRect,
        direction: Qt.LayoutDirection,
    ) -> None:
        theme = self._theme
        area = QRectF(parts.text)
        mirrored, side = _mirrored(parts), _side(parts)
        used = self._words.draw(
            painter, area, wording.title(summary), self._title(theme.text, 1, side), rtl=False
        )
        area.translate(0, used * _TITLE_PITCH + 1)
        message = summary.failure.message if summary.failure else "This could not be clipped."
        own = lines.reads_rightwards_to_left(message)
        rows = self._words.draw(painter, area, message, self._body(theme.failure, 2, side), rtl=own)
        area.translate(0, rows * _BODY_PITCH + 2)
        meta = QRectF(area)
        if summary.trashed_at is None:
            box = self.retry_box(row, direction)
            meta.setRight(meta.right() - box.width() if not mirrored else meta.right())
            meta.setLeft(meta.left() + box.width() if mirrored else meta.left())
            self._paint_retry(painter, box, meta, hovered=self.hovered_retry == summary.id)
        self._paint_meta(painter, meta, summary, rtl=False, side=side)

    def _paint_retry(self, painter: QPainter, box: QRect, meta: QRectF, *, hovered: bool) -> None:
        # The word stands on the meta line; the box around it only takes the click.
        place = QRectF(box)
        place.moveTop(meta.top() + (_META_PITCH - place.height()) / 2)
        if hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(hover(self._theme, self._theme.list_ground)))
            painter.drawRoundedRect(place.adjusted(2, 2, -2, -2), 6, 6)
        painter.setPen(QColor(self._theme.accent))
        painter.setFont(self._strong)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, RETRY)

    def _paint_thumb(self, painter: QPainter, box: QRect, made: QPixmap | None, ground: str) -> None:
        if made is not None:
            painter.drawPixmap(box, made)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(self._theme.text, ground, 0.06)))
        painter.drawRoundedRect(box, 6, 6)


def _mirrored(parts: Boxes) -> bool:
    return parts.dot.x() > parts.text.center().x()


def _side(parts: Boxes) -> Qt.AlignmentFlag:
    """Where the interface's own words begin."""
    return Qt.AlignmentFlag.AlignRight if _mirrored(parts) else Qt.AlignmentFlag.AlignLeft


def _today() -> date:
    return datetime.now().astimezone().date()

"""The shelf in the sidebar: saved searches and the tree of tags. A click asks for what the row finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from clipper.gui.colours import tag_colour
from clipper.gui.mime import dragged_clips
from clipper.gui.nav_row import HEIGHT, Row, chevron_box, paint_row
from clipper.gui.overlay_scroll_bar import OverlayScrollBar
from clipper.gui.shelf_model import HEAD, SEARCH, TAG, Role, ShelfModel
from clipper.gui.style import HEAD as HEAD_SIZE
from clipper.gui.style import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
        QMouseEvent,
    )

    from clipper.gui.theme import Theme
    from clipper.model import SavedSearch, Tag

_PITCH, _HEAD_HEIGHT, _INDENT = HEIGHT + 2, 36, 16


class _Rows(QStyledItemDelegate):
    """Paints the shelf's rows like those of the views above it."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(shelf)
        self._shelf = shelf

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, _HEAD_HEIGHT if index.data(Role.KIND) == HEAD else _PITCH)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, rect = self._shelf.theme, option.rect
        painter.save()
        if index.data(Role.KIND) == HEAD:
            painter.setFont(font(HEAD_SIZE, QFont.Weight.DemiBold))
            painter.setPen(QColor(theme.secondary))
            leading = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
            name = str(index.data()).upper()
            painter.drawText(rect.adjusted(10, 0, -10, -6), leading | Qt.AlignmentFlag.AlignBottom, name)
        else:
            flag = QStyle.StateFlag
            row = replace(
                self._shelf.row_of(index),
                hovered=bool(option.state & flag.State_MouseOver),
                focused=bool(option.state & flag.State_HasFocus)
                and bool(option.state & flag.State_KeyboardFocusChange),
                target=self._shelf.target == index,
            )
            paint_row(painter, rect.adjusted(0, 0, 0, -2), option.direction, theme, row)
        painter.restore()


class Shelf(QTreeView):
    """`asked` carries a query, `menu_asked` a row's kind, key and name with the place of the pointer."""

    asked = Signal(str)
    menu_asked = Signal(str, str, str, QPoint)
    clips_dropped = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.shelf_model = ShelfModel(self)
        self.target: QModelIndex | None = None
        self._chosen = ""
        self._closed: set[str] = set()
        self.setModel(self.shelf_model)
        self.setItemDelegate(_Rows(self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.viewport().setAcceptDrops(True)
        self.setAccessibleName("Saved searches and tags")
        self._bar = OverlayScrollBar(self)
        self.collapsed.connect(lambda index: self._closed.add(index.data(Role.KEY)))
        self.expanded.connect(lambda index: self._closed.discard(index.data(Role.KEY)))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        self.viewport().update()

    def fill(self, searches: Sequence[SavedSearch], tags: Sequence[Tag]) -> None:
        """Show these; what was closed stays closed, and the list stays where it is."""
        closed, at = set(self._closed), self.verticalScrollBar().value()
        self.shelf_model.fill(searches, tags)
        self.expandAll()
        for index in self._all():
            if index.data(Role.KEY) in closed and index.data(Role.KIND) == TAG:
                self.collapse(index)
        self.verticalScrollBar().setValue(at)
        self.mark(self._chosen)

    def mark(self, query: str) -> bool:
        """Mark the row that finds what is searched for; False where there is none."""
        self._chosen = query
        self.viewport().update()
        return bool(query) and any(index.data(Role.QUERY) == query for index in self._all())

    def row_of(self, index: QModelIndex | QPersistentModelIndex) -> Row:
        """What a row shows."""
        kind, query = index.data(Role.KIND), index.data(Role.QUERY)
        model_index = self.shelf_model.index(index.row(), 0, index.parent())
        return Row(
            str(index.data()),
            "search" if kind == SEARCH else "tag",
            int(index.data(Role.COUNT) or 0),
            dot=tag_colour(index.data(Role.COLOUR), self.theme),
            indent=_INDENT * int(index.data(Role.DEPTH) or 0),
            chosen=bool(query) and query == self._chosen,
            opens=self.shelf_model.hasChildren(model_index),
            open=self.isExpanded(model_index),
        )

    def _all(self) -> list[QModelIndex]:
        found: list[QModelIndex] = []
        waiting = [QModelIndex()]
        while waiting:
            above = waiting.pop()
            rows = [self.shelf_model.index(row, 0, above) for row in range(self.shelf_model.rowCount(above))]
            found += rows
            waiting += rows
        return found

    def sizeHint(self) -> QSize:
        """As high as all rows, as far as there is room."""
        heads = sum(index.data(Role.KIND) == HEAD for index in self._all())
        rows = len(self._all()) - heads
        return QSize(120, rows * _PITCH + heads * _HEAD_HEIGHT)

    # Pointer and keys

    def _ask(self, index: QModelIndex) -> None:
        query = index.data(Role.QUERY)
        if query:
            self.asked.emit(query)

    def _toggled_at(self, place: QPoint) -> bool:
        index = self.indexAt(place)
        row = self.row_of(index) if index.isValid() and index.data(Role.KIND) == TAG else None
        if row is None or not row.opens:
            return False
        box: QRect = self.visualRect(index)
        if not chevron_box(box, self.layoutDirection(), row).contains(place):
            return False
        self.setExpanded(index, not row.open)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the row; the sign after a name opens and closes it."""
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and not self._toggled_at(place):
            self.setCurrentIndex(self.indexAt(place))
            self._ask(self.indexAt(place))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click opens and closes as the first does."""
        self._toggled_at(event.position().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space ask for the row; the menu key opens its menu."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the pointer, or of the one that has the keyboard."""
        by_keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keyboard else self.indexAt(event.pos())
        if index.isValid() and index.data(Role.KIND) != HEAD:
            middle = self.viewport().mapToGlobal(self.visualRect(index).center())
            place = middle if by_keyboard else event.globalPos()
            self.menu_asked.emit(index.data(Role.KIND), index.data(Role.KEY), str(index.data()), place)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts of the window."""

    # Drops

    def _aim(self, event: QDragMoveEvent | QDropEvent) -> list[str]:
        """Take as the target the tag that the clips of a drag are over; give their ids where there is one."""
        index = self.indexAt(event.position().toPoint())
        ids = dragged_clips(event.mimeData()) if index.data(Role.KIND) == TAG else []
        self.target = index if ids else None
        self.viewport().update()
        return ids

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take clips of the list."""
        event.setAccepted(bool(dragged_clips(event.mimeData())))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the tag that the clips would get."""
        event.setAccepted(bool(self._aim(event)))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show no target any more."""
        self.target = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which clips were dropped on which tag."""
        ids = self._aim(event)
        if ids and self.target is not None:
            event.acceptProposedAction()
            self.clips_dropped.emit(self.target.data(Role.KEY), ids)
        self.target = None

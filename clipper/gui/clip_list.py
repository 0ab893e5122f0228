"""The list of clips: selection by id, Retry under the pointer, Enter, and what a row may be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from clipper.gui import wording
from clipper.gui.clip_model import ClipListModel, Role
from clipper.gui.mime import clips_data
from clipper.gui.overlay_scroll_bar import OverlayScrollBar
from clipper.gui.row_delegate import HEIGHT, RowDelegate
from clipper.gui.widgets import drag_label
from clipper.model import ClipSummary, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QItemSelectionRange
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from clipper.gui.theme import Theme
    from clipper.gui.thumbnails import Thumbnails

_FLAG = QItemSelectionModel.SelectionFlag
_TO_FIRST = {Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Home}
_TO_LAST = {Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_End}


class ClipListView(QListView):
    """Shows a `ClipListModel`. `chosen` says that the selection changed, `entered` that Enter was pressed."""

    chosen = Signal()
    entered = Signal()
    retry_asked = Signal(str)

    def __init__(
        self, model: ClipListModel, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.clips = model
        self._theme = theme
        self._rows = RowDelegate(theme, thumbnails, self)
        self.setModel(model)
        self.setItemDelegate(self._rows)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(HEIGHT // 4)
        self._bar = OverlayScrollBar(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAccessibleName("Clips")
        self._kept_ids: list[str] = []
        self._kept_current: str | None = None
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        self.selectionModel().selectionChanged.connect(self.chosen)
        thumbnails.arrived.connect(lambda _asset: self.viewport().update())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._rows.set_theme(theme)
        self.viewport().update()

    # Selection by id

    def selected_ids(self) -> list[str]:
        """The ids of the selected rows, in the list's order; reads no row."""
        rows = sorted(row for part in self._ranges() for row in range(part.top(), part.bottom() + 1))
        return [self.clips.id_at(row) for row in rows]

    def _ranges(self) -> list[QItemSelectionRange]:
        return self.selectionModel().selection().toList()

    def selected_count(self) -> int:
        """Number of selected rows."""
        return sum(part.height() for part in self._ranges())

    def select(self, clip_id: str, *, show: bool = True) -> bool:
        """Select this clip alone and, if asked, show it; False if it is not in the list."""
        row = self.clips.row_of(clip_id)
        if row is None:
            return False
        self.select_row(row, show=show)
        return True

    def select_row(self, row: int, *, show: bool = True) -> None:
        """Select one row alone and, if asked, show it."""
        index = self.clips.index(row)
        place = self.verticalScrollBar().value()
        self.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect)
        if show:
            self.scrollTo(index)
        else:
            self.verticalScrollBar().setValue(place)  # a current row that changes scrolls by itself

    def step(self, by: int) -> None:
        """Select the next (1) or previous (-1) clip."""
        count = self.clips.rowCount()
        if not count:
            return
        current = self.currentIndex().row()
        start = current if current >= 0 and self.selected_count() else (-1 if by > 0 else count)
        self.select_row(min(max(start + by, 0), count - 1))

    def neighbour_of(self, ids: Iterable[str]) -> str | None:
        """The clip that takes the place of these when they go: the next one, else the one before."""
        gone = {row for clip_id in ids if (row := self.clips.row_of(clip_id)) is not None}
        if not gone:
            return None
        count = self.clips.rowCount()
        after = next((row for row in range(min(gone), count) if row not in gone), None)
        row = after if after is not None else min(gone) - 1
        return self.clips.id_at(row) if 0 <= row < count else None

    def _keep_selection(self) -> None:
        self._kept_ids = self.selected_ids()
        current = self.currentIndex()
        self._kept_current = current.data(Role.ID) if current.isValid() else None

    def _restore_selection(self) -> None:
        rows = [row for i in self._kept_ids if (row := self.clips.row_of(i)) is not None]
        chosen = QItemSelection()
        for row in rows:
            index = self.clips.index(row)
            chosen.select(index, index)
        self.selectionModel().select(chosen, _FLAG.ClearAndSelect)
        current = self.clips.row_of(self._kept_current) if self._kept_current else None
        if current is not None:
            self.selectionModel().setCurrentIndex(self.clips.index(current), _FLAG.NoUpdate)
            self.scrollTo(self.clips.index(current))
        else:
            self.scrollToTop()
        if len(rows) != len(self._kept_ids):
            self.chosen.emit()

    # Pointer and keys

    def _retry_at(self, place: QPoint) -> str | None:
        index = self.indexAt(place)
        summary = index.data(Role.SUMMARY) if index.isValid() else None
        if not isinstance(summary, ClipSummary) or summary.status is not Status.FAILED:
            return None
        if summary.trashed_at is not None:
            return None
        box = self._rows.retry_box(self.visualRect(index), self.layoutDirection())
        return summary.id if box.contains(place) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that Retry can be clicked."""
        over = self._retry_at(event.position().toPoint())
        if over != self._rows.hovered_retry:
            self._rows.hovered_retry = over
            if over:
                self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            else:
                self.viewport().unsetCursor()
            self.viewport().update()
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on Retry retries; any other selects."""
        clip_id = self._retry_at(event.position().toPoint())
        if clip_id is not None and event.button() is Qt.MouseButton.LeftButton:
            self.retry_asked.emit(clip_id)
            event.accept()
            return
        super().mousePressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the selected clips as their ids, under a small label that says how many."""
        ids = self.selected_ids()
        if not ids:
            return
        drag = QDrag(self)
        drag.setMimeData(clips_data(ids))
        drag.setPixmap(drag_label(wording.clips(len(ids)), self._theme, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-10, -6))
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the reader; where nothing is selected, a key that moves selects an end."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.entered.emit()
        elif event.key() in _TO_FIRST | _TO_LAST and not self.selected_count() and self.clips.rowCount():
            self.select_row(0 if event.key() in _TO_FIRST else self.clips.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts here; reading every title to jump to one would read the whole library."""

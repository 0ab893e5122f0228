"""The list of completions under a field: words, tags, sites and the words of the query language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from clipper.library.query import complete

if TYPE_CHECKING:
    from clipper.gui.search_field import SearchField
    from clipper.gui.shelves import Shelves

_MOST = 8
_QUERY = Qt.ItemDataRole.UserRole + 1
_CARET = Qt.ItemDataRole.UserRole + 2


class Completing(QObject):
    """Offers completions under the search field."""

    def __init__(self, field: SearchField, shelves: Shelves) -> None:
        super().__init__(field)
        self._field = field
        self._shelves = shelves
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_MOST)
        self._completer.setWidget(field)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._popup.setAccessibleName("Completions")
        field.completions = self._popup
        self._completer.activated.connect(self._take)
        field.completing.connect(self._show)

    def _known(self, name: str, beginning: str) -> list[str]:
        """The library's own values of a word of the language: its tags."""
        wanted = beginning.casefold()
        tags = self._shelves.tags if name == "tag" else ()
        return [tag.path for tag in tags if tag.path.casefold().startswith(wanted)]

    def _show(self, text: str, caret: int) -> None:
        found = complete(text, caret, self._known)[:_MOST] if self._field.hasFocus() else ()
        self._model.clear()
        for one in found:
            row = QStandardItem(f"{one.shown}   {one.told}" if one.told else one.shown)
            row.setData(one.text, _QUERY)
            row.setData(one.cursor, _CARET)
            self._model.appendRow(row)
        if found:
            self._completer.complete()
        else:
            self._popup.hide()

    @property
    def is_open(self) -> bool:
        """True while completions are shown."""
        return self._popup.isVisible()

    def _take(self, shown: str) -> None:
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            if index.data() == shown:
                self._field.setText(index.data(_QUERY))
                self._field.setCursorPosition(int(index.data(_CARET)))
                return

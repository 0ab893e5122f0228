"""The list of completions under a field: words, tags, sites and the words of the query language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.clipping import Clipping
    from clipper.gui.background import Runner
    from clipper.gui.search_field import SearchField
    from clipper.library.query import Completion

_MOST = 8
_QUERY = Qt.ItemDataRole.UserRole + 1
_CARET = Qt.ItemDataRole.UserRole + 2


class Completing(QObject):
    """Offers completions under the search field. What was asked for an older text is dropped."""

    def __init__(self, field: SearchField, service: Clipping, runner: Runner) -> None:
        super().__init__(field)
        self._field = field
        self._service = service
        self._runner = runner
        self._job: int | None = None
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
        field.completing.connect(self._ask)

    def _ask(self, text: str, caret: int) -> None:
        if self._job is not None:
            self._runner.forget(self._job)
        if not text.strip():
            self._show(text, ())
            return
        self._job = self._runner.run(
            lambda: self._service.complete(text, caret),
            lambda found: self._show(text, found[:_MOST]),
            lambda _error: None,  # a list of proposals is no reason to disturb
        )

    def _show(self, text: str, found: Sequence[Completion]) -> None:
        if text != self._field.text() or not self._field.hasFocus():
            return
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

"""The dialog that gives clips tags: a field that completes, and the tags that all or some of them have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListWidget, QListWidgetItem, QWidget

from clipper.gui import wording
from clipper.gui.dialogs import PlainDialog
from clipper.gui.widgets import button, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class _Field(QLineEdit):
    """Enter adds what is typed; with nothing typed it ends the dialog."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class TaggingDialog(PlainDialog):
    """`having` says how many of `count` clips have each tag. `chosen` carries tags to add and to remove.

    A tag that only some have stands half checked, and stays so until it is pressed.
    """

    chosen = Signal(list, list)

    def __init__(
        self, count: int, having: Mapping[str, int], known: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__("Tags", parent)
        self._before: dict[str, Qt.CheckState] = {}
        self.column.addWidget(label(f"Tags of {wording.clips(count)}", rank="title"))
        self.field = _Field()
        self.field.setAccessibleName("Tag to add")
        self.field.setPlaceholderText("Add a tag, or a/b for one below another")
        self.field.setMinimumSize(380, 36)
        self._completer = QCompleter(list(known), self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(self._completer)
        self.list = QListWidget()
        self.list.setAccessibleName("Tags of the selected clips")
        self.list.setMinimumHeight(180)
        for path in sorted(having, key=str.casefold):
            whole = having[path] >= count
            self._add(path, Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked)
        self.column.addWidget(self.field)
        self.column.addWidget(self.list, 1)
        self.end_with(button("Cancel", self.reject), button("Done", self.give, kind="filled"))
        self.field.entered.connect(self._enter)
        self.field.setFocus()

    def _add(self, path: str, state: Qt.CheckState, *, new: bool = False) -> None:
        item = QListWidgetItem(path, self.list)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags)
        item.setCheckState(state)
        self._before[path] = Qt.CheckState.Unchecked if new else state

    def _enter(self) -> None:
        path = self.field.text().strip().strip("/")
        if not path:
            self.give()
            return
        self.field.clear()
        same = self.list.findItems(path, Qt.MatchFlag.MatchFixedString)
        if same:
            same[0].setCheckState(Qt.CheckState.Checked)
        else:
            self._add(path, Qt.CheckState.Checked, new=True)

    def type_in(self, path: str) -> None:
        """Add a tag as if it had been typed."""
        self.field.setText(path)
        self._enter()

    def give(self) -> None:
        """Give what is to be added and removed, and go."""
        if self.field.text().strip().strip("/"):
            self._enter()
        add: list[str] = []
        remove: list[str] = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            state, before = item.checkState(), self._before[item.text()]
            if state == before:
                continue
            (add if state == Qt.CheckState.Checked else remove).append(item.text())
        self.accept()
        if add or remove:
            self.chosen.emit(add, remove)

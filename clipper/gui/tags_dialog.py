"""All tags in one list, with those used only once apart: to rename, delete or look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from clipper.gui import wording
from clipper.gui.dialogs import PlainDialog
from clipper.gui.widgets import button, label

if TYPE_CHECKING:
    from clipper.gui.shelves import Shelves


class TagsDialog(PlainDialog):
    """`asked`, `rename_asked` and `delete_asked` carry the path of the tag that is selected."""

    asked = Signal(str)
    rename_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, shelves: Shelves, parent: QWidget | None = None) -> None:
        super().__init__("Tags", parent)
        self._shelves = shelves
        self.says = label("", tone="secondary")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find a tag")
        self.field.setAccessibleName("Find a tag")
        self.field.setMinimumHeight(36)
        self.once = QCheckBox("Only those used once")
        self.list = QListWidget()
        self.list.setAccessibleName("Tags")
        self.list.setMinimumSize(420, 320)
        self.column.addWidget(label("Tags", rank="title"))
        for part in (self.says, self.field, self.once):
            self.column.addWidget(part)
        self.column.addWidget(self.list, 1)
        self.buttons = [
            button("Rename…", lambda: self.rename_asked.emit(self.path())),
            button("Delete", lambda: self.delete_asked.emit(self.path())),
            button("Show its clips", self._show),
        ]
        self.end_with(*self.buttons, button("Close", self.accept))
        self.field.textChanged.connect(self._fill)
        self.once.toggled.connect(self._fill)
        self.list.currentRowChanged.connect(self._enable)
        self.list.itemActivated.connect(self._show)
        shelves.filled.connect(self._fill)
        self._fill()
        self.field.setFocus()

    def path(self) -> str:
        """The path of the tag that is selected; empty without one."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _fill(self) -> None:
        tags, before = self._shelves.tags, self.path()
        once = sum(tag.count == 1 for tag in tags)
        self.says.setText(f"{wording.number(len(tags))} in use, {wording.number(once)} of them once.")
        wanted = self.field.text().strip().casefold()
        self.list.clear()
        for tag in tags:
            if wanted in tag.path.casefold() and (tag.count == 1 or not self.once.isChecked()):
                item = QListWidgetItem(f"{tag.path}   ·   {wording.clips(tag.count)}", self.list)
                item.setData(Qt.ItemDataRole.UserRole, tag.path)
                if tag.path == before:
                    self.list.setCurrentItem(item)
        self._enable()

    def _enable(self) -> None:
        for made in self.buttons:
            made.setEnabled(bool(self.path()))

    def _show(self) -> None:
        path = self.path()
        if path:
            self.accept()
            self.asked.emit(path)

"""The model of the sidebar's shelf: saved searches, and below them the tags as a tree."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from clipper.gui import wording
from clipper.library.query import quoted_filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.model import SavedSearch, Tag

HEAD, SEARCH, TAG = "head", "search", "tag"


class Role(IntEnum):
    """What a row can be asked for: what it is, its id (a search) or path (a tag), and what it finds."""

    KIND = Qt.ItemDataRole.UserRole + 1
    KEY = Qt.ItemDataRole.UserRole + 2
    QUERY = Qt.ItemDataRole.UserRole + 3
    COUNT = Qt.ItemDataRole.UserRole + 4
    COLOUR = Qt.ItemDataRole.UserRole + 5
    DEPTH = Qt.ItemDataRole.UserRole + 6


def tag_query(path: str) -> str:
    """The query that finds a tag and all below it."""
    return quoted_filter("tag", path)


class ShelfModel(QStandardItemModel):
    """Filled whole by `fill`."""

    def fill(self, searches: Sequence[SavedSearch], tags: Sequence[Tag]) -> None:
        """Show these; a section without rows has no head."""
        self.clear()
        root = self.invisibleRootItem()
        if searches:
            root.appendRow(_item("Saved searches", HEAD))
            for search in searches:
                row = _item(search.name, SEARCH, key=search.id, query=search.query)
                row.setToolTip(search.query)
                root.appendRow(row)
        if tags:
            root.appendRow(_item("Tags", HEAD))
            self._fill_tags(tags)

    def _fill_tags(self, tags: Sequence[Tag]) -> None:
        made: dict[str, QStandardItem] = {}
        for tag in sorted(tags, key=lambda tag: [part.casefold() for part in tag.path.split("/")]):
            above, _, name = tag.path.rpartition("/")
            parent = self._made_above(above, made)
            row = made[tag.path] = _item(
                name, TAG, key=tag.path, query=tag_query(tag.path), depth=tag.path.count("/")
            )
            row.setData(tag.total or tag.count, Role.COUNT)
            row.setData(tag.colour, Role.COLOUR)
            spoken = f"{tag.path}, {wording.clips(tag.total or tag.count)}"
            row.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
            row.setToolTip(tag.path if above else "")
            parent.appendRow(row)

    def _made_above(self, path: str, made: dict[str, QStandardItem]) -> QStandardItem:
        """The row of a tag's parent, which may be no tag in use itself."""
        if not path:
            return self.invisibleRootItem()
        if path not in made:
            above, _, name = path.rpartition("/")
            row = made[path] = _item(name, TAG, key=path, query=tag_query(path), depth=path.count("/"))
            self._made_above(above, made).appendRow(row)
        return made[path]


def _item(name: str, kind: str, *, key: str = "", query: str = "", depth: int = 0) -> QStandardItem:
    made = QStandardItem(name)
    flags = Qt.ItemFlag.ItemIsEnabled
    if kind != HEAD:
        flags |= Qt.ItemFlag.ItemIsSelectable
    made.setFlags(flags)
    for role, value in (
        (Role.KIND, kind),
        (Role.KEY, key),
        (Role.QUERY, query),
        (Role.DEPTH, depth),
    ):
        made.setData(value, role)
    return made

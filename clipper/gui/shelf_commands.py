"""What is done with saved searches and tags: save, rename, colour, merge, delete, list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from clipper.gui import wording
from clipper.gui.bars import Notice
from clipper.gui.colours import TAGS
from clipper.gui.shelf_model import SEARCH, tag_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.clipping import Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.gui.shelves import Shelves
    from clipper.gui.undoing import Undoing
    from clipper.model import Action, SavedSearch, Tag


class ShelfCommands(QObject):
    """`told` carries what the bar says, `search_asked` a query to search for."""

    told = Signal(object)
    search_asked = Signal(str)

    def __init__(
        self, service: Clipping, runner: Runner, shelves: Shelves, undoing: Undoing, window: QWidget
    ) -> None:
        super().__init__(window)
        self._service = service
        self._runner = runner
        self._shelves = shelves
        self._undoing = undoing
        self._window = window

    def _do(self, work: Callable[[], Action | None], sentence: str) -> None:
        def then(action: Action | None) -> None:
            self._shelves.read()
            self._undoing.did(action, (), sentence)

        self._runner.run(work, then, self._fail)

    def _fail(self, error: ClipperError) -> None:
        self.told.emit(Notice(error.message, failure=True))

    def show_menu(self, kind: str, key: str, name: str, place: QPoint) -> None:
        """Show what can be done with a row of the shelf."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if kind == SEARCH:
            menu.addAction("Rename…", lambda: self.rename_search(key, name))
            menu.addAction("Remove", lambda: self.remove_search(key, name))
        else:
            menu.addAction("Rename…", lambda: self.rename_tag(key))
            self._add_colours(menu.addMenu("Colour"), key)
            menu.addAction("Delete…", lambda: self.delete_tag(key))
            menu.addSeparator()
            menu.addAction("All tags…", self.show_tags)
        menu.popup(place)

    def _add_colours(self, menu: QMenu, path: str) -> None:
        tag = self._tag(path)
        now = tag.colour if tag is not None else None
        for name, words in ((None, "None"), *((name, name.capitalize()) for name in TAGS)):
            choice = menu.addAction(words, partial(self.colour_tag, path, name))
            choice.setCheckable(True)
            choice.setChecked(name == now)

    def _tag(self, path: str) -> Tag | None:
        wanted = path.casefold()
        return next((tag for tag in self._shelves.tags if tag.path.casefold() == wanted), None)

    # Saved searches

    def save_search(self, query: str) -> None:
        """Ask for a name and save the query under it."""
        from clipper.gui.naming import NameDialog

        if not query:
            return
        dialog = NameDialog("Save this search", query, "Save", self._window)
        dialog.named.connect(lambda name: self._save(name, query))
        dialog.open()

    def _save(self, name: str, query: str) -> None:
        def then(_saved: SavedSearch) -> None:
            self._shelves.read()
            self._undoing.look()
            self.told.emit(Notice(f"Saved as “{name}”.", "Undo", self._undoing.undo))

        self._runner.run(lambda: self._service.searches.add(name, query), then, self._fail)

    def rename_search(self, search_id: str, name: str) -> None:
        """Ask for another name."""
        from clipper.gui.naming import NameDialog

        dialog = NameDialog("Rename the search", name, "Rename", self._window)
        dialog.named.connect(
            lambda new: self._do(
                lambda: self._service.searches.rename(search_id, new), f"The search is now “{new}”."
            )
        )
        dialog.open()

    def remove_search(self, search_id: str, name: str) -> None:
        """Remove a saved search; its clips stay as they are."""
        self._do(lambda: self._service.searches.remove(search_id), f"Removed the search “{name}”.")

    # Tags

    def announced(self, old: str, new: str) -> str:
        """What renaming a tag would do beyond its name: the tag that it would become one with."""
        other = self._tag(new.strip("/ "))
        tag = self._tag(old)
        if other is None or tag is None or other.path.casefold() == old.casefold():
            return ""
        theirs = wording.clips(other.total or other.count)
        ours = wording.number(tag.total or tag.count)
        return f"“{other.path}” exists: its {theirs} and these {ours} become one tag."

    def rename_tag(self, path: str) -> None:
        """Ask for another name; what would become one tag is announced before."""
        from clipper.gui.naming import NameDialog

        dialog = NameDialog(
            "Rename the tag", path, "Rename", self._window, announce=lambda new: self.announced(path, new)
        )
        dialog.named.connect(
            lambda new: self._do(lambda: self._service.tags.rename(path, new), f"“{path}” is now “{new}”.")
        )
        dialog.open()

    def colour_tag(self, path: str, colour: str | None) -> None:
        """Give a tag a colour, or none."""
        words = f"“{path}” is {colour} now." if colour else f"“{path}” has no colour now."
        self._do(lambda: self._service.tags.colour(path, colour), words)

    def delete_tag(self, path: str) -> None:
        """Take a tag from all clips; it can be undone."""
        self._do(lambda: self._service.tags.delete(path), f"Deleted the tag “{path}”. Its clips stay.")

    def show_tags(self) -> None:
        """Show all tags, and which are used once."""
        from clipper.gui.tags_dialog import TagsDialog

        dialog = TagsDialog(self._shelves, self._window)
        dialog.asked.connect(lambda path: self.search_asked.emit(tag_query(path)))
        dialog.rename_asked.connect(self.rename_tag)
        dialog.delete_asked.connect(self.delete_tag)
        dialog.open()

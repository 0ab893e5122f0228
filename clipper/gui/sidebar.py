"""The sidebar: the Add button, the views of the library with their counts, saved searches and tags."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QVBoxLayout, QWidget

from clipper.gui.icons import icon
from clipper.gui.nav_row import NavRow
from clipper.gui.shelf import Shelf
from clipper.gui.shelf_model import tag_query
from clipper.library import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from clipper.gui.theme import Theme
    from clipper.library import Counts
    from clipper.model import SavedSearch, Tag

WIDE, SLIM = 220, 58
VIEWS = (
    (View.INBOX, "Inbox", "inbox"),
    (View.ALL, "All clips", "stack"),
    (View.UNREAD, "Unread", "dot"),
    (View.STARRED, "Starred", "star"),
    (View.ARCHIVE, "Archive", "archive"),
    (View.FAILED, "Failed", "failed"),
    (View.TRASH, "Trash", "trash"),
)
NAMES = {view: name for view, name, _ in VIEWS}
_TAKE_CLIPS = {View.INBOX, View.ARCHIVE, View.STARRED, View.TRASH}


class Sidebar(QWidget):
    """Says by `chosen` which view is asked for, by `page_asked` which page, by `shelf.asked` which query.

    `moved` carries a view and the ids of clips that were dropped on it.
    """

    chosen = Signal(object)
    page_asked = Signal(str)
    moved = Signal(object, object)

    def __init__(self, add: QAction, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._slim = False
        self._view = View.ALL
        self._query = ""
        self._page = ""
        self._searches: Sequence[SavedSearch] = ()
        self._tags: Sequence[Tag] = ()
        self._rows: dict[View, NavRow] = {}
        self._pages: dict[str, NavRow] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._add = QPushButton()
        self._add.setObjectName("add")
        self._add.setProperty("kind", "filled")
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._add.setAccessibleName("Add")
        self._add.setToolTip(add.toolTip())
        self._add.clicked.connect(add.trigger)
        self.shelf = Shelf(theme)
        self._slim_shelf = (
            self._opener("Saved searches", "search", self._searches_menu),
            self._opener("Tags", "tag", self._tags_menu),
        )
        self._lay_out()
        self.set_theme(theme)
        self.set_slim(slim=False)
        self._mark()

    def _lay_out(self) -> None:
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 16, 12, 12)
        layout.setSpacing(2)
        layout.addWidget(self._add)
        layout.addSpacing(12)
        for view, name, icon_name in VIEWS[:-1]:
            layout.addWidget(self._view_row(view, name, icon_name))
        for row in self._slim_shelf:
            layout.addWidget(row)
        layout.addWidget(self.shelf, 1)
        self._fill_up = QWidget()
        layout.addWidget(self._fill_up, 1)
        self._pages_at = layout.count()
        layout.addWidget(self._view_row(*VIEWS[-1]))

    def _view_row(self, view: View, name: str, icon_name: str) -> NavRow:
        row = self._rows[view] = NavRow(name, icon_name, self._theme, takes_clips=view in _TAKE_CLIPS)
        row.clicked.connect(lambda: self._press(view))
        row.dropped.connect(lambda ids: self.moved.emit(view, ids))
        return row

    def _press(self, view: View) -> None:
        self._mark()  # a press alone changes nothing: the view does, once it is there
        self.chosen.emit(view)

    def _opener(self, name: str, icon_name: str, menu: Callable[[], QMenu]) -> NavRow:
        """A row of the slim form that opens a menu in place of a section."""
        row = NavRow(name, icon_name, self._theme)
        row.setCheckable(False)
        row.setVisible(False)

        def show() -> None:
            made = menu()
            made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            made.popup(row.mapToGlobal(row.rect().topRight()))

        row.clicked.connect(show)
        return row

    def add_page(self, name: str, text: str, icon_name: str) -> None:
        """Show a row that asks for a page of the window."""
        row = self._pages[name] = NavRow(text, icon_name, self._theme)
        row.set_slim(slim=self._slim)
        row.clicked.connect(lambda: self._press_page(name))
        self._column.insertWidget(self._pages_at, row)

    def _press_page(self, name: str) -> None:
        self._mark()
        self.page_asked.emit(name)

    @property
    def slim(self) -> bool:
        """True while icons are shown alone."""
        return self._slim

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._add.setIcon(icon("add", theme, "on_accent", 18))
        self.shelf.set_theme(theme)
        for row in self._every_row():
            row.set_theme(theme)

    def _every_row(self) -> list[NavRow]:
        return [*self._rows.values(), *self._pages.values(), *self._slim_shelf]

    # What is there

    def set_counts(self, counts: Counts) -> None:
        """Show how much each view holds."""
        for view, row in self._rows.items():
            row.set_count(getattr(counts, view.value))

    def fill_shelf(self, searches: Sequence[SavedSearch], tags: Sequence[Tag]) -> None:
        """Show these saved searches and tags."""
        self._searches, self._tags = searches, tags
        self.shelf.fill(searches, tags)
        self._show_shelf()
        self._mark()

    def _searches_menu(self) -> QMenu:
        return self._menu([(search.name, search.query) for search in self._searches])

    def _tags_menu(self) -> QMenu:
        return self._menu([(tag.path, tag_query(tag.path)) for tag in self._tags])

    def _menu(self, entries: list[tuple[str, str]]) -> QMenu:
        menu = QMenu(self)
        for name, query in entries:
            menu.addAction(name.replace("&", "&&"), partial(self.shelf.asked.emit, query))
        return menu

    # What is shown

    def show_view(self, view: View, query: str = "") -> None:
        """Mark the view that is shown, or what finds this query."""
        self._view, self._query = view, query
        self._mark()

    def _mark(self) -> None:
        on_shelf = self.shelf.mark(self._query)
        for view, row in self._rows.items():
            row.setChecked(view is self._view and not on_shelf and not self._page)
        for name, row in self._pages.items():
            row.setChecked(name == self._page)

    def show_page(self, name: str) -> None:
        """Mark a page; an empty name goes back to the view."""
        self._page = name
        self._mark()

    def set_slim(self, *, slim: bool) -> None:
        """Show icons alone."""
        self._slim = slim
        self.setFixedWidth(SLIM if slim else WIDE)
        margin = 8 if slim else 12
        self._column.setContentsMargins(margin, 16, margin, 12)
        # Two spaces, for Fusion sets the word close to the icon.
        self._add.setText("" if slim else "  Add")
        self._add.setStyleSheet("padding: 0;" if slim else "")
        for row in self._every_row():
            row.set_slim(slim=slim)
        self._show_shelf()

    def _show_shelf(self) -> None:
        """The sections where there is room for names, else a row for each that opens a menu."""
        for row, there in zip(self._slim_shelf, (self._searches, self._tags), strict=True):
            row.setVisible(self._slim and bool(there))
        full = not self._slim and bool(self._searches or self._tags)
        self.shelf.setVisible(full)
        self._fill_up.setVisible(not full)

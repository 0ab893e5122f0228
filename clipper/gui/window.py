"""The window: arranges sidebar, list and reader, and joins their signals. It decides nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from clipper.gui import actions as table
from clipper.gui import style, window_menus
from clipper.gui.answering import handlers
from clipper.gui.background import Feed
from clipper.gui.browsing import Browsing
from clipper.gui.clip_commands import ClipCommands, open_link
from clipper.gui.clip_list import ClipListView
from clipper.gui.clip_model import ClipListModel
from clipper.gui.completing import Completing
from clipper.gui.drop import DropSheet, DropTarget
from clipper.gui.editing import Editing
from clipper.gui.exporting import Exporting
from clipper.gui.guide import Guide
from clipper.gui.handing_over import HandingOver
from clipper.gui.icons import app_icon
from clipper.gui.library_bar import LibraryBar
from clipper.gui.list_pane import ListPane
from clipper.gui.pages import Pages
from clipper.gui.reading_pane import ReadingPane
from clipper.gui.shelf_commands import ShelfCommands
from clipper.gui.shelves import Shelves
from clipper.gui.sidebar import Sidebar
from clipper.gui.tagging import Tagging
from clipper.gui.thumbnails import Thumbnails
from clipper.gui.undoing import Undoing
from clipper.gui.widgets import hairline
from clipper.gui.window_state import WindowState
from clipper.library import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

    from clipper.clipping import Clipping
    from clipper.gui.background import Background
    from clipper.gui.theme import Theme

_SLIM_BELOW = 960
_LIST_LEAST = 264


class Window(QMainWindow):
    """The program's one window.

    `painted` follows its first paint; `closed` says that it went, with the state to remember.
    """

    painted = Signal()
    closed = Signal(object)

    def __init__(
        self,
        service: Clipping,
        runner: Background,
        theme: Theme,
        *,
        state: WindowState | None = None,
        export_folder: str = "",
    ) -> None:
        super().__init__()
        self._state = state or WindowState()
        self._slim_wanted = self._state.slim_sidebar
        self._list_width = self._state.list_width
        self._theme = theme
        self._service = service
        self._runner = runner
        self._all_painted = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._after_first_paint)
        self.setWindowTitle("Clipper")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(640, 420)

        self.feed = Feed(service, self)
        model = ClipListModel(service, runner, self)
        self.browsing = Browsing(service, runner, model, self)
        self.shelves = Shelves(service, runner, self)
        self.undoing = Undoing(service, runner, self)
        thumbnails = Thumbnails(service.asset_path, runner, self)
        self.list = ClipListView(model, theme, thumbnails)
        self.handing_over = HandingOver(service, runner, self)
        self.clips = ClipCommands(service, runner, self.browsing, self.list, self.undoing)
        self.actions_by_name = table.make(self)
        self.addActions(list(self.actions_by_name.values()))
        self.sidebar = Sidebar(self.actions_by_name["add"], theme)
        self.list_pane = ListPane(self.browsing, self.list, theme, self.actions_by_name)
        self.completing = Completing(self.list_pane.search, service, runner)
        self.reading = ReadingPane(service, runner, theme, self.actions_by_name, self.undoing)
        self.editing = Editing(
            service,
            runner,
            self.list,
            undoing=self.undoing,
            bar=self.list_pane.bar,
            window=self,
            theme=lambda: self._theme,
        )
        self.library_bar = LibraryBar(service, runner, theme)
        self.exporting = Exporting(service, runner, self.list_pane.bar, self, export_folder)
        self.shelf_commands = ShelfCommands(service, runner, self.shelves, self.undoing, self)
        self.tagging = Tagging(
            service, runner, self.list, shelves=self.shelves, undoing=self.undoing, window=self
        )
        self.drop_sheet = DropSheet(theme, self)
        self.drop_target = DropTarget(self, self.drop_sheet)
        self.guide = Guide(
            self.browsing,
            self.list,
            self.reading,
            self.clips,
            undoing=self.undoing,
            actions=self.actions_by_name,
        )
        table.connect(self.actions_by_name, handlers(self))
        self.sidebar.add_page("library", "Library", "chart")  # before the order of Tab is made
        self._arrange()
        self.pages.add("library", self._make_library_page)
        self._join(runner)
        self.set_theme(theme)
        self._restore()
        self.list.setFocus()

    # Arranging

    def _arrange(self) -> None:
        for menu in table.menus(self.actions_by_name, self):
            self.menuBar().addMenu(menu)
        self.menuBar().setVisible(self._state.menu_bar)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._panes.setHandleWidth(1)
        self._panes.setChildrenCollapsible(False)
        self._panes.addWidget(self.list_pane)
        self._panes.addWidget(self.reading)
        self._panes.setStretchFactor(0, 0)
        self._panes.setStretchFactor(1, 1)
        self.list_pane.setMinimumWidth(_LIST_LEAST)
        self.reading.setMinimumWidth(280)
        self.pages = Pages(self._panes)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.pages, 1)
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.library_bar)
        column.addLayout(row, 1)
        self.setCentralWidget(ground)
        self.setTabOrder(self.sidebar, self.list_pane.search)
        self.setTabOrder(self.list, self.reading)

    def _join(self, runner: Background) -> None:
        say = self.list_pane.bar.say
        for teller in (
            self.handing_over,
            self.clips,
            self.exporting,
            self.undoing,
            self.shelf_commands,
            self.tagging,
            self.editing,
            self.reading,
            self.guide,
        ):
            teller.told.connect(say)
        for failing in (runner.failed, self.browsing.failed):
            failing.connect(self.guide.say_failure)
        self.feed.changed.connect(self.browsing.take)
        self.browsing.updated.connect(self.reading.take)
        self.browsing.updated.connect(lambda _changes: self.shelves.read_soon())
        self.browsing.counted.connect(self.sidebar.set_counts)
        self.browsing.shown.connect(self._mark_sidebar)
        self.shelves.filled.connect(lambda: self.sidebar.fill_shelf(self.shelves.searches, self.shelves.tags))
        self.sidebar.chosen.connect(self.show_view)
        self.sidebar.page_asked.connect(self.show_page)
        self.sidebar.moved.connect(lambda view, ids: self.clips.move(ids, view))
        self.sidebar.shelf.asked.connect(self.search_for)
        self.sidebar.shelf.clips_dropped.connect(self.tagging.add_tag)
        self.sidebar.shelf.menu_asked.connect(self.shelf_commands.show_menu)
        self.shelf_commands.search_asked.connect(self.search_for)
        self.list_pane.search.save_asked.connect(self.actions_by_name["save-search"].trigger)
        self.list_pane.search.help_asked.connect(self.actions_by_name["search-help"].trigger)
        self.pages.turned.connect(self.sidebar.show_page)
        self.handing_over.taken.connect(self.guide.welcome)
        self.handing_over.open_asked.connect(self.open_clip)
        self.guide.view_asked.connect(self._show_everything)
        self.drop_target.dropped.connect(self.handing_over.take)
        self.list.retry_asked.connect(lambda clip_id: self.clips.retry([clip_id]))
        self.list.entered.connect(self.reading.focus_article)
        self.list.customContextMenuRequested.connect(self._show_row_menu)
        self.reading.was_read.connect(self.clips.mark_read)
        self.reading.link_activated.connect(open_link)
        self.reading.clip_asked.connect(self.open_clip)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours, everywhere."""
        self._theme = theme
        self.setStyleSheet(style.sheet(theme))
        # At first only the button that is seen at once: nobody waits for the others to be drawn.
        table.paint(self.actions_by_name, theme, None if self._all_painted else ("more",))
        for part in (
            self.sidebar,
            self.list_pane,
            self.reading,
            self.drop_sheet,
            self.library_bar,
            self.pages,
        ):
            part.set_theme(theme)

    # Views and pages

    def show_view(self, view: View) -> None:
        """Show a view of the library, searched for what is searched for."""
        self.pages.show_page()
        if view is not self.browsing.view or not self.browsing.plain:
            self.list.clearSelection()
        self.browsing.choose_view(view)
        self._mark_sidebar()

    def show_page(self, name: str = "") -> None:
        """Show a page in place of list and reader; without a name go back to them."""
        self.pages.show_page(name)

    def add_page(self, name: str, text: str, icon: str, make: Callable[[], QWidget]) -> None:
        """Let the sidebar show a page, which is made when it is first asked for."""
        self.pages.add(name, make)
        self.sidebar.add_page(name, text, icon)

    def _make_library_page(self) -> QWidget:
        from clipper.gui.library_page import LibraryPage

        page = LibraryPage(self._service, self._runner, self._theme)
        page.search_asked.connect(self.search_for)
        page.clips_asked.connect(self.show_clips)
        page.trash_asked.connect(lambda: self.show_view(View.TRASH))
        page.emptying_asked.connect(self.clips.empty_trash)
        return page

    def show_clips(self, ids: Sequence[str], heading: str) -> None:
        """Show these clips in the list, under a heading."""
        self.pages.show_page()
        self.browsing.show_clips(ids, heading)

    def search_for(self, query: str) -> None:
        """Search the whole library."""
        self.pages.show_page()
        if self.browsing.view is not View.ALL:
            self.show_view(View.ALL)
        self.list_pane.search.search_for(query)

    def open_clip(self, clip_id: str) -> None:
        """Show one clip in the list of all."""
        self._show_everything()
        self.guide.come_back_to(clip_id)
        self.browsing.refresh()

    def show_more_like(self) -> None:
        """Show what is like the selected clip."""
        known = self.clips.selected()
        if len(known) == 1:
            self.browsing.show_like(known[0].id, known[0].title)

    def focus_search(self) -> None:
        """Go to the search field."""
        self.pages.show_page()
        self.list_pane.focus_search()

    def _mark_sidebar(self) -> None:
        self.sidebar.show_view(self.browsing.view, self.browsing.query)

    def _show_everything(self) -> None:
        self.list_pane.search.clear()
        self.show_view(View.ALL)
        self.list.scrollToTop()

    def toggle_sidebar(self) -> None:
        """Show names or icons alone."""
        self._slim_wanted = not self.sidebar.slim
        self.sidebar.set_slim(slim=self._slim_wanted)

    def toggle_menu_bar(self) -> None:
        """Show the menu bar with its first menu open, or hide it."""
        bar = self.menuBar()
        bar.setVisible(bar.isHidden())
        if bar.isVisible():
            bar.setActiveAction(bar.actions()[0])

    def _show_row_menu(self, place: QPoint) -> None:
        self.guide.follow()  # the press has only just chosen the row
        if self.list.selected_count():
            window_menus.show_row_menu(self.actions_by_name, self, self.list.viewport().mapToGlobal(place))

    def export_selected(self) -> None:
        """Export the selected clips."""
        ids = self.list.selected_ids()
        if ids:
            self.exporting.ask(lambda: ids, len(ids))

    def export_all(self) -> None:
        """Export the whole library."""
        counts = self.browsing.counts
        if counts is not None and counts.all:
            self.exporting.ask(lambda: self._service.ids(View.ALL), counts.all)

    # Size and end

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say, once, that everything stands on the screen: after the window its parts are painted."""
        super().paintEvent(event)
        if not self._all_painted:
            self._soon.start()

    def _after_first_paint(self) -> None:
        self._all_painted = True
        table.paint(self.actions_by_name, self._theme)
        self.painted.emit()
        self.reading.get_ready()
        self.shelves.read()
        self.undoing.look()
        self.library_bar.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is narrow the sidebar shows its icons alone."""
        super().resizeEvent(event)
        self.sidebar.set_slim(slim=self._slim_wanted or self.width() < _SLIM_BELOW)
        self._part_panes()
        if self.drop_sheet.isVisible():
            self.drop_sheet.setGeometry(self.rect())

    def _restore(self) -> None:
        geometry = QByteArray.fromBase64(self._state.geometry.encode())
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1400, 880)
            room = self.screen().availableSize()
            self.resize(self.size().boundedTo(room - room / 12))
        self._panes.splitterMoved.connect(self._remember_list_width)
        self._part_panes()
        if self._state.view in {view.value for view in View}:
            self.browsing.begin_in(View(self._state.view))
            self._mark_sidebar()
        if self._state.clip:
            self.guide.come_back_to(self._state.clip)

    def _part_panes(self) -> None:
        """Give the list the width it was given, but never more than the article keeps."""
        room = self.width() - self.sidebar.width() - 2
        share = min(self._list_width, max(_LIST_LEAST, round(room * 0.46)))
        self._panes.setSizes([share, room - share])

    def _remember_list_width(self, at: int, _handle: int) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._list_width = self._panes.width() - at if mirrored else at

    def state(self) -> WindowState:
        """What to remember of the window as it is."""
        chosen = self.list.selected_ids() if self.list.selected_count() == 1 else [""]
        return WindowState(
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            list_width=self._list_width,
            slim_sidebar=self._slim_wanted,
            menu_bar=not self.menuBar().isHidden(),
            view=self.browsing.view.value,
            clip=chosen[0],
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go at once; what is pending stays pending and goes on at the next start."""
        self.reading.keep_place()
        self.exporting.cancel()
        self.feed.close()
        self.closed.emit(self.state())
        super().closeEvent(event)

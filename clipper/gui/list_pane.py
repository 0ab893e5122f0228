"""The middle pane: search field, header with the order, the list or what it says when empty, the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from clipper.gui import wording
from clipper.gui.bars import Bar
from clipper.gui.browsing import BEST, SORTS
from clipper.gui.icons import icon
from clipper.gui.sidebar import NAMES
from clipper.gui.states import State, StatePage
from clipper.gui.widgets import hairline, label
from clipper.library import View

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from clipper.gui.browsing import Browsing
    from clipper.gui.clip_list import ClipListView
    from clipper.gui.theme import Theme
    from clipper.library import Counts

_DEBOUNCE_MS = 50


class SearchField(QLineEdit):
    """Says what is searched for, a moment after the last key. Esc clears, Down goes to the list."""

    asked = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setAcceptDrops(False)  # a drop is clipped, also when it falls here
        self.setClearButtonEnabled(False)
        self.setAccessibleName("Search")
        self.setMaxLength(500)
        self._glass = self.addAction(icon("search", theme, size=16), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(icon("close", theme, size=16), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip("Clear the search (Esc)")
        self._clear.setVisible(False)
        for made, name in zip(self.findChildren(QToolButton), ("Search", "Clear the search"), strict=True):
            made.setAccessibleName(name)
        self._clear.triggered.connect(self.clear)
        self._soon = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._soon.timeout.connect(lambda: self.asked.emit(self.text()))
        self.textChanged.connect(self._typed)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._glass.setIcon(icon("search", theme, size=16))
        self._clear.setIcon(icon("close", theme, size=16))

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._soon.start()
        else:
            self._soon.stop()
            self.asked.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, then leaves; Down and Enter go to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ListPane(QWidget):
    """Shows what `Browsing` found. Buttons of its empty states are actions of the window."""

    def __init__(
        self,
        browsing: Browsing,
        view: ClipListView,
        theme: Theme,
        actions: dict[str, QAction],
    ) -> None:
        super().__init__()
        self.setObjectName("listPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._browsing = browsing
        self._actions = actions
        self.search = SearchField(theme)
        self.view = view
        self.bar = Bar(theme)
        self._empty = StatePage(theme, large=False)
        self._name = label("", rank="header")
        self._sort = self._make_sort_button()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._line = hairline()
        self._lay_out()
        self.setTabOrder(self.search, self._sort)
        self.setTabOrder(self._sort, self.view)
        self.search.asked.connect(browsing.search)
        self.search.left.connect(self._go_to_list)
        browsing.shown.connect(self.show_header)
        browsing.counted.connect(self._show_counts)
        self.view.verticalScrollBar().valueChanged.connect(self._show_line)
        self.show_header()
        self._show_line()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 14, 0, 0)
        layout.setSpacing(0)
        field = QHBoxLayout()
        field.setContentsMargins(14, 0, 14, 0)
        field.addWidget(self.search)
        header = QHBoxLayout()
        header.setContentsMargins(8, 5, 8, 1)
        header.setSpacing(0)
        header.addSpacing(20)
        self._name.setMinimumHeight(28)
        header.addWidget(self._name)
        header.addStretch()
        header.addWidget(self._sort)
        layout.addLayout(field)
        layout.addLayout(header)
        keeps_place = self._line.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self._line.setSizePolicy(keeps_place)
        layout.addWidget(self._line)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.bar)

    def _make_sort_button(self) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "sort")
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setToolTip("Order of the list")
        menu = QMenu(made)
        group = QActionGroup(menu)
        self._sorts = {}
        for sort, text in (BEST, *SORTS):
            choice = QAction(text, menu, checkable=True)
            choice.triggered.connect(lambda _on=False, sort=sort: self._browsing.choose_sort(sort))
            group.addAction(choice)
            menu.addAction(choice)
            self._sorts[sort] = choice
        made.setMenu(menu)
        return made

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.search.set_theme(theme)
        self.view.set_theme(theme)
        self.bar.set_theme(theme)
        self._empty.set_theme(theme)

    @property
    def heading(self) -> str:
        """What stands above the list."""
        return self._name.text()

    @property
    def empty_state(self) -> State | None:
        """What is said in place of an empty list, None while there are rows."""
        return self._empty.state if self._stack.currentWidget() is self._empty else None

    def focus_search(self) -> None:
        """Go to the search field, its words selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _go_to_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.selected_count() and self.view.clips.rowCount():
            self.view.select_row(0)

    def show_header(self) -> None:
        """Say what the list shows, in which order, and what can be done where it is empty."""
        browsing = self._browsing
        count = self.view.clips.rowCount()
        found = wording.clips(count) if count else "No clips"
        self._name.setText(found if browsing.query else NAMES[browsing.view])
        chosen = self._sorts[browsing.sort]
        chosen.setChecked(True)
        self._sorts[BEST[0]].setVisible(bool(browsing.query))
        self._sort.setText(f"{chosen.text()} ▾")
        self._sort.setAccessibleName(f"Order: {chosen.text()}")
        self._sort.setVisible(count > 1)
        if count or not browsing.settled:
            self._turn_to(self.view)
        else:
            self._empty.show_state(self._empty_state())
            self._turn_to(self._empty)

    def _turn_to(self, page: QWidget) -> None:
        """Show the list or what stands for it; the keyboard stays in the pane."""
        if page is self._stack.currentWidget():
            return
        inside = self._stack.focusWidget()
        keyboard = inside is not None and inside.hasFocus()
        self._stack.setCurrentWidget(page)
        if keyboard:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_line()

    def _show_line(self) -> None:
        """Part the rows from the header once they have moved under it."""
        scrolled = self.view.verticalScrollBar().value() > 0
        self._line.setVisible(scrolled and self._stack.currentWidget() is self.view)

    def _empty_state(self) -> State:
        browsing = self._browsing
        if browsing.query:
            where = "" if browsing.view is View.ALL else f" in {NAMES[browsing.view]}"
            return State(
                "Nothing found",
                f"No clip{where} has all of these words. Try fewer words, or only the beginning of one.",
                icon="search",
                buttons=(("Clear the search", self._actions["clear-search"]),),
            )
        if browsing.view is View.FAILED:
            return State("Nothing failed", "Pages that could not be clipped wait here.", icon="check")
        if browsing.view is View.TRASH:
            return State("The trash is empty", "Deleted clips wait here until you empty it.", icon="trash")
        return State("")

    def _show_counts(self, counts: Counts) -> None:
        text = f"Search {wording.clips(counts.all)}" if counts.all else "Search"
        self.search.setPlaceholderText(text)

"""Every action in one table: name, words, menu, shortcuts, icon. Menus, tooltips and help come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from clipper.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from clipper.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Entry:
    """One action. `about` is the tooltip where the text alone does not say it; no menu: only a button."""

    name: str
    text: str
    menu: str = ""
    keys: tuple[str, ...] = ()
    icon: str = ""
    about: str = ""
    parted: bool = False


TABLE = (
    Entry("add", "&Add…", "&File", ("Ctrl+N",), "add", "Add links, text or files"),
    Entry("paste", "&Clip from clipboard", "&File", ("Ctrl+V", "Ctrl+Shift+V"), "paste"),
    Entry("add-files", "Clip &files…", "&File", ("Ctrl+O",), "page"),
    Entry("sample", "Clip the sample pa&ge", "&File"),
    Entry("export", "&Export…", "&File", ("Ctrl+E",), "export", "Export as Markdown", parted=True),
    Entry("export-all", "Export a&ll…", "&File", ("Ctrl+Shift+E",)),
    Entry("clean-library", "Clean the whole library again…", "&File", parted=True),
    Entry("quit", "&Quit", "&File", ("Ctrl+Q",), parted=True),
    Entry("undo", "&Undo", "&Edit", ("Ctrl+Z",), "undo"),
    Entry("redo", "&Redo", "&Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    Entry("search", "&Search", "&Edit", ("Ctrl+F", "Ctrl+K", "/"), "search", parted=True),
    Entry("clear-search", "C&lear the search", "&Edit"),
    Entry("save-search", "Sa&ve the search…", "&Edit", ("Ctrl+D",), "star", "Save this search"),
    Entry("find", "&Find in page", "&Edit", ("Ctrl+Shift+F",), "find"),
    Entry("select-all", "Select &all", "&Edit", ("Ctrl+A",), parted=True),
    Entry("next", "&Next clip", "&Clip", ("J", "Alt+Down"), "chevron-down"),
    Entry("previous", "&Previous clip", "&Clip", ("K", "Alt+Up"), "chevron-up"),
    Entry("open", "&Open original", "&Clip", ("Ctrl+Return",), "open", parted=True),
    Entry("copy", "Copy as &Markdown", "&Clip", ("Ctrl+Shift+C",), "copy"),
    Entry("archive", "&Archive", "&Clip", ("E",), "archive", parted=True),
    Entry("star", "&Star", "&Clip", ("S",), "star"),
    Entry("unread", "Mark as &unread", "&Clip", ("U",), "unread"),
    Entry("tag", "&Tags…", "&Clip", ("T",), "tag", "Add and remove tags"),
    Entry("note", "N&ote", "&Clip", ("N",), "note", "Write a note on this clip"),
    Entry("highlight", "&Highlight", "&Clip", ("H",), "highlight", "Highlight the selected words"),
    Entry("more-like", "More li&ke this", "&Clip", (), "similar", parted=True),
    Entry("edit", "E&dit…", "&Clip", ("F2",), "edit", "Edit title, authors, date and text"),
    Entry("versions", "&Versions…", "&Clip", (), "versions"),
    Entry("fetch-again", "&Fetch again", "&Clip", (), "retry", "Fetch the page anew"),
    Entry("clean-again", "Clean a&gain", "&Clip", (), "clean", "Clean the kept page anew"),
    Entry("retry", "&Retry", "&Clip", ("Ctrl+R",), "retry", "Try to clip this again", parted=True),
    Entry("delete", "&Delete", "&Clip", ("Delete", "Ctrl+Backspace"), "trash", "Move to the trash"),
    Entry("restore", "Re&store", "&Clip", ("Ctrl+Shift+R",), "restore", "Take out of the trash"),
    Entry("empty-trash", "&Empty the trash…", "&Clip", ("Ctrl+Shift+Delete",)),
    Entry("show-inbox", "&Inbox", "&View", ("Ctrl+1",), "inbox"),
    Entry("show-all", "&All clips", "&View", ("Ctrl+2",), "stack"),
    Entry("show-unread", "&Unread", "&View", ("Ctrl+3",), "dot"),
    Entry("show-starred", "&Starred", "&View", ("Ctrl+4",), "star"),
    Entry("show-archive", "A&rchive", "&View", ("Ctrl+5",), "archive"),
    Entry("show-failed", "&Failed", "&View", ("Ctrl+6",), "failed"),
    Entry("show-trash", "&Trash", "&View", ("Ctrl+7",), "trash"),
    Entry("tags", "Ta&gs…", "&View", (), "tag", "All tags, and those used once", parted=True),
    Entry("sidebar", "&Sidebar", "&View", ("F9",), "sidebar", "Show names or icons", parted=True),
    Entry("menu-bar", "&Menu bar", "&View", ("F10",)),
    Entry("search-help", "&Searching", "&Help", (), "help", "How to search"),
    Entry("shortcuts", "&Keyboard shortcuts", "&Help", ("F1", "?"), "help"),
    Entry("about", "&About Clipper", "&Help"),
    Entry("more", "More", "", (), "more", "All commands"),
)


def shortcut_text(keys: str) -> str:
    """Write a shortcut as this system does."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def make(owner: QObject) -> dict[str, QAction]:
    """Make the table's actions, by name, without their icons."""
    made = {}
    for entry in TABLE:
        action = QAction(entry.text, owner)
        action.setObjectName(entry.name)
        action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
        about = entry.about or entry.text.replace("&", "").removesuffix("…")
        keys = f"  ({shortcut_text(entry.keys[0])})" if entry.keys else ""
        action.setToolTip(f"{about}{keys}")
        action.setIconVisibleInMenu(False)
        made[entry.name] = action
    return made


def connect(actions: Mapping[str, QAction], handlers: Mapping[str, Callable[[], object]]) -> None:
    """Give every action its handler; one without is a KeyError."""
    for name, action in actions.items():
        action.triggered.connect(lambda _on=False, handler=handlers[name]: handler())


def paint(actions: Mapping[str, QAction], theme: Theme, names: Container[str] | None = None) -> None:
    """Give the actions, or those of these `names`, their icons in the theme's colours."""
    for entry in TABLE:
        if entry.icon and (names is None or entry.name in names):
            actions[entry.name].setIcon(icon(entry.icon, theme))


def menus(actions: Mapping[str, QAction], parent: QWidget) -> list[QMenu]:
    """Make the menus, in the table's order."""
    made: dict[str, QMenu] = {}
    for entry in TABLE:
        if not entry.menu:
            continue
        menu = made.get(entry.menu)
        if menu is None:
            menu = made[entry.menu] = QMenu(entry.menu, parent)
        elif entry.parted:
            menu.addSeparator()
        menu.addAction(actions[entry.name])
    return list(made.values())


def menu_of(names: Iterable[str], actions: Mapping[str, QAction], parent: QWidget) -> QMenu:
    """Make a menu of those of these actions that can be used; an empty name is a separator."""
    menu = QMenu(parent)
    for name in names:
        if not name:
            menu.addSeparator()
        elif actions[name].isEnabled():
            menu.addAction(actions[name])
    return menu


def shortcuts() -> list[tuple[str, list[tuple[str, str]]]]:
    """What the shortcut help lists: (menu, [(words, keys)]) in the table's order."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for entry in TABLE:
        if entry.keys and entry.menu:
            keys = "  or  ".join(shortcut_text(key) for key in entry.keys)
            words = entry.text.replace("&", "").removesuffix("…")
            groups.setdefault(entry.menu.replace("&", ""), []).append((words, keys))
    return list(groups.items())

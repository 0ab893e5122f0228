"""The menus and the small dialogs that the window opens over itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from clipper.gui import actions as table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

ROW_MENU = (
    "open", "copy", "export", "",
    "archive", "star", "unread", "tag", "note", "",
    "more-like", "edit", "versions", "fetch-again", "clean-again", "",
    "retry", "delete", "restore",
)  # fmt: skip


def show_row_menu(actions: Mapping[str, QAction], window: QWidget, place: QPoint) -> None:
    """Show what can be done with the selected clips at `place` of the screen."""
    menu = table.menu_of(ROW_MENU, actions, window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)


def show_all_commands(actions: Mapping[str, QAction], window: QWidget) -> None:
    """Show every menu under the button that stands for all of them."""
    menu = table.menu_of((), actions, window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for part in table.menus(actions, menu):
        menu.addMenu(part)
    shown_on = actions["more"].associatedObjects()
    buttons = [b for b in shown_on if isinstance(b, QToolButton) and b.isVisible()]
    over = buttons[0] if buttons else window
    corner = over.rect().bottomRight() if buttons else window.rect().center()
    menu.popup(over.mapToGlobal(corner) - QPoint(menu.sizeHint().width() if buttons else 0, 0))


def show_shortcuts(window: QWidget) -> None:
    """Show the list of keyboard shortcuts."""
    from clipper.gui.dialogs import ShortcutsDialog

    ShortcutsDialog(window).open()


def show_about(window: QWidget) -> None:
    """Say what the program is."""
    from clipper.gui.dialogs import AboutDialog

    AboutDialog(window).open()


def show_search_help(window: QWidget) -> None:
    """Show the page about searching."""
    from clipper.gui.search_help import SearchHelp

    SearchHelp(window).open()

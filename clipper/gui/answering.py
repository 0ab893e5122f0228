"""What each action of the table does: the one list from names of actions to the parts that answer them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from clipper.gui import window_menus
from clipper.library import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.gui.window import Window


def handlers(window: Window) -> dict[str, Callable[[], object]]:
    """Give every action of the table its handler."""
    give, clips, list_ = window.handing_over, window.clips, window.list
    shelf = window.shelf_commands
    return {
        "add": give.ask,
        "paste": give.paste,
        "add-files": give.choose_files,
        "sample": give.take_sample,
        "export": window.export_selected,
        "export-all": window.export_all,
        "clean-library": window.editing.ask_for_library,
        "quit": window.close,
        "undo": window.undoing.undo,
        "redo": window.undoing.redo,
        "search": window.focus_search,
        "clear-search": window.list_pane.search.clear,
        "save-search": lambda: shelf.save_search(window.browsing.query),
        "find": window.reading.find_in_page,
        "select-all": list_.selectAll,
        "next": lambda: list_.step(1),
        "previous": lambda: list_.step(-1),
        "open": clips.open_original,
        "copy": clips.copy_markdown,
        "archive": clips.toggle_archived,
        "star": clips.toggle_starred,
        "unread": clips.toggle_read,
        "tag": window.tagging.ask,
        "note": window.reading.write_note,
        "highlight": window.reading.highlight,
        "more-like": window.show_more_like,
        "edit": window.editing.edit,
        "versions": window.editing.show_versions,
        "fetch-again": window.editing.fetch_again,
        "clean-again": window.editing.clean_again,
        "retry": clips.retry,
        "delete": clips.delete,
        "restore": clips.restore,
        "empty-trash": clips.empty_trash,
        **{f"show-{view.value}": partial(window.show_view, view) for view in View},
        "tags": shelf.show_tags,
        "sidebar": window.toggle_sidebar,
        "menu-bar": window.toggle_menu_bar,
        "search-help": partial(window_menus.show_search_help, window),
        "shortcuts": partial(window_menus.show_shortcuts, window),
        "about": partial(window_menus.show_about, window),
        "more": partial(window_menus.show_all_commands, window.actions_by_name, window),
    }

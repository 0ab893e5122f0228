"""Searching in the window: hints, what may have been meant, completions, saved searches, tags as filters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from clipper.gui.browsing import FIRST
from clipper.gui.naming import NameDialog
from clipper.gui.search_help import SearchHelp
from clipper.gui.shelf_model import Role
from clipper.gui.tags_dialog import TagsDialog
from clipper.library import Sort, View
from tests.gui.driving import choose, press, said, trigger


@pytest.fixture
def tagged(make_window, service):
    """A window over clips of which some have tags."""
    window = make_window(10)
    ids = [window.list.clips.id_at(row) for row in range(6)]
    service.tags.add(ids[:3], ["history"])
    service.tags.add(ids[3:5], ["history/maritime"])
    service.tags.add(ids[5:], ["sea"])
    window.shelves.read()
    return window


def rows(window):
    return [
        (index.data(Role.KIND), index.data(), index.data(Role.COUNT)) for index in window.sidebar.shelf._all()
    ]


def search(window, text):
    window.list_pane.search.search_for(text)
    QApplication.processEvents()


def test_what_was_not_understood_is_said_under_the_field(make_window, service):
    window = make_window(5)
    service.hints = ("“is:foo” is searched for as text.",)
    search(window, "is:foo")
    assert window.list_pane.hints.text == "“is:foo” is searched for as text."
    search(window, "")
    assert not window.list_pane.hints.isVisible()


def test_what_may_have_been_meant_is_one_press_away(make_window, service):
    window = make_window(5)
    service.suggestion = "lighthouse"
    search(window, "lihgthouse")
    service.suggestion = None
    window.list_pane.hints._link.click()
    assert window.list_pane.search.text() == "lighthouse"
    assert window.list.clips.rowCount() == 1


def test_the_first_finds_are_shown_before_the_rest_is_looked_for(make_window, service):
    window = make_window()
    for _ in range(FIRST + 30):
        service.add_clip()
    seen = []
    window.browsing.shown.connect(lambda: seen.append(window.list.clips.rowCount()))
    window.browsing.choose_view(View.INBOX)
    assert seen == [FIRST, FIRST + 30]


def test_a_search_in_a_view_counts_what_is_found_there(make_window, service):
    window = make_window(20)
    choose(window, 0)
    trigger(window, "delete")
    window.show_view(View.TRASH)
    search(window, "lighthouse")
    assert window.list_pane.heading == "1 clip in Trash"


def test_a_search_is_saved_under_a_name_and_found_in_the_sidebar(make_window, service):
    window = make_window(20)
    search(window, "sourdough")
    trigger(window, "save-search")
    dialog = window.findChild(NameDialog)
    dialog.field.setText("Bread")
    dialog.give()
    assert said(window) == "Saved as “Bread”."
    assert ("search", "Bread", None) in rows(window)
    search(window, "")
    window.sidebar.shelf.asked.emit("sourdough")
    assert window.browsing.query == "sourdough"
    assert not window.sidebar._rows[View.ALL].isChecked()


def test_tags_stand_as_a_tree_with_the_clips_below_them_counted(tagged):
    assert rows(tagged) == [
        ("head", "Tags", None),
        ("tag", "history", 5),
        ("tag", "sea", 1),
        ("tag", "maritime", 2),
    ]


def test_a_tag_that_is_pressed_is_searched_for_in_the_whole_library(qtbot, tagged):
    tagged.show_view(View.FAILED)
    shelf = tagged.sidebar.shelf
    index = next(index for index in shelf._all() if index.data() == "maritime")
    qtbot.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, pos=shelf.visualRect(index).center())
    assert tagged.list_pane.search.text() == "tag:history/maritime"
    assert tagged.browsing.view is View.ALL
    assert tagged.list.clips.rowCount() == 2


def test_a_tag_is_closed_by_the_sign_after_its_name_and_stays_closed(qtbot, tagged, service):
    from clipper.gui.nav_row import chevron_box

    shelf = tagged.sidebar.shelf
    index = shelf.shelf_model.index(1, 0)
    box = chevron_box(shelf.visualRect(index), shelf.layoutDirection(), shelf.row_of(index))
    qtbot.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert not shelf.isExpanded(index)
    assert tagged.browsing.query == ""
    service.tags.colour("sea", "blue")
    tagged.shelves.read()
    assert not shelf.isExpanded(shelf.shelf_model.index(1, 0))


def test_renaming_a_tag_to_one_that_exists_says_that_they_become_one(tagged, service):
    tagged.shelf_commands.rename_tag("sea")
    dialog = tagged.findChild(NameDialog)
    dialog.field.setText("History")
    assert dialog.says.text() == "“history” exists: its 5 clips and these 1 become one tag."
    dialog.field.setText("history")
    dialog.give()
    assert ("tag", "history", 6) in rows(tagged)
    trigger(tagged, "undo")
    assert not tagged.findChildren(NameDialog) or not tagged.findChild(NameDialog).isVisible()
    tagged.shelves.read()
    assert ("tag", "sea", 1) in rows(tagged)


def test_the_menu_of_a_tag_offers_colours(tagged, service):
    tagged.sidebar.shelf.menu_asked.emit("tag", "sea", "sea", QPoint(0, 0))
    menu = next(m for m in tagged.findChildren(QMenu) if m.isVisible())
    assert [a.text() for a in menu.actions() if a.text()] == ["Rename…", "Colour", "Delete…", "All tags…"]
    menu.close()
    tagged.shelf_commands.colour_tag("sea", "green")
    tagged.shelves.read()
    assert next(tag.colour for tag in tagged.shelves.tags if tag.path == "sea") == "green"


def test_tags_used_once_can_be_seen_alone(tagged):
    trigger(tagged, "tags")
    dialog = tagged.findChild(TagsDialog)
    assert dialog.says.text() == "3 in use, 1 of them once."
    dialog.once.setChecked(True)
    assert [dialog.list.item(row).text().split()[0] for row in range(dialog.list.count())] == ["sea"]


def test_words_of_the_language_and_tags_are_completed(qtbot, tagged):
    tagged.activateWindow()
    field = tagged.list_pane.search
    field.setFocus()
    qtbot.keyClicks(field, "tag:hi")
    qtbot.waitUntil(lambda: tagged.completing.is_open)
    tagged.completing._popup.hide()
    tagged.completing._take(tagged.completing._model.index(0, 0).data())
    assert field.text().strip() == "tag:history"


def test_more_like_a_clip_is_a_list_that_can_be_closed(make_window):
    window = make_window(10)
    choose(window, 1)
    trigger(window, "more-like")
    assert window.list_pane.heading.startswith("More like “")
    assert window.list.clips.rowCount() == 11
    window.list_pane._back.click()
    assert window.list_pane.heading == "All clips"
    assert window.list.clips.rowCount() == 12


def test_the_page_about_searching_is_shown(make_window):
    window = make_window(2)
    trigger(window, "search-help")
    assert window.findChild(SearchHelp) is not None


def test_in_a_slim_sidebar_tags_are_in_a_menu(tagged):
    tagged.sidebar.set_slim(slim=True)
    searches, tags = tagged.sidebar._slim_shelf
    assert not searches.isVisible()
    assert tags.isVisible()
    assert [action.text() for action in tagged.sidebar._tags_menu().actions()] == [
        "history",
        "history/maritime",
        "sea",
    ]


def test_typing_narrows_the_list_and_counts_what_is_found(qtbot, make_window):
    window = make_window(40)
    qtbot.keyClicks(window.list_pane.search, "keepers")
    qtbot.waitUntil(lambda: window.browsing.query == "keepers")
    assert window.browsing.sort is Sort.RELEVANCE
    assert 0 < window.list.clips.rowCount() < 10
    assert window.list_pane.heading == f"{window.list.clips.rowCount()} clips"
    press(qtbot, window.list_pane.search, Qt.Key.Key_Escape)
    assert window.browsing.query == ""
    assert window.list.clips.rowCount() == 42
    assert window.list_pane.heading == "All clips"


def test_a_search_leaves_the_open_clip_open(qtbot, make_window):
    window = make_window(20)
    choose(window, 0)
    chosen = window.list.selected_ids()
    window.browsing.search("sourdough")
    QApplication.processEvents()
    assert window.list.selected_count() == 0
    assert window.reading.state is None
    window.browsing.search("")
    assert window.list.selected_ids() == chosen


def test_a_search_begins_with_the_best_matches_wherever_the_open_clip_stands(make_window):
    window = make_window(250)
    choose(window, 240)
    [chosen] = window.list.selected_ids()
    window.browsing.search("a")
    QApplication.processEvents()
    assert window.list.selected_ids() == [chosen]
    assert window.list.verticalScrollBar().maximum() > 0
    assert window.list.verticalScrollBar().value() == 0
    assert all(window.actions_by_name[name].isEnabled() for name in ("copy", "open", "export", "unread"))


def test_nothing_found_says_what_to_do(make_window):
    window = make_window(10)
    window.browsing.search("zeppelin")
    assert window.list_pane.empty_state.headline == "Nothing found"
    assert window.list_pane.heading == "No clips"

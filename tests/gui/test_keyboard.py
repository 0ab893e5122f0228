"""The window without a mouse: where the keyboard is, and that it is never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from clipper.library import View
from tests.gui.driving import choose, press, trigger


@pytest.fixture
def active(qtbot, make_window):
    """Make a window that has the keyboard."""

    def make(count=5):
        window = make_window(count)
        with qtbot.waitActive(window):
            window.activateWindow()
        window.list.setFocus()
        return window

    return make


@pytest.mark.parametrize(("key", "row"), [(Qt.Key.Key_Down, 0), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Up, -1)])
def test_the_first_key_in_the_list_selects_its_end(qtbot, active, key, row):
    window = active()
    press(qtbot, window.list, key)
    assert window.list.selected_ids() == [window.list.clips.id_at(row % window.list.clips.rowCount())]
    press(qtbot, window.list, Qt.Key.Key_Home)
    press(qtbot, window.list, Qt.Key.Key_Down)
    assert window.list.currentIndex().row() == 1


def test_the_keyboard_stays_in_the_list_through_an_empty_view(active):
    window = active()
    window.show_view(View.TRASH)
    QApplication.processEvents()
    assert window.list_pane.empty_state is not None
    assert window.list_pane.isAncestorOf(QApplication.focusWidget())
    window.show_view(View.ALL)
    QApplication.processEvents()
    assert window.list.hasFocus()


def test_a_search_without_result_leaves_the_keyboard_in_its_field(qtbot, active):
    window = active()
    trigger(window, "search")
    qtbot.keyClicks(window.list_pane.search, "xylophone")
    qtbot.waitUntil(lambda: window.list_pane.empty_state is not None)
    assert window.list_pane.search.hasFocus()


def test_tab_goes_from_the_search_to_the_order_to_the_list_to_the_article(qtbot, active):
    window = active()
    choose(window, 0)
    trigger(window, "search")
    passed = []
    for _ in range(3):
        press(qtbot, QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    assert isinstance(passed[0], QToolButton)
    assert passed[1:] == [window.list, window.reading.reader.view]


def test_a_ring_shows_that_the_keyboard_is_in_the_article(qtbot, active):
    window = active()
    choose(window, 0)
    press(qtbot, window.list, Qt.Key.Key_Return)
    ring = window.reading.reader._ring
    assert ring.isVisible()
    assert ring.geometry() == window.reading.reader.view.geometry()
    qtbot.mouseClick(window.reading.reader.view.viewport(), Qt.MouseButton.LeftButton)
    window.list.setFocus()
    assert not ring.isVisible()
    window.reading.reader.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()


def test_shift_tab_from_the_beginning_of_an_article_goes_back_to_the_list(qtbot, active):
    window = active()
    choose(window, 0)
    view = window.reading.reader.view
    press(qtbot, window.list, Qt.Key.Key_Tab)
    assert view.hasFocus()
    press(qtbot, view, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert window.list.hasFocus()
    assert view.verticalScrollBar().value() == 0


def test_closing_find_gives_the_keyboard_to_the_article_without_a_ring(qtbot, active):
    window = active()
    choose(window, 0)
    trigger(window, "find")
    press(qtbot, QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.reading.reader.view.hasFocus()
    assert not window.reading.reader._ring.isVisible()


def test_f10_shows_the_menus_and_opens_the_first(active):
    window = active()
    trigger(window, "menu-bar")
    assert window.menuBar().isVisible()
    assert window.menuBar().activeAction() is window.menuBar().actions()[0]
    QApplication.activePopupWidget().close()
    trigger(window, "menu-bar")
    assert window.menuBar().isHidden()

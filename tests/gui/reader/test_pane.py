from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication

from clipper.gui.reader.pane import figures
from clipper.gui.theme import DARK
from clipper.gui.widgets import IconButton
from clipper.model import Asset
from tests.gui.reader.conftest import URL

LONG = "<p>Some words of a long article that is scrolled.</p>" * 120


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)


def test_an_article_is_shown_and_named(make_pane, make_clip):
    pane = make_pane()
    pane.show_clip(make_clip("<p>Here it is.</p>"))
    assert "Here it is." in pane.view.toPlainText()
    assert pane.view.accessibleName() == "Article: The keepers"


def test_the_figures_say_what_was_kept(make_clip):
    sources = ["https://a.example/1", "https://a.example/2"]
    clip = make_clip(
        assets=[Asset(sources[0], "a.png"), Asset(sources[1], failure="x")], page_word_count=2310
    )
    assert figures(clip, sources) == ("1 of 2 pictures", "2,114 of 2,310 words")
    assert figures(make_clip(), []) == ()


def test_figures_give_way_when_the_pane_is_narrow(make_pane, make_clip):
    pane = make_pane()
    pane.show_clip(make_clip(page_word_count=2310))
    pane.bar.figure.resize(400, 52)
    assert pane.bar.figure.shown() == "2,114 of 2,310 words"
    pane.bar.figure.resize(40, 52)
    assert pane.bar.figure.shown() == ""
    assert pane.bar.figure.toolTip() == "2,114 of 2,310 words"


def test_actions_become_bare_buttons_that_name_themselves_and_their_keys(make_pane, make_clip, qtbot):
    pane = make_pane()
    trash, copy = QAction("Move to &trash", pane), QAction("Copy", pane)
    trash.setShortcut(QKeySequence("Del"))
    pane.set_bar_actions([trash], [copy])
    pane.show_clip(make_clip())
    buttons = pane.bar.findChildren(IconButton)
    button = next(button for button in buttons if button.defaultAction() is trash)
    assert (button.width(), button.height()) == (34, 34)
    assert "Del" in button.toolTip()
    assert button.accessibleName() == "Move to trash"
    with qtbot.waitSignal(trash.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("width", "column"), [(1400, 680), (776, 680), (360, 300)])
def test_the_column_is_centred_and_never_wider_than_680(make_pane, make_clip, width, column):
    pane = make_pane(size=(width, 600))
    pane.show_clip(make_clip(LONG))
    assert pane.view.column() <= 680
    assert pane.view.column() >= min(column, 680) - 12
    form = pane.view.document().rootFrame().frameFormat()
    assert abs(form.leftMargin() - form.rightMargin()) <= 1
    assert form.leftMargin() >= 24


def test_resizing_keeps_the_place_in_the_article(make_pane, make_clip):
    pane = make_pane()
    pane.show_clip(make_clip(LONG))
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = pane.view._top_place()[0]
    pane.resize(400, 700)
    QApplication.processEvents()
    block = pane.view.document().findBlock(place).blockNumber()
    assert abs(pane.view.document().findBlock(pane.view._top_place()[0]).blockNumber() - block) <= 1


def test_another_theme_keeps_the_place_and_changes_the_colours(make_pane, make_clip):
    pane = make_pane()
    pane.show_clip(make_clip(LONG))
    bar = pane.view.verticalScrollBar()
    bar.setValue(700)
    pane.set_theme(DARK)
    assert abs(bar.value() - 700) <= 2
    assert pane.grab().toImage().pixelColor(4, 300).name() == DARK.reader.lower()


def test_another_clip_is_shown_from_its_beginning(make_pane, make_clip):
    pane = make_pane()
    pane.show_clip(make_clip(LONG))
    pane.view.verticalScrollBar().setValue(500)
    pane.show_clip(make_clip(LONG, clip_id="2"))
    assert pane.view.verticalScrollBar().value() == 0


def test_keys_scroll_as_in_a_browser(make_pane, make_clip, qtbot):
    pane = make_pane()
    pane.show_clip(make_clip(LONG))
    bar, height = pane.view.verticalScrollBar(), pane.view.viewport().height()
    press(qtbot, pane.view, Qt.Key.Key_Space)
    assert 0.8 * height < bar.value() < height
    press(qtbot, pane.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0
    press(qtbot, pane.view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    press(qtbot, pane.view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_a_link_is_announced_and_not_followed(make_pane, make_clip, qtbot):
    pane = make_pane()
    pane.show_clip(make_clip('<p><a href="https://a.example/b%20c?d=%C3%A9">link</a></p>'))
    with qtbot.waitSignal(pane.link_activated) as signal:
        pane.view.anchorClicked.emit(QUrl("https://a.example/b%20c?d=%C3%A9"))
    assert signal.args == ["https://a.example/b%20c?d=%C3%A9"]
    assert "link" in pane.view.toPlainText()


def link_position(pane):
    block = pane.view.document().findBlockByNumber(2)
    area = pane.view.document().documentLayout().blockBoundingRect(block)
    return QPoint(int(area.left()) + 12, int(area.top() + 14) - pane.view.verticalScrollBar().value())


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_any_click_on_a_link_opens_it(make_pane, make_clip, qtbot, button, modifier):
    pane = make_pane()
    pane.show_clip(make_clip('<p><a href="https://a.example/">a long link to click on</a></p>'))
    with qtbot.waitSignal(pane.link_activated) as signal:
        qtbot.mouseClick(pane.view.viewport(), button, modifier, link_position(pane))
    assert signal.args == ["https://a.example/"]


def test_hovering_a_link_says_where_it_leads(make_pane, make_clip):
    pane = make_pane()
    pane.show_clip(make_clip('<p><a href="https://a.example/">a long link to click on</a></p>'))
    spot = QPointF(link_position(pane))
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        spot,
        pane.view.viewport().mapToGlobal(spot),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(pane.view.viewport(), move)
    assert pane._address.isVisible()
    assert pane._address.text() == "https://a.example/"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/hostname", "data:text/html,x"])
def test_links_that_no_browser_should_get_lead_nowhere(make_pane, make_clip, qtbot, address):
    pane = make_pane()
    pane.show_clip(make_clip())
    with qtbot.assertNotEmitted(pane.link_activated):
        pane.view.anchorClicked.emit(QUrl(address))


def test_a_footnote_is_reached_within_the_page_and_so_is_the_way_back(make_pane, make_clip, qtbot):
    pane = make_pane()
    html = (
        '<p>First<sup id="fnref:1"><a href="#fn:1">1</a></sup></p>'
        f'{LONG}<section class="footnotes"><ol><li id="fn:1">Note</li></ol></section>{LONG}'
    )
    pane.show_clip(make_clip(html))
    bar = pane.view.verticalScrollBar()
    with qtbot.assertNotEmitted(pane.link_activated):
        pane.view.anchorClicked.emit(QUrl("#fn:1"))
        assert bar.value() > 1000
        pane.view.anchorClicked.emit(QUrl(f"{URL}#fnref:1"))
        assert bar.value() < 300


def test_find_marks_all_and_counts_where_one_is(make_pane, make_clip, qtbot):
    pane = make_pane()
    pane.show_clip(make_clip("<p>Keep the keepers.</p><p>KEEP</p>", title="No match here"))
    pane.open_find()
    qtbot.keyClicks(pane.find_bar.field, "keep")
    assert pane.find_bar.count.text() == "1 of 3"
    press(qtbot, pane.find_bar.field, Qt.Key.Key_Return)
    assert pane.find_bar.count.text() == "2 of 3"
    press(qtbot, pane.view, Qt.Key.Key_F3)
    press(qtbot, pane.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert pane.find_bar.count.text() == "1 of 3"
    press(qtbot, pane.find_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.find_bar.count.text() == "3 of 3"


def test_find_says_when_there_is_nothing(make_pane, make_clip, qtbot):
    pane = make_pane()
    pane.show_clip(make_clip())
    pane.open_find()
    qtbot.keyClicks(pane.find_bar.field, "zebra")
    assert pane.find_bar.count.text() == "Not found"


def test_escape_closes_find_and_leaves_the_match_selected(make_pane, make_clip, qtbot):
    pane = make_pane()
    pane.show_clip(make_clip("<p>Read the barometer.</p>"))
    pane.open_find()
    qtbot.keyClicks(pane.find_bar.field, "barometer")
    with qtbot.waitSignal(pane.find_closed):
        press(qtbot, pane.find_bar.field, Qt.Key.Key_Escape)
    assert pane.find_bar.isHidden()
    assert pane.view.textCursor().selectedText() == "barometer"


def test_find_scrolls_to_what_it_found(make_pane, make_clip, qtbot):
    pane = make_pane()
    pane.show_clip(make_clip(f"{LONG}<p>zebra</p>{LONG}"))
    pane.open_find()
    qtbot.keyClicks(pane.find_bar.field, "zebra")
    assert pane.view.verticalScrollBar().value() > 1000


def test_the_words_of_a_search_are_marked_until_another_clip_is_shown(make_pane, make_clip):
    pane = make_pane()
    pane.show_clip(make_clip("<p>Read the barometer.</p>"))
    pane.highlight_query(["baro"])
    assert len(pane.view.matches.ranges) == 1
    pane.show_clip(make_clip("<p>Read the barometer.</p>", clip_id="2"))
    assert len(pane.view.matches.ranges) == 0


def test_the_menu_offers_what_can_be_done_with_a_link(make_pane, make_clip, qtbot):
    pane = make_pane()
    pane.show_clip(make_clip("<p>Words</p>"))
    menu = pane.view.context_menu("https://a.example/")
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions) == ["Copy", "Open link", "Copy link address", "Select all"]
    assert not actions["Copy"].isEnabled()
    actions["Copy link address"].trigger()
    assert QGuiApplication.clipboard().text() == "https://a.example/"
    with qtbot.waitSignal(pane.link_activated):
        actions["Open link"].trigger()
    actions["Select all"].trigger()
    assert pane.view.textCursor().hasSelection()
    menu.deleteLater()


def test_a_very_long_article_shows_at_once_and_is_completed_later(make_pane, make_clip, qtbot):
    pane = make_pane()
    pane.show_clip(make_clip("<p>Some words in a row, ten of them in all.</p>" * 12000))
    assert not pane.view.build.done
    qtbot.waitUntil(lambda: pane.view.build.done, timeout=20000)
    assert pane.view.document().blockCount() == 12002


def test_the_same_clip_again_moves_nothing(make_pane, make_clip):
    pane = make_pane()
    clip = make_clip(LONG)
    pane.show_clip(clip)
    pane.view.verticalScrollBar().setValue(400)
    pane.show_clip(replace(clip))
    assert pane.view.verticalScrollBar().value() == 400


def test_a_table_changes_its_form_with_the_width(make_pane, make_clip):
    pane = make_pane()
    cells = "".join(f"<td>measured{n}</td>" for n in range(6))
    pane.show_clip(make_clip(f"<table><tr>{cells}</tr></table>"))
    assert pane.view.document().rootFrame().childFrames()
    pane.resize(360, 700)
    QApplication.processEvents()
    assert not pane.view.document().rootFrame().childFrames()
    pane.resize(776, 700)
    QApplication.processEvents()
    assert pane.view.document().rootFrame().childFrames()

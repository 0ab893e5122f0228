from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from clipper.errors import LibraryError
from clipper.gui.add_box import AddBox
from clipper.gui.known_dialog import KnownDialog
from clipper.model import Handover, Via
from tests.gui.driving import choose, press, said, trigger


def drag(window, data, kind=QDragEnterEvent):
    every = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction | Qt.DropAction.LinkAction
    event = kind(
        QPoint(300, 300) if kind is QDragEnterEvent else QPointF(300, 300),  # Qt's own difference
        every,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(window, event)
    return event


def test_a_pasted_link_shows_at_once_on_top_and_is_opened_when_nothing_else_is(make_window, service):
    window = make_window()
    QGuiApplication.clipboard().setText("https://coastal-review.example/lighthouse")
    trigger(window, "paste")
    assert [handover.url for handover in service.handed_over] == ["https://coastal-review.example/lighthouse"]
    assert service.handed_over[0].via is Via.PASTE
    assert window.list.clips.rowCount() == 1
    assert window.list.selected_count() == 1


def test_of_many_pasted_links_the_one_on_top_is_opened(make_window):
    window = make_window(5)
    links = "\n".join(f"https://harbour.example/{number}" for number in range(30))
    QGuiApplication.clipboard().setText(links)
    trigger(window, "paste")
    assert window.list.selected_ids() == [window.list.clips.id_at(0)]
    assert window.list.verticalScrollBar().value() == 0


def test_pasting_while_reading_leaves_the_open_clip_open(make_window, service):
    window = make_window(10)
    choose(window, 3)
    before = window.list.selected_ids()
    QGuiApplication.clipboard().setText("https://a.example/ and https://b.example/")
    trigger(window, "paste")
    assert len(service.handed_over) == 2
    assert window.list.selected_ids() == before
    assert window.reading.clip.id == before[0]


def test_an_empty_clipboard_is_said_calmly(make_window, service):
    window = make_window()
    trigger(window, "paste")
    assert service.handed_over == []
    assert "Nothing on the clipboard" in said(window)


def test_ctrl_v_clips_unless_a_field_takes_the_text(qtbot, make_window, service):
    window = make_window(5)
    QGuiApplication.clipboard().setText("https://a.example/")
    window.activateWindow()
    window.list.setFocus()
    press(qtbot, window.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(service.handed_over) == 1
    window.list_pane.search.setFocus()
    press(qtbot, window.list_pane.search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(service.handed_over) == 1
    assert window.list_pane.search.text() == "https://a.example/"


def test_what_cannot_be_stored_is_kept_to_be_tried_again(make_window, service, monkeypatch):
    window = make_window()
    store = service.hand_over

    def full(_handovers):
        raise LibraryError("The disk is full. Free some space and try again.")

    monkeypatch.setattr(service, "hand_over", full)
    QGuiApplication.clipboard().setText("https://a.example/")
    trigger(window, "paste")
    assert said(window) == "The disk is full. Free some space and try again."
    monkeypatch.setattr(service, "hand_over", store)
    window.list_pane.bar.do()
    assert [handover.url for handover in service.handed_over] == ["https://a.example/"]


def test_a_drop_says_what_it_will_become_and_is_taken_as_a_copy(make_window, service):
    window = make_window(5)
    data = QMimeData()
    data.setUrls([QUrl("https://a.example/one"), QUrl("https://b.example/two")])
    event = drag(window, data)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert window.drop_sheet.isVisible()
    assert "2 links" in window.drop_sheet.accessibleName()
    event = drag(window, data, QDropEvent)
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert not window.drop_sheet.isVisible()
    assert [handover.url for handover in service.handed_over] == [
        "https://a.example/one",
        "https://b.example/two",
    ]
    assert service.handed_over[0].via is Via.DROP


def test_a_drag_that_holds_nothing_to_clip_is_refused(make_window):
    window = make_window(5)
    assert not drag(window, QMimeData()).isAccepted()
    assert not window.drop_sheet.isVisible()


def test_the_add_box_says_what_the_text_will_become(qtbot, make_window):
    window = make_window()
    trigger(window, "add")
    box = window.findChild(AddBox)
    box.type_in("see https://a.example/one, https://b.example/two")
    assert box.said.startswith("Clip 2 links")
    with qtbot.waitSignal(box.handed_over) as given:
        box.give()
    assert [handover.url for handover in given.args[0]] == ["https://a.example/one", "https://b.example/two"]


def test_shortcuts_work_while_the_article_has_the_keyboard(qtbot, make_window, service):
    window = make_window(5)
    window.activateWindow()
    choose(window, 0)
    window.list.entered.emit()
    focused = QApplication.focusWidget()
    assert window.reading.isAncestorOf(focused)
    QGuiApplication.clipboard().setText("https://a.example/")
    press(qtbot, focused, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(service.handed_over) == 1
    press(qtbot, focused, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.list_pane.search.hasFocus()


@pytest.fixture
def known_page(make_window, service):
    """A window in which one address is handed over that is there, beside one that is new."""
    window = make_window(3)
    there = window.list.clips.id_at(0)
    service.known_clips["https://known.example/a"] = there
    pages = [
        Handover(url, Via.PASTE, url=url) for url in ("https://known.example/a", "https://new.example/b")
    ]
    window.handing_over.take(pages)
    QApplication.processEvents()
    return window, there, window.findChild(KnownDialog)


def test_what_is_new_is_taken_at_once_and_what_is_there_is_asked_about(known_page, service):
    _window, _there, question = known_page
    assert question.headline == "This page is in your clips"
    assert [handover.url for handover in service.handed_over] == ["https://new.example/b"]


def test_a_known_page_can_be_opened_instead(known_page, service):
    window, there, question = known_page
    question.open_button.click()
    QApplication.processEvents()
    assert window.list.selected_ids() == [there]
    assert len(service.handed_over) == 1


def test_a_known_page_can_be_kept_twice(known_page, service):
    _window, _there, question = known_page
    question.keep_asked.emit()
    assert [handover.url for handover in service.handed_over][-1] == "https://known.example/a"


def test_a_known_page_can_be_updated(known_page, service):
    window, there, question = known_page
    question.update_asked.emit()
    assert service.updated == [(there, "https://known.example/a")]
    assert said(window) == "Updating 1 clip."

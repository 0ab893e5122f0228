"""Archive, star, tags and undo: what is done with a selection, said, and taken back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from clipper.gui.mime import clips_data, dragged_clips
from clipper.gui.tagging_dialog import TaggingDialog
from clipper.library import View
from tests.gui.driving import choose, press, said, trigger


def chosen_ids(window):
    return window.list.selected_ids()


def test_archiving_from_the_inbox_selects_the_next_and_says_it(make_window, service):
    window = make_window(10)
    window.show_view(View.INBOX)
    choose(window, 2)
    [gone], following = chosen_ids(window), window.list.clips.id_at(3)
    trigger(window, "archive")
    assert service.rows[gone].archived_at is not None
    assert chosen_ids(window) == [following]
    assert said(window) == "Moved 1 clip to the archive."
    window.list_pane.bar.do()
    QApplication.processEvents()
    assert service.rows[gone].archived_at is None
    assert window.list.clips.row_of(gone) == 2


def test_many_clips_are_archived_as_one_step_that_is_undone_and_done_again(make_window, service):
    window = make_window(10)
    window.list.selectAll()
    trigger(window, "archive")
    assert all(row.archived_at for row in service.rows.values())
    trigger(window, "undo")
    assert not any(row.archived_at for row in service.rows.values())
    assert said(window) == "Undone: Moved 12 clips to the archive."
    trigger(window, "redo")
    assert all(row.archived_at for row in service.rows.values())
    assert not window.actions_by_name["redo"].isEnabled()


def test_an_archived_clip_can_be_moved_back_to_the_inbox(make_window, service):
    window = make_window(5)
    choose(window, 0)
    trigger(window, "archive")
    window.list.clips.index(0).data()
    QApplication.processEvents()
    assert window.actions_by_name["archive"].text().replace("&", "") == "Move to the inbox"
    trigger(window, "archive")
    assert service.rows[chosen_ids(window)[0]].archived_at is None


def test_a_star_is_given_and_taken(qtbot, make_window, service):
    window = make_window(5)
    window.activateWindow()
    choose(window, 0)
    [clip_id] = chosen_ids(window)
    trigger(window, "star")
    assert service.rows[clip_id].starred
    window.show_view(View.STARRED)
    QApplication.processEvents()
    assert [window.list.clips.id_at(row) for row in range(window.list.clips.rowCount())] == [clip_id]


def test_what_was_read_stays_among_the_unread_until_another_is_opened(make_window, service):
    window = make_window(10)
    window.show_view(View.UNREAD)
    QApplication.processEvents()
    choose(window, 0)
    [clip_id] = chosen_ids(window)
    window.reading.was_read.emit(clip_id)
    QApplication.processEvents()
    assert service.rows[clip_id].read
    assert chosen_ids(window) == [clip_id]
    choose(window, 1)
    window.browsing.refresh()
    assert window.list.clips.row_of(clip_id) is None


def test_tags_are_added_to_all_and_a_tag_that_only_some_have_stays_so(make_window, service):
    window = make_window(5)
    first, second = window.list.clips.id_at(0), window.list.clips.id_at(1)
    service.tags.add([first], ["history/maritime"])
    window.list.selectAll()
    trigger(window, "tag")
    dialog = window.findChild(TaggingDialog)
    states = {dialog.list.item(row).text(): dialog.list.item(row).checkState() for row in range(1)}
    assert states == {"history/maritime": Qt.CheckState.PartiallyChecked}
    dialog.type_in("code")
    dialog.give()
    assert service.rows[first].tags == ("code", "history/maritime")
    assert service.rows[second].tags == ("code",)
    assert said(window) == "Tagged 7 clips “code”."


def test_clips_dropped_on_the_archive_are_moved_there(make_window, service):
    window = make_window(5)
    ids = [window.list.clips.id_at(0), window.list.clips.id_at(1)]
    window.sidebar.moved.emit(View.ARCHIVE, dragged_clips(clips_data(ids)))
    assert all(service.rows[clip_id].archived_at for clip_id in ids)


def test_the_window_comes_back_to_the_clip_and_the_view_that_were_open(qtbot, make_window):
    window = make_window(10)
    window.show_view(View.INBOX)
    choose(window, 4)
    chosen = chosen_ids(window)
    with qtbot.waitSignal(window.closed) as closed:
        window.close()
    again = make_window(state=closed.args[0])
    assert again.browsing.view is View.INBOX
    assert chosen_ids(again) == chosen


def test_a_page_of_the_window_stands_in_place_of_list_and_reader_until_a_view_is_chosen(make_window):
    from PySide6.QtWidgets import QLabel

    window = make_window(3)
    window.add_page("about-it", "About it", "page", lambda: QLabel("All of it"))
    window.show_page("about-it")
    assert not window.list.isVisible()
    assert window.pages.currentWidget().text() == "All of it"
    window.show_view(View.ALL)
    assert window.list.isVisible()


def test_a_row_that_is_pressed_and_moved_is_dragged_as_its_clip(make_window, monkeypatch, service):
    window = make_window(5)
    choose(window, 1)
    carried = []
    monkeypatch.setattr(
        "clipper.gui.clip_list.QDrag.exec", lambda drag, _action: carried.append(drag.mimeData())
    )
    window.list.startDrag(Qt.DropAction.CopyAction)
    assert dragged_clips(carried[0]) == chosen_ids(window)
    assert window.sidebar.mapTo(window, QPoint(0, 0)).x() == 0


def test_e_archives_from_the_keyboard(qtbot, make_window, service):
    window = make_window(5)
    window.activateWindow()
    window.list.setFocus()
    choose(window, 0)
    [clip_id] = chosen_ids(window)
    press(qtbot, window.list, Qt.Key.Key_E)
    assert service.rows[clip_id].archived_at is not None

"""Deleting, the trash, and clips that failed."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from clipper.errors import LibraryError
from clipper.gui.dialogs import QuestionDialog
from clipper.library import View
from tests.gui.driving import choose, said, trigger


def test_the_only_find_that_is_deleted_is_not_left_open(make_window):
    window = make_window(20)
    window.browsing.search("sourdough")
    window.list.selectAll()
    QApplication.processEvents()
    if window.list.selected_count() > 1:
        trigger(window, "delete")
        window.browsing.search("lighthouse")
    choose(window, 0)
    window.list.selectAll()
    trigger(window, "delete")
    assert window.list.clips.rowCount() == 0
    assert window.reading.state is not None


def test_what_comes_back_by_undo_is_selected_again(make_window):
    window = make_window(10)
    choose(window, 3)
    ids = window.list.selected_ids()
    trigger(window, "delete")
    assert window.list.selected_ids() != ids
    trigger(window, "undo")
    assert window.list.selected_ids() == ids


def test_when_everything_is_in_the_trash_the_window_says_how_to_go_on(make_window):
    window = make_window(3)
    window.list.selectAll()
    trigger(window, "delete")
    assert window.reading.state.headline == "No clips here now"
    assert [words for words, _ in window.reading.state.buttons] == ["Paste", "Try a sample page"]


def test_delete_moves_to_the_trash_selects_the_next_and_can_be_undone(make_window, service):
    window = make_window(10)
    choose(window, 4)
    gone, following = window.list.clips.id_at(4), window.list.clips.id_at(5)
    trigger(window, "delete")
    assert service.rows[gone].trashed_at is not None
    assert window.list.selected_ids() == [following]
    assert said(window) == "Moved 1 clip to the trash."
    trigger(window, "undo")
    assert service.rows[gone].trashed_at is None
    assert window.list.clips.id_at(4) == gone
    assert not window.actions_by_name["undo"].isEnabled()


def test_a_delete_that_fails_brings_the_clips_back(make_window, service, monkeypatch):
    window = make_window(10)

    def refuse(_ids):
        raise LibraryError("The library is read-only.")

    monkeypatch.setattr(service.order, "trash", refuse)
    choose(window, 0)
    trigger(window, "delete")
    assert window.list.clips.rowCount() == 12
    assert said(window) == "The library is read-only."


def test_the_trash_gives_back_and_can_be_emptied(qtbot, make_window, service):
    window = make_window(10)
    choose(window, 0)
    trigger(window, "delete")
    choose(window, 0)
    trigger(window, "delete")
    trigger(window, "show-trash")
    assert window.list.clips.rowCount() == 2
    assert window.reading.state.headline == "2 clips in the trash"
    choose(window, 0)
    assert not window.actions_by_name["delete"].isEnabled()
    trigger(window, "restore")
    assert said(window) == "Restored 1 clip."
    qtbot.waitUntil(lambda: window.browsing.counts.trash == 1)
    trigger(window, "empty-trash")
    question = window.findChild(QuestionDialog)
    assert "Delete 1 clip for good?" in [part.text() for part in question.findChildren(QLabel)]
    question.reject()
    assert len(service.rows) == 12
    trigger(window, "empty-trash")
    window.findChildren(QuestionDialog)[-1].accept()
    assert said(window) == "Deleted 1 clip."
    qtbot.waitUntil(lambda: window.list_pane.empty_state is not None)
    assert window.list_pane.empty_state.headline == "The trash is empty"
    assert len(service.rows) == 11


def test_a_failed_clip_that_is_retried_stays_open_while_it_is_made(qtbot, make_window, service):
    window = make_window(5)
    window.show_view(View.FAILED)
    choose(window, 0)
    [failed] = window.list.selected_ids()
    trigger(window, "retry")
    assert window.list.clips.rowCount() == 0
    assert window.reading.clip.id == failed
    service.finish(failed)
    qtbot.waitUntil(lambda: window.reading.state is None)
    window.show_view(View.ALL)
    QApplication.processEvents()
    assert window.list.selected_ids() == [failed]


def test_failed_clips_are_gathered_and_can_be_retried_from_the_keyboard(make_window, service):
    window = make_window(10)
    trigger(window, "show-failed")
    choose(window, 0)
    assert window.reading.state.failure
    assert "log-in" in window.reading.state.sentence
    trigger(window, "retry")
    assert len(service.retried) == 1
    assert window.list_pane.empty_state.headline == "Nothing failed"

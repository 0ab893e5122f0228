from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from clipper.gui.bars import Notice
from clipper.gui.theme import DARK
from clipper.gui.window_state import WindowState
from clipper.library import Sort, View
from clipper.model import Failure, Status
from tests.gui.driving import choose, press, said, trigger


def test_the_first_start_says_how_to_begin(make_window):
    window = make_window()
    state = window.reading.state
    assert state.headline == "Keep the first thing worth keeping"
    assert [words for words, _ in state.buttons] == ["Paste", "Try a sample page"]
    assert window.list_pane.search.placeholderText() == "Search"


def test_clips_are_listed_newest_first_with_their_counts(make_window):
    window = make_window(40)
    assert window.list.clips.rowCount() == 42
    assert window.list_pane.search.placeholderText() == "Search 42 clips"
    assert window.reading.state.headline == "Nothing selected"
    window.list.clips.index(0).data()
    QAbstractItemModelTester(window.list.clips)


def test_rows_are_parted_from_the_header_only_when_they_have_moved_under_it(make_window):
    window = make_window(40)
    line = window.list_pane._line
    assert line.isHidden()
    window.list.verticalScrollBar().setValue(50)
    assert line.isVisible()
    window.show_view(View.TRASH)
    QApplication.processEvents()
    assert line.isHidden()


@pytest.mark.parametrize(("width", "beside"), [(700, False), (1400, True)])
def test_the_buttons_of_an_empty_library_stay_inside_a_narrow_window(make_window, width, beside):
    window = make_window(size=(width, 800))
    page = window.reading.currentWidget()
    paste, sample = (made for made in page._shown)
    for made in (paste, sample):
        left = made.mapTo(page, QPoint(0, 0)).x()
        assert left >= 16
        assert left + made.width() <= window.reading.width() - 16
    assert (paste.y() == sample.y()) is beside


def test_an_address_without_end_stays_inside_the_page(make_window, service):
    service.add_clip(
        status=Status.FAILED, title="https://" + "a" * 400, failure=Failure("dns", "The address " + "b" * 400)
    )
    window = make_window()
    choose(window, 0)
    page = window.reading.currentWidget()
    assert page.state.headline == "a" * 400
    for words in page.findChildren(QLabel):
        assert words.minimumSizeHint().width() <= page.width() - 32
    window.list_pane.bar.say(Notice("The address " + "c" * 400, failure=True))
    QApplication.processEvents()
    assert window.list_pane.bar.text.endswith("ccc")
    assert window.list_pane.bar.minimumSizeHint().width() < window.list_pane.minimumWidth()


def test_a_clip_that_becomes_ready_is_shown_in_place(make_window, service):
    window = make_window()
    clip_id = service.add_pending()
    window.browsing.refresh()
    window.list.select(clip_id)
    QApplication.processEvents()
    assert window.reading.state.sentence == "Fetching pictures… 12 of 31"
    service.finish(clip_id, title="An article")
    QApplication.processEvents()
    assert window.reading.state is None
    assert window.reading.clip.summary.status is Status.READY


def test_several_selected_say_how_many_and_read_nothing_for_it(make_window, service):
    window = make_window()
    for _ in range(3000):
        service.add_clip()
    window.browsing.refresh()
    service.asked_summaries.clear()
    window.list.selectAll()
    QApplication.processEvents()
    assert window.reading.state.headline == "3,000 clips selected"
    assert sum(len(ids) for ids in service.asked_summaries) < 200


def test_selection_stays_over_changes(make_window, service):
    window = make_window(10)
    choose(window, 5)
    chosen = window.list.selected_ids()
    service.hand_over([])
    service.add_clip(title="Newest")
    service.announce(added=["clip-00013"])
    window.browsing.choose_sort(Sort.TITLE)
    assert window.list.selected_ids() == chosen


def test_j_and_k_walk_through_the_list(qtbot, make_window):
    window = make_window(10)
    window.activateWindow()
    window.list.setFocus()
    press(qtbot, window.list, Qt.Key.Key_J)
    press(qtbot, window.list, Qt.Key.Key_J)
    assert window.list.currentIndex().row() == 1
    press(qtbot, window.list, Qt.Key.Key_K)
    press(qtbot, window.list, Qt.Key.Key_K)
    assert window.list.currentIndex().row() == 0


def test_reading_a_clip_marks_it_read_and_u_marks_it_unread(qtbot, make_window, service):
    window = make_window(5)
    choose(window, 0)
    clip_id = window.list.selected_ids()[0]
    assert service.rows[clip_id].read is False
    window.reading.was_read.emit(clip_id)
    QApplication.processEvents()
    assert service.rows[clip_id].read is True
    window.list.clips.index(0).data()
    QApplication.processEvents()
    trigger(window, "unread")
    assert service.rows[clip_id].read is False


def test_copying_gives_markdown(make_window):
    window = make_window(5)
    choose(window, 0)
    trigger(window, "copy")
    assert QGuiApplication.clipboard().text().startswith("# The lighthouse keepers")
    assert said(window) == "Copied as Markdown."


def test_an_export_says_what_it_wrote(make_window, service, tmp_path):
    window = make_window(10)
    ids = window.list.clips.id_at(0), window.list.clips.id_at(1)
    window.exporting.export(lambda: list(ids), tmp_path)
    assert service.exported == list(ids)
    assert said(window) == "Exported 2 clips."
    assert not window.exporting.busy


@pytest.mark.parametrize("width", [640, 700, 1000, 1400])
def test_nothing_is_cut_at_any_width(make_window, width):
    window = make_window(10, size=(width, 800))
    choose(window, 0)
    QApplication.processEvents()
    assert window.width() == width
    assert window.sidebar.slim == (width < 960)
    right = window.reading.mapTo(window, QPoint(window.reading.width(), 0)).x()
    assert right <= width
    assert window.reading.width() >= 280
    assert window.list_pane.width() >= 264


def test_the_window_remembers_its_place(qtbot, make_window):
    window = make_window(3)
    trigger(window, "sidebar")
    with qtbot.waitSignal(window.closed) as closed:
        window.close()
    assert closed.args[0].slim_sidebar is True
    again = make_window(state=closed.args[0])
    assert again.sidebar.slim
    assert WindowState() != closed.args[0]


def test_the_colours_can_change_while_it_runs(make_window):
    window = make_window(5)
    choose(window, 0)
    window.set_theme(DARK)
    image = window.grab().toImage()
    assert image.pixelColor(100, 500).name() == DARK.sidebar.lower()
    assert image.pixelColor(230, 60).name() == DARK.list_ground.lower()


def test_the_window_mirrors_in_a_right_to_left_language(qapp, make_window):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window = make_window(5)
        assert window.sidebar.mapTo(window, QPoint(0, 0)).x() > 1000
        assert window.reading.mapTo(window, QPoint(0, 0)).x() <= 1
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_buttons_and_fields_have_names(make_window):
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    window = make_window(5)
    choose(window, 0)
    parts = [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]
    nameless = [part for part in parts if part.isVisible() and not (part.accessibleName() or part.text())]
    assert nameless == []


def row_menu(qtbot, window, clip_id):
    """Press a row with the right button, as a person does, and read the menu."""
    place = window.list.visualRect(window.list.clips.index(window.list.clips.row_of(clip_id))).center()
    qtbot.mousePress(window.list.viewport(), Qt.MouseButton.RightButton, pos=place)
    window.list.customContextMenuRequested.emit(place)
    menu = next(menu for menu in window.findChildren(QMenu) if menu.isVisible() and menu.actions())
    words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    menu.close()
    return words


def test_the_row_menu_offers_what_can_be_done_with_the_row_that_is_pressed(qtbot, make_window, service):
    window = make_window(5)
    article, failed = (
        next(row.id for row in service.rows.values() if row.status is status and row.url)
        for status in (Status.READY, Status.FAILED)
    )
    read = ["Open original", "Copy as Markdown", "Export…", "Archive", "Star", "Mark as unread", "Tags…"]
    read += ["Note", "More like this", "Edit…", "Versions…", "Fetch again", "Clean again", "Delete"]
    unread = [words.replace("unread", "read") for words in read]
    qtbot.waitUntil(lambda: all(window.list.clips.known(clip_id) for clip_id in (article, failed)))
    # The note is offered once the article is there.
    assert row_menu(qtbot, window, article) == (read if service.rows[article].read else unread)
    assert row_menu(qtbot, window, failed) == ["Open original", "Archive", "Star", "Tags…", "Retry", "Delete"]
    assert row_menu(qtbot, window, article)[1] == "Copy as Markdown"


def test_another_programs_changes_are_shown(make_window, service):
    window = make_window(5)
    service.add_clip(title="From the command line")
    for listener in service.listeners:
        from clipper.clipping import Changes

        listener(Changes(elsewhere=True))
    QApplication.processEvents()
    assert window.list.clips.rowCount() == 8


def test_the_reader_is_made_after_the_first_paint_before_it_is_needed(make_window):
    window = make_window(5)
    assert window.reading.reader is not None
    assert window.reading.state is not None
    assert not window.reading.reader.isVisible()


def test_views_have_their_own_shortcuts(make_window):
    window = make_window(5)
    window.show_view(View.FAILED)
    assert window.list_pane.heading == "Failed"
    assert window.actions_by_name["show-all"].shortcut() == QKeySequence("Ctrl+2")

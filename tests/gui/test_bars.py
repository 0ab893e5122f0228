from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication

from clipper.export.folder import Report
from clipper.gui import window_state
from clipper.gui.bars import Bar, Notice
from clipper.gui.exporting import summed_up
from clipper.gui.theme import LIGHT
from clipper.gui.window_state import WindowState


@pytest.fixture
def bar(qtbot):
    made = Bar(LIGHT)
    made._time.setInterval(30)
    made.move(300, 300)  # away from the pointer
    qtbot.addWidget(made)
    return made


def test_a_notice_goes_by_itself(qtbot, bar):
    bar.say(Notice("Moved 3 clips to the trash.", "Undo", lambda: None))
    assert bar.isVisible()
    qtbot.waitUntil(bar.isHidden)


def test_a_notice_stays_while_the_pointer_is_on_it(qtbot, bar):
    bar.say(Notice("Moved 3 clips to the trash."))
    place = QPointF(5, 5)
    QApplication.sendEvent(bar, QEnterEvent(place, place, place))
    assert not bar._time.isActive()
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(bar.isHidden)


def test_a_failure_stays_until_it_is_closed(bar):
    bar.say(Notice("The disk is full.", failure=True))
    assert not bar._time.isActive()
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    assert not bar._time.isActive()


def test_what_is_offered_is_done_once(bar):
    done = []
    bar.say(Notice("Moved 3 clips to the trash.", "Undo", lambda: done.append(1)))
    bar.do()
    bar.do()
    assert done == [1]
    assert bar.isHidden()


def test_progress_can_be_cancelled(bar):
    cancelled = []
    for done in range(3):
        bar.show_progress(f"Exporting {done} of 12 clips…", done, 12, lambda: cancelled.append(1))
    assert bar.text == "Exporting 2 of 12 clips…"
    assert not bar._time.isActive()
    bar.do()
    assert cancelled == [1]


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (Report(written=("a", "b")), "Exported 2 clips."),
        (Report(written=("a",), unchanged=("b",)), "Exported 1 clip. 1 unchanged."),
        (Report(unchanged=("a", "b")), "2 clips unchanged since the last export."),
        (Report(), "There was nothing to export."),
        (Report(written=("a",), cancelled=True), "Cancelled. Exported 1 clip."),
        (
            Report(written=("a",), failed=(("id", "The disk is full."),)),
            "Exported 1 clip. 1 clip could not be written: The disk is full.",
        ),
    ],
)
def test_an_export_is_summed_up(report, words):
    assert summed_up(report) == words


def test_an_export_says_what_had_no_article_to_write():
    assert (
        summed_up(Report(written=("a",)), asked=3) == "Exported 1 clip. 2 clips without an article left out."
    )


def test_the_windows_state_comes_back_as_it_was_saved(tmp_path):
    file = tmp_path / "state" / "window.json"
    state = WindowState(geometry="AAAA", list_width=420, slim_sidebar=True)
    window_state.save(state, file)
    assert window_state.load(file) == state


@pytest.mark.parametrize("text", ["", "[]", "{", '{"list_width": "wide"}', '{"other": 1}'])
def test_a_state_that_cannot_be_read_is_that_of_a_first_start(tmp_path, text):
    file = tmp_path / "window.json"
    file.write_text(text)
    assert window_state.load(file) == WindowState()
    assert window_state.load(tmp_path / "none.json") == WindowState()

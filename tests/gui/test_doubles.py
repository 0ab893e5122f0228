"""The line that says that two clips seem to be one, and the bar of the library's warnings."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.driving import choose, said


@pytest.fixture
def pair(make_window, service):
    window = make_window(6)
    [here, there] = [i for i in service.ids() if service.rows[i].state == "inbox"][:2]
    service.doubles.pairs = [(here, there)]
    window.list.select(here)
    QApplication.processEvents()
    return window, here, there


def test_a_clip_that_seems_to_be_another_says_so_above_the_article(pair, service):
    window, _here, there = pair
    line = window.reading.reader.doubles
    assert line.isVisible()
    assert service.rows[there].title in line.text


def test_the_other_clip_can_be_looked_at(qtbot, pair):
    window, _here, there = pair
    window.reading.reader.doubles.compare_asked.emit()
    QApplication.processEvents()
    assert window.list.selected_ids() == [there]


def test_both_can_be_made_one_and_parted_again(pair, service):
    window, here, there = pair
    window.reading.reader.doubles.merge_asked.emit()
    assert service.rows[there].trashed_at is not None
    assert service.rows[here].trashed_at is None
    assert not window.reading.reader.doubles.isVisible()
    window.list_pane.bar.do()
    assert service.rows[there].trashed_at is None


def test_two_that_are_not_the_same_are_not_proposed_again(pair, service):
    window, _here, there = pair
    window.reading.reader.doubles.dismiss_asked.emit()
    assert said(window) == "They are kept apart."
    window.list.select(there)
    QApplication.processEvents()
    assert not window.reading.reader.doubles.isVisible()


def test_what_there_is_to_know_of_the_library_stands_on_top(make_window, service):
    service.said_of_library = ["This library was written by a newer version. It is open to read."]
    window = make_window(2)
    assert window.library_bar.isVisible()
    assert window.library_bar.text.startswith("This library was written by a newer version.")
    window.library_bar._close.click()
    assert not window.library_bar.isVisible()


def test_a_library_without_warnings_has_no_bar(make_window):
    window = make_window(2)
    choose(window, 0)
    assert not window.library_bar.isVisible()

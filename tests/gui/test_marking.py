"""Highlights, a note and the place of reading, over the article that is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from clipper.gui import colours
from clipper.gui.reader.highlight_popup import HighlightPopup
from clipper.gui.theme import DARK, LIGHT
from clipper.model import Position
from tests.gui.driving import choose, press, said, trigger
from tests.gui.test_theme import contrast

PASSAGE = "barometer reading"


@pytest.fixture
def reading(make_window):
    window = make_window(5)
    choose(window, 0)
    QApplication.processEvents()
    return window


def select(window, words):
    view = window.reading.reader.view
    at = view.toPlainText().index(words)
    view.select(at, at + len(words))


def test_selected_words_are_highlighted_and_shown_so(reading, service):
    select(reading, PASSAGE)
    trigger(reading, "highlight")
    [made] = service.highlights.kept
    assert made.quote == PASSAGE
    assert made.prefix.endswith(("a ", "\n"))
    view = reading.reading.reader.view
    [mark] = view.marks
    assert view.toPlainText()[mark.start : mark.end] == PASSAGE
    assert said(reading) == "Highlighted."


def test_the_title_is_no_part_of_the_text_that_can_be_highlighted(reading, service):
    select(reading, reading.reading.clip.summary.title)
    trigger(reading, "highlight")
    assert service.highlights.kept == []
    assert said(reading) == "Only words of the article itself can be highlighted."


def test_a_highlight_can_be_coloured_noted_and_removed_at_its_place(qtbot, reading, service):
    select(reading, PASSAGE)
    trigger(reading, "highlight")
    marking = reading.reading._marking
    marking._open_popup("mark-0", QPoint(0, 0))
    popup = reading.findChild(HighlightPopup)
    popup.note.setPlainText("Compare with the log.")
    popup.colours["green"].click()
    QApplication.processEvents()
    [kept] = service.highlights.kept
    assert (kept.colour, kept.note) == ("green", "Compare with the log.")
    view = reading.reading.reader.view
    qtbot.waitUntil(lambda: view.marks[0].noted)
    marking._remove("mark-0")
    qtbot.waitUntil(lambda: view.marks == ())


def test_a_highlight_that_no_longer_fits_is_listed_and_not_dropped(qtbot, reading, service):
    clip_id = reading.reading.clip.id
    made = service.highlights.add(clip_id, "words that are gone", "", "", 0, 0)
    service.highlights.kept = [replace(made, fits=False)]
    service.announce(changed=[clip_id])
    qtbot.waitUntil(reading.reading.reader.lost.isVisible)
    assert reading.reading.reader.view.marks == ()


def test_a_note_is_written_beside_the_article_and_kept(qtbot, reading, service):
    reading.activateWindow()
    trigger(reading, "note")
    editor = reading.reading.reader.note.editor
    assert editor.isVisible()
    qtbot.keyClicks(editor, "Read again in *spring*")
    press(qtbot, editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert service.order.notes[reading.reading.clip.id] == "Read again in *spring*"
    assert reading.reading.reader.note.isVisible()


def test_an_empty_note_leaves_no_room(reading, service):
    trigger(reading, "note")
    reading.reading.reader.note.end()
    assert not reading.reading.reader.note.isVisible()
    assert service.order.notes == {}


def test_reading_goes_on_where_it_stopped(reading, service):
    reading.resize(700, 420)
    QApplication.processEvents()
    view = reading.reading.reader.view
    clip_id = reading.reading.clip.id
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    top = view.top_position()
    choose(reading, 3)
    QApplication.processEvents()
    assert service.order.positions[clip_id] != Position()
    choose(reading, 0)
    QApplication.processEvents()
    assert view.verticalScrollBar().value() > 0
    assert abs(view.top_position() - top) < 200


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_text_on_every_highlight_can_be_read(theme):
    for name in colours.HIGHLIGHTS:
        assert contrast(theme.text, colours.highlight_colour(name, theme)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_dot_of_every_tag_colour_can_be_told_from_the_sidebar(theme):
    for name in colours.TAGS:
        assert contrast(colours.tag_colour(name, theme), theme.sidebar) >= 3

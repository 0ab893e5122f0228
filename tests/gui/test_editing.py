"""Edits, versions, and cleaning or fetching again, as the window offers them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from clipper.gui.dialogs import QuestionDialog
from clipper.gui.edit_dialog import EditDialog
from clipper.gui.theme import LIGHT
from clipper.gui.versions_dialog import VersionsDialog, difference_html
from tests.gui.driving import choose, said, trigger


@pytest.fixture
def window(make_window):
    made = make_window(3)
    choose(made, 0)
    return made


def test_only_what_was_changed_is_edited(window, service):
    trigger(window, "edit")
    dialog = window.findChild(EditDialog)
    assert dialog.authors.text() == "Ingrid Solheim; Tomás Rivera"
    dialog.title.setText("Another title")
    dialog.authors.setText("Ingrid Solheim")
    dialog.give()
    [clip_id] = window.list.selected_ids()
    assert service.edits_made == [(clip_id, {"title": "Another title", "authors": ("Ingrid Solheim",)})]
    assert said(window) == "Edited the clip."


def test_the_text_is_edited_as_markdown_with_a_preview(window, service):
    trigger(window, "edit")
    dialog = window.findChild(EditDialog)
    dialog.text.setPlainText("The **new** text.")
    dialog.tabs.setCurrentIndex(1)
    assert dialog.preview.toPlainText() == "The new text."
    dialog.give()
    assert service.edits_made[0][1] == {"markdown": "The **new** text."}


def test_an_edit_that_changes_nothing_is_none(window, service):
    trigger(window, "edit")
    window.findChild(EditDialog).give()
    assert service.edits_made == []


def test_versions_say_when_why_and_how_they_differ(window, service):
    trigger(window, "versions")
    dialog = window.findChild(VersionsDialog)
    first = dialog.list.item(0).text()
    assert first.startswith("Fetched again · kept back")
    assert "less than half of the words" in dialog.text.toPlainText()
    assert "The keepers always never slept." in dialog.text.toPlainText()
    dialog.choose.click()
    assert service.versions.shown == [(window.list.selected_ids()[0], 2)]


def test_the_version_that_is_shown_is_not_offered_again(window):
    trigger(window, "versions")
    dialog = window.findChild(VersionsDialog)
    dialog.list.setCurrentRow(1)
    assert not dialog.choose.isEnabled()
    assert dialog.text.toPlainText() == "This version is shown."


def test_a_difference_is_told_by_lines_and_not_by_colour_alone():
    shown = difference_html([("same", "a"), ("added", "b <i>"), ("removed", "c")], LIGHT)
    assert "<u" in shown
    assert "b &lt;i&gt;</u>" in shown
    assert "c</s>" in shown
    assert difference_html([("same", "a")], LIGHT) == ""


def test_what_is_done_again_is_counted_in_the_bar_and_can_be_cancelled(window, service):
    service.again.now = SimpleNamespace(done=1, total=4)
    trigger(window, "clean-again")
    assert said(window) == "Again: 1 of 4 clips"
    window.list_pane.bar.do()
    assert service.again.cancelled


def test_the_whole_library_is_cleaned_again_only_after_a_question(window, service):
    trigger(window, "clean-library")
    assert service.asked_again == []
    window.findChild(QuestionDialog).accept()
    assert service.asked_again == [("clean", None)]
    assert said(window) == "Done again. The articles before are kept as versions."

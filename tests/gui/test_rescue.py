"""What the program offers where its library is damaged."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from clipper.errors import LibraryError
from clipper.gui.rescue_dialog import RescueDialog
from clipper.library import Backup, Rescue


@pytest.fixture
def make(qtbot, tmp_path):
    def dialog(*, backup, restore=lambda _backup: None, repair=lambda: None):
        kept = Backup(tmp_path / "b", datetime(2026, 11, 20, tzinfo=UTC), "daily", 100) if backup else None
        rescue = Rescue(tmp_path, kept, (kept,) if kept else ())
        made = RescueDialog("The file is damaged.", rescue, restore=restore, repair=repair)
        qtbot.addWidget(made)
        return made

    return dialog


def press(dialog, words):
    from PySide6.QtWidgets import QPushButton

    next(made for made in dialog.findChildren(QPushButton) if made.text() == words).click()


def test_the_newest_good_backup_is_offered_and_put_back(make):
    done = []
    dialog = make(backup=True, restore=done.append)
    assert "The newest good backup is from 20" in dialog.offer.text()
    press(dialog, "Put the backup back")
    assert done[0].kind == "daily"
    assert dialog.result() == 1


def test_without_a_backup_what_can_be_read_is_saved(make):
    done = []
    dialog = make(backup=False, repair=lambda: done.append("repaired"))
    assert "backup" not in dialog.offer.text()
    press(dialog, "Save what can be read")
    assert done == ["repaired"]
    assert dialog.result() == 1


def test_a_rescue_that_fails_says_why_and_another_can_be_tried(make):
    def refuse():
        raise LibraryError("There is no room on the disk.")

    dialog = make(backup=True, repair=refuse)
    press(dialog, "Save what can be read")
    assert dialog._words.text() == "There is no room on the disk."
    assert dialog.result() == 0

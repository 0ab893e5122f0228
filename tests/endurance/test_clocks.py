"""A clock that jumps back: what was done later stays later, and nothing is lost by it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from clipper.library import Library, View, purge
from tests.endurance.work import Work, check, is_sound

HOUR_NS = 3_600_000_000_000


@pytest.fixture
def jumping(monkeypatch):
    """The computer's clock, which a test sets back by some hours."""
    back = [0]
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() - back[0] * HOUR_NS)
    return back


def test_nothing_done_after_the_clock_went_back_is_lost_to_what_was_done_before(tmp_path, jumping):
    steps = []
    with Library(tmp_path / "library") as library:
        work = Work(library, 3, confirmed=steps.append)
        for jump in (0, 1, 24 * 365 * 40, 2):
            jumping[0] = jump
            for _ in range(12):
                work.step()
        check(library, steps)
    assert is_sound(tmp_path / "library")


def test_the_last_word_on_a_clip_is_the_one_said_last_though_its_clock_was_behind(tmp_path, jumping):
    with Library(tmp_path / "library") as library:
        work = Work(library, 3)
        while not work.filled:
            work.step()
        [clip_id] = work.filled
        library.order.set_note(clip_id, "before")
        jumping[0] = 1000
        library.order.set_note(clip_id, "after")
        assert library.clip(clip_id).note == "after"
        library.undo.undo()
        assert library.clip(clip_id).note == "before"


def test_a_clock_that_jumps_to_and_fro_costs_no_daily_backup_that_was_to_be_kept(tmp_path):
    today = datetime(2026, 3, 20, 9, tzinfo=UTC)
    with Library(tmp_path / "library") as library:
        days = [today - timedelta(days=back) for back in (3, 2, 1, 0)]
        for day in days:
            library.backups.daily(day)
        for wrong in (today + timedelta(days=4000), today - timedelta(days=9000)):
            library.backups.daily(wrong)
        library.backups.daily(today + timedelta(hours=1))
        kept = {backup.made_at for backup in library.backups.list()}
    assert set(days) <= kept


@pytest.mark.parametrize("days", [-9000, 4000])
def test_nothing_leaves_the_trash_because_the_clock_jumped(tmp_path, monkeypatch, days):
    class Jumped(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(days=days)

    with Library(tmp_path / "library") as library:
        work = Work(library, 3)
        while not work.filled:
            work.step()
        library.order.trash(work.filled)
        with monkeypatch.context() as clock:
            clock.setattr(purge, "datetime", Jumped)
            assert library.tidy(30) == []
        assert library.ids(View.TRASH) == work.filled

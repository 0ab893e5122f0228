from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QAbstractItemModelTester

from clipper.errors import Cancelled
from clipper.gui.background import Immediate
from clipper.gui.clip_model import ClipListModel, Role
from clipper.model import Status


@pytest.fixture
def model(qapp, service, runner):
    made = ClipListModel(service, runner)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    return made


def see(model, row, role=Role.SUMMARY):
    """Ask for a row as a view does, let the answer come, ask again."""
    model.index(row).data(role)
    QCoreApplication.processEvents()
    return model.index(row).data(role)


def test_rows_are_read_in_chunks_and_only_when_seen(model, service):
    for _ in range(500):
        service.add_clip()
    model.show(service.ids())
    assert model.rowCount() == 500
    assert service.asked_summaries == []
    assert see(model, 0).title == "Clip 1"
    assert [len(ids) for ids in service.asked_summaries] == [48]
    see(model, 10)
    assert len(service.asked_summaries) == 1
    see(model, 400)
    assert "clip-00401" in service.asked_summaries[-1]


def test_new_clips_come_in_on_top_without_a_reset(qtbot, model, service):
    old = [service.add_clip() for _ in range(3)]
    model.show(old)
    see(model, 0)
    with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
        model.show(["new", *old])
    assert model.row_of(old[2]) == 3
    assert model.index(1).data(Role.SUMMARY).title == "Clip 1"


def test_rows_go_one_by_one(qtbot, model, service):
    ids = [service.add_clip() for _ in range(6)]
    model.show(ids)
    with qtbot.assertNotEmitted(model.modelReset):
        model.drop([ids[0], ids[3], ids[4]])
    assert [model.id_at(row) for row in range(model.rowCount())] == [ids[1], ids[2], ids[5]]


def test_another_order_resets(qtbot, model, service):
    ids = [service.add_clip() for _ in range(3)]
    model.show(ids)
    with qtbot.waitSignal(model.modelReset):
        model.show(ids[::-1])


def test_a_changed_clip_is_read_again_and_shows_the_old_until_then(model, service):
    clip_id = service.add_clip(title="Before")
    model.show([clip_id])
    see(model, 0)
    service.mark_read([clip_id], False)
    model.refresh([clip_id])
    assert model.index(0).data(Role.SUMMARY).read is True
    assert see(model, 0).read is False


def test_a_change_outside_the_list_is_not_forgotten(model, service):
    clip_id = service.add_clip()
    model.show([clip_id])
    see(model, 0)
    model.show([])
    service.trash([clip_id])
    model.refresh([clip_id])
    model.show([clip_id])
    assert see(model, 0).trashed_at is not None


class Later(Immediate):
    """Keeps its work until it is told to do it."""

    def __init__(self):
        super().__init__()
        self.kept = []

    def _begin(self, job, function, priority):
        self.kept.append((job, function))

    def work(self):
        while self.kept:
            self._work(*self.kept.pop(0))


def test_an_answer_from_before_a_change_does_not_count(qapp, service):
    later = Later()
    model = ClipListModel(service, later)
    clip_id = service.add_clip(title="Old title")
    model.show([clip_id])
    see(model, 0)
    job, function = later.kept.pop()
    stale = function()
    service.finish(clip_id, title="New title")
    model.refresh([clip_id])
    see(model, 0)
    later.kept.insert(0, (job, lambda: stale))
    later.work()
    QCoreApplication.processEvents()
    later.work()
    assert model.index(0).data(Role.SUMMARY).title == "New title"


def test_an_answer_to_an_older_query_does_not_count(qapp, service):
    later = Later()
    model = ClipListModel(service, later)
    clip_id = service.add_clip(title="Keepers", excerpt="the keepers")
    model.show([clip_id], "keep")
    see(model, 0)
    model.show([clip_id], "keepers")
    later.work()
    assert model.index(0).data(Role.SUMMARY) is None
    QCoreApplication.processEvents()
    later.work()
    assert model.index(0).data(Role.SUMMARY).snippet == "the \x01keepers\x02"


def test_an_interrupted_reading_is_asked_for_again(model, service, monkeypatch):
    clip_id = service.add_clip()
    model.show([clip_id])
    answers = service.summaries

    def interrupted(ids, query=""):
        monkeypatch.setattr(service, "summaries", answers)
        raise Cancelled

    monkeypatch.setattr(service, "summaries", interrupted)
    assert see(model, 0) is None
    assert see(model, 0).id == clip_id


def test_progress_is_shown_until_it_ends(model, service):
    clip_id = service.add_pending()
    model.show([clip_id])
    assert see(model, 0).status is Status.PENDING
    assert model.index(0).data(Role.PROGRESS).done == 12
    model.set_progress({clip_id: None})
    assert model.index(0).data(Role.PROGRESS) is None


def test_rows_are_told_to_screen_readers(model, service):
    service.add_failed()
    model.show(service.ids())
    spoken = see(model, 0, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Failed. members.example/investigation")

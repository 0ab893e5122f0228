"""A disk that fails or is full, at each write in turn: the change is there whole or not at all."""

from __future__ import annotations

import shutil

import apsw
import pytest

from clipper.errors import LibraryError
from clipper.library import Library
from clipper.model import Handover, Via
from tests.endurance.disks import FailingDisk
from tests.endurance.work import article, everything, is_sound, seen, trash

CHANGES = {
    "add": lambda library, _: library.add(
        [Handover("b", Via.COMMAND, url=f"https://pier.example/{n}") for n in range(3)]
    ),
    "fill": lambda library, ids: library.fill(ids[1], article("mole"), []),
    "star": lambda library, ids: library.order.star(ids[:1]),
    "trash": lambda library, ids: library.order.trash(ids),
    "tag": lambda library, ids: library.tags.add(ids, ["sea/north"]),
    "note": lambda library, ids: library.order.set_note(ids[0], "low tide"),
    "title": lambda library, ids: library.edits.change(ids[0], title="The mole"),
    "delete": lambda library, ids: library.order.delete(ids[:1]),
}
SHORT_STEP = 7


@pytest.fixture
def failing():
    disk = FailingDisk()
    yield disk
    disk.close()


@pytest.fixture
def prepared(tmp_path):
    folder = tmp_path / "prepared"
    with Library(folder) as library:
        ids = library.add([Handover("a", Via.COMMAND, url=f"https://quay.example/{n}") for n in range(2)])
        library.fill(ids[0], article("quay"), [])
    return folder, ids


def state(folder):
    with Library(folder) as library:
        ids = {*library.ids(view=everything()), *library.ids(view=trash())}
        shown = sorted(str(seen(library, clip_id)) for clip_id in ids)
    assert is_sound(folder)
    return shown


@pytest.mark.timeout(300)
@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError], ids=["full", "broken"])
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_there_whole_or_not_at_all(tmp_path, prepared, failing, endurance, name, error):
    source, ids = prepared
    change = CHANGES[name]

    def attempt(folder, at):
        """Make the change on a disk that fails; whether it was confirmed, and how much was written."""
        shutil.copytree(source, folder)
        with Library(folder) as library:
            failing.fail(at, error, torn=bool(at and at % 2))
            try:
                change(library, ids)
            except LibraryError:
                return False, failing.written
            else:
                return True, failing.written
            finally:
                failing.fail(None, error)

    before = state(source)
    _, writes = attempt(tmp_path / "whole", None)
    after = state(tmp_path / "whole")
    assert before != after
    assert writes > 1
    for at in range(1, writes + 1, 1 if endurance else SHORT_STEP):
        folder = tmp_path / f"failed-{at}"
        confirmed, _ = attempt(folder, at)
        found = state(folder)
        assert found == after if confirmed else found in (before, after)
        shutil.rmtree(folder)

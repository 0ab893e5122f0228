from __future__ import annotations

import os
import time

from clipper.clipping import Clipping
from clipper.library import Library
from clipper.library.purge import LEAP, SWEPT_AFTER_S
from clipper.model import Asset
from clipper.settings import Settings
from clipper.upkeep import Upkeep

DAY = 24 * 3600


def age(path, seconds):
    then = time.time() - seconds
    os.utime(path, (then, then))


def in_trash_since(library, clip_id, days):
    with library._connections.writing() as db:
        then = int((time.time() - days * DAY) * 1_000_000)
        db.execute("UPDATE clips SET trashed_at = ? WHERE uuid = ?", (then, clip_id))


def test_the_trash_keeps_for_its_days_and_no_longer(library, make):
    old, young, kept = library.add([make.link()] * 3)
    library.trash([old, young])
    in_trash_since(library, old, 31)
    in_trash_since(library, young, 29)
    assert library.tidy(30) == [old]
    assert set(library.ids()) == {kept}
    library.restore([young])
    assert set(library.ids()) == {kept, young}


def test_nothing_is_deleted_at_once_after_a_leap_of_the_clock(folder, library, make):
    [old] = library.add([make.link()])
    library.trash([old])
    in_trash_since(library, old, 100)
    age(folder / "library.sqlite3", LEAP.total_seconds() + DAY)
    assert library.tidy(30) == []


def test_pictures_and_unfinished_files_that_nobody_needs_go_only_when_they_are_old(folder, make):
    with Library(folder) as library:
        [clip_id] = library.add([make.link()])
        needed = library.save_asset(b"needed", "image/png")
        library.fill(clip_id, make.article(), [Asset("a", needed)])
        stray = library.asset_path(library.save_asset(b"stray", "image/png"))
        fresh = library.asset_path(library.save_asset(b"fresh", "image/png"))
    unfinished = stray.with_name("0123.new")
    unfinished.write_bytes(b"half")
    with Library(folder) as library:
        for path in (stray, unfinished, library.asset_path(needed)):
            age(path, SWEPT_AFTER_S + 60)
        library.tidy(30)
        assert library.asset_path(needed).exists()
    assert not stray.exists()
    assert not unfinished.exists()
    assert fresh.exists()


def test_no_picture_goes_while_another_program_works_on_a_clip(folder, library, make):
    with Library(folder) as other:
        other.add([make.link()])
        other.claim()
        being_made = other.asset_path(other.save_asset(b"for the clip", "image/png"))
        age(being_made, SWEPT_AFTER_S + 60)
        library.tidy(30)
        assert being_made.exists()


def test_a_library_is_looked_after_by_itself(folder, tmp_path, make):
    disk = tmp_path / "other disk"
    disk.mkdir()
    library = Library(folder)
    service = Clipping(library, settings=Settings(backup_folder=str(disk)))
    library.add([make.link()])
    Upkeep(library, 30).look_after()
    assert len(service.backups.list()) == 2
    assert list(disk.glob("*/daily-*.sqlite3")) != []
    service.close()

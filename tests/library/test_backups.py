from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import DamagedLibraryError, LibraryError
from clipper.library import Library, rescue_options
from clipper.library.backup_files import backups_in
from clipper.library.backups import restore
from clipper.library.rotation import to_keep
from clipper.model import Asset

DAY = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.fixture
def pictured(library, make):
    """A clip with a picture: its id, and the picture's name."""
    [clip_id] = library.add([make.link()])
    name = library.save_asset(b"a reef", "image/png")
    library.fill(clip_id, make.article(), [Asset("https://reef.example/a.png", name)])
    return clip_id, name


def test_a_backup_made_while_the_library_is_in_use_is_restored_with_its_pictures(
    library, folder, tmp_path, make, pictured
):
    clip_id, name = pictured
    backup = library.backups.make(tmp_path / "elsewhere")
    library.add([make.link()])
    restored = tmp_path / "restored"
    assert restore(backup.path, restored) is None
    with Library(restored) as other:
        assert other.ids(query="corals") == [clip_id]
        assert other.asset_path(name).read_bytes() == b"a reef"
        assert len(other.add([make.link()])) == 1


def test_what_was_there_is_set_aside_when_a_backup_is_put_in_its_place(library, folder, make, tmp_path):
    [first] = library.add([make.link()])
    backup = library.backups.make()
    [second] = library.add([make.link()])
    library.close()
    aside = restore(backup.path, folder)
    with Library(folder) as after:
        assert after.ids() == [first]
    assert aside.parent == folder / "set-aside"
    (tmp_path / "before").mkdir()
    aside.rename(tmp_path / "before" / "library.sqlite3")
    with Library(tmp_path / "before") as before:
        assert before.ids() == [second, first]


def test_a_library_that_is_open_is_not_replaced(library, folder, make):
    backup = library.backups.make()
    with pytest.raises(LibraryError, match="is open in another window or command"):
        restore(backup.path, folder)
    assert len(library.add([make.link()])) == 1


def test_what_waits_beside_the_old_file_does_not_get_into_the_new_one(library, folder, make):
    library.add([make.link()])
    backup = library.backups.make()
    library.close()
    (folder / "library.sqlite3-wal").write_bytes(b"what a killed program had left")
    aside = restore(backup.path, folder)
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"what a killed program had left"
    with Library(folder) as after:
        assert after.counts().all == 1


def test_a_replacement_that_a_power_cut_ended_is_finished_when_the_library_is_opened(library, folder, make):
    library.add([make.link()])
    backup = library.backups.make()
    library.add([make.link()])
    library.close()
    backup.path.rename(folder / "library.ready")
    with Library(folder) as after:
        assert after.counts().all == 1
        assert len(after.add([make.link()])) == 1


def test_a_damaged_backup_is_refused_and_changes_nothing(library, folder, make):
    library.add([make.link()])
    backup = library.backups.make()
    library.close()
    before = (folder / "library.sqlite3").read_bytes()
    data = backup.path.read_bytes()
    backup.path.write_bytes(data[:8192] + b"\xa5" * (len(data) - 8192))
    with pytest.raises(DamagedLibraryError, match="damaged itself"):
        restore(backup.path, folder)
    assert (folder / "library.sqlite3").read_bytes() == before


def test_without_room_for_a_backup_both_sizes_are_said_and_nothing_is_left(library, folder, monkeypatch):
    usage = SimpleNamespace(total=10**9, used=10**9 - 1_000_000, free=1_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage)
    with pytest.raises(LibraryError, match=r"A backup of the library needs \d\d MB .* only 1\.0 MB are free"):
        library.backups.make()
    assert list((folder / "backups").iterdir()) == []


def test_a_backup_is_made_once_a_day_in_both_folders(library, folder, tmp_path, pictured):
    library.backups.second = tmp_path / "other disk"
    library.backups.second.mkdir()
    made = library.backups.daily(DAY)
    assert [backup.kind for backup in made] == ["daily", "daily"]
    assert library.backups.daily(DAY + timedelta(hours=11)) == ()
    assert len(library.backups.daily(DAY + timedelta(days=1))) == 2
    assert len(library.backups.list()) == 4
    name = pictured[1]
    inside = folder / "backups" / "assets" / name[:2] / name
    assert inside.samefile(library.asset_path(name))
    [outside] = library.backups.second.glob(f"*/assets/*/{name}")
    assert not outside.samefile(library.asset_path(name))
    assert outside.read_bytes() == b"a reef"


def test_a_second_folder_whose_disk_is_not_there_is_told_and_does_not_stop_the_first(library, tmp_path):
    library.backups.second = tmp_path / "unplugged"
    with pytest.raises(LibraryError, match="Is its disk connected"):
        library.backups.daily(DAY)
    assert "unplugged" in library.backups.problem
    assert len(library.backups.list()) == 1
    assert not library.backups.second.exists()


def test_a_picture_stays_for_its_backups_when_the_library_no_longer_has_it(
    library, folder, tmp_path, pictured
):
    clip_id, name = pictured
    backup = library.backups.make()
    library.trash([clip_id])
    library.empty_trash()
    library.asset_path(name).unlink(missing_ok=True)
    library.close()
    restore(backup.path, folder)
    with Library(folder) as after:
        assert after.asset_path(name).read_bytes() == b"a reef"


def test_pictures_go_with_the_last_backup_that_needs_them(library, folder, pictured):
    library.backups.daily(DAY)
    library.trash([pictured[0]])
    library.empty_trash()
    name = pictured[1]
    kept = folder / "backups" / "assets" / name[:2] / name
    for number in range(1, 18):
        library.backups.daily(DAY + timedelta(days=number * 31))
    assert not kept.exists()
    assert len(backups_in(folder / "backups")) == 12


def test_the_newest_sound_backup_is_offered_for_a_damaged_library(library, folder, make):
    library.add([make.link()])
    good = library.backups.make()
    bad = library.backups.make()
    library.close()
    bad.path.write_bytes(bad.path.read_bytes()[:5000])
    options = rescue_options(folder)
    assert options.backup == good
    assert len(options.backups) == 2


def test_daily_backups_are_kept_for_7_days_4_weeks_and_12_months():
    now = datetime(2026, 12, 31, 12, tzinfo=UTC)
    kept = to_keep([now - timedelta(days=days) for days in range(1000)], now)
    ages = sorted((now - moment).days for moment in kept)
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len([age for age in ages if age < 28]) <= 7 + 3
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert len(kept) <= 23


@given(st.lists(st.integers(0, 40_000), min_size=1, unique=True), st.integers(0, 40_000))
def test_no_jump_of_the_clock_removes_the_newest_backup_or_those_of_the_last_days(hours, now):
    start = datetime(2024, 1, 1, tzinfo=UTC)
    moments = [start + timedelta(hours=number) for number in hours]
    kept = to_keep(moments, start + timedelta(hours=now))
    assert max(moments) in kept
    assert len({moment.date() for moment in kept}) >= min(7, len({moment.date() for moment in moments}))
    assert len(kept) <= 2 * 23
    assert to_keep(kept, start + timedelta(hours=now)) == kept

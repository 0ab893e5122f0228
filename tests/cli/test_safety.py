"""``clipper backup``, ``backups``, ``restore-backup``, ``doctor``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ids_in


def test_a_backup_is_made_listed_and_put_back(clip, run, rows, folder):
    first = clip.ready("The gulls had gone inland.")
    made = Path(run("backup").stdout.strip())
    assert made.is_file()
    assert str(made) in [row["path"] for row in rows("backups")]
    second = clip.ready("The gulls came back.")
    assert set(ids_in(run("list"))) == {first, second}
    result = run("restore-backup", made, "--yes")
    assert str(folder) in result.stdout
    assert ids_in(run("search", "gulls")) == [first]


def test_a_backup_goes_to_the_folder_that_is_named(clip, run, tmp_path):
    clip.ready()
    made = Path(run("backup", "--to", tmp_path / "stick" / "clipper").stdout.strip())
    assert made.is_file()
    assert made.is_relative_to(tmp_path / "stick" / "clipper")


def test_nothing_is_put_back_without_a_yes(clip, run):
    clip_id = clip.ready()
    made = run("backup").stdout.strip()
    second = clip.ready()
    assert "--yes says yes" in run("restore-backup", made, status=2).stderr
    assert set(ids_in(run("list"))) == {clip_id, second}


def test_what_is_no_backup_is_not_put_back(clip, run, tmp_path):
    clip_id = clip.ready()
    diary = tmp_path / "diary.txt"
    diary.write_text("not a database " * 100)
    result = run("restore-backup", diary, "--yes", status=1)
    assert result.stderr.startswith("clipper: ")
    assert ids_in(run("list")) == [clip_id]
    run("restore-backup", tmp_path / "nothing", "--yes", status=2)


def test_a_sound_library_is_said_to_be_sound(clip, run):
    clip.ready()
    assert "sound" in run("doctor").stdout
    run("doctor", "--repair")


def test_a_damaged_library_is_found_repaired_and_found_sound(clip, run, rows, folder):
    ids = {
        clip.ready(f"The gulls of day {number} " + "flew inland " * 400, f"Day {number}")
        for number in range(8)
    }
    file = folder / "library.sqlite3"
    data = bytearray(file.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = bytes(4096)
    file.write_bytes(data)
    result = run("doctor", status=1)
    assert "clipper doctor --repair" in result.stdout
    assert all(row["message"] for row in rows("doctor", status=1))
    run("doctor", "--repair")
    run("doctor")
    assert set(ids_in(run("list"))) <= ids


@pytest.mark.parametrize("command", [("doctor",), ("doctor", "--repair"), ("backups",)])
def test_a_library_that_is_not_there_is_not_made_by_looking_for_it(run, folder, command):
    if command[0] == "doctor":
        run(*command, status=1)
        assert not (folder / "library.sqlite3").exists()
    else:
        assert run(*command).stdout == ""

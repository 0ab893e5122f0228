from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
import threading
import time

import pytest

from clipper.errors import LibraryError, NotALibraryError
from clipper.library import Library


def test_a_new_library_is_made_where_there_is_none(tmp_path):
    folder = tmp_path / "deep" / "er"
    Library(folder).close()
    assert sorted(path.name for path in folder.iterdir()) == ["library.sqlite3", "locks"]


def test_an_empty_file_becomes_a_library(folder, make):
    folder.mkdir()
    (folder / "library.sqlite3").touch()
    with Library(folder) as library:
        assert len(library.add([make.link()])) == 1


@pytest.mark.parametrize("content", [b"x", b"Dear diary, " * 1000, b"\0" * 8192, b"PK\x03\x04zip"])
def test_a_file_that_is_no_database_is_refused_and_not_touched(folder, content):
    folder.mkdir()
    path = folder / "library.sqlite3"
    path.write_bytes(content)
    with pytest.raises(NotALibraryError, match="is not a library of Clipper"):
        Library(folder)
    assert path.read_bytes() == content
    assert not path.with_name("library.sqlite3-wal").exists()


def test_another_programs_database_is_refused_and_not_touched(folder):
    folder.mkdir()
    path = folder / "library.sqlite3"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE clips (x)")
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(NotALibraryError, match="another program"):
        Library(folder)
    assert path.read_bytes() == before


@pytest.mark.parametrize("size", [50, 100, 1000, 4096, 5000])
def test_a_library_that_was_cut_off_is_called_damaged(folder, make, size):
    with Library(folder) as library:
        library.add([make.link()] * 50)
    path = folder / "library.sqlite3"
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(NotALibraryError, match="damaged"), Library(folder) as library:
        library.add([make.link()])


def test_a_damaged_page_is_told_as_such(folder, make):
    with Library(folder) as library:
        library.add([make.link()] * 500)
    path = folder / "library.sqlite3"
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))
    with pytest.raises(NotALibraryError, match="damaged"), Library(folder) as library:
        library.ids(query="reef")


def test_a_file_in_the_place_of_the_folder_is_told_as_such(tmp_path):
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(LibraryError, match="There is a file where"):
            Library(folder)


def test_a_folder_in_the_place_of_the_file_is_told_as_such(folder):
    (folder / "library.sqlite3").mkdir(parents=True)
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library(folder)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind root, or not here"
)
def test_a_folder_without_permission_is_told_as_such(folder):
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(LibraryError, match="may not be opened"):
        Library(folder)


def test_what_a_killed_program_left_of_a_new_library_is_cleared(folder):
    folder.mkdir()
    (folder / "library.new-1234").write_bytes(b"half")
    Library(folder).close()
    assert not (folder / "library.new-1234").exists()


def test_many_may_open_a_new_library_at_once(folder, make):
    failures = []

    def use():
        try:
            with Library(folder) as library:
                library.add([make.link()])
        except Exception as error:  # noqa: BLE001 (told by the test's own thread)
            failures.append(error)

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Library(folder) as library:
        assert library.counts().all == 8


@pytest.fixture
def protected(folder, make):
    """Write-protect a closed library: call it; it holds for whoever is not the system's administrator."""
    ids = []
    with Library(folder) as library:
        ids += library.add([make.link()])
        library.fill(ids[0], make.article(), [])
    paths = [folder, *folder.rglob("*")]
    for path in folder.parents:
        if path.is_relative_to(tempfile.gettempdir()) and path.owner() == folder.owner():
            path.chmod(path.stat().st_mode | 0o055)
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    yield ids
    os.seteuid(was)
    for path in paths:
        path.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions do not bind here")
def test_a_write_protected_library_is_read_and_says_why_it_is_not_written(folder, protected, make):
    with Library(folder) as library:
        assert "write-protected" in library.read_only
        assert library.ids(query="corals") == protected
        assert library.clip(protected[0]).article.text == "They grow at night."
        for change in (lambda: library.add([make.link()]), lambda: library.trash(protected), library.claim):
            with pytest.raises(LibraryError, match="write-protected"):
                change()
    assert sorted(path.name for path in folder.iterdir()) == ["library.sqlite3", "locks"]


def test_a_library_that_was_copied_without_its_journal_mode_is_used_as_any_other(folder, make):
    with Library(folder) as library:
        backup = library.backups.make()
    backup.path.replace(folder / "library.sqlite3")
    with Library(folder) as library, Library(folder) as other:
        [clip_id] = library.add([make.link()])
        assert other.ids() == [clip_id]


def test_opening_costs_little(folder):
    Library(folder).close()
    times = []
    for _ in range(10):
        started = time.perf_counter()
        library = Library(folder)
        times.append(time.perf_counter() - started)
        library.close()
    assert min(times) < 0.02

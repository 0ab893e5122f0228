from __future__ import annotations

import errno

import apsw
import filelock
import pytest

from clipper.errors import Cancelled, LibraryError, NotALibraryError
from clipper.library import Library
from clipper.library.disk_errors import told_plainly
from clipper.model import Asset


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (apsw.FullError, "is full"),
        (apsw.ReadOnlyError, "can only be read"),
        (apsw.IOError, "failed while reading or writing"),
        (apsw.PermissionsError, "may not be opened"),
    ],
)
def test_a_disk_that_fails_is_told_and_nothing_is_lost_or_half_written(disk, folder, make, error, sentence):
    with Library(folder) as library:
        [kept] = library.add([make.link()])
        disk.error = error
        for change in (
            lambda: library.add([make.link()]),
            lambda: library.fill(kept, make.article(), [Asset("a")]),
            lambda: library.trash([kept]),
        ):
            with pytest.raises(LibraryError, match=sentence) as raised:
                change()
            assert str(folder) in raised.value.message
        assert library.ids() == [kept]
        disk.error = None
        library.fill(kept, make.article(), [])
        [again] = library.add([make.link()])
    with Library(folder) as library:
        assert library.ids() == [again, kept]
        assert library.ids(query="night") == [kept]


def test_a_new_library_on_a_full_disk_is_told_and_can_be_made_later(disk, folder, make):
    disk.error = apsw.FullError
    with pytest.raises(LibraryError, match="is full"):
        Library(folder)
    assert not (folder / "library.sqlite3").exists()
    disk.error = None
    with Library(folder) as library:
        library.add([make.link()])


def test_a_library_that_may_not_grow_is_full(library, make):
    database = library._connections._writer
    database.pragma("max_page_count", database.pragma("page_count"))
    with pytest.raises(LibraryError, match="is full"):
        library.add([make.link(title_hint="x" * 100_000)])
    assert library.ids() == []


def test_a_library_that_may_only_be_read_says_so(library, make):
    library._connections._writer.pragma("query_only", True)
    with pytest.raises(LibraryError, match="can only be read"):
        library.add([make.link()])


def test_a_picture_that_does_not_fit_on_the_disk_is_told(library, folder, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LibraryError, match="is full"):
        library.save_asset(b"bytes", "image/png")
    assert [path for path in (folder / "assets").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("error", "kind", "sentence"),
    [
        (apsw.BusyError("x"), LibraryError, "Another program"),
        (apsw.LockedError("x"), LibraryError, "Another program"),
        (filelock.Timeout("x"), LibraryError, "Another program"),
        (apsw.CorruptError("x"), NotALibraryError, "damaged"),
        (apsw.NotADBError("x"), NotALibraryError, "damaged"),
        (apsw.CantOpenError("x"), LibraryError, "cannot be opened"),
        (apsw.TooBigError("x"), LibraryError, "too large"),
        (OSError(errno.ENOSPC, "x"), LibraryError, "is full"),
        (OSError(errno.EROFS, "x"), LibraryError, "can only be read"),
        (PermissionError(errno.EACCES, "x"), LibraryError, "may not be opened"),
        (OSError(errno.EIO, "Input/output error"), LibraryError, "Input/output error"),
    ],
)
def test_each_trouble_has_its_sentence(tmp_path, error, kind, sentence):
    with pytest.raises(kind, match=sentence), told_plainly(tmp_path):
        raise error


def test_an_interrupted_read_is_cancelled_and_not_a_failure(tmp_path):
    with pytest.raises(Cancelled), told_plainly(tmp_path):
        raise apsw.InterruptError


def test_a_mistake_of_ours_is_not_called_trouble_with_the_disk(tmp_path):
    with pytest.raises(apsw.ConstraintError), told_plainly(tmp_path):
        raise apsw.ConstraintError("x")

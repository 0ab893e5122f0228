"""A copy of the database while it is in use, checked before it counts as one.

SQLite's online backup copies one moment of the file page by page; those who write need not wait.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import apsw

from clipper.errors import LibraryError
from clipper.library.connections import Access, connect
from clipper.library.disk import sync_file, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGES_AT_ONCE = 1_000


def copy_database(source: apsw.Connection, target: Path, go_on: Callable[[], None]) -> None:
    """Copy what `source` reads now to a new file, which is there whole and on disk, or not at all.

    `source` is in a transaction, so that others who write do not make the copy start again; `go_on` is
    called between pages and may raise. Raises apsw.CorruptError if the source is damaged, LibraryError if
    the copy cannot be written.
    """
    unfinished = target.with_name(f"{target.name}.new")
    with _copy_told_plainly(target.parent):
        try:
            _remove(unfinished)
            problem = _copy(source, unfinished, go_on)
            if problem is None:
                sync_file(unfinished)
                unfinished.replace(target)
                sync_folder(target.parent)
        finally:
            _remove(unfinished)
    if problem is not None:
        if _problem_of(source) is not None:
            raise apsw.CorruptError(problem)
        raise LibraryError(
            f"The copy written to {target.parent} was faulty and has been removed; the library itself is "
            "sound. Check that disk, or choose another folder."
        )


def _copy(source: apsw.Connection, target: Path, go_on: Callable[[], None]) -> str | None:
    db = connect(target, Access.CREATE)
    try:
        db.pragma("synchronous", "OFF")  # it is synced once, when it is whole
        with db.backup("main", source, "main") as copy:
            while not copy.done:
                copy.step(PAGES_AT_ONCE)
                go_on()
        db.pragma("journal_mode", "delete")  # one file, to be read on any disk
        return _problem_of(db)
    finally:
        db.close()


def _problem_of(db: apsw.Connection) -> str | None:
    """What is wrong with the database, None if all its pages and trees fit together."""
    try:
        problem = str(db.execute("PRAGMA quick_check(1)").get)
    except (apsw.CorruptError, apsw.NotADBError) as error:
        return str(error)
    return None if problem == "ok" else problem


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


@contextmanager
def _copy_told_plainly(folder: Path) -> Iterator[None]:
    """Say that it was the copy that could not be written, not the library."""
    try:
        yield
    except apsw.FullError as error:
        raise LibraryError(f"The disk that holds {folder} is full. Make some space and try again.") from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError, OSError) as error:
        reason = getattr(error, "strerror", None) or error
        raise LibraryError(f"No copy of the library can be written to {folder} ({reason}).") from error

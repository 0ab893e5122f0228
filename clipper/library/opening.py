"""Finding out what lies where the library should be, and making a new one.

A new library is made whole under another name and then renamed: a file called `library.sqlite3` is a
library or somebody else's, never half of one. What it is can be read from its first bytes, so that a
file that is not ours is never opened, let alone written.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

import filelock

from clipper.errors import NotALibraryError
from clipper.library import schema
from clipper.library.connections import BUSY_MS, Connections, connect
from clipper.library.disk_errors import DAMAGED, told_plainly

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "library.sqlite3"
LOCKS = "locks"
_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100
_APPLICATION_ID_AT = 68
_UNFINISHED = "library.new-"


def open_library(folder: Path) -> Connections:
    """Open the library in `folder`, made if there is none, brought to today's version if it is older.

    Raises NotALibraryError, NewerLibraryError, LibraryError.
    """
    path = folder / FILE_NAME
    with told_plainly(folder):
        (folder / LOCKS).mkdir(parents=True, exist_ok=True)
        if not _is_there(path):
            _create(path)
        connections = Connections(path)
        try:
            with connections.reading() as reader:
                schema.check_version(reader.db)
                is_old = schema.version_of(reader.db) < len(schema.STEPS)
            if is_old:
                _migrate(path)
        except BaseException:
            connections.close()
            raise
        return connections


def _is_there(path: Path) -> bool:
    """Tell whether a library of ours is at `path`; False if there is nothing or an empty file."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except FileNotFoundError:
        return False
    if not header:
        return False
    if header.startswith(_MAGIC) and len(header) < _HEADER_SIZE:
        raise NotALibraryError(DAMAGED.format(folder=path.parent))
    if not header.startswith(_MAGIC):
        raise NotALibraryError(
            f"The file {path} is not a library of Clipper. Move it away, or choose another library."
        )
    application_id = int.from_bytes(header[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big")
    if application_id != schema.APPLICATION_ID:
        raise NotALibraryError(
            f"The file {path} is the database of another program. Move it away, or choose another library."
        )
    return True


def _create(path: Path) -> None:
    folder = path.parent
    with filelock.FileLock(folder / LOCKS / "opening.lock", timeout=BUSY_MS / 1000):
        for left in folder.glob(f"{_UNFINISHED}*"):
            left.unlink(missing_ok=True)
        if _is_there(path):
            return
        unfinished = folder / f"{_UNFINISHED}{uuid4().hex}"
        db = connect(unfinished, create=True)
        try:
            schema.migrate(db)
            db.pragma("journal_mode", "wal")
        finally:
            db.close()
        unfinished.replace(path)
        sync_folder(folder)


def _migrate(path: Path) -> None:
    db = connect(path)
    try:
        schema.migrate(db)
    finally:
        db.close()


def sync_folder(folder: Path) -> None:
    """Make names that were changed in `folder` last through a power cut, where the system can."""
    with suppress(PermissionError):  # Windows does not open folders, and keeps their names by itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

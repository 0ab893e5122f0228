"""Finding out what lies where the library should be, and making a new one.

A new library is made whole under another name and then renamed: a file called `library.sqlite3` is a
library or somebody else's, never half of one. What it is can be read from its first bytes, so that a
file that is not ours is never opened, let alone written. One that is damaged, of a newer version or
write-protected is opened to be read, if it can be.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import apsw

from clipper.errors import DamagedLibraryError, LibraryError, NewerLibraryError, NotALibraryError
from clipper.library import schema
from clipper.library.connections import Access, Connections, close_quietly, connect
from clipper.library.damage import is_marked_damaged
from clipper.library.disk import sync_folder
from clipper.library.disk_errors import DAMAGED, DAMAGED_SINCE, READ_ONLY, told_plainly
from clipper.library.presence import Presence, opening
from clipper.library.replacing import UNFINISHED, finish_replacing, new_file
from clipper.library.upgrading import upgrade

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "library.sqlite3"
NEWER = (
    "The library in {folder} was written by a newer version of Clipper, and can only be read here. "
    "Update Clipper to change it."
)
NEWER_UNREADABLE = (
    "This library was written by a newer version of Clipper. Update Clipper to open it, "
    "or choose another library."
)
OLD_AND_PROTECTED = (
    "The library in {folder} comes from an earlier version of Clipper and has to be brought up to date, "
    "but is write-protected. Make it writable once, or copy the folder to another disk and open it there."
)
UNFINISHED_AND_PROTECTED = (
    "The library in {folder} is write-protected, and was not closed when it was last used. Copy the folder "
    "to another disk and open it there."
)
_MAGIC = b"SQLite format 3\0"
PAGE_SIZE = 16_384
"""Bytes; an article of the usual length would leave a third of each smaller page empty."""
_HEADER_SIZE = 100
_APPLICATION_ID_AT = 68
_WRITE_FORMAT_AT, _WAL = 18, 2
_PROTECTED = (errno.EROFS, errno.EACCES, errno.EPERM)


def open_library(folder: Path) -> tuple[Connections, Presence]:
    """Open the library in `folder`, made if there is none, brought to today's version if it is older.

    What cannot or must not be written is opened to be read: `Connections.read_only` says why.
    Raises NotALibraryError, DamagedLibraryError, NewerLibraryError, LibraryError.
    """
    path = folder / FILE_NAME
    with told_plainly(folder):
        if _is_protected(path):
            return _open_protected(path)
        try:
            with opening(folder):
                presence = Presence(folder)
                try:
                    return _open(path, presence), presence
                except BaseException:
                    presence.close()
                    raise
        except OSError as error:
            if error.errno in _PROTECTED and _exists(path):
                return _open_protected(path)
            raise


def is_library(path: Path) -> bool:
    """Tell whether a library of ours is at `path`; False if there is nothing or an empty file.

    Raises NotALibraryError for what is something else, DamagedLibraryError for a part of one.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except FileNotFoundError:
        return False
    if not header:
        return False
    if header.startswith(_MAGIC) and len(header) < _HEADER_SIZE:
        raise DamagedLibraryError(DAMAGED.format(folder=path.parent), path.parent)
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


def _open(path: Path, presence: Presence) -> Connections:
    finish_replacing(path)
    if not is_library(path):
        _create(path)
    version = _version(path, Access.READ)
    folder = path.parent
    if is_marked_damaged(path):
        sentence = DAMAGED_SINCE.format(folder=folder)
        return Connections(path, read_only=sentence, access=Access.READ, damaged=True)
    if version > len(schema.STEPS):
        return Connections(path, read_only=NEWER.format(folder=folder), access=Access.READ)
    if version < len(schema.STEPS):
        upgrade(path, presence)
    if not _has_wal(path):
        _set_wal(path)
    return Connections(path)


def _has_wal(path: Path) -> bool:
    """Tell whether readers and writers need not wait for one another: not after a backup was copied here."""
    with path.open("rb") as file:
        return file.read(_HEADER_SIZE)[_WRITE_FORMAT_AT] == _WAL


def _set_wal(path: Path) -> None:
    db = connect(path)
    try:
        db.pragma("journal_mode", "wal")
    finally:
        db.close()


def _create(path: Path) -> None:
    folder = path.parent
    for left in folder.glob(f"{UNFINISHED}*"):
        left.unlink(missing_ok=True)
    unfinished = new_file(folder)
    db = connect(unfinished, Access.CREATE)
    try:
        db.pragma("page_size", PAGE_SIZE)
        schema.migrate(db)
        db.pragma("journal_mode", "wal")
    finally:
        db.close()
    unfinished.replace(path)
    sync_folder(folder)


def _version(path: Path, access: Access) -> int:
    """Return the library's version, after reading enough of it to see that it is not damaged throughout."""
    db = connect(path, access)
    try:
        version = schema.version_of(db)
        tables = db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        )
        for (name,) in tables.fetchall():
            db.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchall()  # noqa: S608 (the file's own names)
        if version > len(schema.STEPS) and schema.lacks(db):
            raise NewerLibraryError(NEWER_UNREADABLE)
        return version
    finally:
        close_quietly(db)


def _exists(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _is_protected(path: Path) -> bool:
    return _exists(path) and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _open_protected(path: Path) -> tuple[Connections, Presence]:
    """Open the library where nothing can be written, neither in it nor beside it."""
    folder = path.parent
    is_library(path)
    access = Access.READ
    try:
        version = _version(path, access)
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        # SQLite needs a file of its own beside the library, unless nobody at all can write there.
        if _exists(path.with_name(path.name + "-wal")):
            raise LibraryError(UNFINISHED_AND_PROTECTED.format(folder=folder)) from None
        access = Access.NEVER_CHANGES
        version = _version(path, access)
    if version < len(schema.STEPS):
        raise LibraryError(OLD_AND_PROTECTED.format(folder=folder))
    sentence = READ_ONLY if version == len(schema.STEPS) else NEWER
    connections = Connections(path, read_only=sentence.format(folder=folder), access=access)
    return connections, Presence(folder, hidden=True)

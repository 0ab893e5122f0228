"""Bringing a library of an earlier version up to date, after a copy of its file was made."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from clipper.errors import LibraryError
from clipper.library import schema
from clipper.library.backup_files import BEFORE_VERSION, FOLDER, new_name
from clipper.library.connections import connect, transaction
from clipper.library.copying import copy_database
from clipper.library.disk import ask_for_room

if TYPE_CHECKING:
    from pathlib import Path

    import apsw

    from clipper.library.presence import Presence


def upgrade(path: Path, presence: Presence) -> None:
    """Copy the library file at `path` into its backups and apply the steps that it lacks.

    The caller keeps others from opening it. Raises LibraryError, with the library as it was, if another
    program has it open or there is no room for the copy.
    """
    if presence.others():
        raise LibraryError(
            f"The library in {path.parent} comes from an earlier version of Clipper, which has it open. "
            "Close it there, so that it can be brought up to date."
        )
    db = connect(path)
    try:
        _copy_before(db, path)
        schema.migrate(db)
    finally:
        db.close()


def _copy_before(db: apsw.Connection, path: Path) -> None:
    folder = path.parent / FOLDER
    size = int(db.pragma("page_count")) * int(db.pragma("page_size"))
    ask_for_room(path.parent, size, "The copy that is made before the library is brought up to date")
    folder.mkdir(exist_ok=True)
    target = folder / new_name(BEFORE_VERSION, datetime.now(UTC), len(schema.STEPS))
    with transaction(db, "BEGIN"):
        copy_database(db, target, lambda: None)

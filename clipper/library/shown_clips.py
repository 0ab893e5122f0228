"""What a person said of clips, as the columns of `clips` show it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from clipper.library.erasing import erase
from clipper.library.index import unindex_clip

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import apsw


def keys(db: apsw.Connection, clip_ids: Collection[str]) -> list[int]:
    """Return the database keys of those of the clips that are there."""
    if not clip_ids:
        return []
    rows = db.execute(
        "SELECT id FROM clips WHERE uuid IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(clip_ids)),),
    )
    return [int(row[0]) for row in rows]


def column(name: str, db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Set the column as it is."""
    db.executemany(
        f"UPDATE clips SET {name} = ? WHERE uuid = ?",  # noqa: S608 (constants)
        [(value, clip_id) for clip_id, value in rows],
    )


def flag(name: str, db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Set the column to 0 or 1."""
    column(name, db, [(clip_id, int(bool(value))) for clip_id, value in rows])


def position(db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Set how far the clips have been read; a value is block and offset."""
    db.executemany(
        "UPDATE clips SET position_block = ?, position_offset = ? WHERE uuid = ?",
        [(*(value or (0, 0)), clip_id) for clip_id, value in rows],
    )


def deleted(db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Delete the clips of which it is said, with all that belongs to them but their pictures' files."""
    gone = [clip_id for clip_id, value in rows if value]
    erase(db, "clip", gone)
    for clip in keys(db, gone):
        unindex_clip(db, clip)
        db.execute("DELETE FROM clips WHERE id = ?", (clip,))

"""What two clips that are one leave to the one that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.library.log import Write, now
from clipper.library.store import key_of

if TYPE_CHECKING:
    import apsw


def united(db: apsw.Connection, keep: str, other: str) -> list[Write]:
    """Return what makes `keep` have all that a person gave to `other`, and puts `other` into the trash.

    Tags and highlights of both, one note of both; starred or read if one of them is. Raises NoSuchClipError.
    """
    into, of = key_of(db, keep), key_of(db, other)
    return [
        *_states(db, keep, into, of),
        *(Write("clip", keep, f"tag:{tag}", True) for tag in _tags(db, into, of)),
        *(Write("highlight", mark, "clip", keep) for mark in _highlights(db, into, of)),
        Write("clip", other, "trashed", now()),
    ]


def _states(db: apsw.Connection, keep: str, into: int, of: int) -> list[Write]:
    columns = "SELECT starred, read, note FROM clips WHERE id = ?"
    [starred, read, note] = db.execute(columns, (into,)).get
    [its_starred, its_read, its_note] = db.execute(columns, (of,)).get
    writes: list[Write] = []
    if its_starred and not starred:
        writes.append(Write("clip", keep, "starred", True))
    if its_read and not read:
        writes.append(Write("clip", keep, "read", True))
    if its_note and its_note not in (note or ""):
        writes.append(Write("clip", keep, "note", f"{note}\n\n{its_note}" if note else its_note))
    return writes


def _tags(db: apsw.Connection, into: int, of: int) -> list[str]:
    rows = db.execute(
        """
        SELECT key FROM clip_tags JOIN tags ON tags.id = tag
        WHERE clip = ? AND tag NOT IN (SELECT tag FROM clip_tags WHERE clip = ?) ORDER BY key
        """,
        (of, into),
    )
    return [str(row[0]) for row in rows]


def _highlights(db: apsw.Connection, into: int, of: int) -> list[str]:
    """Return the highlights that move: all but those of words marked there too, with nothing more noted."""
    rows = db.execute(
        """
        SELECT h.uuid FROM highlights h
        WHERE h.clip = ? AND NOT EXISTS (
            SELECT 1 FROM highlights k WHERE k.clip = ? AND k.quote = h.quote
            AND (h.note IS NULL OR h.note IS k.note)
            AND (k.prefix = h.prefix OR k.suffix = h.suffix)
        )
        ORDER BY h.id
        """,
        (of, into),
    )
    return [str(row[0]) for row in rows]

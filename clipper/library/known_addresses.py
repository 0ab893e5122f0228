"""Which clips are of the page at an address: the keys of a clip's addresses, noted whenever they change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from clipper.library.addresses import keys_of_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    import apsw

COMPARED_AT_MOST = 8
"""Clips of one page, say a home page kept every day, are paired with this many before, not each with each."""


def note_addresses(db: apsw.Connection, clip: int) -> None:
    """Note the addresses of the clip with this key, and which other clips are of the same page.

    To be called, in the same transaction, when any of its addresses may have changed.
    """
    keys = _keys(db, clip)
    noted = {int(row[0]) for row in db.execute("SELECT key FROM addresses WHERE clip = ?", (clip,))}
    if keys == noted:
        return
    for key in noted - keys:
        db.execute("DELETE FROM addresses WHERE key = ? AND clip = ?", (key, clip))
    for key in keys - noted:
        db.execute("INSERT INTO addresses (key, clip) VALUES (?, ?)", (key, clip))
    if noted - keys:
        db.execute(
            "DELETE FROM doubles WHERE (clip = ?1 OR other = ?1) AND why = 'address' AND dismissed = 0",
            (clip,),
        )
    for other in _clips(db, keys, clip):
        db.execute(
            """
            INSERT INTO doubles (clip, other, why, likeness) VALUES (?, ?, 'address', 1.0)
            ON CONFLICT DO UPDATE SET why = 'address', likeness = 1.0
            """,
            (min(clip, other), max(clip, other)),
        )


def note_all_addresses(db: apsw.Connection) -> None:
    """Note the addresses of every clip: the step of the schema that begins to keep them."""
    clips = [int(row[0]) for row in db.execute("SELECT id FROM clips ORDER BY id")]
    for clip in clips:
        note_addresses(db, clip)


def clips_at(db: apsw.Connection, keys: Iterable[int]) -> list[str]:
    """Return the ids of the clips with one of these keys that are not in the trash, the newest first."""
    rows = db.execute(
        """
        SELECT uuid FROM clips
        WHERE id IN (SELECT clip FROM addresses WHERE key IN (SELECT value FROM json_each(?)))
          AND trashed_at IS NULL
        ORDER BY saved_at DESC, id DESC
        """,
        (json.dumps(sorted(keys)),),
    )
    return [str(row[0]) for row in rows]


def _keys(db: apsw.Connection, clip: int) -> set[int]:
    """Return the keys of a clip. A selection has none: it is a part that somebody chose, not the page."""
    row = db.execute(
        """
        SELECT h.url, given.url, given.http_final_url, fetched.url, fetched.http_final_url, a.canonical_url
        FROM handovers h
        LEFT JOIN captures given ON given.clip = h.clip AND given.origin = 'handed over'
        LEFT JOIN captures fetched ON fetched.clip = h.clip AND fetched.origin = 'fetched'
        LEFT JOIN articles a ON a.clip = h.clip
        WHERE h.clip = ? AND coalesce(given.selection, 0) = 0
        """,
        (clip,),
    ).fetchone()
    if row is None:
        return set()
    asked, given, given_final, fetched, fetched_final, declared = row
    return keys_of_page([asked or given], fetched_final or given_final or fetched or given, declared)


def _clips(db: apsw.Connection, keys: set[int], clip: int) -> list[int]:
    rows = db.execute(
        """
        SELECT DISTINCT clip FROM addresses
        WHERE key IN (SELECT value FROM json_each(?)) AND clip <> ? ORDER BY clip DESC LIMIT ?
        """,
        (json.dumps(sorted(keys)), clip, COMPARED_AT_MOST),
    )
    return [int(row[0]) for row in rows]

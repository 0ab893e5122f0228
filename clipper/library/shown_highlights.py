"""Highlights as the table shows them, each at its place in the text that its clip has now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from clipper.library.anchors import Passage, blocks_of, find
from clipper.library.erasing import erase
from clipper.library.index import index_clip
from clipper.library.rows import unpacked_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw

_FIELDS_SAID = """
    SELECT field, value FROM changes WHERE entity = ? AND id = ? ORDER BY hlc, device
    """


def said_of(db: apsw.Connection, entity: str, identity: str) -> dict[str, Any]:
    """Return what the log says of something, by field, the last of each."""
    rows = db.execute(_FIELDS_SAID, (entity, identity))
    return {str(name): json.loads(str(value)) for name, value in rows}


def highlights(db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Show the highlights as the log has them, and bring their clips' index entries up to date."""
    clips: set[int] = set()
    for identity in dict.fromkeys(identity for identity, _ in rows):
        before = db.execute("SELECT clip FROM highlights WHERE uuid = ?", (identity,)).fetchone()
        said = said_of(db, "highlight", identity)
        after = db.execute("SELECT id FROM clips WHERE uuid = ?", (said.get("clip"),)).fetchone()
        clips.update(int(row[0]) for row in (before, after) if row)
        if after is None or said.get("removed", True):
            db.execute("DELETE FROM highlights WHERE uuid = ?", (identity,))
        else:
            _show(db, identity, int(after[0]), said)
    for clip in clips:
        anchor_again(db, clip)
        index_clip(db, clip)


def deleted(db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Delete for good the highlights of which it is said."""
    gone = [identity for identity, value in rows if value]
    erase(db, "highlight", gone)
    db.executemany("DELETE FROM highlights WHERE uuid = ?", [(identity,) for identity in gone])


def anchor_again(db: apsw.Connection, clip: int, text: str | None = None) -> None:
    """Look for the highlights of the clip with this key in its text; for when that has changed.

    The text, where that is at hand, need not be unpacked.
    One that is found nowhere keeps its place, and is there again when its words are.
    """
    rows: list[Any] = db.execute(
        "SELECT id, quote, prefix, suffix, block, offset FROM highlights WHERE clip = ?", (clip,)
    ).fetchall()
    if not rows:
        return
    if text is None:
        body = db.execute("SELECT body FROM articles WHERE clip = ?", (clip,)).fetchone()
        text = unpacked_body(body[0])[1] if body else ""
    blocks = blocks_of(text)
    for identity, *passage in rows:
        place = find(blocks, Passage(*passage))
        if place is None:
            db.execute("UPDATE highlights SET fits = 0 WHERE id = ?", (identity,))
        else:
            db.execute(
                "UPDATE highlights SET block = ?, offset = ?, length = ?, fits = 1 WHERE id = ?",
                (place.block, place.offset, place.length, identity),
            )


def _show(db: apsw.Connection, identity: str, clip: int, said: dict[str, Any]) -> None:
    block, offset = said.get("place") or (0, 0)
    quote = said.get("quote") or ""
    db.execute(
        """
        INSERT INTO highlights
            (uuid, clip, quote, prefix, suffix, block, offset, length, fits, colour, note, made_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
        ON CONFLICT (uuid) DO UPDATE SET clip = excluded.clip, quote = excluded.quote,
            prefix = excluded.prefix, suffix = excluded.suffix, colour = excluded.colour,
            note = excluded.note, made_at = excluded.made_at
        """,
        (
            identity,
            clip,
            quote,
            said.get("prefix") or "",
            said.get("suffix") or "",
            block,
            offset,
            len(quote),
            said.get("colour") or "yellow",
            said.get("note"),
            said.get("made_at") or 0,
        ),
    )

"""What a person said of pairs of clips, as the table `doubles` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw


def pair_id(one: str, other: str) -> str:
    """Return what the log calls the pair of these clips, in whatever order they are given."""
    return "|".join(sorted((one, other)))


def dismissed(db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Put pairs aside for which the value is true, propose the others again."""
    for pair, value in rows:
        keys = [
            int(row[0])
            for row in db.execute("SELECT id FROM clips WHERE uuid IN (?, ?) ORDER BY id", pair.split("|", 1))
        ]
        if len(keys) < 2:
            continue
        if value:
            # Found by nobody here yet: then this stays, whatever is found.
            db.execute(
                """
                INSERT INTO doubles (clip, other, why, likeness, dismissed) VALUES (?, ?, 'text', 0.0, 1)
                ON CONFLICT DO UPDATE SET dismissed = 1
                """,
                keys,
            )
        else:
            db.execute("DELETE FROM doubles WHERE clip = ? AND other = ? AND likeness = 0.0", keys)
            db.execute("UPDATE doubles SET dismissed = 0 WHERE clip = ? AND other = ?", keys)

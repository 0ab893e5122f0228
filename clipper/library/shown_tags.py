"""What a person said of tags, as the tables `tags` and `clip_tags` show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw


def path(db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Set how tags are spelled."""
    db.executemany(
        "INSERT INTO tags (key, path) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET path = excluded.path",
        rows,
    )


def colour(db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Set the colours of tags."""
    db.executemany(
        """
        INSERT INTO tags (key, path, colour) VALUES (?1, ?1, ?2)
        ON CONFLICT (key) DO UPDATE SET colour = excluded.colour
        """,
        rows,
    )


def on_clips(key: str, db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Give the tag to the clips for which the value is true, take it from the others."""
    db.execute("INSERT OR IGNORE INTO tags (key, path) VALUES (?1, ?1)", (key,))
    tag = db.execute("SELECT id FROM tags WHERE key = ?", (key,)).get
    db.executemany(
        "INSERT OR IGNORE INTO clip_tags (clip, tag) SELECT id, ? FROM clips WHERE uuid = ?",
        [(tag, clip_id) for clip_id, value in rows if value],
    )
    db.executemany(
        "DELETE FROM clip_tags WHERE tag = ? AND clip = (SELECT id FROM clips WHERE uuid = ?)",
        [(tag, clip_id) for clip_id, value in rows if not value],
    )

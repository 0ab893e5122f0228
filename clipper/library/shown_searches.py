"""Saved searches as the table shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clipper.library.shown_highlights import said_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw


def searches(db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Show the saved searches as the log has them."""
    for identity in dict.fromkeys(identity for identity, _ in rows):
        said = said_of(db, "search", identity)
        if said.get("removed", True):
            db.execute("DELETE FROM searches WHERE uuid = ?", (identity,))
            continue
        db.execute(
            """
            INSERT INTO searches (uuid, name, query, position) VALUES (?, ?, ?, ?)
            ON CONFLICT (uuid) DO UPDATE SET
                name = excluded.name, query = excluded.query, position = excluded.position
            """,
            (identity, said.get("name") or "", said.get("query") or "", float(said.get("position") or 0)),
        )

"""Who works on which pending clip, so that no two programs work on the same one.

A claim names its owner by its presence: when the program ends, however it ends, the claim belongs to
nobody any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clipper.library.store import json_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw

    from clipper.library.presence import Presence


class Claims:
    """The claims of one open library. Its functions work inside the transaction they are given."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self.has_claimed = False

    def claim(self, db: apsw.Connection, limit: int) -> list[str]:
        """Claim the oldest pending clips that nobody works on; return their ids."""
        self.has_claimed = True
        self._drop_dead(db)
        free = db.execute(
            """
            SELECT id, uuid FROM clips
            WHERE trashed_at IS NULL AND status = 'pending' AND id NOT IN (SELECT clip FROM claims)
            ORDER BY saved_at, id LIMIT ?
            """,
            (max(limit, 0),),
        ).fetchall()
        db.executemany(
            "INSERT INTO claims (clip, owner) VALUES (?, ?)",
            [(clip, self._presence.name) for clip, _ in free],
        )
        return [str(uuid) for _, uuid in free]

    def claim_again(self, db: apsw.Connection, limit: int) -> list[tuple[int, str, int]]:
        """Claim clips that wait to be cleaned again and that nobody works on; return key, id, task."""
        self._drop_dead(db)
        free = db.execute(
            """
            SELECT a.clip, c.uuid, a.fetch FROM again a JOIN clips c ON c.id = a.clip
            WHERE a.clip NOT IN (SELECT clip FROM claims) ORDER BY a.fetch DESC, a.clip DESC LIMIT ?
            """,
            (max(limit, 0),),
        ).fetchall()
        db.executemany(
            "INSERT INTO claims (clip, owner) VALUES (?, ?)", [(row[0], self._presence.name) for row in free]
        )
        return [_claimed(row) for row in free]

    def others_work(self, db: apsw.Connection) -> bool:
        """Tell whether another open library has claimed a clip."""
        self._drop_dead(db)
        return (
            db.execute("SELECT 1 FROM claims WHERE owner <> ?", (self._presence.name,)).fetchone() is not None
        )

    def release(self, db: apsw.Connection, clip_ids: Sequence[str]) -> None:
        """Give back those of the clips that are claimed here."""
        db.execute(
            """
            DELETE FROM claims WHERE owner = ? AND clip IN
                (SELECT id FROM clips WHERE uuid IN (SELECT value FROM json_each(?)))
            """,
            (self._presence.name, json_list(clip_ids)),
        )

    def release_all(self, db: apsw.Connection) -> None:
        """Give back all that is claimed here."""
        db.execute("DELETE FROM claims WHERE owner = ?", (self._presence.name,))

    def _drop_dead(self, db: apsw.Connection) -> None:
        owners = db.execute(
            "SELECT DISTINCT owner FROM claims WHERE owner <> ?", (self._presence.name,)
        ).fetchall()
        for (owner,) in owners:
            if self._presence.is_dead(str(owner)):
                db.execute("DELETE FROM claims WHERE owner = ?", (owner,))


def _claimed(row: Sequence[Any]) -> tuple[int, str, int]:
    key, uuid, task = row
    return int(key), str(uuid), int(task)

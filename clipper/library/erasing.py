"""Deleting for good: of a clip that is gone the log keeps that it is gone, and nothing that was in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from clipper.library.writes import Write

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw

# One that was moved to another clip is on that, whatever was said of it before.
_HIGHLIGHTS_ON = """
    SELECT DISTINCT id FROM changes c WHERE entity = 'highlight' AND field = 'clip'
    AND value IN (SELECT json_quote(value) FROM json_each(?))
    AND NOT EXISTS (
        SELECT 1 FROM changes l WHERE l.entity = c.entity AND l.id = c.id AND l.field = c.field
        AND (l.hlc, l.device) > (c.hlc, c.device)
    )
    """


def deletions(db: apsw.Connection, clip_ids: Sequence[str]) -> list[Write]:
    """Return what deletes the clips, and the highlights on them, for good."""
    highlights = db.execute(_HIGHLIGHTS_ON, (json.dumps(list(clip_ids)),)).fetchall()
    return [
        *(Write("clip", clip_id, "deleted", True) for clip_id in clip_ids),
        *(Write("highlight", str(row[0]), "deleted", True) for row in highlights),
    ]


def erase(db: apsw.Connection, entity: str, ids: Sequence[str]) -> None:
    """Take out of the log all that was said of these but that they are deleted.

    A person who empties the trash expects what they wrote to be gone. Since `deleted` is never taken back,
    nothing that the rows said can matter again.
    """
    db.execute(
        """
        DELETE FROM changes
        WHERE entity = ? AND id IN (SELECT value FROM json_each(?)) AND field <> 'deleted'
        """,
        (entity, json.dumps(list(ids))),
    )

"""Building the state again from the log, and bringing the logs of several devices together.

Nothing sends logs anywhere yet; this is what such a thing will stand on. Entries may come in any order, in
any pieces, and more than once: what was said last of a field holds, and a deletion for good holds for ever.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from clipper.library import clock
from clipper.library.fields import show
from clipper.library.index import index_clips
from clipper.library.log import decoded
from clipper.library.writes import Write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import apsw

    from clipper.library.writes import Value

_WRONG_CLOCK = clock.LATEST // 2
"""A time beyond this is no clock's; taken over, it would leave no later one for what is done next."""
_EDITED = ("title", "authors", "published", "text", "version")
# Unlike a group's greatest, this takes two columns to be the order.
_LAST = """
    SELECT entity, id, field, value FROM (
        SELECT *, row_number() OVER (PARTITION BY entity, id, field ORDER BY hlc DESC, device DESC) AS place
        FROM changes
    ) WHERE place = 1
    """
_FORGOTTEN = """
    UPDATE clips SET archived_at = NULL, starred = 0, read = 0, trashed_at = NULL, note = NULL,
                     position_block = 0, position_offset = 0;
    DELETE FROM clip_tags; DELETE FROM tags; DELETE FROM highlights; DELETE FROM searches;
    DELETE FROM doubles WHERE likeness = 0.0; UPDATE doubles SET dismissed = 0;
    """


class Entry(NamedTuple):
    """One line of a log: a field was set to a value (JSON) at a time (clock.py) on a device."""

    entity: str
    id: str
    field: str
    hlc: int
    device: str
    value: str


def entries(db: apsw.Connection, *, after: int = 0) -> Iterator[Entry]:
    """Yield all that the log says later than a time, its own and what came from other devices."""
    rows = db.execute("SELECT entity, id, field, hlc, device, value FROM changes WHERE hlc > ?", (after,))
    for entity, identity, field, hlc, device, value in rows:
        yield Entry(str(entity), str(identity), str(field), int(str(hlc)), str(device), str(value))


def merge(db: apsw.Connection, log: Iterable[Entry]) -> None:
    """Take over another device's log, or a part of it. Works in the caller's transaction.

    What is said of a clip that is not here is kept for when it is. Entries that cannot be read are left out.
    """
    given = [entry for entry in log if _makes_sense(entry)]
    gone = {(entry.entity, entry.id) for entry in given if entry.field == "deleted"}
    gone |= _deleted(db, {(entry.entity, entry.id) for entry in given})
    new = [entry for entry in given if entry.field == "deleted" or (entry.entity, entry.id) not in gone]
    if not new:
        return
    db.executemany(
        """
        INSERT OR IGNORE INTO changes (entity, id, field, hlc, device, value) VALUES (?, ?, ?, ?, ?, ?)
        """,
        new,
    )
    clock.witness(db, max(entry.hlc for entry in new))
    touched = dict.fromkeys((entry.entity, entry.id, entry.field) for entry in new)
    show(db, [Write(*field, _last(db, *field)) for field in touched])


def rebuild(db: apsw.Connection) -> None:
    """Throw away what the tables show of a person's changes and show it again from the log alone.

    Works in the caller's transaction; for repairs, since it takes as long as the log is.
    """
    clips = [
        int(str(row[0]))
        for row in db.execute(
            """
            SELECT id FROM clips WHERE note IS NOT NULL UNION SELECT clip FROM clip_tags
            UNION SELECT clip FROM highlights
            """
        )
    ]
    edited = db.execute("SELECT uuid FROM clips JOIN edits ON clip = id").fetchall()
    db.execute(_FORGOTTEN)
    last = [
        Write(str(entity), str(identity), str(field), decoded(str(value)))
        for entity, identity, field, value in db.execute(_LAST)
    ]
    # What a person wrote is laid over what was found, so that comes first.
    show(db, [Write("clip", str(clip_id), field, None) for (clip_id,) in edited for field in _EDITED])
    show(db, last)
    left = {int(str(row[0])) for row in db.execute("SELECT id FROM clips")}
    index_clips(db, [clip for clip in clips if clip in left])


def _makes_sense(entry: Entry) -> bool:
    try:
        value = decoded(entry.value)
    except (ValueError, RecursionError):
        return False
    if entry.field == "deleted" and value is not True:
        return False
    return 0 <= entry.hlc <= _WRONG_CLOCK


def _deleted(db: apsw.Connection, named: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    rows = db.execute(
        """
        SELECT c.entity, c.id FROM json_each(?) AS named
        JOIN changes c ON c.entity = named.value ->> 0 AND c.id = named.value ->> 1 AND c.field = 'deleted'
        """,
        (json.dumps(sorted(named)),),
    )
    return {(str(entity), str(identity)) for entity, identity in rows}


def _last(db: apsw.Connection, entity: str, identity: str, field: str) -> Value:
    row = db.execute(
        """
        SELECT value FROM changes WHERE entity = ? AND id = ? AND field = ?
        ORDER BY hlc DESC, device DESC LIMIT 1
        """,
        (entity, identity, field),
    ).get
    return decoded(str(row))

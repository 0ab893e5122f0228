"""Undo and redo of what a person did, also after the program was closed.

To undo is to write the values of before as a new action. A field that was changed again since stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.library.fields import Unsaid, field_of
from clipper.library.log import (
    ACTION,
    CHUNK,
    SEARCHED_CHUNK,
    action_from_row,
    action_of,
    decoded,
    encoded,
    record,
)
from clipper.library.shown_clips import keys
from clipper.library.turns import Turns
from clipper.library.writes import Write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import apsw

    from clipper.library.connections import Connections
    from clipper.model import Action

_LAST = f"SELECT {ACTION} FROM actions WHERE undoes IS NULL AND is_open ORDER BY id DESC LIMIT 1"  # noqa: S608
# Done anew is what was undone, newest first, until something else is done.
_LAST_UNDONE = f"""
    SELECT {ACTION} FROM actions WHERE undoes IS NOT NULL AND is_open
    AND id > ifnull((SELECT max(id) FROM actions WHERE undoes IS NULL AND redoes IS NULL), 0)
    ORDER BY id DESC LIMIT 1
    """  # noqa: S608 (constants)
# What one action wrote of some clips, with what held before and what holds now; without what belongs to a
# clip that is gone, and what was changed again since. What was done and undone since is no change: an undo
# counts for nothing, nor does what it undid, which is no longer open. An undo itself is reversed only while
# nothing but others came after it.
_BEFORE = """
    SELECT c.entity, c.id, c.field, (
        SELECT p.value FROM changes p
        WHERE p.entity = c.entity AND p.id = c.id AND p.field = c.field
        AND (p.hlc, p.device) < (c.hlc, c.device) ORDER BY p.hlc DESC, p.device DESC LIMIT 1
    ), (
        SELECT n.value FROM changes n
        WHERE n.entity = c.entity AND n.id = c.id AND n.field = c.field
        ORDER BY n.hlc DESC, n.device DESC LIMIT 1
    )
    FROM changes c
    WHERE c.action = :action AND (c.entity, c.id) >= (:entity, :id) AND (c.entity, c.id) <= (:last, :last_id)
    AND NOT EXISTS (
        SELECT 1 FROM changes l LEFT JOIN actions a ON a.id = l.action
        WHERE l.entity = c.entity AND l.id = c.id AND l.field = c.field
        AND (l.hlc, l.device) > (c.hlc, c.device) AND l.action IS NOT :action
        AND (l.action IS NULL OR :undoing AND a.undoes IS NULL AND a.is_open)
    )
    AND (c.entity <> 'clip' OR EXISTS (SELECT 1 FROM clips WHERE uuid = c.id))
    ORDER BY c.hlc DESC
    """


class Undo:
    """What was done, and how to take it back. Thread-safe."""

    def __init__(self, connections: Connections, changed: Callable[[Iterable[str]], None]) -> None:
        self._connections = connections
        self._changed = changed

    def last(self) -> Action | None:
        """Return what `undo` would undo."""
        return self._one(_LAST)

    def last_undone(self) -> Action | None:
        """Return what `redo` would do again; None once something else was done."""
        return self._one(_LAST_UNDONE)

    def history(self, limit: int = 100) -> list[Action]:
        """Return what was done, the newest first, without what only undid."""
        with self._connections.reading() as reader:
            rows = reader.db.execute(
                f"SELECT {ACTION} FROM actions WHERE undoes IS NULL ORDER BY id DESC LIMIT ?",  # noqa: S608
                (limit,),
            )
            return [action_from_row(row) for row in rows]

    def undo(self, action_id: int | None = None) -> Action | None:
        """Undo one action, the last unless it is named; return it with how many clips are as before again.

        None where there is nothing to undo. What was changed again since stays, so the count may be lower
        than what the action changed.
        """
        with self._connections.reading() as reader:
            named = f"SELECT {ACTION} FROM actions WHERE undoes IS NULL AND is_open AND id = ?"  # noqa: S608
            row = reader.db.execute(*((_LAST,) if action_id is None else (named, (action_id,)))).fetchone()
        return None if row is None else self._reverse(action_from_row(row), "undoes")

    def redo(self) -> Action | None:
        """Do again what was undone last; None where something else was done since."""
        undone = self.last_undone()
        return None if undone is None else self._reverse(undone, "redoes")

    def _reverse(self, action: Action, link: str) -> Action | None:
        """Write what held before the action, as a new one linked to it, some clips in a transaction.

        Where that fails midway, the action stays open, and the next try goes on.
        """
        reverse: Action | None = None
        after = ("", "")
        done: set[str] = set()
        turns, size = Turns(), CHUNK
        try:
            while True:
                turns.pass_on()
                with self._connections.writing() as db:
                    if reverse is None:
                        reverse, size = _begun(db, action, link), _size(db, action.id)
                    if reverse is None:
                        return None
                    span = _span(db, action.id, after, size)
                    if not span:
                        _close(db, action, reverse)
                        return reverse
                    writes = _before(db, action.id, span[0], span[-1], undoing=link == "undoes")
                    clips = _clips_of(db, writes)
                    grown = record(db, "", len(clips - done), writes, onto=reverse)
                reverse, after = grown, span[-1]
                done |= clips
        finally:
            self._changed(done)

    def _one(self, sql: str) -> Action | None:
        with self._connections.reading() as reader:
            row = reader.db.execute(sql).fetchone()
            return action_from_row(row) if row else None


def _begun(db: apsw.Connection, action: Action, link: str) -> Action | None:
    """Begin what reverses the action, or find what was begun and did not come to its end.

    None where somebody else has reversed it meanwhile.
    """
    if not db.execute("SELECT is_open FROM actions WHERE id = ?", (action.id,)).get:
        return None
    row = db.execute(
        f"SELECT {ACTION} FROM actions WHERE {link} = ? AND is_open ORDER BY id DESC LIMIT 1",  # noqa: S608
        (action.id,),
    ).fetchone()
    if row is not None:
        return action_from_row(row)
    new = record(db, "", 0, ())
    db.execute(
        f"UPDATE actions SET {link} = ?1, name = (SELECT name FROM actions WHERE id = ?1) WHERE id = ?2",  # noqa: S608
        (action.id, new.id),
    )
    return action_of(db, new.id)


def _close(db: apsw.Connection, action: Action, reverse: Action) -> None:
    db.execute("UPDATE actions SET is_open = 0 WHERE id = ?", (action.id,))
    if not reverse.count:  # what has nothing left to reverse is none to be reversed again
        has_any = db.execute("SELECT 1 FROM changes WHERE action = ? LIMIT 1", (reverse.id,)).fetchone()
        db.execute("UPDATE actions SET is_open = ? WHERE id = ?", (int(bool(has_any)), reverse.id))


def _size(db: apsw.Connection, action: int) -> int:
    """Return how many clips to change in one transaction: fewer where each has to be indexed anew."""
    rows = db.execute("SELECT DISTINCT entity, field FROM changes WHERE action = ?", (action,))
    fields = [field_of(str(entity), str(name)) for entity, name in rows]
    return SEARCHED_CHUNK if any(field and (field.searched or field.is_whole) for field in fields) else CHUNK


def _span(db: apsw.Connection, action: int, after: tuple[str, str], size: int) -> list[tuple[str, str]]:
    """Return the next clips, tags and highlights that the action wrote of."""
    rows = db.execute(
        """
        SELECT DISTINCT entity, id FROM changes WHERE action = ? AND (entity, id) > (?, ?)
        ORDER BY entity, id LIMIT ?
        """,
        (action, *after, size),
    )
    return [(str(entity), str(identity)) for entity, identity in rows]


def _before(
    db: apsw.Connection, action: int, first: tuple[str, str], last: tuple[str, str], *, undoing: bool
) -> list[Write]:
    """Return the writes that bring back what held before the action."""
    values = {
        "action": action,
        "entity": first[0],
        "id": first[1],
        "last": last[0],
        "last_id": last[1],
        "undoing": undoing,
    }
    writes: list[Write] = []
    for entity, identity, name, before, now in db.execute(_BEFORE, values):
        field = field_of(entity, name)
        if before is not None:
            value = decoded(before)
        elif field is not None and not isinstance(field.default, Unsaid):
            value = field.default
        else:
            continue
        if (entity, name) == ("highlight", "clip") and not keys(db, [str(value)]):
            continue  # it was moved here from a clip that is gone since
        if encoded(value) != now:
            writes.append(Write(entity, identity, name, value))
    return writes


def _clips_of(db: apsw.Connection, writes: list[Write]) -> set[str]:
    """Return the clips that the writes are about, or on which they show."""
    clips = {write.id for write in writes if write.entity == "clip"}
    for entity, sql in _SHOWN_ON.items():
        for identity in {write.id for write in writes if write.entity == entity}:
            clips.update(str(row[0]) for row in db.execute(sql, (identity,)))
    return clips


_SHOWN_ON = {
    "highlight": "SELECT json_extract(value, '$') FROM changes"
    " WHERE entity = 'highlight' AND id = ? AND field = 'clip'",
    "tag": "SELECT c.uuid FROM tags t JOIN clip_tags ON tag = t.id JOIN clips c ON c.id = clip"
    " WHERE t.key = ?",
}

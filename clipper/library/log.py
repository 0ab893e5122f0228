"""The log of all that a person changes: the one way by which their changes reach the tables.

A change is a field set to a value. It is appended to `changes` with the time of the library's own clock,
which never goes back, and shown in the tables in the same transaction. So the tables can be built again from
the log, and the logs of several devices make one state in whatever order they come together: what was said
last of a field holds.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from clipper.library import clock
from clipper.library.fields import show
from clipper.library.rows import microseconds, moment, storable
from clipper.library.turns import Turns
from clipper.library.writes import Value, Write
from clipper.model import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import apsw

    from clipper.library.connections import Connections

__all__ = ["CHUNK", "Value", "Write", "action_from_row", "record", "record_in_chunks", "record_quietly"]

ACTION = "id, name, count, done_at, is_open"
CHUNK = 500
"""Clips changed in one transaction: another program that wants to write waits no longer than for these."""
SEARCHED_CHUNK = 100
"""The same where every clip has to be indexed anew, which takes milliseconds for each."""


def record(
    db: apsw.Connection,
    name: str,
    count: int,
    writes: Iterable[Write],
    *,
    onto: Action | None = None,
    undoable: bool = True,
) -> Action:
    """Do what a person wants, as one action that can be undone. Works in the caller's transaction.

    `name` says it as a sentence without a full stop, in which `{clips}` stands for "1 clip", "3 clips";
    `count` is how many clips it changes. `onto` is an action whose earlier part was recorded before; `count`
    is added to it, and its name stays.
    """
    if onto is None:
        db.execute(
            "INSERT INTO actions (name, count, done_at, is_open) VALUES (?, ?, ?, ?)",
            (storable(name), count, now(), int(undoable)),
        )
        action = db.last_insert_rowid()
    else:
        action = onto.id
        db.execute("UPDATE actions SET count = count + ? WHERE id = ?", (count, action))
    _append(db, writes, action)
    return action_of(db, action)


def record_quietly(db: apsw.Connection, writes: Iterable[Write]) -> None:
    """Log and show what nobody would want to undo, such as how far a clip was read."""
    _append(db, writes, None)


def record_in_chunks(
    connections: Connections,
    changed: Callable[[Iterable[str]], None],
    name: str,
    ids: Iterable[str],
    writes_of: Callable[[apsw.Connection, Sequence[str]], Iterable[Write]],
    *,
    undoable: bool = True,
    size: int = CHUNK,
) -> Action | None:
    """Record one action on any number of clips, `size` of them in a transaction.

    `writes_of` gives what is to be written for some of them, nothing for those that stay as they are. Returns
    None where all stay. Where a chunk fails, those before it are an action that can be undone, and are
    announced by `changed` before the error is raised.
    """
    chosen = list(dict.fromkeys(storable(clip_id) for clip_id in ids))
    action: Action | None = None
    done: set[str] = set()
    turns = Turns()
    try:
        for start in range(0, len(chosen), size):
            turns.pass_on()
            with connections.writing() as db:
                writes = list(writes_of(db, chosen[start : start + size]))
                clips = {write.id for write in writes if write.entity == "clip"}
                if not writes:
                    continue
                grown = record(db, name, len(clips), writes, onto=action, undoable=undoable)
            action = grown
            done |= clips
    finally:
        if done:
            changed(done)
    return action


def action_from_row(row: Sequence[Any]) -> Action:
    """Make the action of the columns `ACTION`."""
    identity, name, count, done_at, is_open = row
    clips = "1 clip" if count == 1 else f"{count:,} clips"
    return Action(identity, name.replace("{clips}", clips), count, moment(done_at), undoable=bool(is_open))


def action_of(db: apsw.Connection, identity: int) -> Action:
    """Return the action, which must be there."""
    [row] = db.execute(f"SELECT {ACTION} FROM actions WHERE id = ?", (identity,))  # noqa: S608 (constants)
    return action_from_row(row)


def encoded(value: Value) -> str:
    """Return the value as the log keeps it."""
    return json.dumps(value, ensure_ascii=False)


def decoded(text: str) -> Value:
    """Return the value that `encoded` made a text of."""
    value: Value = json.loads(text)
    return value


def now() -> int:
    """Return the computer's time in microseconds, as it is shown to people."""
    return microseconds(datetime.now(UTC))


def _append(db: apsw.Connection, writes: Iterable[Write], action: int | None) -> None:
    # Of two values for one field the last holds; with one time for both there could be no telling.
    final = {(entity, identity, name): _stored(value) for entity, identity, name, value in writes}
    if not final:
        return
    hlc, device = clock.tick(db), clock.device(db)
    db.executemany(
        "INSERT INTO changes (entity, id, field, hlc, device, action, value) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(*field, hlc, device, action, encoded(value)) for field, value in final.items()],
    )
    show(db, [Write(*field, value) for field, value in final.items()])


def _stored(value: Value) -> Value:
    if isinstance(value, str):
        return storable(value)
    return [_stored(part) for part in value] if isinstance(value, list) else value

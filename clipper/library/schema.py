"""The tables, as the ordered steps that lead to them.

How to add a step:

1. Append it to `STEPS`: SQL statements, or a function that takes the connection when SQL is not enough.
   Never change a step that was released; its number is its place in the list, counted from 1.
2. A step runs in one transaction with the record that it ran (`PRAGMA user_version`), so it begins and
   commits nothing itself. If it changes what is searched, let it call `index_clip` for every clip.
3. Write a library of the version before as `tests/library/versions/N.sql` (`tests/library/dump_version.py`
   makes it), and add what the step must have done to the test that opens all of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from clipper.library.connections import Access, connect, transaction
from clipper.library.steps.one import CLIPS
from clipper.library.steps.two import order_and_history

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    import apsw

    Step: TypeAlias = str | Callable[[apsw.Connection], None]


APPLICATION_ID = int.from_bytes(b"Clpr", "big")
"""Marks the file as ours; SQLite keeps it in the file's header."""

STEPS: Sequence[Step] = (CLIPS, order_and_history)


def version_of(db: apsw.Connection) -> int:
    """Return the number of steps that the library has gone through."""
    return int(db.pragma("user_version"))


def lacks(db: apsw.Connection) -> list[str]:
    """Return which of today's tables and columns the library does not have: ``table.column``."""
    here = _columns(db)
    fresh = connect(Path(":memory:"), Access.CREATE)
    try:
        migrate(fresh)
        return sorted(_columns(fresh) - here)
    finally:
        fresh.close()


def _columns(db: apsw.Connection) -> set[str]:
    rows = db.execute(
        """
        SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
        WHERE t.type = 'table'
        """
    )
    return {str(row[0]) for row in rows}


def migrate(db: apsw.Connection, version: int | None = None) -> None:
    """Apply the steps that the library has not gone through yet, up to a version, each in a transaction.

    A file of a person's is copied before: `upgrading.py` does both.
    """
    # The first step's index needs them to be made and to be dropped; today's needs none.
    import apsw.fts5  # takes its time to load, and only a new or an old library needs it

    tokenizers: Any = apsw.fts5.map_tokenizers  # annotated too narrowly there
    apsw.fts5.register_tokenizers(db, tokenizers)
    while _apply_next(db, len(STEPS) if version is None else version):
        pass


def _apply_next(db: apsw.Connection, last: int) -> bool:
    with transaction(db):
        # Read inside the transaction: another program may have just applied the same step.
        version = version_of(db)
        if version >= last:
            return False
        step = STEPS[version]
        if isinstance(step, str):
            db.execute(step)
        else:
            step(db)
        db.pragma("user_version", version + 1)
        db.pragma("application_id", APPLICATION_ID)
    return True

"""The raw pages of a clip's versions.

The page that was handed over stays for ever. Beside it lies the fetched page that the shown version was made
of; the others are set aside whole, so that an older version can be cleaned again as well. Of many pages the
first and the newest stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.library.rows import CAPTURE

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    import apsw

MOST = 3
"""Pages of a clip that are set aside."""

_MARKS = ", ".join("?" * (len(CAPTURE.split(",")) + 2))


def keep_aside(db: apsw.Connection, key: int, page: int, row: tuple[Any, ...]) -> None:
    """Keep a page that did not take the place of the clip's own."""
    db.execute(
        f"INSERT OR REPLACE INTO older_captures (clip, page, {CAPTURE}) VALUES ({_MARKS})",  # noqa: S608
        (key, page, *row),
    )


def put_in_place(db: apsw.Connection, key: int, page: int, row: tuple[Any, ...]) -> None:
    """Make this the clip's fetched page; the one before is set aside."""
    _set_aside(db, key)
    db.execute(
        f"INSERT INTO captures (clip, page, origin, {CAPTURE}) VALUES (?, ?, 'fetched', {_MARKS[6:]})",  # noqa: S608
        (key, page, *row),
    )


def bring_back(db: apsw.Connection, key: int, page: int) -> None:
    """Make the page of this number the clip's own again, where it is still there."""
    if db.execute(
        "SELECT 1 FROM captures WHERE clip = ? AND origin = 'fetched' AND page = ?", (key, page)
    ).fetchone():
        return
    aside = db.execute("SELECT 1 FROM older_captures WHERE clip = ? AND page = ?", (key, page)).fetchone()
    given = db.execute("SELECT 1 FROM captures WHERE clip = ? AND origin = 'handed over'", (key,)).fetchone()
    if aside:
        _set_aside(db, key)
        db.execute(
            f"""
            INSERT INTO captures (clip, page, origin, {CAPTURE})
            SELECT clip, page, 'fetched', {CAPTURE} FROM older_captures WHERE clip = ? AND page = ?
            """,  # noqa: S608 (constants)
            (key, page),
        )
        db.execute("DELETE FROM older_captures WHERE clip = ? AND page = ?", (key, page))
    elif given and page == 1:
        _set_aside(db, key)


def thin(db: apsw.Connection, key: int, needed: Collection[int]) -> None:
    """Let go of pages that no version was made of, and of those between the first and the newest."""
    pages = [
        int(row[0])
        for row in db.execute("SELECT page FROM older_captures WHERE clip = ? ORDER BY page", (key,))
    ]
    wanted = [page for page in pages if page in needed]
    stay = {*wanted[:1], *wanted[len(wanted) - MOST + 1 :]} if len(wanted) > MOST else set(wanted)
    db.executemany(
        "DELETE FROM older_captures WHERE clip = ? AND page = ?",
        [(key, page) for page in pages if page not in stay],
    )


def _set_aside(db: apsw.Connection, key: int) -> None:
    db.execute(
        f"""
        INSERT OR REPLACE INTO older_captures (clip, page, {CAPTURE})
        SELECT clip, page, {CAPTURE} FROM captures WHERE clip = ? AND origin = 'fetched'
        """,  # noqa: S608 (constants)
        (key,),
    )
    db.execute("DELETE FROM captures WHERE clip = ? AND origin = 'fetched'", (key,))

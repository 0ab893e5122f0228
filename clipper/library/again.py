"""Which clips wait to be cleaned or fetched again, written down so that no program that ends loses one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from clipper.library import older_pages
from clipper.library.rows import CAPTURE, capture_from_row, row_from_capture
from clipper.library.store import json_list, key_of, note_fetch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.library.claims import Claims
    from clipper.library.connections import Connections
    from clipper.model import Capture

GIVEN_PAGE = 0
"""The number under which a page that was handed over for a clip waits to become a version."""


class Task(IntEnum):
    """What is to be done; the higher first."""

    CLEAN = 0
    FETCH = 1
    TAKE = 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """A clip that waits. `page` is the page that was handed over for it, for `Task.TAKE`."""

    clip_id: str
    task: Task
    page: Capture | None = None


class Again:
    """The clips that wait. A clip is claimed as a pending one is, so that no two programs work on it."""

    def __init__(self, connections: Connections, claims: Claims) -> None:
        self._connections = connections
        self._claims = claims

    def queue(self, ids: Sequence[str] | None, task: Task) -> int:
        """Let these finished clips wait, all of the library for None; return how many were added."""
        some = "" if ids is None else "AND uuid IN (SELECT value FROM json_each(?))"
        with self._connections.writing() as db:
            before = db.total_changes()
            db.execute(
                f"""
                INSERT INTO again (clip, fetch) SELECT id, {int(task)} FROM clips
                WHERE status = 'ready' AND trashed_at IS NULL {some}
                ON CONFLICT (clip) DO UPDATE SET fetch = max(fetch, excluded.fetch)
                """,  # noqa: S608 (constants)
                () if ids is None else (json_list(ids),),
            )
            return int(db.total_changes() - before)

    def queue_stale(self, cleaner: int) -> int:
        """Let those wait that an older version of the cleaner cleaned; return how many were added."""
        with self._connections.writing() as db:
            before = db.total_changes()
            db.execute(
                """
                INSERT OR IGNORE INTO again (clip, fetch) SELECT id, 0 FROM clips
                WHERE status = 'ready' AND trashed_at IS NULL AND cleaned_by < ?
                """,
                (cleaner,),
            )
            return int(db.total_changes() - before)

    def give(self, clip_id: str, page: Capture) -> None:
        """Let a page that was handed over become a version of the clip. Raises NoSuchClipError."""
        row = row_from_capture(page)
        with self._connections.writing() as db:
            key = key_of(db, clip_id)
            older_pages.keep_aside(db, key, GIVEN_PAGE, row)
            db.execute("INSERT OR REPLACE INTO again (clip, fetch) VALUES (?, ?)", (key, int(Task.TAKE)))

    def stale(self, cleaner: int) -> int:
        """Count the clips that an older version of the cleaner cleaned."""
        with self._connections.reading() as reader:
            return int(
                reader.db.execute(
                    """
                    SELECT count(*) FROM clips
                    WHERE status = 'ready' AND trashed_at IS NULL AND cleaned_by < ?
                    """,
                    (cleaner,),
                ).get
            )

    def left(self) -> int:
        """Count the clips that wait."""
        with self._connections.reading() as reader:
            return int(reader.db.execute("SELECT count(*) FROM again").get)

    def claim(self, limit: int) -> list[Waiting]:
        """Claim clips that nobody works on, at most `limit`: first what is to be fetched, then the newest."""
        with self._connections.writing() as db:
            claimed = self._claims.claim_again(db, limit)
            given = [key for key, _, task in claimed if task == Task.TAKE]
            pages = {key: _given(db.execute(_GIVEN, (key, GIVEN_PAGE)).fetchone()) for key in given}
        return [Waiting(clip_id, Task(task), pages.get(key)) for key, clip_id, task in claimed]

    def done(self, clip_id: str, *, cleaner: int = 0, failure: str | None = None) -> None:
        """Take a clip off the list for which no version came; `failure` is the code of a failed fetch."""
        with self._connections.writing() as db:
            row = db.execute("SELECT id FROM clips WHERE uuid = ?", (clip_id,)).fetchone()
            if row is None:
                return
            key = int(row[0])
            db.execute("DELETE FROM again WHERE clip = ?", (key,))
            db.execute("DELETE FROM claims WHERE clip = ?", (key,))
            db.execute("DELETE FROM older_captures WHERE clip = ? AND page = ?", (key, GIVEN_PAGE))
            if failure is not None:
                note_fetch(db, key, failure)
            elif cleaner:
                db.execute("UPDATE clips SET cleaned_by = ? WHERE id = ?", (cleaner, key))

    def clear(self) -> int:
        """Let nothing wait any more; return how many did."""
        with self._connections.writing() as db:
            db.execute("DELETE FROM older_captures WHERE page = ?", (GIVEN_PAGE,))
            db.execute("DELETE FROM again")
            return db.changes()


_GIVEN = f"SELECT {CAPTURE} FROM older_captures WHERE clip = ? AND page = ?"  # noqa: S608 (constants)


def _given(row: Sequence[object] | None) -> Capture | None:
    return None if row is None else capture_from_row(row)

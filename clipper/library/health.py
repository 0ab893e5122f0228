"""What a library suffers from, each with the clips it is about and the name of what mends it.

Nothing is fetched for it: what is known is what cleaning and the last fetch have left with each clip.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.library.store import json_list
from clipper.page_warnings import TOO_SHORT, WALLS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Any

    import apsw

DAY = 86_400_000_000
"""Microseconds."""

TRASH_KEPT_DAYS = 30
"""How long what was thrown away is kept, unless a person has chosen otherwise."""

_GONE = ("http_404", "http_410")


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that may be wrong: the clips it is about, newest first, and what mends it.

    `name` is one word for programs: failed, short, missing-pictures, walls, duplicates, gone, old-trash.
    `query` finds the same clips, where the language of queries can say it. `action` is the name of a
    command: retry, fetch-again, clean-again, duplicates, open (in the browser, to copy it from there),
    empty-trash.
    """

    name: str
    ids: tuple[str, ...]
    action: str
    query: str | None = None

    @property
    def count(self) -> int:
        """How many clips it is about."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Health:
    """All that may be wrong with a library, also where it is about no clip."""

    concerns: tuple[Concern, ...]

    def __iter__(self) -> Iterator[Concern]:
        return iter(self.concerns)

    def __getitem__(self, name: str) -> Concern:
        for concern in self.concerns:
            if concern.name == name:
                return concern
        raise KeyError(name)


_FAILED = "FROM clips c INDEXED BY clips_failed WHERE c.trashed_at IS NULL AND c.status = 'failed'"
# CROSS JOIN: the few that are meant come first, and SQLite is not to go through all clips instead.
_WARNED = """
    FROM articles a CROSS JOIN clips c ON c.id = a.clip
    WHERE a.warnings <> '[]' AND a.warnings IN (SELECT value FROM json_each(?))
          AND c.trashed_at IS NULL AND c.status = 'ready'
          AND NOT EXISTS (SELECT 1 FROM edits e WHERE e.clip = c.id AND e.text IS NOT NULL)
    """
_MISSING = """
    FROM (SELECT DISTINCT clip FROM assets WHERE name IS NULL) m CROSS JOIN clips c ON c.id = m.clip
    WHERE c.trashed_at IS NULL
    """
_DOUBLES = """
    FROM (SELECT clip FROM (SELECT clip, other FROM doubles WHERE NOT dismissed
                            UNION ALL SELECT other, clip FROM doubles WHERE NOT dismissed) d
          WHERE EXISTS (SELECT 1 FROM clips o WHERE o.id = d.other AND o.trashed_at IS NULL)
          GROUP BY clip) d CROSS JOIN clips c ON c.id = d.clip
    WHERE c.trashed_at IS NULL
    """
_LOST = """
    FROM clips c NOT INDEXED
    WHERE c.trashed_at IS NULL
          AND coalesce(c.fetch_failure, c.failure_code) IN (SELECT value FROM json_each(?))
    """
_OLD = "FROM clips c INDEXED BY clips_by_state WHERE c.trashed_at < ?"


def health(db: apsw.Connection, now: int, *, trash_days: int = TRASH_KEPT_DAYS) -> Health:
    """Look a library through; `now` is microseconds since 1970."""

    def concern(name: str, source: str, action: str, *values: Any, query: str | None = None) -> Concern:  # noqa: ANN401
        rows = db.execute(f"SELECT c.uuid {source} ORDER BY c.saved_at DESC, c.id DESC", values)
        return Concern(name, tuple(str(row[0]) for row in rows), action, query)

    return Health(
        (
            concern("failed", _FAILED, "retry", query="is:failed"),
            concern("short", _WARNED, "fetch-again", _lists_with(db, TOO_SHORT)),
            concern("missing-pictures", _MISSING, "fetch-again"),
            concern("walls", _WARNED, "open", _lists_with(db, WALLS)),
            concern("duplicates", _DOUBLES, "duplicates", query="is:duplicate"),
            concern("gone", _LOST, "open", json_list(list(_GONE))),
            concern("old-trash", _OLD, "empty-trash", now - trash_days * DAY),
        )
    )


def _lists_with(db: apsw.Connection, warnings: Collection[str]) -> str:
    """Return, as JSON, those lists of warnings in use that hold one of these; they are few."""
    rows = db.execute("SELECT DISTINCT warnings FROM articles WHERE warnings <> '[]'")
    lists = [str(row[0]) for row in rows]
    return json_list([found for found in lists if not set(warnings).isdisjoint(json.loads(found))])

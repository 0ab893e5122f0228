"""Saved searches: queries under a name, in an order of the person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uuid_utils

from clipper.errors import LibraryError
from clipper.library.log import Write, record
from clipper.library.rows import storable
from clipper.model import SavedSearch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import apsw

    from clipper.library.connections import Connections
    from clipper.library.log import Value
    from clipper.model import Action

_SMALLEST_GAP = 1e-6


class Searches:
    """The saved searches of a library. Thread-safe. Each change can be undone.

    Methods that name a search raise LibraryError where it is gone.
    """

    def __init__(self, connections: Connections, changed: Callable[[Iterable[str]], None]) -> None:
        self._connections = connections
        self._changed = changed

    def all(self) -> list[SavedSearch]:
        """Return the saved searches in their order."""
        with self._connections.reading() as reader:
            return [search for search, _ in _placed(reader.db)]

    def add(self, name: str, query: str) -> SavedSearch:
        """Save a query under a name, after the others. Raises LibraryError where one of them is missing."""
        saved = SavedSearch(str(uuid_utils.uuid7()), _told(name, "name"), _told(query, "query"))
        with self._connections.writing() as db:
            last = max((position for _, position in _placed(db)), default=0.0)
            said: dict[str, Value] = {
                "name": saved.name,
                "query": saved.query,
                "position": last + 1,
                "removed": False,
            }
            record(
                db,
                f"Saved the search {saved.name}",
                0,
                [Write("search", saved.id, field, value) for field, value in said.items()],
            )
        self._changed(())
        return saved

    def rename(self, search_id: str, name: str) -> Action | None:
        """Call a search otherwise."""
        return self._set(search_id, "name", _told(name, "name"), "Renamed the search {}")

    def change(self, search_id: str, query: str) -> Action | None:
        """Give a search another query."""
        return self._set(search_id, "query", _told(query, "query"), "Changed the search {}")

    def move(self, search_id: str, position: int) -> Action | None:
        """Put a search at a place among the others, counted from 0."""
        with self._connections.writing() as db:
            placed = _placed(db)
            saved = _named(db, search_id)
            before = [search.id for search, _ in placed]
            others = [(search, at) for search, at in placed if search.id != saved.id]
            place = min(max(position, 0), len(others))
            after = [search.id for search, _ in others]
            after.insert(place, saved.id)
            if after == before:
                return None
            low = others[place - 1][1] if place else others[0][1] - 2
            high = others[place][1] if place < len(others) else low + 2
            if high - low > _SMALLEST_GAP:
                # Only its own place is written, so that moves on two devices do not undo each other.
                writes = [Write("search", saved.id, "position", (low + high) / 2)]
            else:
                writes = [Write("search", each, "position", float(at)) for at, each in enumerate(after, 1)]
            action = record(db, f"Moved the search {saved.name}", 0, writes)
        self._changed(())
        return action

    def remove(self, search_id: str) -> Action | None:
        """Remove a search."""
        return self._set(search_id, "removed", True, "Removed the search {}")

    def _set(self, search_id: str, field: str, value: str | bool, name: str) -> Action | None:
        with self._connections.writing() as db:
            saved = _named(db, search_id)
            if value == getattr(saved, field, None):
                return None
            action = record(db, name.format(saved.name), 0, [Write("search", saved.id, field, value)])
        self._changed(())
        return action


def _placed(db: apsw.Connection) -> list[tuple[SavedSearch, float]]:
    rows = db.execute("SELECT uuid, name, query, position FROM searches ORDER BY position, uuid")
    return [
        (SavedSearch(str(identity), str(name), str(query)), float(str(position)))
        for identity, name, query, position in rows
    ]


def _named(db: apsw.Connection, search_id: str) -> SavedSearch:
    for search, _ in _placed(db):
        if search.id == search_id:
            return search
    raise LibraryError("This saved search is no longer there.")


def _told(text: str, what: str) -> str:
    told = " ".join(storable(text).split()) if what == "name" else storable(text).strip()
    if not told:
        raise LibraryError(f"A saved search needs a {what}.")
    return told

"""Saving what can still be read of a damaged library file into a new one.

Every table's tree is read as far as it holds together, then the pages that no tree leads to any more; the
ids of clips come from their index too. What is only derived (the indexes, the addresses) is made anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import apsw

from clipper.library import schema
from clipper.library.connections import Access, connect, transaction
from clipper.library.opening import PAGE_SIZE
from clipper.library.raw_pages import RawPages
from clipper.library.raw_rows import RawRows
from clipper.library.recovery import complete
from clipper.library.shapes import REBUILT, shapes_of, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from clipper.library.raw_rows import RawRow
    from clipper.library.shapes import Shape

_IDS = ("sqlite_autoindex_clips_1", "clips_kept", "clips_trashed")
"""The indexes that hold the ids of clips beside their keys."""
_VERSION_AT = 60


@dataclass(slots=True)
class Salvaged:
    """What came of it: rows saved, and the ids of clips of which something is missing."""

    rows: int = 0
    incomplete: list[str] = field(default_factory=list)


def salvage(damaged: Path, target: Path) -> Salvaged:
    """Write what can be read of the file `damaged` into the new library `target`, of today's version."""
    pages = RawPages(damaged)
    try:
        return _salvage(pages, target)
    finally:
        pages.close()


def _salvage(pages: RawPages, target: Path) -> Salvaged:
    db = connect(target, Access.CREATE)
    try:
        db.pragma("page_size", PAGE_SIZE)
        db.pragma("synchronous", "OFF")  # it is synced once, when it is whole
        db.pragma("foreign_keys", False)
        schema.migrate(db, _version(pages))
        saving = _Saving(db)
        with transaction(db):
            saving.read(RawRows(pages))
        schema.migrate(db)
        found = Salvaged(saving.rows)
        with transaction(db):
            found.incomplete = complete(db, saving.parts, saving.ids)
        db.pragma("journal_mode", "wal")
        return found
    finally:
        db.close()


def _version(pages: RawPages) -> int:
    version = int.from_bytes(pages.page(1)[_VERSION_AT : _VERSION_AT + 4], "big")
    return version if 1 <= version <= len(schema.STEPS) else len(schema.STEPS)


class _Saving:
    """Rows on their way into the new database. `parts` are those that are not whole, by table and clip."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db
        self._all = shapes_of(db)
        self._shapes = {name: shape for name, shape in self._all.items() if name not in REBUILT}
        self.rows = 0
        self.parts: dict[tuple[str, int], dict[str, object]] = {}
        self.ids: dict[int, str] = {}
        # What the new database has by itself (the device's own name) is the damaged one's to say.
        for table in self._shapes:
            db.execute(f'DELETE FROM "{table}"')  # noqa: S608 (names of our own tables)

    def read(self, rows: RawRows) -> None:
        named = rows.schema()
        for kind, name, root in named:
            if kind == "table" and name in self._shapes:
                self._keep(self._shapes[name], rows.tree(root))
        for kind, name, root in named:
            if kind == "index" and name in _IDS:
                self._note_ids(rows.tree(root))
            elif kind == "index" or name not in self._shapes:
                for _ in rows.tree(root):  # so that its pages are not taken for strays
                    pass
        for _kind, stray in rows.strays():
            shape = table_of(stray, self._all)
            if shape is None:
                self._note_ids(stray)
            elif shape.table in self._shapes:
                self._keep(shape, stray)

    def _note_ids(self, entries: Iterable[RawRow]) -> None:
        for entry in entries:
            if entry.key is not None or not 2 <= len(entry.values) <= 4:
                continue
            uuid, clip = entry.values[:2] if len(entry.values) == 2 else entry.values[2:0:-1]
            if isinstance(uuid, str) and len(uuid) == 36 and isinstance(clip, int):
                agreed = self.ids.get(clip) == uuid
                self.ids.setdefault(clip, uuid)
                if agreed:  # two indexes against what the clip's own row says, if that is another
                    self._db.execute("UPDATE OR IGNORE clips SET uuid = ? WHERE id = ?", (uuid, clip))

    def _keep(self, shape: Shape, rows: Iterable[RawRow]) -> None:
        for row in rows:
            values = shape.named(row)
            if values is None:
                continue
            if row.is_whole and self._insert(shape.table, values):
                self.rows += 1
            elif not row.is_whole:
                clip = values.get("id" if shape.table == "clips" else "clip")
                if isinstance(clip, int):
                    self.parts.setdefault((shape.table, clip), values)

    def _insert(self, table: str, values: Mapping[str, object]) -> bool:
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        try:
            self._db.execute(
                f'INSERT OR IGNORE INTO "{table}" ({columns}) VALUES ({marks})',  # noqa: S608 (our own names)
                tuple(values.values()),
            )
        except (apsw.ConstraintError, apsw.MismatchError):
            return False
        return bool(self._db.changes())

"""What the rows of each table look like on disk, by which rows that no tree leads to find their table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.library.raw_rows import LOST, RawRow
from clipper.model import Status, Via

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import apsw

REBUILT = frozenset(
    ("search", "heads", "words", "word_parts", "likeness", "uncompared", "addresses", "claims")
)
"""Tables whose content is made anew from the others."""
_TYPES: dict[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "TEXT": (str,),
    "BLOB": (bytes,),
    "REAL": (float, int),
}
# What a value of a column can be, where the type alone would let rows of other tables pass.
_VALUES: dict[tuple[str, str], frozenset[str]] = {
    ("clips", "status"): frozenset(Status),
    ("handovers", "via"): frozenset(Via),
    ("captures", "via"): frozenset(Via),
    ("captures", "origin"): frozenset(("handed over", "fetched")),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the types of its values, whether NULL may stand there, and its default."""

    name: str
    types: tuple[type, ...]
    nullable: bool
    has_default: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """One table: its columns as they lie on disk, and which of them is the key of the tree, if any is."""

    table: str
    columns: tuple[Column, ...]
    key: str | None
    is_index: bool

    def named(self, row: RawRow) -> dict[str, object] | None:
        """Return the row's values by column, without LOST ones; None where it cannot be of this table."""
        if len(row.values) > len(self.columns) or (row.key is None) != self.is_index:
            return None
        found: dict[str, object] = {}
        for place, column in enumerate(self.columns):
            if place >= len(row.values):
                if not (column.nullable or column.has_default):
                    return None
                continue
            value = row.values[place]
            if column.name == self.key and value is None:
                found[column.name] = row.key
            elif value is LOST:
                continue
            elif not self._can_be(column, value):
                return None
            else:
                found[column.name] = value
        return found

    def _can_be(self, column: Column, value: object) -> bool:
        if value is None:
            return column.nullable
        allowed = _VALUES.get((self.table, column.name))
        return isinstance(value, column.types) and (allowed is None or value in allowed)


def shapes_of(db: apsw.Connection) -> dict[str, Shape]:
    """Return the shape of each table of a sound database, those that are made anew too."""
    tables = db.execute(
        """
        SELECT name, wr FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
        """
    ).fetchall()
    return {str(name): _shape(db, str(name), bool(without_rowid)) for name, without_rowid in tables}


def _shape(db: apsw.Connection, table: str, without_rowid: bool) -> Shape:
    rows = db.execute(
        'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY cid', (table,)
    ).fetchall()
    keys = [row for row in rows if row[4]]
    key = str(keys[0][0]) if not without_rowid and len(keys) == 1 and keys[0][1] == "INTEGER" else None
    if without_rowid:  # there the key's columns come first
        rows = [*sorted(keys, key=lambda row: int(str(row[4]))), *(row for row in rows if not row[4])]
    columns = tuple(
        Column(str(name), _TYPES[str(kind)], not (required or (pk and without_rowid)), default is not None)
        for name, kind, required, default, pk in rows
    )
    return Shape(table, columns, key, without_rowid)


def table_of(rows: Iterable[RawRow], shapes: Mapping[str, Shape]) -> Shape | None:
    """Return the one table that all the rows can be of, None if there is none or more than one.

    Of several, those whose values are told best, then those that have just as many columns as the rows.
    """
    rows = list(rows)
    fitting = [shape for shape in shapes.values() if all(shape.named(row) is not None for row in rows)]
    picky = [shape for shape in fitting if any(table == shape.table for table, _ in _VALUES)]
    exact = [shape for shape in fitting if all(len(row.values) == len(shape.columns) for row in rows)]
    chosen = picky or exact or fitting
    return chosen[0] if len(chosen) == 1 else None

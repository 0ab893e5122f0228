"""Highlights as they are read from their table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clipper.errors import LibraryError
from clipper.library.rows import moment, storable
from clipper.model import Highlight

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw

_COLUMNS = """
    h.uuid, c.uuid, h.quote, h.prefix, h.suffix, h.block, h.offset, h.made_at, h.colour, h.note, h.fits,
    h.length
    """
_SELECT = f"SELECT {_COLUMNS} FROM highlights h JOIN clips c ON c.id = h.clip"  # noqa: S608 (constants)


def highlights_of(db: apsw.Connection, clip: int) -> list[Highlight]:
    """Return the highlights of the clip with this key, in the order of its text."""
    rows = db.execute(f"{_SELECT} WHERE h.clip = ? ORDER BY h.block, h.offset, h.id", (clip,))
    return [_highlight(row) for row in rows]


def highlight(db: apsw.Connection, identity: str) -> Highlight:
    """Return one highlight. Raises LibraryError if it is gone."""
    row = db.execute(f"{_SELECT} WHERE h.uuid = ?", (storable(identity),)).fetchone()
    if row is None:
        raise LibraryError("This highlight is no longer there.")
    return _highlight(row)


def _highlight(row: Sequence[Any]) -> Highlight:
    identity, clip, quote, prefix, suffix, block, offset, made_at, colour, note, fits, length = row
    return Highlight(
        id=identity,
        clip_id=clip,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        block=block,
        offset=offset,
        made_at=moment(made_at),
        colour=colour,
        note=note,
        fits=bool(fits),
        length=length,
    )

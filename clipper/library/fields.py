"""The fields that a person changes, and how the value of each is shown in the tables.

How to add one: a `Field` in `_FIELDS`, with a function that writes values into the tables (it must not need
`log.py`), what holds where nothing was ever said, and whether it is searched.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from clipper.library import (
    shown_clips,
    shown_doubles,
    shown_edits,
    shown_highlights,
    shown_searches,
    shown_tags,
)
from clipper.library.index import index_clip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import apsw

    from clipper.library.writes import Value, Write

_Show: TypeAlias = "Callable[[apsw.Connection, Rows], None]"
Rows: TypeAlias = "Sequence[tuple[str, Value]]"
"""Values by the id of what has them."""


class Unsaid:
    """What a field holds before anything was said, where no value would make sense."""


@dataclass(frozen=True, slots=True)
class Field:
    """How one field is kept.

    `show` writes values into the tables, `default` is what holds before any, `searched` says that clips are
    found by it, `is_whole` that `show` reads from the log all that has such a field: once is enough.
    """

    show: _Show
    default: Value | Unsaid = None
    searched: bool = False
    is_whole: bool = False


# These are shown whole, whichever of their fields was changed; what nobody said is not there to be undone.
_OF_A_HIGHLIGHT = Field(shown_highlights.highlights, default=Unsaid(), is_whole=True)
_OF_A_SEARCH = Field(shown_searches.searches, default=Unsaid(), is_whole=True)
_FIELDS: dict[tuple[str, str], Field] = {
    ("clip", "archived"): Field(partial(shown_clips.column, "archived_at")),
    ("clip", "starred"): Field(partial(shown_clips.flag, "starred"), default=False),
    ("clip", "read"): Field(partial(shown_clips.flag, "read"), default=False),
    ("clip", "trashed"): Field(partial(shown_clips.column, "trashed_at")),
    ("clip", "position"): Field(shown_clips.position, default=[0, 0]),
    ("clip", "note"): Field(partial(shown_clips.column, "note"), searched=True),
    ("clip", "deleted"): Field(shown_clips.deleted, default=False),
    ("double", "dismissed"): Field(shown_doubles.dismissed, default=False),
    ("clip", "title"): Field(partial(shown_edits.edited, "title"), searched=True),
    ("clip", "authors"): Field(partial(shown_edits.edited, "authors"), searched=True),
    ("clip", "published"): Field(partial(shown_edits.edited, "published")),
    ("clip", "text"): Field(partial(shown_edits.edited, "text"), searched=True),
    ("clip", "version"): Field(partial(shown_edits.edited, "version"), searched=True),
    **dict.fromkeys(
        [
            ("highlight", name)
            for name in ("clip", "quote", "prefix", "suffix", "place", "colour", "note", "made_at")
        ],
        _OF_A_HIGHLIGHT,
    ),
    ("highlight", "removed"): replace(_OF_A_HIGHLIGHT, default=True),
    ("highlight", "deleted"): Field(shown_highlights.deleted, default=False),
    **dict.fromkeys([("search", name) for name in ("name", "query", "position")], _OF_A_SEARCH),
    ("search", "removed"): replace(_OF_A_SEARCH, default=True),
    ("tag", "path"): Field(shown_tags.path, default=Unsaid()),
    ("tag", "colour"): Field(shown_tags.colour),
}
TAG = "tag:"
"""With a tag's key behind it the name of a clip's field: whether the clip has the tag."""


def field_of(entity: str, name: str) -> Field | None:
    """Return how the field is kept; None for one that only a newer program knows."""
    if entity == "clip" and name.startswith(TAG):
        return Field(partial(shown_tags.on_clips, name.removeprefix(TAG)), default=False, searched=True)
    return _FIELDS.get((entity, name))


def show(db: apsw.Connection, writes: Iterable[Write]) -> None:
    """Write the values into the tables, and anew the index entries of clips found by one of them."""
    by_field: defaultdict[tuple[str, str], list[tuple[str, Value]]] = defaultdict(list)
    for entity, identity, name, value in writes:
        by_field[entity, name].append((identity, value))
    searched: set[str] = set()
    whole: defaultdict[tuple[str, _Show], list[tuple[str, Value]]] = defaultdict(list)
    # Tags come last by their names, but their spelling has to be there before clips have them.
    for entity, name in sorted(by_field, key=lambda field: (field[0] != "tag", field)):
        field = field_of(entity, name)
        if field is not None:
            rows = by_field[entity, name]
            if field.is_whole:
                whole[entity, field.show] += rows
                continue
            field.show(db, rows)
            if field.searched:
                searched.update(identity for identity, _ in rows)
    for (_, show_all), rows in whole.items():
        show_all(db, rows)
    for clip in shown_clips.keys(db, searched):
        index_clip(db, clip)

"""Highlights: passages of a clip that a person marked, with a colour and a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uuid_utils

from clipper.errors import LibraryError
from clipper.library.anchors import LONGEST_CONTEXT
from clipper.library.highlight_rows import highlight, highlights_of
from clipper.library.log import Write, now, record
from clipper.library.rows import storable
from clipper.library.store import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from clipper.library.connections import Connections
    from clipper.library.log import Value
    from clipper.model import Action, Highlight


class _Same:
    """The type of what is left as it is."""


SAME = _Same()
"""Stands for a colour or note that is left as it is."""


class Highlights:
    """The highlights of a library. Thread-safe. Each change can be undone."""

    def __init__(self, connections: Connections, changed: Callable[[Iterable[str]], None]) -> None:
        self._connections = connections
        self._changed = changed

    def of(self, clip_id: str) -> list[Highlight]:
        """Return the highlights of the clip, in the order of its text. Raises NoSuchClipError."""
        with self._connections.reading() as reader:
            return highlights_of(reader.db, key_of(reader.db, clip_id))

    def add(  # noqa: PLR0917 (a passage and its place)
        self,
        clip_id: str,
        quote: str,
        prefix: str,
        suffix: str,
        block: int,
        offset: int,
        colour: str = "yellow",
        note: str | None = None,
    ) -> Highlight:
        """Mark the passage `quote`, which begins `offset` characters into a block of the text.

        Blocks are the lines of the article's text that are not empty, counted from 0. Of `prefix` and
        `suffix`, the text before and after, as much is kept as finds the passage again. Raises
        NoSuchClipError, and LibraryError where nothing is marked.
        """
        if not quote.strip():
            raise LibraryError("There is nothing to highlight. Select some text first.")
        identity = str(uuid_utils.uuid7())
        said: dict[str, Value] = {
            "clip": clip_id,
            "quote": quote,
            "prefix": prefix[-LONGEST_CONTEXT:],
            "suffix": suffix[:LONGEST_CONTEXT],
            "place": [block, offset],
            "colour": colour,
            "note": _note(note),
            "made_at": now(),
            "removed": False,
        }
        with self._connections.writing() as db:
            key_of(db, clip_id)
            record(
                db,
                "Highlighted a passage",
                1,
                [Write("highlight", identity, name, value) for name, value in said.items()],
            )
            added = highlight(db, identity)
        self._changed([clip_id])
        return added

    def change(
        self, highlight_id: str, *, colour: str | _Same = SAME, note: str | _Same | None = SAME
    ) -> Action | None:
        """Give a highlight another colour or note (None: no note). Raises LibraryError if it is gone."""
        with self._connections.writing() as db:
            before = highlight(db, highlight_id)
            writes = []
            if not isinstance(colour, _Same) and colour != before.colour:
                writes.append(Write("highlight", before.id, "colour", colour))
            if not isinstance(note, _Same) and _note(note) != before.note:
                writes.append(Write("highlight", before.id, "note", _note(note)))
            if not writes:
                return None
            action = record(db, "Changed a highlight", 1, writes)
        self._changed([before.clip_id])
        return action

    def remove(self, highlight_id: str) -> Action:
        """Remove a highlight. Raises LibraryError if it is gone."""
        with self._connections.writing() as db:
            before = highlight(db, highlight_id)
            action = record(db, "Removed a highlight", 1, [Write("highlight", before.id, "removed", True)])
        self._changed([before.clip_id])
        return action


def _note(markdown: str | None) -> str | None:
    return storable(markdown or "").strip() or None

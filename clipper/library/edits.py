"""What a person writes in place of what was found: title, authors, date, text. It outlasts cleaning again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.errors import LibraryError
from clipper.library.log import Write, record
from clipper.library.shown import edited_of, found_in, history
from clipper.library.store import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import apsw

    from clipper.library.connections import Connections
    from clipper.library.overlay import EditedText
    from clipper.library.writes import Value
    from clipper.model import Action, Edits

FIELDS = {"title": "title", "authors": "authors", "published": "date", "text": "text"}
"""What can be edited, and the word for it."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}.*)?)?)?")


class Editing:
    """A person's edits of clips. All raise NoSuchClipError; what is done can be undone."""

    def __init__(self, connections: Connections, changed: Callable[[Iterable[str]], None]) -> None:
        self._connections = connections
        self._changed = changed

    def of(self, clip_id: str) -> Edits:
        """Return what the person wrote of the clip, None where they left what was found."""
        with self._connections.reading() as reader:
            return edited_of(reader.db, key_of(reader.db, clip_id)).edits

    def change(
        self,
        clip_id: str,
        *,
        title: str | None = None,
        authors: Sequence[str] | None = None,
        published: str | None = None,
        text: EditedText | None = None,
    ) -> Action | None:
        """Write what is given in place of what was found; None where that changes nothing.

        `published` is ISO 8601 (a year, a month, a day, or with the time), "" for none. An empty title brings
        back the one that was found. Raises LibraryError for a date that is none, and for a text of a clip
        that has no article yet.
        """
        wanted: dict[str, Value] = {}
        if title is not None:
            wanted["title"] = " ".join(title.split()) or None
        if authors is not None:
            wanted["authors"] = [name for author in authors if (name := " ".join(author.split()))]
        if published is not None:
            wanted["published"] = _date(published)
        if text is not None:
            wanted["text"] = text.as_json()
        return self._write(clip_id, wanted, "Edited")

    def reset(self, clip_id: str, *fields: str) -> Action | None:
        """Go back to what was found, for these of `FIELDS` (all of them where none is named)."""
        return self._write(clip_id, dict.fromkeys(fields or FIELDS), "Brought back")

    def _write(self, clip_id: str, wanted: dict[str, Value], verb: str) -> Action | None:
        with self._connections.writing() as db:
            key = key_of(db, clip_id)
            writes = [
                Write("clip", clip_id, field, value)
                for field, value in _told_by_found(db, key, wanted).items()
                if value != _now(db, key, field)
            ]
            if not writes:
                return None
            words = " and ".join(FIELDS[write.field] for write in writes)
            action = record(db, f"{verb} the {words}", 1, writes)
        self._changed([clip_id])
        return action


def _date(text: str) -> str:
    date = text.strip()
    if date and not _DATE.fullmatch(date):
        raise LibraryError(f"“{date}” is not a date. Write it as 2026-03-01, or only the year.")
    return date


def _told_by_found(db: apsw.Connection, key: int, wanted: dict[str, Value]) -> dict[str, Value]:
    """The values, None for those that say the same as what was found."""
    versions = history(db, key)
    if not versions:
        if wanted.get("text") is not None:
            raise LibraryError("This clip has no text yet that could be edited.")
        return wanted
    article = found_in(versions, edited_of(db, key)).state.article
    found: dict[str, Value] = {
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published or "",
    }
    return {
        field: None if field in found and found[field] == value else value for field, value in wanted.items()
    }


def _now(db: apsw.Connection, key: int, field: str) -> Value:
    """What the person wrote in the field until now."""
    edited = edited_of(db, key)
    values: dict[str, Value] = {
        "title": edited.title,
        "authors": None if edited.authors is None else list(edited.authors),
        "published": edited.published,
        "text": None if edited.text is None else edited.text.as_json(),
    }
    return values[field]

"""The versions of a clip as the rest of the program sees them, and how they differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.errors import LibraryError
from clipper.library.differences import difference
from clipper.library.log import Write, record
from clipper.library.rows import moment
from clipper.library.shown import edited_of, found_in, history, state_of
from clipper.library.store import key_of
from clipper.model import Version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import apsw

    from clipper.library.connections import Connections
    from clipper.library.patches import State
    from clipper.model import Action, Article, Asset

EDITED = 0
"""The number under which the article with the person's edits is known."""


class Versions:
    """The states that a clip's article has been in, by number from 1; 0 is the one with a person's edits.

    Cleaning or fetching a page again makes a version. One of them is shown; each of the others is kept as its
    difference to that. At most ten of a clip stay: the first, the newest, the one that is shown, and of the
    rest those that lie furthest apart in time. What a person wrote is in no version, and never goes.
    All raise NoSuchClipError, and LibraryError for a number that the clip does not have.
    """

    def __init__(self, connections: Connections, changed: Callable[[Iterable[str]], None]) -> None:
        self._connections = connections
        self._changed = changed

    def of(self, clip_id: str) -> list[Version]:
        """Return the versions of the clip, oldest first, the edited article last; none of a pending clip."""
        with self._connections.reading() as reader:
            return _listed(reader.db, key_of(reader.db, clip_id))

    def article(self, clip_id: str, number: int) -> Article:
        """Return the article of a version."""
        return self._state(clip_id, number).article

    def pictures(self, clip_id: str, number: int) -> tuple[Asset, ...]:
        """Return the pictures of a version."""
        return self._state(clip_id, number).assets

    def difference(self, clip_id: str, a: int, b: int) -> list[tuple[str, str]]:
        """Return what changed in the text from version a to version b (see `differences.difference`)."""
        return difference(self.article(clip_id, a).text, self.article(clip_id, b).text)

    def show(self, clip_id: str, number: int) -> Action | None:
        """Show this version; None where it is shown. It stays so whatever comes, until another is chosen.

        An edited text goes back to that of the version; edited titles, authors and dates stay.
        """
        with self._connections.writing() as db:
            key = key_of(db, clip_id)
            versions, edited = history(db, key), edited_of(db, key)
            if number not in {version.number for version in versions}:
                raise LibraryError(f"The clip has no version {number}.")
            # The newest good one is what is shown by itself: choosing it holds nothing fast.
            newest = found_in(versions, replace(edited, version=None)).number
            wanted = None if number == newest else number
            writes = [Write("clip", clip_id, "version", wanted)] if wanted != edited.version else []
            if edited.text is not None:
                writes.append(Write("clip", clip_id, "text", None))
            if not writes:
                return None
            action = record(db, "Chose another version", 1, writes)
        self._changed([clip_id])
        return action

    def _state(self, clip_id: str, number: int) -> State:
        with self._connections.reading() as reader:
            db = reader.db
            key = key_of(db, clip_id)
            shown = state_of(db, key)
            if number == EDITED and shown is not None:
                return shown
            for version in history(db, key):
                if version.number == number:
                    return version.state
        raise LibraryError(f"The clip has no version {number}.")


def _listed(db: apsw.Connection, key: int) -> list[Version]:
    versions, edited = history(db, key), edited_of(db, key)
    if not versions:
        return []
    found = found_in(versions, edited)
    listed = [
        Version(
            number=one.number,
            made_at=moment(one.made_at),
            cause=one.cause,
            title=one.state.article.title,
            word_count=one.state.article.word_count,
            is_shown=one is found and not edited.is_written,
            kept_back=one.kept_back,
        )
        for one in versions
    ]
    shown = state_of(db, key)
    if edited.is_written and shown is not None:
        article = shown.article
        mine = replace(
            listed[versions.index(found)],
            number=EDITED,
            cause="edited",
            title=article.title,
            word_count=article.word_count,
            is_shown=True,
            kept_back=None,
        )
        listed.append(mine)
    return listed

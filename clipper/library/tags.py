"""The tree of tags: which clips have them, how they are spelled and coloured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clipper.library.fields import TAG
from clipper.library.log import SEARCHED_CHUNK, Write, record, record_in_chunks
from clipper.library.tag_paths import clean_path, is_below, key_of_path, moved
from clipper.library.tag_tree import clips_with, tags_of, tree, unused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import apsw

    from clipper.library.connections import Connections
    from clipper.model import Action, Tag


class Tags:
    """The tags of a library. Thread-safe.

    Two paths that differ only in case or accents are one tag, spelled as it was first. What changes something
    returns what can be undone as one, None where nothing had to be changed. A path without a name raises
    LibraryError.
    """

    def __init__(self, connections: Connections, changed: Callable[[Iterable[str]], None]) -> None:
        self._connections = connections
        self._changed = changed

    def all(self) -> list[Tag]:
        """Return the tags in use or with a colour, and those above them, each before those below it."""
        with self._connections.reading() as reader:
            return tree(reader.db)

    def used_once(self) -> list[Tag]:
        """Return the tags that one clip has and nothing below them, which are often mistypings."""
        return [tag for tag in self.all() if tag.count == tag.total == 1]

    def add(self, ids: Iterable[str], paths: Sequence[str]) -> Action | None:
        """Give tags to clips."""
        wanted = _keyed(paths)

        def writes(db: apsw.Connection, some: Sequence[str]) -> list[Write]:
            present = tags_of(db, some)
            added = [
                Write("clip", clip_id, TAG + key, True)
                for clip_id, keys in present.items()
                for key in wanted
                if key not in keys
            ]
            unknown = unused(db, wanted) if added else {}
            return [*(Write("tag", key, "path", path) for key, path in unknown.items()), *added]

        return self._in_chunks(f"Tagged {{clips}} with {_listed(wanted.values())}", ids, writes)

    def remove(self, ids: Iterable[str], paths: Sequence[str]) -> Action | None:
        """Take tags from clips."""
        unwanted = _keyed(paths)

        def writes(db: apsw.Connection, some: Sequence[str]) -> list[Write]:
            return [
                Write("clip", clip_id, TAG + key, False)
                for clip_id, keys in tags_of(db, some).items()
                for key in unwanted
                if key in keys
            ]

        return self._in_chunks(f"Took {_listed(unwanted.values())} from {{clips}}", ids, writes)

    def rename(self, old: str, new: str) -> Action | None:
        """Call a tag otherwise, with all that lie below it. With one of that name it becomes one."""
        old_key, new_key, new_path = key_of_path(old), key_of_path(new), clean_path(new)
        with self._connections.reading() as reader:
            clips = clips_with(reader.db, old_key)
        name = f"Renamed the tag {clean_path(old)} to {new_path}"
        is_first = iter((True,))

        def writes(db: apsw.Connection, some: Sequence[str]) -> list[Write]:
            return [
                # Once: after the first clips the tags are spelled and coloured as they shall be.
                *(_respelled(db, old_key, new_key, new_path) if next(is_first, False) else ()),
                *(
                    write
                    for clip_id, keys in tags_of(db, some).items()
                    for write in _exchanged(clip_id, keys, old_key, new_key)
                ),
            ]

        if clips:
            return self._in_chunks(name, clips, writes)
        return self._at_once(name, lambda db: writes(db, ()))

    def delete(self, path: str) -> Action | None:
        """Take a tag, and all that lie below it, from all clips."""
        gone = key_of_path(path)
        with self._connections.reading() as reader:
            clips = clips_with(reader.db, gone)
        name = f"Deleted the tag {clean_path(path)}"

        def writes(db: apsw.Connection, some: Sequence[str]) -> list[Write]:
            coloured: list[Any] = db.execute("SELECT key FROM tags WHERE colour IS NOT NULL").fetchall()
            return [
                *(Write("tag", key, "colour", None) for (key,) in coloured if is_below(key, gone)),
                *(
                    Write("clip", clip_id, TAG + key, False)
                    for clip_id, keys in tags_of(db, some).items()
                    for key in sorted(keys)
                    if is_below(key, gone)
                ),
            ]

        if clips:
            return self._in_chunks(name, clips, writes)
        return self._at_once(name, lambda db: writes(db, ()))

    def colour(self, path: str, colour: str | None) -> Action | None:
        """Give a tag a colour, by its name, or none."""
        key, shown = key_of_path(path), clean_path(path)

        def writes(db: apsw.Connection) -> list[Write]:
            if db.execute("SELECT colour FROM tags WHERE key = ?", (key,)).get == colour:
                return []
            spelled = [Write("tag", key, "path", shown)] if unused(db, {key: shown}) else []
            return [*spelled, Write("tag", key, "colour", colour)]

        return self._at_once(f"Changed the colour of the tag {shown}", writes)

    def _in_chunks(
        self,
        name: str,
        ids: Iterable[str],
        writes: Callable[[apsw.Connection, Sequence[str]], list[Write]],
    ) -> Action | None:
        return record_in_chunks(self._connections, self._changed, name, ids, writes, size=SEARCHED_CHUNK)

    def _at_once(self, name: str, writes: Callable[[apsw.Connection], list[Write]]) -> Action | None:
        with self._connections.writing() as db:
            wanted = writes(db)
            if not wanted:
                return None
            action = record(db, name, 0, wanted)
        self._changed(())
        return action


def _respelled(db: apsw.Connection, old_key: str, new_key: str, new_path: str) -> list[Write]:
    """Return how tags are spelled and coloured once the old one has the new path."""
    rows: list[Any] = db.execute("SELECT key, path, colour FROM tags").fetchall()
    colours = {key: colour for key, _, colour in rows}
    spelled = {key: path for key, path, _ in rows}
    used = {str(row[0]) for row in db.execute("SELECT key FROM tags WHERE id IN (SELECT tag FROM clip_tags)")}
    writes: dict[tuple[str, str], str | None] = {}
    for key, path, colour in rows:
        if not is_below(key, old_key) or not (colour or key in used):
            continue
        target = moved(key, old_key, new_key)
        shown = moved(path, old_key, new_path)
        is_there = target != key and (target in used or colours.get(target))
        # Where both become one, the tag that was there keeps its spelling and its colour.
        if spelled.get(target) != shown and not is_there:
            writes[target, "path"] = shown
        if colour and target != key:
            writes.setdefault((key, "colour"), None)
            if not colours.get(target) or is_below(target, old_key):
                writes[target, "colour"] = colour
    return [Write("tag", key, field, value) for (key, field), value in writes.items()]


def _exchanged(clip_id: str, keys: set[str], old_key: str, new_key: str) -> Iterable[Write]:
    before = {key for key in keys if is_below(key, old_key)}
    after = {moved(key, old_key, new_key) for key in before}
    for key in sorted(before - after):
        yield Write("clip", clip_id, TAG + key, False)
    for key in sorted(after - keys):
        yield Write("clip", clip_id, TAG + key, True)


def _keyed(paths: Sequence[str]) -> dict[str, str]:
    """Return the paths by their keys, each as it is spelled first."""
    keyed: dict[str, str] = {}
    for path in paths:
        keyed.setdefault(key_of_path(path), clean_path(path))
    return keyed


def _listed(paths: Iterable[str]) -> str:
    return ", ".join(paths)

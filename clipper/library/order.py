"""Where clips stand: read, starred, archived, in the trash, gone; how far they were read, and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.library.erasing import deletions
from clipper.library.log import CHUNK, Write, now, record, record_in_chunks, record_quietly
from clipper.library.store import json_list, key_of, pictures_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import apsw

    from clipper.library.connections import Connections
    from clipper.library.log import Value
    from clipper.model import Action, Position


class Order:
    """What a person does with clips, any number at once. Thread-safe.

    Unknown ids are left out. Each returns what can be undone as one, None where nothing had to be changed.
    Many clips are changed in several transactions; where the disk fails midway, what was done until then is
    the action.
    """

    def __init__(
        self,
        connections: Connections,
        changed: Callable[[Iterable[str]], None],
        removed: Callable[[Iterable[str], set[str]], None],
    ) -> None:
        """`removed` is called with the ids of clips deleted for good, and the pictures they named."""
        self._connections = connections
        self._changed = changed
        self._removed = removed

    def archive(self, ids: Iterable[str]) -> Action | None:
        """Move clips out of the inbox."""
        return self._set("Moved {clips} to the archive", ids, "archived", now(), "archived_at IS NULL")

    def unarchive(self, ids: Iterable[str]) -> Action | None:
        """Move clips back to the inbox."""
        return self._set("Moved {clips} to the inbox", ids, "archived", None, "archived_at IS NOT NULL")

    def star(self, ids: Iterable[str]) -> Action | None:
        """Star clips."""
        return self._set("Starred {clips}", ids, "starred", True, "starred = 0")

    def unstar(self, ids: Iterable[str]) -> Action | None:
        """Take the star from clips."""
        return self._set("Removed the star from {clips}", ids, "starred", False, "starred = 1")

    def mark_read(self, ids: Iterable[str], read: bool, *, by_itself: bool = False) -> Action | None:
        """Mark clips read or unread. `by_itself`: by the program, when one was read; not to be undone."""
        if not by_itself:
            name = "Marked {clips} as read" if read else "Marked {clips} as unread"
            return self._set(name, ids, "read", read, f"read = {int(not read)}")
        chosen = list(ids)
        for start in range(0, len(chosen), CHUNK):
            with self._connections.writing() as db:
                clips = _those(db, chosen[start : start + CHUNK], f"read = {int(not read)}")
                record_quietly(db, [Write("clip", clip_id, "read", read) for clip_id in clips])
            self._changed(clips)
        return None

    def trash(self, ids: Iterable[str]) -> Action | None:
        """Move clips to the trash; those already there keep their time."""
        return self._set("Moved {clips} to the trash", ids, "trashed", now(), "trashed_at IS NULL")

    def restore(self, ids: Iterable[str]) -> Action | None:
        """Take clips out of the trash."""
        return self._set("Took {clips} out of the trash", ids, "trashed", None, "trashed_at IS NOT NULL")

    def delete(self, ids: Iterable[str]) -> Action | None:
        """Delete clips for good. No undo: the log keeps that they are gone, and nothing of them."""
        return self._delete(ids, "1")

    def empty_trash(self, trashed_before: int | None = None) -> list[str]:
        """Delete for good what is in the trash, and was put there before a time (microseconds since 1970).

        Returns the ids.
        """
        condition = "trashed_at IS NOT NULL"
        if trashed_before is not None:
            condition += f" AND trashed_at < {int(trashed_before)}"
        with self._connections.reading() as reader:
            rows = reader.db.execute(f"SELECT uuid FROM clips WHERE {condition} ORDER BY id")  # noqa: S608 (constants)
            trashed = [str(row[0]) for row in rows]
        deleted: list[str] = []
        # Asked again for every chunk: another program may take some out of the trash meanwhile.
        self._delete(trashed, condition, deleted)
        return deleted

    def set_position(self, clip_id: str, position: Position) -> None:
        """Keep how far the clip was read; not to be undone. Raises NoSuchClipError."""
        with self._connections.writing() as db:
            key = key_of(db, clip_id)
            kept = db.execute("SELECT position_block, position_offset FROM clips WHERE id = ?", (key,)).get
            if kept == (position.block, position.offset):
                return
            # Of the device's own places only the last is logged, or reading would fill the file.
            db.execute(
                """
                DELETE FROM changes WHERE entity = 'clip' AND id = ? AND field = 'position'
                AND device = (SELECT value FROM about WHERE name = 'device')
                """,
                (clip_id,),
            )
            record_quietly(db, [Write("clip", clip_id, "position", [position.block, position.offset])])

    def set_note(self, clip_id: str, markdown: str | None) -> Action | None:
        """Write a note on the clip; None or an empty one removes it. Raises NoSuchClipError."""
        note = (markdown or "").strip() or None
        with self._connections.writing() as db:
            key = key_of(db, clip_id)
            before = db.execute("SELECT note FROM clips WHERE id = ?", (key,)).get
            if note == before:
                return None
            verb = "Removed" if note is None else "Wrote" if before is None else "Changed"
            action = record(db, f"{verb} a note", 1, [Write("clip", clip_id, "note", note)])
        self._changed([clip_id])
        return action

    def _set(self, name: str, ids: Iterable[str], field: str, value: Value, condition: str) -> Action | None:
        def writes(db: apsw.Connection, some: Sequence[str]) -> list[Write]:
            return [Write("clip", clip_id, field, value) for clip_id in _those(db, some, condition)]

        return record_in_chunks(self._connections, self._changed, name, ids, writes)

    def _delete(self, ids: Iterable[str], condition: str, deleted: list[str] | None = None) -> Action | None:
        pictures: set[str] = set()
        gone: list[str] = [] if deleted is None else deleted

        def writes(db: apsw.Connection, some: Sequence[str]) -> list[Write]:
            clips = _those(db, some, condition)
            pictures.update(pictures_of(db, clips))
            return deletions(db, clips)

        def announce(clips: Iterable[str]) -> None:
            gone.extend(clips)
            self._removed(clips, pictures)

        return record_in_chunks(
            self._connections, announce, "Deleted {clips} for good", ids, writes, undoable=False
        )


def _those(db: apsw.Connection, clip_ids: Sequence[str], condition: str) -> list[str]:
    """Return those of the clips that fit the condition."""
    rows = db.execute(
        f"SELECT uuid FROM clips WHERE uuid IN (SELECT value FROM json_each(?)) AND {condition}",  # noqa: S608
        (json_list(clip_ids),),
    )
    return [str(row[0]) for row in rows]

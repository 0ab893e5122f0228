"""Clips that are one page, or one text: found, proposed to a person, put aside or merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.library import comparing
from clipper.library.addresses import keys_of_page
from clipper.library.known_addresses import clips_at
from clipper.library.log import Write, record
from clipper.library.shown_doubles import pair_id
from clipper.library.store import key_of
from clipper.library.uniting import united
from clipper.model import Double

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from clipper.library.connections import Connections
    from clipper.model import Action, Handover

IS_DOUBLE = """
    c.id IN (
        SELECT d.clip FROM doubles d JOIN clips o ON o.id = d.other
        WHERE d.dismissed = 0 AND o.trashed_at IS NULL
        UNION ALL
        SELECT d.other FROM doubles d JOIN clips o ON o.id = d.clip
        WHERE d.dismissed = 0 AND o.trashed_at IS NULL
    )
    """
"""Condition on a row `c` of clips: another clip, not in the trash, seems to be the same."""

_PROPOSED = """
    FROM doubles d JOIN clips a ON a.id = d.clip JOIN clips b ON b.id = d.other
    WHERE d.dismissed = 0 AND a.trashed_at IS NULL AND b.trashed_at IS NULL
    """


class Doubles:
    """The doubles of a library. Safe to use from any thread; see Library for what the methods raise."""

    def __init__(self, connections: Connections, changed: Callable[[Iterable[str]], None]) -> None:
        self._connections = connections
        self._changed = changed

    def same_address(self, url: str, canonical: str | None = None) -> list[str]:
        """Return the ids of the clips of the page at `url`, the newest first; none that is in the trash.

        `canonical` is the address that the page itself declares, where it is known already.
        """
        return self._at(keys_of_page([url], None, canonical))

    def of_handover(self, handover: Handover) -> list[str]:
        """Return the ids of the clips of the page that is handed over. A selection is no page."""
        capture = handover.capture
        if capture is not None and capture.selection:
            return []
        given = capture.url if capture else None
        reached = capture.http.final_url if capture and capture.http else given
        return self._at(keys_of_page([handover.url or given], reached))

    def _at(self, keys: set[int]) -> list[str]:
        with self._connections.reading() as reader:
            return clips_at(reader.db, keys) if keys else []

    def of(self, clip_id: str) -> list[Double]:
        """Return what the clip seems to be a double of, the most alike first; `clip_id` is this clip's."""
        with self._connections.reading() as reader:
            rows = reader.db.execute(
                f"""
                SELECT ?, iif(d.clip = ?, b.uuid, a.uuid), d.why, d.likeness {_PROPOSED}
                AND (d.clip = ? OR d.other = ?) ORDER BY d.likeness DESC, b.id + a.id DESC
                """,
                (clip_id, *(key_of(reader.db, clip_id),) * 3),
            )
            return [_double(row) for row in rows]

    def proposals(self, limit: int | None = None) -> list[Double]:
        """Return the pairs that nobody has decided on, the newest first. `clip_id` is the older of a pair."""
        with self._connections.reading() as reader:
            rows = reader.db.execute(
                f"SELECT a.uuid, b.uuid, d.why, d.likeness {_PROPOSED} ORDER BY d.other DESC, d.clip LIMIT ?",
                (-1 if limit is None else max(limit, 0),),
            )
            return [_double(row) for row in rows]

    def count(self) -> int:
        """Count the pairs that nobody has decided on."""
        with self._connections.reading() as reader:
            return int(reader.db.execute(f"SELECT count(*) {_PROPOSED}").get)

    def compare(self, limit: int = 20) -> bool:
        """Compare the texts of some clips that came since; True while more are left.

        One transaction of about 3 ms a clip, so that other programs can write in between.
        """
        with self._connections.reading() as reader:
            if not comparing.is_anything_left(reader.db):
                return False
        with self._connections.writing() as db:
            changed = comparing.compare_some(db, limit)
            is_more = comparing.is_anything_left(db)
        if changed:
            self._changed(changed)
        return is_more

    def dismiss(self, one: str, other: str) -> Action | None:
        """Keep both clips, and never propose the pair again. Raises NoSuchClipError."""
        with self._connections.writing() as db:
            pair = sorted((key_of(db, one), key_of(db, other)))
            if db.execute("SELECT dismissed FROM doubles WHERE clip = ? AND other = ?", pair).get == 1:
                return None
            action = record(
                db, "Kept both clips", 2, [Write("double", pair_id(one, other), "dismissed", True)]
            )
        self._changed([one, other])
        return action

    def merge(self, keep: str, other: str) -> Action | None:
        """Make one clip of two: `keep` gets what a person gave to `other`, which goes to the trash.

        Tags, highlights and the note of both; starred or read if one of them is. It stays in the inbox or
        archive where it is, as it is the one that the person looks at. Raises NoSuchClipError.
        """
        if keep == other:
            return None
        with self._connections.writing() as db:
            action = record(db, "Merged 2 clips", 2, united(db, keep, other))
        self._changed([keep, other])
        return action


def _double(row: Any) -> Double:  # noqa: ANN401 (a row's columns are of any type)
    clip_id, other_id, why, likeness = row
    return Double(clip_id=str(clip_id), other_id=str(other_id), why=str(why), likeness=float(likeness))

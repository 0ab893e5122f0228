"""What the tables say of tags: their tree, and which clips have them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from clipper.library.store import json_list
from clipper.library.tag_paths import parents
from clipper.model import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw


def tree(db: apsw.Connection) -> list[Tag]:
    """Return the tags in use or with a colour, and those above them, each before those below it."""
    rows: list[Any] = db.execute("SELECT id, key, path, colour FROM tags").fetchall()
    every: dict[int, int] = _numbers(db, "SELECT tag, count(*) FROM clip_tags GROUP BY tag")
    # What lies in the trash is little, and taken off: to look at every clip would take longer.
    trashed = _numbers(
        db,
        """
        SELECT tag, count(*) FROM clips JOIN clip_tags ON clip = id WHERE trashed_at IS NOT NULL GROUP BY tag
        """,
    )
    ids: dict[str, int] = {key: identity for identity, key, _, _ in rows}
    counts = {key: every.get(tag, 0) - trashed.get(tag, 0) for key, tag in ids.items()}
    spelled: dict[str, str] = {key: path for _, key, path, _ in rows}
    colours: dict[str, str | None] = {key: colour for _, key, _, colour in rows}
    below: defaultdict[str, list[str]] = defaultdict(list)
    shown: dict[str, str] = {}
    for key in ids:
        if counts[key] or colours[key]:
            shown[key] = spelled[key]
            for parent, path in zip(parents(key), parents(spelled[key]), strict=True):
                below[parent].append(key)
                shown.setdefault(parent, spelled.get(parent, path))
    return [
        Tag(
            path=shown[key],
            count=counts.get(key, 0),
            total=_total(db, [ids[each] for each in (key, *below[key]) if each in ids])
            if below[key]
            else counts[key],
            colour=colours.get(key),
        )
        for key in sorted(shown, key=lambda key: key.split("/"))
    ]


def _numbers(db: apsw.Connection, sql: str) -> dict[int, int]:
    rows: list[Any] = db.execute(sql).fetchall()
    return dict(rows)


def _total(db: apsw.Connection, tags: list[int]) -> int:
    return int(
        db.execute(
            f"""
            SELECT count(DISTINCT clip) FROM clip_tags WHERE tag IN ({", ".join(map(str, tags))})
            AND clip NOT IN (SELECT id FROM clips WHERE trashed_at IS NOT NULL)
            """  # noqa: S608 (numbers)
        ).get
    )


def tags_of(db: apsw.Connection, clip_ids: Sequence[str]) -> dict[str, set[str]]:
    """Return those of the clips that are there, with the keys of their tags."""
    rows = db.execute(
        """
        SELECT c.uuid, t.key FROM clips c LEFT JOIN clip_tags ON clip = c.id LEFT JOIN tags t ON t.id = tag
        WHERE c.uuid IN (SELECT value FROM json_each(?)) ORDER BY c.id
        """,
        (json_list(clip_ids),),
    )
    present: dict[str, set[str]] = {}
    for clip_id, key in rows:
        keys = present.setdefault(str(clip_id), set())
        if key is not None:
            keys.add(key)
    return present


def clips_with(db: apsw.Connection, key: str) -> list[str]:
    """Return the clips that have the tag or one below it, wherever they lie."""
    rows = db.execute(
        """
        SELECT DISTINCT c.uuid FROM tags t JOIN clip_tags ON tag = t.id JOIN clips c ON c.id = clip
        WHERE t.key = ?1 OR t.key >= ?1 || '/' AND t.key < ?1 || '0' ORDER BY c.id
        """,
        (key,),
    )
    return [str(row[0]) for row in rows]


def unused(db: apsw.Connection, paths: dict[str, str]) -> dict[str, str]:
    """Return those of the tags that nothing has and that have no colour: they are spelled as they come."""
    rows = db.execute(
        """
        SELECT key FROM tags WHERE key IN (SELECT value FROM json_each(?))
        AND (colour IS NOT NULL OR EXISTS (SELECT 1 FROM clip_tags WHERE tag = tags.id))
        """,
        (json_list(list(paths)),),
    )
    used = {str(row[0]) for row in rows}
    return {key: path for key, path in paths.items() if key not in used}

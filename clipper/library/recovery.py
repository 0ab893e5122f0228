"""Making a library of saved rows consistent again: no clip without its rows, no row without its clip."""

from __future__ import annotations

import json
import zlib
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

import uuid_utils
import zstandard

from clipper.errors import LibraryError
from clipper.library.comparing import note_all_texts
from clipper.library.fold import sort_key
from clipper.library.index import index_all
from clipper.library.known_addresses import note_all_addresses
from clipper.library.patches import unpack
from clipper.library.rows import ARTICLE, CAPTURE, article_from_row, capture_from_row
from clipper.library.shown import state_of
from clipper.model import Via

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import apsw

    Parts = Mapping[tuple[str, int], Mapping[str, object]]

DAMAGED_CODE = "damaged"
_LOST_PAGE = "The library was damaged, and this page could not be saved from it. Try again to fetch it anew."
_UNDECODABLE = (ValueError, KeyError, TypeError, IndexError, zlib.error, zstandard.ZstdError)


def undecodable(db: apsw.Connection) -> dict[str, list[int]]:
    """Return the rows whose content cannot be read, by table: their rowids."""
    return {
        "articles": _bad_rows(db, "articles", ARTICLE, article_from_row),
        "captures": _bad_rows(db, "captures", CAPTURE, capture_from_row),
        "older_captures": _bad_rows(db, "older_captures", CAPTURE, capture_from_row),
        "versions": _bad_versions(db),
    }


def _bad_versions(db: apsw.Connection) -> list[int]:
    """Versions are kept as their difference to what the clip shows: without that they cannot be read."""
    bad = []
    rows = db.execute("SELECT rowid, clip, body FROM versions ORDER BY clip").fetchall()
    for clip, versions in groupby(rows, key=lambda row: int(str(row[1]))):
        try:
            shown = state_of(db, clip)
        except _UNDECODABLE:
            shown = None
        for key, _, body in versions:
            try:
                if shown is None:
                    bad.append(int(str(key)))
                elif body is not None:
                    unpack(cast("bytes", body), shown.article)
            except (LibraryError, *_UNDECODABLE):
                bad.append(int(str(key)))
    return bad


def _add_shown_versions(db: apsw.Connection) -> None:
    """Where only other versions are left, note what is shown as one too, so that it stays what is shown."""
    db.execute(
        """
        INSERT INTO versions (clip, number, made_at, cause, title, word_count, page)
        SELECT a.clip, max(v.number) + 1, max(v.made_at), 'cleaned', a.title, a.word_count,
               coalesce((SELECT max(p.page) FROM captures p WHERE p.clip = a.clip), 1)
        FROM versions v JOIN articles a ON a.clip = v.clip
        WHERE a.clip NOT IN (SELECT clip FROM edits)
        GROUP BY a.clip HAVING sum(v.body IS NULL) = 0
        """
    )


def _bad_rows(
    db: apsw.Connection, table: str, columns: str, decode: Callable[[Sequence[Any]], object]
) -> list[int]:
    bad = []
    for key, *row in db.execute(f"SELECT rowid, {columns} FROM {table}"):  # noqa: S608 (constants)
        try:
            decode(row)
        except _UNDECODABLE:
            bad.append(int(str(key)))
    return bad


def changed_titles(db: apsw.Connection) -> dict[int, str]:
    """Return, by the key of the clip, titles that stand elsewhere and that the order of titles goes by.

    A damaged letter makes no page unreadable, but the title no longer fits the key that was made of it.
    """
    rows = db.execute(
        """
        SELECT c.id, c.title, c.title_key, e.title, a.title, h.title_hint, h.label
        FROM clips c LEFT JOIN edits e ON e.clip = c.id LEFT JOIN articles a ON a.clip = c.id
            LEFT JOIN handovers h ON h.clip = c.id
        """
    )
    found: dict[int, str] = {}
    for clip, title, key, *others in rows:
        if sort_key(str(title)) == key:
            continue
        for other in others:
            if other is not None and sort_key(str(other)) == key:
                found[int(str(clip))] = str(other).strip()
                break
    return found


def complete(db: apsw.Connection, parts: Parts, ids: Mapping[int, str]) -> list[str]:
    """Make the saved rows a library again and index it; return the ids of clips that something is missing of.

    `parts` are rows that were saved in part, `ids` what an index says of clips whose row is lost. A clip
    without a readable article is cleaned again from its page, if that is there; else it is kept as failed,
    with its address.
    """
    for table, keys in undecodable(db).items():
        db.executemany(f"DELETE FROM {table} WHERE rowid = ?", [(key,) for key in keys])  # noqa: S608
    _add_shown_versions(db)
    _forget_deleted(db)
    incomplete = {clip for _table, clip in parts}
    incomplete |= _add_clips(db, parts, ids)
    _add_handovers(db, parts)
    incomplete |= _judge(db)
    titles = [(title, clip) for clip, title in changed_titles(db).items()]
    db.executemany("UPDATE clips SET title = ? WHERE id = ?", titles)
    for name, rowid, *_ in db.execute("PRAGMA foreign_key_check").fetchall():
        if rowid is not None:
            db.execute(f'DELETE FROM "{name}" WHERE rowid = ?', (rowid,))  # noqa: S608
    for table in ("clip_tags", "assets", "version_assets", "doubles"):
        db.execute(f"DELETE FROM {table} WHERE clip NOT IN (SELECT id FROM clips)")  # noqa: S608
    db.execute("DELETE FROM clip_tags WHERE tag NOT IN (SELECT id FROM tags)")
    db.execute("DELETE FROM doubles WHERE other NOT IN (SELECT id FROM clips)")
    for table in ("claims", "search", "heads", "words", "likeness"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    db.execute("INSERT INTO word_parts (word_parts) VALUES ('rebuild')")
    db.execute("DELETE FROM addresses")
    index_all(db)
    note_all_addresses(db)
    note_all_texts(db)
    marks = json.dumps(sorted(incomplete))
    rows = db.execute("SELECT uuid FROM clips WHERE id IN (SELECT value FROM json_each(?))", (marks,))
    return [str(row[0]) for row in rows]


def _forget_deleted(db: apsw.Connection) -> None:
    """Leave out what was deleted for good, and only still stood in a page that was no longer in use."""
    db.execute(
        """
        DELETE FROM clips WHERE uuid IN
            (SELECT id FROM changes WHERE entity = 'clip' AND field = 'deleted' AND value = 'true')
        """
    )


def _add_clips(db: apsw.Connection, parts: Parts, ids: Mapping[int, str]) -> set[int]:
    """Add the clips whose own row is lost and of which anything else is there."""
    rows = db.execute(
        """
        SELECT clip FROM handovers UNION SELECT clip FROM articles UNION SELECT clip FROM captures
        EXCEPT SELECT id FROM clips
        """
    )
    missing = {int(str(row[0])) for row in rows}
    here = {int(str(row[0])) for row in db.execute("SELECT id FROM clips")}
    missing |= {clip for table, clip in parts if table == "clips"} - here
    missing |= ids.keys() - here
    for clip in missing:
        part = parts.get(("clips", clip), {})
        article = db.execute("SELECT title, canonical_url FROM articles WHERE clip = ?", (clip,)).fetchone()
        given = db.execute("SELECT label, url FROM handovers WHERE clip = ?", (clip,)).fetchone()
        page = db.execute("SELECT captured_at, url FROM captures WHERE clip = ?", (clip,)).fetchone()
        uuid = part.get("uuid") or ids.get(clip) or str(uuid_utils.uuid7())
        url = part.get("url") or (given and given[1]) or (page and page[1]) or (article and article[1])
        title = part.get("title") or (article and article[0]) or (given and given[0]) or url or "Untitled"
        saved_at = part.get("saved_at") or (page and page[0]) or _time_of(str(uuid))
        db.execute(
            """
            INSERT OR IGNORE INTO clips (id, uuid, status, saved_at, title, title_key, url, trashed_at)
            VALUES (?, ?, 'ready', ?, ?, ?, ?, ?)
            """,
            (clip, str(uuid), saved_at, str(title), sort_key(str(title)), url, part.get("trashed_at")),
        )
    return missing


def _time_of(uuid: str) -> int:
    """Return the time in a UUIDv7 in microseconds: its first 48 bits are milliseconds."""
    return int(uuid.replace("-", "")[:12], 16) * 1000


def _add_handovers(db: apsw.Connection, parts: Parts) -> None:
    rows = db.execute(
        """
        SELECT c.id, c.title, c.url, (SELECT p.via FROM captures p WHERE p.clip = c.id) FROM clips c
        WHERE c.id NOT IN (SELECT clip FROM handovers)
        """
    ).fetchall()
    for clip, title, url, via in rows:
        part = parts.get(("handovers", int(str(clip))), {})
        db.execute(
            "INSERT INTO handovers (clip, label, via, url) VALUES (?, ?, ?, ?)",
            (clip, part.get("label") or title, part.get("via") or via or Via.TYPED, part.get("url") or url),
        )


def _judge(db: apsw.Connection) -> set[int]:
    """Let clips without an article be made again from their page; without a page too they have failed."""
    rows = db.execute(
        """
        SELECT c.id, EXISTS (SELECT 1 FROM captures p WHERE p.clip = c.id) FROM clips c
        WHERE c.status = 'ready' AND c.id NOT IN (SELECT clip FROM articles)
        """
    ).fetchall()
    for clip, has_page in rows:
        if has_page:
            db.execute("UPDATE clips SET status = 'pending' WHERE id = ?", (clip,))
        else:
            db.execute(
                "UPDATE clips SET status = 'failed', failure_code = ?, failure_message = ? WHERE id = ?",
                (DAMAGED_CODE, _LOST_PAGE, clip),
            )
    return {int(str(clip)) for clip, _ in rows}

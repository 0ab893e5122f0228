"""Everything that is asked of the library: lists of ids, summaries, whole clips, counts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clipper.errors import NoSuchClipError
from clipper.library.finding import WHERE, parsed
from clipper.library.highlight_rows import highlights_of
from clipper.library.rows import (
    ARTICLE,
    ASSET,
    CAPTURE,
    HANDOVER,
    SUMMARY,
    article_from_row,
    asset_from_row,
    capture_from_row,
    handover_from_row,
    storable,
    summary_from_row,
    unpacked_text,
)
from clipper.library.shown import edited_of
from clipper.library.snippets import around_matches, needles, occurs, snippet
from clipper.library.store import json_list, key_of
from clipper.library.view import Counts
from clipper.model import Clip, Position

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw

    from clipper.library.connections import Reader
    from clipper.library.snippets import Needle
    from clipper.model import Capture, ClipSummary

SUMMARIES_AT_ONCE = 200

_COUNTS = """
    SELECT count(*) FILTER (WHERE {all}),
           count(*) FILTER (WHERE c.trashed_at IS NULL AND c.status = 'pending'),
           count(*) FILTER (WHERE {failed}), count(*) FILTER (WHERE {trash}), count(*) FILTER (WHERE {inbox}),
           count(*) FILTER (WHERE {unread}), count(*) FILTER (WHERE {starred}),
           count(*) FILTER (WHERE {archive})
    FROM clips c INDEXED BY clips_by_state
    """.format_map({view.value: where for view, where in WHERE.items()})
_SELECT_SUMMARY = f"SELECT {SUMMARY} FROM clips c LEFT JOIN articles a ON a.clip = c.id"  # noqa: S608 (constants)
_SELECT_SUMMARIES = f"""
    SELECT {SUMMARY}, %s FROM json_each(?) AS asked
    JOIN clips c ON c.uuid = asked.value LEFT JOIN articles a ON a.clip = c.id
    ORDER BY asked.key
    """  # noqa: S608 (constants)


def summaries(reader: Reader, clip_ids: Sequence[str], query: str) -> list[ClipSummary]:
    """Return the summaries in the order asked, without those of unknown ids, with snippets for a query."""
    terms = needles(parsed(query).terms)
    extra = "h.url, h.path, a.body" if terms else "NULL"
    sql = _SELECT_SUMMARIES % extra
    if terms:
        sql = sql.replace("LEFT JOIN articles", "JOIN handovers h ON h.clip = c.id LEFT JOIN articles")
    found: list[ClipSummary] = []
    for start in range(0, len(clip_ids), SUMMARIES_AT_ONCE):
        chunk = clip_ids[start : start + SUMMARIES_AT_ONCE]
        for row in reader.db.execute(sql, (json_list(chunk),)):
            reader.check()
            found.append(_with_snippet(row, terms) if terms else summary_from_row(row[:-1]))
    return found


def _with_snippet(row: Sequence[Any], terms: tuple[Needle, ...]) -> ClipSummary:
    *columns, url, path, body = row
    summary = summary_from_row(columns)
    text = unpacked_text(body) if body else ""
    texts = [text, summary.excerpt or ""]
    shown = around_matches(texts, terms)
    if shown is None:
        if not (text and occurs(summary.title, terms)):
            # The list shows the title beside the snippet, but not all of the rest.
            texts += [
                " · ".join([*summary.authors, summary.site_name or ""]).strip(" ·"),
                summary.url or url or (path.decode("utf-8", "replace") if path else ""),
                summary.title,
            ]
        shown = snippet(texts, terms)
    return replace(summary, snippet=shown)


def summary(db: apsw.Connection, clip_id: str) -> ClipSummary:
    """Return the summary of one clip. Raises NoSuchClipError."""
    return summary_from_row(_row(db, f"{_SELECT_SUMMARY} WHERE c.id = ?", key_of(db, clip_id)))


def clip(db: apsw.Connection, clip_id: str) -> Clip:
    """Return the clip with all that belongs to it. Raises NoSuchClipError."""
    key = key_of(db, clip_id)
    given = _row(db, f"SELECT {CAPTURE} FROM captures WHERE clip = ? AND origin = 'handed over'", key)  # noqa: S608
    article = _row(db, f"SELECT {ARTICLE} FROM articles WHERE clip = ?", key)  # noqa: S608
    assets = db.execute(f"SELECT {ASSET} FROM assets WHERE clip = ? ORDER BY position", (key,))  # noqa: S608
    block, offset, note = _row(
        db, "SELECT position_block, position_offset, note FROM clips WHERE id = ?", key
    )
    return Clip(
        summary=summary(db, clip_id),
        handover=handover_from_row(
            _row(db, f"SELECT {HANDOVER} FROM handovers WHERE clip = ?", key),  # noqa: S608
            capture_from_row(given) if given else None,
        ),
        article=article_from_row(article) if article else None,
        assets=tuple(asset_from_row(row) for row in assets),
        position=Position(block, offset),
        note=note,
        highlights=tuple(highlights_of(db, key)),
        edits=edited_of(db, key).edits,
    )


def capture(db: apsw.Connection, clip_id: str) -> Capture | None:
    """Return the raw page: the one fetched, else the one handed over. Raises NoSuchClipError."""
    row = _row(
        db,
        f"SELECT {CAPTURE} FROM captures WHERE clip = ? ORDER BY origin = 'fetched' DESC LIMIT 1",  # noqa: S608
        key_of(db, clip_id),
    )
    return capture_from_row(row) if row else None


def _row(db: apsw.Connection, sql: str, key: int) -> Any:  # noqa: ANN401 (a row's columns are of any type)
    return db.execute(sql, (key,)).fetchone()


def counts(db: apsw.Connection) -> Counts:
    """Count the clips of each kind."""
    numbers: Any = db.execute(_COUNTS).fetchone()
    return Counts(*numbers)


def resolve(db: apsw.Connection, text: str) -> str:
    """Return the full id that is `text`, or begins or ends with it (at least 4 characters).

    Raises NoSuchClipError when there is none, or more than one.
    """
    part = text.strip().lower()
    found: list[str] = []
    if re.fullmatch(r"[0-9a-f-]{4,36}", part):
        found = [
            str(row[0])
            for row in db.execute(
                """
                SELECT uuid FROM clips
                WHERE uuid >= ?1 AND uuid < ?1 || 'g' OR substr(uuid, ?2) = ?1 LIMIT 2
                """,
                (part, -len(part)),
            )
        ]
    if len(found) == 1:
        return found[0]
    if found:
        raise NoSuchClipError(f"More than one clip has an id with {part}. Give more of it.")
    if len(part) < 4:
        raise NoSuchClipError(
            f"“{storable(text)}” is too short. Give at least 4 characters of the clip's id."
        )
    raise NoSuchClipError(f"There is no clip {storable(text)} in the library.")

"""Everything that changes clips. Each function works inside the transaction of the connection it is given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from clipper.errors import NoSuchClipError
from clipper.library.comparing import note_text
from clipper.library.fold import sort_key
from clipper.library.index import entry_of, index_clip, note_of_article, write_entries
from clipper.library.known_addresses import note_addresses
from clipper.library.rows import (
    ARTICLE,
    ASSET,
    CAPTURE,
    HANDOVER,
    row_from_asset,
    row_from_handover,
    storable,
)
from clipper.library.shown_highlights import anchor_again

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    import apsw

    from clipper.model import Article, Asset, Failure, Handover

SMALL_PICTURE = 120
"""Pixels; a picture known to be smaller stands for an article in the list only if the page says so."""


def key_of(db: apsw.Connection, clip_id: str) -> int:
    """Return the database key of the clip. Raises NoSuchClipError."""
    row = db.execute("SELECT id FROM clips WHERE uuid = ?", (storable(clip_id),)).fetchone()
    if row is None:
        raise NoSuchClipError(f"There is no clip {storable(clip_id)} in the library.")
    return int(row[0])


def add(
    db: apsw.Connection, clip_id: str, handover: Handover, capture_row: tuple[Any, ...] | None, now: int
) -> None:
    """Add a pending clip. `capture_row` is the hand-over's capture, already compressed."""
    capture = handover.capture
    title = storable(handover.label)
    url = storable(handover.url or (capture.url if capture else None))
    db.execute(
        "INSERT INTO clips (uuid, status, saved_at, title, title_key, url) VALUES (?, 'pending', ?, ?, ?, ?)",
        (clip_id, now, title, sort_key(title), url),
    )
    clip = db.last_insert_rowid()
    _insert(db, "handovers", f"clip, {HANDOVER}", (clip, *row_from_handover(handover)))
    if capture_row is not None:
        _insert(db, "captures", f"clip, origin, {CAPTURE}", (clip, "handed over", *capture_row))
    note_addresses(db, clip)
    index_clip(db, clip)


def keep_capture(db: apsw.Connection, clip_id: str, row: tuple[Any, ...], url: str | None) -> None:
    """Keep the raw page of the clip, in place of one fetched before; one that was handed over stays."""
    clip = key_of(db, clip_id)
    given = db.execute(
        f"SELECT {CAPTURE} FROM captures WHERE clip = ? AND origin = 'handed over'",  # noqa: S608 (constants)
        (clip,),
    ).fetchone()
    if given != row:
        _insert(db, "captures", f"clip, origin, {CAPTURE}", (clip, "fetched", *row))
    note_address(db, clip, url)


def note_address(db: apsw.Connection, clip: int, url: str | None) -> None:
    """Give a clip that has no address the one of its page, and take note of it."""
    db.execute("UPDATE clips SET url = ? WHERE id = ? AND url IS NULL", (storable(url), clip))
    if url and db.changes():
        index_clip(db, clip)
    note_addresses(db, clip)


def fill(
    db: apsw.Connection,
    clip_id: str,
    article: Article,
    article_row: tuple[Any, ...],
    assets: Sequence[Asset],
) -> None:
    """Make the clip ready: article, pictures and index entry, in place of those it had."""
    clip = key_of(db, clip_id)
    _insert(db, "articles", f"clip, {ARTICLE}", (clip, *article_row))
    db.execute("DELETE FROM assets WHERE clip = ?", (clip,))
    for position, asset in enumerate(assets):
        _insert(db, "assets", f"clip, position, {ASSET}", (clip, position, *row_from_asset(asset)))
    label = db.execute("SELECT label FROM handovers WHERE clip = ?", (clip,)).get
    title = storable(article.title).strip() or label
    db.execute(
        """
        UPDATE clips SET status = 'ready', title = ?, title_key = ?, lead_asset = ?,
                         failure_code = NULL, failure_message = NULL
        WHERE id = ?
        """,
        (title, sort_key(title), lead_asset(article, assets), clip),
    )
    db.execute("DELETE FROM claims WHERE clip = ?", (clip,))
    note_addresses(db, clip)
    note_text(db, clip)
    note_of_article(db, clip, article.html)
    anchor_again(db, clip, article.text)
    write_entries(db, [(clip, entry_of(db, clip, storable(article.text)))])


def lead_asset(article: Article, assets: Sequence[Asset]) -> str | None:
    """Return the name of the picture for the list: the page's own choice, else the first large one."""
    kept = [asset for asset in assets if asset.name is not None]
    for asset in kept:
        if asset.source == article.lead_image:
            return asset.name
    for asset in kept:
        if min(asset.width or SMALL_PICTURE, asset.height or SMALL_PICTURE) >= SMALL_PICTURE:
            return asset.name
    return None


def fail(db: apsw.Connection, clip_id: str, failure: Failure) -> None:
    """Note why the clip could not be made; it stays until a person tries again or throws it away."""
    clip = key_of(db, clip_id)
    db.execute(
        "UPDATE clips SET status = 'failed', failure_code = ?, failure_message = ? WHERE id = ?",
        (storable(failure.code), storable(failure.message), clip),
    )
    db.execute("DELETE FROM claims WHERE clip = ?", (clip,))


def note_fetch(db: apsw.Connection, clip: int, failure_code: str | None) -> None:
    """Note how the last fetch for a clip that is ready ended: with the code of what went wrong, or well."""
    db.execute("UPDATE clips SET fetch_failure = ? WHERE id = ?", (storable(failure_code), clip))


def retry(db: apsw.Connection, clip_ids: Sequence[str]) -> None:
    """Make failed clips pending again; others are left as they are."""
    db.execute(
        """
        UPDATE clips SET status = 'pending', failure_code = NULL, failure_message = NULL
        WHERE status = 'failed' AND uuid IN (SELECT value FROM json_each(?))
        """,
        (json_list(clip_ids),),
    )


def pictures_of(db: apsw.Connection, clip_ids: Sequence[str]) -> set[str]:
    """Return the names of the pictures that the clips have."""
    rows = db.execute(
        """
        SELECT DISTINCT name FROM named_assets WHERE clip IN
            (SELECT id FROM clips WHERE uuid IN (SELECT value FROM json_each(?)))
        """,
        (json_list(clip_ids),),
    )
    return {str(row[0]) for row in rows}


def unnamed(db: apsw.Connection, names: set[str]) -> set[str]:
    """Return those of the pictures that no clip names, in no version."""
    rows = db.execute(
        "SELECT value FROM json_each(?) n WHERE NOT EXISTS (SELECT 1 FROM named_assets WHERE name = n.value)",
        (json_list(sorted(names)),),
    )
    return {str(row[0]) for row in rows}


def json_list(texts: Sequence[str]) -> str:
    """Return the texts as JSON, to be bound where SQL has a list of them."""
    return json.dumps(list(texts))


def _insert(db: apsw.Connection, table: str, columns: str, values: Sequence[Any]) -> None:
    marks = ", ".join("?" * len(values))
    db.execute(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 (constants)

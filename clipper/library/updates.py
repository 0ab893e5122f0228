"""A page that is handed over again and is to become a new version of its clip.

It is a clip of its own while it is fetched and cleaned, on disk and with its reason if that fails, so that it
is no more lost than any other; what comes of it goes into the clip that it updates.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.library import store
from clipper.library.arrivals import arrive
from clipper.library.index import unindex_clip
from clipper.library.rows import CAPTURE

if TYPE_CHECKING:
    import apsw

    from clipper.library.arrivals import Arrival

_HTTP_STATUS, _URL = 7, 4


def begin(db: apsw.Connection, clip_id: str, updated: str) -> None:
    """Note that the pending clip is to become a version of another. Raises NoSuchClipError."""
    clip = store.key_of(db, clip_id)
    db.execute("INSERT INTO updates (clip, updated) VALUES (?, ?)", (clip, store.key_of(db, updated)))
    db.execute("DELETE FROM doubles WHERE clip = ?1 OR other = ?1", (clip,))


def updated_by(db: apsw.Connection, clip_id: str) -> str | None:
    """Return the id of the clip that this one updates, if it does. Raises NoSuchClipError."""
    row = db.execute(
        "SELECT c.uuid FROM updates u JOIN clips c ON c.id = u.updated WHERE u.clip = ?",
        (store.key_of(db, clip_id),),
    ).fetchone()
    return None if row is None else str(row[0])


def take_in(db: apsw.Connection, clip_id: str, updated: str, new: Arrival) -> str | None:
    """Make what came of the clip a version of the one it updates; the clip itself is gone then.

    Return in a sentence why the version is kept back, None where it is shown.
    """
    clip, key = store.key_of(db, clip_id), store.key_of(db, updated)
    page = db.execute(
        f"SELECT {CAPTURE} FROM captures WHERE clip = ? ORDER BY origin = 'fetched' DESC LIMIT 1",  # noqa: S608
        (clip,),
    ).fetchone()
    unindex_clip(db, clip)
    db.execute("DELETE FROM clips WHERE id = ?", (clip,))
    if page is not None and db.execute("SELECT 1 FROM articles WHERE clip = ?", (key,)).fetchone():
        new = replace(new, cause="fetched", page=page, page_url=page[_URL], http_status=page[_HTTP_STATUS])
    elif page is not None:
        store.keep_capture(db, updated, page, page[_URL])
    kept_back = arrive(db, updated, new)
    store.note_fetch(db, key, None)
    return kept_back

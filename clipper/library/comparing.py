"""Which clips have the same text: each clip's text is compared, some time after it came, with all before it.

`fill` only notes that a text is to be compared. `compare_some` then keeps the text's bands (likeness.py) in a
full-text index without contents, which grows by appending, finds the clips that share the most bands, and
reads only these.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from clipper.library.addresses import site_of_address
from clipper.library.rows import unpacked_body

if TYPE_CHECKING:
    from collections.abc import Iterable

    import apsw

    from clipper.library.likeness import Text

READ_AT_MOST = 8
"""Texts read for one clip, those that share the most bands."""
_SHARING_AT_MOST = 64
"""Clips looked up for one band, the newest: a band of a site's own form may be in thousands."""


def note_text(db: apsw.Connection, clip: int) -> None:
    """Note, in the transaction that changes a clip's text, that it is to be compared."""
    db.execute("INSERT OR IGNORE INTO uncompared (clip) VALUES (?)", (clip,))


def note_all_texts(db: apsw.Connection) -> None:
    """Note that all texts are to be compared anew."""
    db.execute("INSERT INTO likeness (likeness) VALUES ('delete-all')")
    db.execute("INSERT OR IGNORE INTO uncompared (clip) SELECT clip FROM articles")


def is_anything_left(db: apsw.Connection) -> bool:
    """Whether texts wait to be compared."""
    return db.execute("SELECT 1 FROM uncompared LIMIT 1").fetchone() is not None


def compare_some(db: apsw.Connection, limit: int) -> set[str]:
    """Compare texts that wait for it, the newest first. Return the ids of clips whose doubles changed."""
    from clipper.library import likeness  # what it loads is not needed to open a library

    _check_version(db, likeness.VERSION)
    changed: set[int] = set()
    waiting = [
        int(row[0]) for row in db.execute("SELECT clip FROM uncompared ORDER BY clip DESC LIMIT ?", (limit,))
    ]
    for clip in waiting:
        db.execute("DELETE FROM uncompared WHERE clip = ?", (clip,))
        changed |= _forget(db, clip) ^ _compare(db, clip)
    return set(_ids(db, changed))


def _check_version(db: apsw.Connection, version: str) -> None:
    """Begin anew where the bands that are kept were made in another way."""
    kept = db.execute("SELECT value FROM about WHERE name = 'likeness'").get
    if kept != version:
        if kept is not None:
            note_all_texts(db)
        db.execute("INSERT OR REPLACE INTO about (name, value) VALUES ('likeness', ?)", (version,))


def _forget(db: apsw.Connection, clip: int) -> set[int]:
    """Take back what was found of the clip's text before. Return the clips it was a double of, and itself."""
    db.execute("DELETE FROM likeness WHERE rowid = ?", (clip,))
    rows = db.execute(
        """
        DELETE FROM doubles WHERE (clip = ?1 OR other = ?1) AND why = 'text' AND dismissed = 0
        RETURNING clip, other
        """,
        (clip,),
    )
    return {int(key) for row in rows for key in row}


def _compare(db: apsw.Connection, clip: int) -> set[int]:
    from clipper.library.likeness import bands, likeness

    text, site = _read(db, clip)
    own = bands(text) if text else []
    if text is None or not own:
        return set()
    found: set[int] = set()
    for other in _alike(db, own):
        candidate, its_site = _read(db, other)
        if candidate is None:
            continue
        share = likeness(text, candidate, one_site=site is not None and site == its_site)
        if share:
            pair = min(clip, other), max(clip, other)
            db.execute(
                """
                INSERT INTO doubles (clip, other, why, likeness) VALUES (?, ?, 'text', ?)
                ON CONFLICT DO UPDATE SET likeness = excluded.likeness WHERE why = 'text'
                """,
                (*pair, share),
            )
            found |= set(pair)
    db.execute("INSERT INTO likeness (rowid, bands) VALUES (?, ?)", (clip, " ".join(own)))
    return found


def _alike(db: apsw.Connection, own: Iterable[str]) -> list[int]:
    """Return the clips that share the most bands, at most READ_AT_MOST."""
    shared: Counter[int] = Counter()
    for band in own:
        rows = db.execute(
            "SELECT rowid FROM likeness WHERE likeness MATCH ? ORDER BY rowid DESC LIMIT ?",
            (f'"{band}"', _SHARING_AT_MOST),
        )
        shared.update(int(row[0]) for row in rows)
    best = sorted(shared, key=lambda clip: (-shared[clip], -clip))
    return best[:READ_AT_MOST]


def _read(db: apsw.Connection, clip: int) -> tuple[Text | None, str | None]:
    """Return the words of a clip and the site it is from."""
    from clipper.library.likeness import read

    row = db.execute(
        "SELECT a.body, c.url FROM articles a JOIN clips c ON c.id = a.clip WHERE a.clip = ?", (clip,)
    ).fetchone()
    if row is None:
        return None, None
    body, url = row
    return read(unpacked_body(body)[1]), site_of_address(url)


def _ids(db: apsw.Connection, clips: Iterable[int]) -> list[str]:
    return [str(db.execute("SELECT uuid FROM clips WHERE id = ?", (clip,)).get) for clip in clips]

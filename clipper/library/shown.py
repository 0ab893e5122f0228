"""What a clip shows: the version that was found, overlaid by the person's edits; and the others as patches.

The table `articles` always holds the article that is shown. Every other version is a difference to it, so
they are all read, and written anew, when it changes: `history` and `put`. Both work in one transaction.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clipper.library import store
from clipper.library.overlay import Edited, EditedText, overlaid
from clipper.library.patches import State, pack, settled, unpack
from clipper.library.rows import ARTICLE, ASSET, article_from_row, asset_from_row, row_from_article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    import apsw

SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Kept:
    """A version of a clip. `page` is the number of the first version that was made of the same raw page."""

    number: int
    made_at: int
    cause: str
    state: State
    page: int = 1
    kept_back: str | None = None


def state_of(db: apsw.Connection, key: int) -> State | None:
    """Return what the clip shows, None while there is no article."""
    row = db.execute(f"SELECT {ARTICLE} FROM articles WHERE clip = ?", (key,)).fetchone()  # noqa: S608 (constants)
    if row is None:
        return None
    assets = db.execute(f"SELECT {ASSET} FROM assets WHERE clip = ? ORDER BY position", (key,))  # noqa: S608
    return State(article_from_row(row), tuple(asset_from_row(asset) for asset in assets))


def edited_of(db: apsw.Connection, key: int) -> Edited:
    """Return what a person wrote in place of what was found."""
    row = db.execute(
        "SELECT title, authors, published, text, version FROM edits WHERE clip = ?", (key,)
    ).fetchone()
    if row is None:
        return Edited()
    title, authors, published, text, version = row
    return Edited(
        title=title,
        authors=None if authors is None else tuple(json.loads(authors)),
        published=published,
        text=None if text is None else EditedText.from_json(text),
        version=version,
    )


def history(db: apsw.Connection, key: int) -> list[Kept]:
    """Return the versions of the clip, oldest first; none while it has no article."""
    shown = state_of(db, key)
    if shown is None:
        return []
    rows = db.execute(
        "SELECT number, made_at, cause, body, page, kept_back FROM versions WHERE clip = ? ORDER BY number",
        (key,),
    ).fetchall()
    if not rows:
        saved_at = db.execute("SELECT saved_at FROM clips WHERE id = ?", (key,)).get
        return [Kept(1, saved_at, SAVED, shown)]
    return [_kept(row, shown) for row in rows]


def _kept(row: Sequence[Any], shown: State) -> Kept:
    number, made_at, cause, body, page, kept_back = row
    state = shown if body is None else unpack(body, shown.article)
    return Kept(number, made_at, cause, state, page, kept_back)


def found_in(versions: Sequence[Kept], edited: Edited) -> Kept:
    """Return the version that edits are laid over: the one a person chose, else the newest not kept back."""
    for version in versions:
        if version.number == edited.version:
            return version
    good = [version for version in versions if version.kept_back is None]
    return good[-1] if good else versions[0]


def put(db: apsw.Connection, key: int, versions: Sequence[Kept], edited: Edited) -> None:
    """Show what follows from the versions and the edits, and keep the versions beside it."""
    before = state_of(db, key)
    pictures = [asset for version in versions for asset in version.state.assets]
    shown = overlaid(
        found_in(versions, edited).state, edited, [*(before.assets if before else ()), *pictures]
    )
    shown = replace(shown, article=settled(shown.article))
    if shown != before:
        uuid = db.execute("SELECT uuid FROM clips WHERE id = ?", (key,)).get
        store.fill(db, uuid, shown.article, row_from_article(shown.article), shown.assets)
        shown = state_of(db, key) or shown
    db.execute("DELETE FROM versions WHERE clip = ?", (key,))
    if len(versions) > 1 or edited != Edited():
        db.executemany(
            """
            INSERT INTO versions (clip, number, made_at, cause, kept_back, title, word_count, page, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [(key, *_row(version, shown)) for version in versions],
        )
    _name_pictures(db, key, versions, shown)


def _row(version: Kept, shown: State) -> tuple[object, ...]:
    article = settled(version.state.article)
    body = None if replace(version.state, article=article) == shown else pack(version.state, shown.article)
    return (
        version.number,
        version.made_at,
        version.cause,
        version.kept_back,
        article.title,
        article.word_count,
        version.page,
        body,
    )


def _name_pictures(db: apsw.Connection, key: int, versions: Sequence[Kept], shown: State) -> None:
    """Note which pictures only other versions show, so that nobody sweeps them."""
    names = {asset.name for version in versions for asset in version.state.assets if asset.name}
    names -= {asset.name for asset in shown.assets}
    db.execute("DELETE FROM version_assets WHERE clip = ?", (key,))
    db.executemany(
        "INSERT INTO version_assets (clip, name) VALUES (?, ?)", [(key, name) for name in sorted(names)]
    )

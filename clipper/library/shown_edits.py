"""What a person wrote in place of what was found, as the tables show it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clipper.library import older_pages
from clipper.library.fold import sort_key
from clipper.library.overlay import Edited, EditedText
from clipper.library.shown import edited_of, found_in, history, put

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw


def edited(field: str, db: apsw.Connection, rows: Sequence[tuple[str, Any]]) -> None:
    """Set one of `title`, `authors`, `published`, `text`, `version`; None brings back what was found."""
    for clip_id, value in rows:
        found = db.execute("SELECT id FROM clips WHERE uuid = ?", (clip_id,)).fetchone()
        if found is not None:
            _edit(db, int(found[0]), field, value)


def _edit(db: apsw.Connection, key: int, field: str, value: Any) -> None:  # noqa: ANN401 (any field's)
    versions, before = history(db, key), edited_of(db, key)
    after = _with(before, field, value)
    _keep(db, key, after)
    if versions:
        put(db, key, versions, after)
        page = found_in(versions, after).page
        if page != found_in(versions, before).page:
            older_pages.bring_back(db, key, page)
    elif field == "title":
        label = db.execute("SELECT label FROM handovers WHERE clip = ?", (key,)).get
        title = after.title or label
        db.execute("UPDATE clips SET title = ?, title_key = ? WHERE id = ?", (title, sort_key(title), key))


def _with(edits: Edited, field: str, value: Any) -> Edited:  # noqa: ANN401
    if value is None:
        nothing: dict[str, Any] = {field: None}
        return replace(edits, **nothing)
    if field == "authors":
        return replace(edits, authors=tuple(map(str, value)))
    if field == "text":
        return replace(edits, text=EditedText.from_json(value))
    if field == "version":
        return replace(edits, version=int(value))
    if field == "title":
        return replace(edits, title=str(value))
    return replace(edits, published=str(value))


def _keep(db: apsw.Connection, key: int, edits: Edited) -> None:
    db.execute("DELETE FROM edits WHERE clip = ?", (key,))
    if edits == Edited():
        return
    authors = None if edits.authors is None else json.dumps(edits.authors, ensure_ascii=False)
    text = None if edits.text is None else edits.text.as_json()
    db.execute(
        "INSERT INTO edits (clip, title, authors, published, text, version) VALUES (?, ?, ?, ?, ?, ?)",
        (key, edits.title, authors, edits.published, text, edits.version),
    )

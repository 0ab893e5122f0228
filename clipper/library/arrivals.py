"""What comes of fetching or cleaning a page: a clip's first article, a new version, or one kept back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clipper.library import older_pages, store
from clipper.library.overlay import Edited
from clipper.library.patches import State, settled
from clipper.library.rows import storable
from clipper.library.shown import SAVED, Kept, edited_of, found_in, history, put
from clipper.library.thinning import MOST, superfluous
from clipper.library.worse import Made, why_worse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    import apsw

    from clipper.model import Article, Asset

CHOSEN = "You chose to see an earlier version."


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that came, with its pictures and the row it will be kept in.

    `cause` says what was done ("cleaned", "fetched"); `cleaner` is the version of the cleaner; `page` the raw
    page as a row and `page_url` its address, where it was fetched anew; `chosen` is true where a person
    wanted it cleaned in another way.
    """

    article: Article
    row: tuple[Any, ...]
    assets: Sequence[Asset]
    cause: str = "cleaned"
    made_at: int = 0
    cleaner: int = 0
    page: tuple[Any, ...] | None = None
    page_url: str | None = None
    http_status: int | None = None
    chosen: bool = False


def arrive(db: apsw.Connection, clip_id: str, new: Arrival) -> str | None:
    """Take in what came. Return in a sentence why it is kept back, None where it is shown.

    A version that reads the same as the one there takes its place without a new number, and the raw page that
    it came of is not needed. Else the page goes with its version: that of a version which is kept back is set
    aside, and the good page stays the clip's own.
    Raises NoSuchClipError.
    """
    key = store.key_of(db, clip_id)
    if new.cleaner:
        db.execute("UPDATE clips SET cleaned_by = ? WHERE id = ?", (new.cleaner, key))
    db.execute("DELETE FROM again WHERE clip = ?", (key,))
    db.execute("DELETE FROM claims WHERE clip = ?", (key,))
    if new.page is not None:
        store.note_fetch(db, key, None)
    edited, versions = edited_of(db, key), history(db, key)
    if not versions:
        _first(db, key, clip_id, new, edited)
        return None
    state = State(settled(new.article), tuple(new.assets))
    found = found_in(versions, edited)
    if _reads_the_same(found.state, state):
        refreshed = replace(found, state=state)
        put(db, key, [refreshed if one.number == found.number else one for one in versions], edited)
        older_pages.thin(db, key, {one.page for one in versions})
        return None
    reason = _why_kept_back(found, state, new, edited)
    number = versions[-1].number + 1
    page = found.page if new.page is None else number
    version = Kept(number, new.made_at, new.cause, state, page, reason)
    if reason is not None and _came_before(versions, state):
        older_pages.thin(db, key, {one.page for one in versions})
        return reason
    if new.page is not None:
        if reason is None:
            older_pages.put_in_place(db, key, page, new.page)
            store.note_address(db, key, new.page_url)
        else:
            older_pages.keep_aside(db, key, page, new.page)
    versions = _thinned([*versions, version], edited)
    put(db, key, versions, edited)
    older_pages.thin(db, key, {one.page for one in versions})
    return reason


def _first(db: apsw.Connection, key: int, clip_id: str, new: Arrival, edited: Edited) -> None:
    """The first article of a clip; a person may have given it a title before."""
    if edited == Edited():
        store.fill(db, clip_id, new.article, new.row, new.assets)
        return
    state = State(settled(new.article), tuple(new.assets))
    put(db, key, [Kept(1, new.made_at, SAVED, state)], edited)


def _reads_the_same(old: State, new: State) -> bool:
    """Whether a reader sees no difference; pictures that were missing may have come."""
    one, other = old.article, new.article
    lost = {asset.name for asset in old.assets if asset.name} - {asset.name for asset in new.assets}
    return not lost and (
        one.html,
        one.title,
        one.authors,
        one.published,
        one.site_name,
        one.lead_image,
    ) == (other.html, other.title, other.authors, other.published, other.site_name, other.lead_image)


def _why_kept_back(found: Kept, state: State, new: Arrival, edited: Edited) -> str | None:
    reason = why_worse(
        Made(found.state.article, _pictures(found.state)),
        Made(state.article, _pictures(state), new.http_status),
        chosen=new.chosen,
    )
    if reason is None and edited.version is not None and not new.chosen:
        return CHOSEN
    return storable(reason)


def _pictures(state: State) -> int:
    return sum(asset.name is not None for asset in state.assets)


def _came_before(versions: Sequence[Kept], state: State) -> bool:
    """Whether the same was kept back before: a wall that is met every time is kept once."""
    return any(one.kept_back and one.state.article.html == state.article.html for one in versions)


def _thinned(versions: list[Kept], edited: Edited) -> list[Kept]:
    needed = {found_in(versions, edited).number}
    gone = superfluous([(one.number, one.made_at) for one in versions], needed, MOST)
    return [one for one in versions if one.number not in gone]

"""Many finished clips at once: what an import brings, or a copy of another library.

All that can be made ready beforehand is made before the transaction begins, so that it is short, and what
several clips share (the words that are new, the merging of the index) is done once for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import uuid_utils

from clipper.library.comparing import note_text
from clipper.library.fold import sort_key
from clipper.library.index import entry_of_article, facts_of, write_entries
from clipper.library.known_addresses import note_addresses
from clipper.library.rows import (
    ARTICLE,
    ASSET,
    CAPTURE,
    HANDOVER,
    row_from_article,
    row_from_asset,
    row_from_capture,
    row_from_handover,
    storable,
)
from clipper.library.store import lead_asset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    import apsw

    from clipper.library.index import Entry
    from clipper.model import Article, Asset, Handover

T = TypeVar("T")

AT_ONCE = 200
"""Clips in one transaction: another program waits a second at most."""

_CLIP = """
    uuid, status, saved_at, title, title_key, url, lead_asset,
    language, published, word_count, site, has_image, has_code, has_math
    """


@dataclass(frozen=True, slots=True)
class Prepared:
    """A clip as rows: of `clips`, but for the time; of `handovers`, `articles`, `captures` and `assets`."""

    uuid: str
    clip: tuple[Any, ...]
    handover: tuple[Any, ...]
    article: tuple[Any, ...]
    capture: tuple[Any, ...] | None
    assets: tuple[tuple[Any, ...], ...]
    entry: Entry


def batches(clips: Iterable[T]) -> Iterator[list[T]]:
    """Yield the clips in lists of `AT_ONCE`."""
    rest = iter(clips)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def prepared(handover: Handover, article: Article, assets: Sequence[Asset]) -> Prepared:
    """Return the rows and the index entry of a clip that is ready."""
    capture = handover.capture
    title = storable(article.title).strip() or storable(handover.label)
    url = storable(handover.url or (capture.url if capture else None))
    return Prepared(
        uuid=str(uuid_utils.uuid7()),
        clip=(title, sort_key(title), url, lead_asset(article, assets), *facts_of(article, url)),
        handover=row_from_handover(handover),
        article=row_from_article(article),
        capture=row_from_capture(capture) if capture else None,
        assets=tuple(map(row_from_asset, assets)),
        entry=entry_of_article(handover, article, title, url),
    )


def add_ready(db: apsw.Connection, clips: Sequence[Prepared], now: int) -> None:
    """Add the clips, in the transaction of the connection."""
    entries: list[tuple[int, Entry]] = []
    for clip in clips:
        title, title_key, url, picture, *facts = clip.clip
        _insert(db, "clips", _CLIP, (clip.uuid, "ready", now, title, title_key, url, picture, *facts))
        key = db.last_insert_rowid()
        _insert(db, "handovers", f"clip, {HANDOVER}", (key, *clip.handover))
        _insert(db, "articles", f"clip, {ARTICLE}", (key, *clip.article))
        if clip.capture is not None:
            _insert(db, "captures", f"clip, origin, {CAPTURE}", (key, "handed over", *clip.capture))
        for position, asset in enumerate(clip.assets):
            _insert(db, "assets", f"clip, position, {ASSET}", (key, position, *asset))
        note_addresses(db, key)
        note_text(db, key)
        entries.append((key, clip.entry))
    write_entries(db, entries)


def _insert(db: apsw.Connection, table: str, columns: str, values: Sequence[Any]) -> None:
    marks = ", ".join("?" * len(values))
    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 (constants)

"""A version of a clip's article as a small difference to the article that is shown.

It is compressed with zstandard, with what is shown as the dictionary: what both have in common costs a few
bytes a stretch, so that the version before a better cleaning is a fraction of a copy.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import zstandard

from clipper.errors import LibraryError
from clipper.library.rows import asset_from_row, row_from_asset, storable
from clipper.model import Article, Removal

if TYPE_CHECKING:
    from clipper.model import Asset

LEVEL = 12

_END = b"\0"

_FIELDS = (
    "title",
    "word_count",
    "kind",
    "published",
    "site_name",
    "language",
    "excerpt",
    "lead_image",
    "canonical_url",
    "page_word_count",
)
_MOST_WINDOW = 27
_LEAST_WINDOW = 10


@dataclass(frozen=True, slots=True)
class State:
    """An article with its pictures, as a clip shows or showed it."""

    article: Article
    assets: tuple[Asset, ...] = ()


def pack(state: State, shown: Article) -> bytes:
    """Return the state as its difference to what is shown."""
    assets = json.dumps([row_from_asset(asset) for asset in state.assets]).encode()
    data, base = _whole(state.article) + _END + assets, _whole(shown)
    room = (len(base) + len(data)).bit_length()
    parameters = zstandard.ZstdCompressionParameters.from_level(
        LEVEL,
        source_size=len(data),
        dict_size=len(base),
        window_log=min(max(room, _LEAST_WINDOW), _MOST_WINDOW),
        write_checksum=True,
    )
    return zstandard.ZstdCompressor(dict_data=_dictionary(base), compression_params=parameters).compress(data)


def unpack(body: bytes, shown: Article) -> State:
    """Return the state that `pack` wrote against the same shown article. Raises LibraryError if damaged."""
    try:
        data = zstandard.ZstdDecompressor(
            dict_data=_dictionary(_whole(shown)), max_window_size=1 << _MOST_WINDOW
        ).decompress(body)
        html, text, removed, facts_json, assets = data.decode().split("\0")
        facts = json.loads(facts_json)
    except (zstandard.ZstdError, ValueError) as error:
        raise LibraryError(
            "This version of the clip is damaged in the library and cannot be read."
        ) from error
    article = Article(
        html=html,
        text=text,
        removed=tuple(Removal(reason, said, tuple(blocks)) for reason, said, blocks in json.loads(removed)),
        authors=tuple(facts.pop("authors")),
        warnings=tuple(facts.pop("warnings")),
        **facts,
    )
    return State(article, tuple(asset_from_row(row) for row in json.loads(assets)))


def settled(article: Article) -> Article:
    """The article as it comes back from the library: without what no database holds."""
    return replace(
        article,
        html=storable(article.html),
        text=storable(article.text),
        title=storable(article.title),
        kind=storable(article.kind),
        authors=tuple(storable(author) for author in article.authors),
        published=storable(article.published),
        site_name=storable(article.site_name),
        language=storable(article.language),
        excerpt=storable(article.excerpt),
        lead_image=storable(article.lead_image),
        canonical_url=storable(article.canonical_url),
        warnings=tuple(storable(warning) for warning in article.warnings),
        removed=tuple(
            Removal(storable(part.reason), storable(part.text), part.blocks) for part in article.removed
        ),
    )


def _whole(article: Article) -> bytes:
    """The article as bytes, its parts between zero bytes, which none of them holds."""
    removed = [(part.reason, part.text, part.blocks) for part in article.removed]
    facts = {name: getattr(article, name) for name in (*_FIELDS, "authors", "warnings")}
    parts = (article.html, article.text, json.dumps(removed, ensure_ascii=False), json.dumps(facts))
    return _END.join(storable(part).encode() for part in parts)


def _dictionary(base: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)

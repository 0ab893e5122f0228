"""The project's values as what a database row can hold, and back."""

from __future__ import annotations

import json
import re
import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, overload

import zstandard

from clipper.model import (
    Article,
    Asset,
    Capture,
    ClipSummary,
    Content,
    Failure,
    Handover,
    HttpFacts,
    Removal,
    Status,
    Via,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LEVEL = 6
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

SUMMARY = """
    c.uuid, c.status, c.title, c.saved_at, c.url, c.lead_asset, c.read, c.trashed_at,
    c.failure_code, c.failure_message,
    a.site_name, a.authors, a.published, a.excerpt, a.word_count, a.canonical_url,
    (SELECT via FROM handovers WHERE clip = c.id), c.starred, c.archived_at, c.language,
    (SELECT json_group_array(t.path ORDER BY t.key) FROM clip_tags JOIN tags t ON t.id = tag
     WHERE clip = c.id)
    """
HANDOVER = "label, via, url, path, title_hint"
CAPTURE = """
    content, encoding, via, captured_at, url, title_hint, selection,
    http_status, http_content_type, http_final_url, http_fetched_at, data
    """
ARTICLE = """
    title, kind, authors, published, site_name, language, excerpt, lead_image, canonical_url,
    word_count, page_word_count, warnings, removed, body
    """
ASSET = "source, name, media_type, width, height, size, failure"


@overload
def storable(text: str) -> str: ...
@overload
def storable(text: None) -> None: ...
def storable(text: str | None) -> str | None:
    """Replace by U+FFFD what SQLite and UTF-8 cannot hold: NUL and lone halves of surrogate pairs."""
    return None if text is None else _UNSTORABLE.sub("\ufffd", text)


def packed_body(html: str, text: str) -> bytes:
    """Return an article's clean HTML and its text, compressed together, with a checksum."""
    whole = f"{storable(html)}\0{storable(text)}".encode()
    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(whole)


def unpacked_body(body: bytes) -> tuple[str, str]:
    """Return the HTML and the text that `packed_body` compressed. Raises zstandard.ZstdError."""
    html, _, text = zstandard.ZstdDecompressor().decompress(body).decode().partition("\0")
    return html, text


def unpacked_text(body: bytes) -> str:
    """Return only the text that `packed_body` compressed. Raises zstandard.ZstdError."""
    whole = zstandard.ZstdDecompressor().decompress(body)
    return whole[whole.index(0) + 1 :].decode()


def microseconds(moment: datetime) -> int:
    """Return the moment as microseconds since 1970 in UTC."""
    return (moment.astimezone(UTC) - _EPOCH) // _MICROSECOND


@overload
def moment(value: int) -> datetime: ...
@overload
def moment(value: None) -> None: ...
def moment(value: int | None) -> datetime | None:
    """Return the moment that is `value` microseconds after 1970 in UTC."""
    return None if value is None else _EPOCH + value * _MICROSECOND


def _json(value: Sequence[object]) -> str:
    return json.dumps(value, ensure_ascii=False)


def row_from_handover(handover: Handover) -> tuple[Any, ...]:
    """Return the values of the columns `HANDOVER`. The path is kept byte for byte, whatever its name."""
    path = None if handover.path is None else handover.path.encode("utf-8", "surrogatepass")
    return (
        storable(handover.label),
        handover.via,
        storable(handover.url),
        path,
        storable(handover.title_hint),
    )


def handover_from_row(row: Sequence[Any], capture: Capture | None) -> Handover:
    """Make the hand-over of the columns `HANDOVER`."""
    label, via, url, path, title_hint = row
    return Handover(
        label=label,
        via=Via(via),
        url=url,
        path=None if path is None else path.decode("utf-8", "surrogatepass"),
        capture=capture,
        title_hint=title_hint,
    )


def row_from_capture(capture: Capture) -> tuple[Any, ...]:
    """Return the values of the columns `CAPTURE`."""
    http = capture.http
    facts = (
        (None, None, None, None)
        if http is None
        else (
            http.status,
            storable(http.content_type),
            storable(http.final_url),
            microseconds(http.fetched_at),
        )
    )
    return (
        capture.content,
        storable(capture.encoding),
        capture.via,
        microseconds(capture.captured_at),
        storable(capture.url),
        storable(capture.title_hint),
        int(capture.selection),
        *facts,
        zlib.compress(capture.data),
    )


def capture_from_row(row: Sequence[Any]) -> Capture:
    """Make the capture of the columns `CAPTURE`."""
    content, encoding, via, captured_at, url, title_hint, selection, *facts, data = row
    status, content_type, final_url, fetched_at = facts
    return Capture(
        data=zlib.decompress(data),
        content=Content(content),
        encoding=encoding,
        via=Via(via),
        captured_at=moment(captured_at),
        url=url,
        title_hint=title_hint,
        selection=bool(selection),
        http=None if status is None else HttpFacts(status, content_type, final_url, moment(fetched_at)),
    )


def row_from_article(article: Article) -> tuple[Any, ...]:
    """Return the values of the columns `ARTICLE`."""
    return (
        storable(article.title),
        storable(article.kind),
        _json([storable(author) for author in article.authors]),
        storable(article.published),
        storable(article.site_name),
        storable(article.language),
        storable(article.excerpt),
        storable(article.lead_image),
        storable(article.canonical_url),
        article.word_count,
        article.page_word_count,
        _json([storable(warning) for warning in article.warnings]),
        _json([(storable(part.reason), storable(part.text), part.blocks) for part in article.removed]),
        packed_body(article.html, article.text),
    )


def article_from_row(row: Sequence[Any]) -> Article:
    """Make the article of the columns `ARTICLE`."""
    (title, kind, authors, published, site_name, language, excerpt, lead_image, canonical_url) = row[:9]
    (word_count, page_word_count, warnings, removed, body) = row[9:]
    html, text = unpacked_body(body)
    return Article(
        title=title,
        html=html,
        text=text,
        word_count=word_count,
        kind=kind,
        authors=tuple(json.loads(authors)),
        published=published,
        site_name=site_name,
        language=language,
        excerpt=excerpt,
        lead_image=lead_image,
        canonical_url=canonical_url,
        page_word_count=page_word_count,
        removed=tuple(_removal(*part) for part in json.loads(removed)),
        warnings=tuple(json.loads(warnings)),
    )


def _removal(reason: str, text: str, blocks: Sequence[str] = ()) -> Removal:
    """A removal; libraries of earlier versions do not name its blocks."""
    return Removal(reason, text, tuple(blocks))


def row_from_asset(asset: Asset) -> tuple[Any, ...]:
    """Return the values of the columns `ASSET`."""
    return (
        storable(asset.source),
        asset.name,
        storable(asset.media_type),
        asset.width,
        asset.height,
        asset.size,
        storable(asset.failure),
    )


def asset_from_row(row: Sequence[Any]) -> Asset:
    """Make the asset of the columns `ASSET`."""
    return Asset(*row)


def _texts(value: str | None) -> tuple[str, ...]:
    return () if value is None or value == "[]" else tuple(json.loads(value))


def summary_from_row(row: Sequence[Any], snippet: str | None = None) -> ClipSummary:
    """Make the summary of the columns `SUMMARY`; those of `articles` (a) may all be NULL."""
    uuid, status, title, saved_at, url, lead_asset, read, trashed_at, code, message = row[:10]
    site_name, authors, published, excerpt, word_count, canonical_url, *rest = row[10:]
    via, starred, archived_at, language, tags = rest
    return ClipSummary(
        id=uuid,
        status=Status(status),
        title=title,
        saved_at=moment(saved_at),
        via=Via(via),
        url=url or canonical_url,
        site_name=site_name,
        authors=_texts(authors),
        published=published,
        excerpt=excerpt,
        word_count=word_count or 0,
        lead_asset=lead_asset,
        language=language,
        tags=_texts(tags),
        read=bool(read),
        starred=bool(starred),
        archived_at=moment(archived_at),
        trashed_at=moment(trashed_at),
        failure=None if code is None else Failure(code, message),
        snippet=snippet,
    )

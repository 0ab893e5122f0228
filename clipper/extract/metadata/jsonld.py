"""Reads schema.org data out of `<script type="application/ld+json">`, also where it is slightly broken."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(
    r"(?:Article|Posting|Report|Review|Recipe|NewsStory|Thesis|Chapter|Book|CreativeWork|HowTo|Question|"
    r"VideoObject|Event|PodcastEpisode)$"
)
_PAGE_TYPES = re.compile(r"(?:WebPage|ItemPage|ProfilePage|AboutPage|FAQPage|Product)$")
_ORGANISATION_TYPES = re.compile(r"(?:Organization|Corporation|LocalBusiness|Brand|WebSite)$")
_MOST_SCRIPTS = 24
_LONGEST = 2_000_000
_MOST_NODES = 3000


@dataclass(frozen=True, slots=True)
class SchemaFacts:
    """What the page's schema.org data says of the article; empty where it says nothing."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    website: str | None = None
    language: str | None = None
    description: str | None = None
    image: str | None = None
    url: str | None = None
    body: str | None = None
    nodes: tuple[dict[str, Any], ...] = ()


def read_schema(scripts: Iterable[HtmlElement]) -> SchemaFacts:
    """The facts of the node that describes the article, with the page's and the site's to fill gaps.

    `scripts` are all of the page.
    """
    nodes = list(_nodes(scripts))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _is(node, _ARTICLE_TYPES)]
    pages = [node for node in nodes if _is(node, _PAGE_TYPES)]
    sites = [node for node in nodes if _is(node, re.compile(r"WebSite$"))]
    article = max(articles, key=_fullness, default={})
    page: dict[str, Any] = pages[0] if pages else {}
    site: dict[str, Any] = sites[0] if sites else {}

    authors = next(
        (given for given in (article.get("author"), article.get("creator"), page.get("author")) if given),
        None,
    )

    def names(value: object) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_names(value, by_id)))

    return SchemaFacts(
        headline=_text(article.get("headline")) or _text(article.get("name")) or None,
        authors=names(authors),
        organisations=names([one for one in _many(authors) if _is(_known(one, by_id), _ORGANISATION_TYPES)]),
        published=_text(article.get("datePublished"))
        or _text(page.get("datePublished"))
        or _text(article.get("dateCreated"))
        or _text(article.get("uploadDate")),
        publisher=next(iter(names(article.get("publisher"))), None),
        website=_text(site.get("name")),
        language=_text(article.get("inLanguage")) or _text(page.get("inLanguage")),
        description=_text(article.get("description")) or _text(page.get("description")),
        image=_address(article.get("image"), by_id) or _address(article.get("thumbnailUrl"), by_id),
        url=_text(article.get("url")) or _address(article.get("mainEntityOfPage"), by_id),
        body=_body(article),
        nodes=tuple(node for node in nodes if "@type" in node),
    )


def _fullness(node: dict[str, Any]) -> int:
    return sum(
        2 if key == "author" else 1
        for key in ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage")
        if node.get(key)
    )


def _nodes(scripts: Iterable[HtmlElement]) -> Iterator[dict[str, Any]]:
    told = [script for script in scripts if "ld+json" in (script.get("type") or "").lower()]
    count = 0
    for script in told[:_MOST_SCRIPTS]:
        stack = [loads(script.text or "")]
        while stack and count < _MOST_NODES:
            value = stack.pop()
            if isinstance(value, list):
                stack.extend(reversed(value))
            elif isinstance(value, dict):
                count += 1
                if "@type" in value or "@graph" in value or "headline" in value:
                    yield value
                stack.extend(
                    value[key]
                    for key in ("mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "@graph")
                    if key in value
                )


def loads(source: str) -> object:
    """The JSON of a script, repaired where only comments, line breaks or stray commas break it; else None."""
    source = source.strip()
    if len(source) > _LONGEST:
        return None
    source = re.sub(
        (
            r"^(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)\s*|\s*(?:-->|//\s*\]\]>|"
            r"\]\]>|/\*\s*\]\]>\s*\*/)$"
        ),
        "",
        source,
    ).rstrip(";")
    for attempt in (
        source,
        re.sub(r",\s*([}\]])", r"\1", source),
        re.sub(r",\s*([}\]])", r"\1", source.replace("}{", "},{").join("[]")),
    ):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _salvaged(source)


_PAIR = re.compile(
    r'"(headline|datePublished|articleBody|description|inLanguage|name)"\s*:\s*"((?:[^"\\\n]|\\.){1,20000})"'
)


def _salvaged(source: str) -> dict[str, Any] | None:
    """The plain text pairs of JSON beyond repair, as one article node."""
    found: dict[str, Any] = {}
    for key, value in _PAIR.findall(source[:200_000]):
        if key != "name":
            found.setdefault(key, value.replace('\\"', '"').replace("\\/", "/"))
    author = re.search(
        r'"author"\s*:\s*\[?\s*\{[^{}]{0,400}?"name"\s*:\s*"([^"\\]{1,120})"', source[:200_000]
    )
    if author:
        found["author"] = author[1]
    return {"@type": "Article", **found} if "headline" in found or "datePublished" in found else None


def _is(node: dict[str, Any], types: re.Pattern[str]) -> bool:
    given = node.get("@type")
    return any(
        isinstance(one, str) and types.search(one) is not None
        for one in (given if isinstance(given, list) else [given])
    )


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("alternateName")
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None


def _body(article: dict[str, Any]) -> str | None:
    said = article.get("articleBody")
    return html.unescape(said).strip() if isinstance(said, str) else None


def _many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _known(one: object, by_id: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The node itself, or the one that it only refers to; empty for what is no node."""
    if not isinstance(one, dict):
        return {}
    return by_id.get(one["@id"], one) if isinstance(one.get("@id"), str) and not one.get("name") else one


def _names(value: object, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    for one in _many(value):
        if isinstance(one, dict):
            name = _known(one, by_id).get("name")
            for each in name if isinstance(name, list) else [name]:
                if (said := _text(each)) is not None:
                    yield said
        elif (said := _text(one)) is not None:
            yield said


def _address(value: object, by_id: dict[str, dict[str, Any]]) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        if isinstance(value.get("@id"), str) and not value.get("url"):
            value = by_id.get(value["@id"], value)
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
    if isinstance(value, list):
        value = value[0] if value else None
    return value.strip() if isinstance(value, str) and re.match(r"https?://|/", value.strip()) else None

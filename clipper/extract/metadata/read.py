"""Puts the metadata together, from the most trustworthy source to the least."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from clipper.extract.inventory import Inventory
from clipper.extract.links import absolute_url, host_of
from clipper.extract.metadata import tags as tag
from clipper.extract.metadata.authors import choose_authors
from clipper.extract.metadata.dates import address_date
from clipper.extract.metadata.jsonld import SchemaFacts, read_schema
from clipper.extract.metadata.language import page_language
from clipper.extract.metadata.published import choose_date
from clipper.extract.metadata.survey import Survey
from clipper.extract.metadata.titles import choose_title
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SECOND_LEVEL = vocabulary("co com org net ac gov edu ne or go gob nom")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; None or empty where it says nothing.

    `structured` are the page's schema.org nodes as JSON-LD gives them, in its order: every object with an
    "@type", out of arrays, "@graph", "mainEntity", "hasPart" and "itemListElement". Other nodes that one
    holds are still inside it. They are the page's own words: any value may have any type.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    site_name: str | None = None
    language: str | None = None
    excerpt: str | None = None
    lead_image: str | None = None
    canonical_url: str | None = None
    article_body: str | None = None
    structured: tuple[dict[str, Any], ...] = ()


def read_metadata(
    root: HtmlElement, url: str | None, base: str | None, hint: str | None, inventory: Inventory | None = None
) -> Metadata:
    """The metadata of a whole page, read before anything is taken out of it.

    `inventory` is that of the root, where it is already taken.
    """
    inventory = inventory or Inventory(root)
    tags = tag.read_tags(inventory.of("meta"))
    schema = read_schema(inventory.of("script"))
    language = _language(root, tags, schema)
    site = _site(tags, schema, url)
    sites = [name for name in (site, schema.website, schema.publisher, host_of(url), _host_name(url)) if name]
    image = tag.first(tags, tag.IMAGE) or schema.image
    title = _title(inventory, tags, schema, sites, url)
    survey = Survey(inventory, title)
    canonical = _canonical(inventory, tags, url)
    dated = next((address for address in (url, canonical) if address_date(address)), url)
    return Metadata(
        title=title or (hint or "").strip(),
        authors=choose_authors(survey, tags, schema, sites),
        published=choose_date(survey, tags, schema, dated, language),
        site_name=site,
        language=language,
        excerpt=_excerpt(tags, schema),
        lead_image=absolute_url(image, base or url) if image and not image.startswith("data:") else None,
        canonical_url=canonical,
        article_body=schema.body,
        structured=schema.nodes,
    )


def _language(root: HtmlElement, tags: tag.Tags, schema: SchemaFacts) -> str | None:
    body = root.find("body")
    given = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or root.get("xml:lang")
        or (body.get("lang") if body is not None else None)
        or tag.first(tags, tag.LANGUAGE)
        or schema.language
        or ""
    )
    return page_language(root, given)


def _site(tags: tag.Tags, schema: SchemaFacts, url: str | None) -> str | None:
    for given in (
        tag.first(tags, tag.SITE[:1]),
        schema.publisher,
        schema.website,
        tag.first(tags, tag.SITE[1:]),
    ):
        if given and len(given) < 80 and not given.startswith("http"):
            return given.strip(" |-")
    del url
    return None


def _title(
    inventory: Inventory, tags: tag.Tags, schema: SchemaFacts, sites: list[str], url: str | None
) -> str:
    offered = [text for name in tag.TITLE if (text := tag.first(tags, (name,)))]
    return choose_title(inventory, offered, schema.headline, sites, url)


def _host_name(url: str | None) -> str | None:
    parts = host_of(url).split(".")
    if len(parts) < 2:
        return None
    return parts[-3] if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else parts[-2]


def _excerpt(tags: tag.Tags, schema: SchemaFacts) -> str | None:
    given = tag.first(tags, tag.DESCRIPTION) or schema.description
    if not given:
        return None
    said = re.sub(r"<[^>]{1,200}>", "", given)
    return shortened(said)


def shortened(said: str, limit: int = 300) -> str | None:
    """The text cut at a word near the limit, with an ellipsis where something was cut."""
    said = " ".join(said.split())
    if len(said) <= limit:
        return said or None
    cut = said[:limit]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:.") + "…"


def _canonical(inventory: Inventory, tags: tag.Tags, url: str | None) -> str | None:
    """The address that the page gives itself, where it is believable: same site, and no bare front page."""
    given = next(
        (
            link.get("href")
            for link in inventory.of("link")
            if "canonical" in (link.get("rel") or "").lower().split()
        ),
        None,
    )
    for candidate in (given, tag.first(tags, ("og:url",))):
        absolute = absolute_url(candidate, url) if candidate else None
        if not absolute or not absolute.startswith(("http:", "https:")):
            continue
        parts = urlsplit(absolute)
        if not parts.path.strip("/") and not parts.query and (url is None or urlsplit(url).path.strip("/")):
            continue
        if url is None or _registrable(absolute) == _registrable(url):
            return absolute
    return None


def _registrable(url: str) -> str:
    """Near enough to the registrable domain to tell one site from another."""
    parts = host_of(url).split(".")
    if parts and all(part.isdigit() for part in parts):
        return ".".join(parts)
    keep = 3 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2 else 2
    return ".".join(parts[-keep:])

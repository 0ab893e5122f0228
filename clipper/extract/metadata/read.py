"""Puts the metadata together, from the most trustworthy source to the least."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from clipper.extract.links import absolute_url, host_of
from clipper.extract.metadata import tags as tag
from clipper.extract.metadata.byline import visible_authors, visible_signature
from clipper.extract.metadata.dates import address_date, iso_date
from clipper.extract.metadata.jsonld import SchemaFacts, read_schema
from clipper.extract.metadata.names import is_handle, separate_names, signature
from clipper.extract.metadata.shown_dates import (
    any_time,
    first_date,
    leading_date,
    told_to_scripts,
    visible_date,
)
from clipper.extract.metadata.survey import Survey
from clipper.extract.metadata.titles import choose_title, key, page_title
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_PUBLISHED_NAME = re.compile(
    r"publi(?:sh|c)\w*[-_.:]?(?:date|time|on|at)|pub-?date|^published$|first-?published"
)
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


def read_metadata(root: HtmlElement, url: str | None, base: str | None, hint: str | None) -> Metadata:
    """The metadata of a whole page, read before anything is taken out of it."""
    tags = tag.read_tags(root)
    schema = read_schema(root)
    language = _language(root, tags, schema)
    site = _site(tags, schema, url)
    sites = [name for name in (site, schema.website, schema.publisher, host_of(url), _host_name(url)) if name]
    image = tag.first(tags, tag.IMAGE) or schema.image
    title = _title(root, tags, schema, sites, url)
    survey = Survey(root, title)
    return Metadata(
        title=title or (hint or "").strip(),
        authors=_authors(root, survey, tags, schema, sites),
        published=_published(survey, tags, schema, url, language),
        site_name=site,
        language=language,
        excerpt=_excerpt(tags, schema),
        lead_image=absolute_url(image, base or url) if image and not image.startswith("data:") else None,
        canonical_url=_canonical(root, tags, url),
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
    match = re.match(
        r"\s*([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?![a-zA-Z])", given
    )
    if match is None:
        return None
    return "-".join(
        part for part in (match[1].lower(), (match[2] or "").title(), (match[3] or "").upper()) if part
    )


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


def _title(root: HtmlElement, tags: tag.Tags, schema: SchemaFacts, sites: list[str], url: str | None) -> str:
    offered = [text for name in tag.TITLE if (text := tag.first(tags, (name,)))]
    return choose_title(root, offered, schema.headline, sites, url)


def _host_name(url: str | None) -> str | None:
    parts = host_of(url).split(".")
    if len(parts) < 2:
        return None
    return parts[-3] if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else parts[-2]


def _authors(
    root: HtmlElement, survey: Survey, tags: tag.Tags, schema: SchemaFacts, sites: list[str]
) -> tuple[str, ...]:
    """People first, from any source; a desk or an organisation only where no person signs the page."""
    known = {key(name) for name in sites} - {""}
    label = (
        re.compile(rf"\b{re.escape(sites[-1])}\b", re.IGNORECASE) if sites and len(sites[-1]) > 4 else None
    )
    house: list[str] = []

    def people(given: Iterable[str]) -> tuple[str, ...]:
        found: list[str] = []
        for said in given:
            names = separate_names(_without_house(said, sites))
            if key(said) in known or (names and key(names[0]) in known):
                house.append(said if key(said) in known else names[0])
                continue
            if not names and (desk := signature(said)):
                house.append(desk)
            found += names
        hosts = [
            name
            for name in found
            if (re.fullmatch(r"[\w-]+\.[a-z]{2,4}", name) and len(name) > 7) or (label and label.search(name))
        ]
        house.extend(hosts)
        return tuple(dict.fromkeys(name for name in found if name not in hosts and key(name) not in known))[
            :12
        ]

    found = people(name for name in schema.authors if name not in schema.organisations)
    house.extend(schema.organisations)
    for name in tag.AUTHOR:
        if found:
            break
        found = people(said for said in tags.get(name, []) if not said.startswith(("http", "/")))
    found = found or people(_written_by(tags))
    if found and not (len(found) == 1 and is_handle(found[0])):
        return found
    titles = key(page_title(root)) + key(schema.headline)
    seen = visible_authors(survey)
    shown = people([name for name in seen if key(name) not in titles or " " not in name])
    if found:
        return shown if shown and _spells_out(shown[0], found[0]) else found
    if shown or house:
        return shown or tuple(house[:1])
    desk = visible_signature(survey)
    return (desk,) if desk else ()


def _written_by(tags: tag.Tags) -> list[str]:
    """What a card for social networks says under "Written by"."""
    return [
        value
        for place in ("1", "2")
        for label, value in zip(
            tags.get(f"twitter:label{place}", []), tags.get(f"twitter:data{place}", []), strict=False
        )
        if re.search("written|author|by$|von|verfasst|geschrieben|écrit|escrito|autor", label, re.IGNORECASE)
    ]


def _without_house(said: str, sites: list[str]) -> str:
    """A byline without the name of the site behind it: "Jane Doe, The Harbour Times"."""
    for site in sites:
        rest = said[: -len(site)].rstrip(" ,|-–—")
        if len(site) > 3 and len(rest.split()) > 1 and said.casefold().endswith(site.casefold()):
            return rest
    return said


def _spells_out(shown: str, handle: str) -> bool:
    """Whether the name on the page is the longer form of a first name or a login."""
    if " " not in shown:
        return False
    words = [key(word) for word in re.split(r"[\W_]+", handle) if word]
    long = key(shown)
    return bool(words) and (any(len(word) > 2 and word in long for word in words) or not handle[:1].isupper())


def _published(
    survey: Survey, tags: tag.Tags, schema: SchemaFacts, url: str | None, language: str | None
) -> str | None:
    told = iso_date(schema.published, language)
    known = tag.PUBLISHED[:-3]
    sure = [name for name in known if _PUBLISHED_NAME.search(name)]
    other = [name for name in tags if _PUBLISHED_NAME.search(name) and name not in known]
    named = _earliest(
        found
        for name in dict.fromkeys((*sure, *other))
        if name in tags and (found := iso_date(tags[name][0], language))
    ) or next(
        (found for name in known if name in tags and (found := iso_date(tags[name][0], language))),
        None,
    )
    if told and named and _days_between(named, told) > 1:
        told = named
    if told := told or named:
        return _as_readers_see(told, survey, url, language)
    return (
        _shown(survey, url, language)
        or next(
            (
                found
                for name in tag.PUBLISHED[-3:]
                if name in tags and (found := iso_date(tags[name][0], language))
            ),
            None,
        )
        or first_date(survey, language)
        or told_to_scripts(survey, language)
    )


def _earliest(dates: Iterable[str]) -> str | None:
    """The first of the dates, unless another is of an earlier day."""
    chosen = None
    for found in dates:
        if chosen is None or _days_between(found, chosen) > 1:
            chosen = found
    return chosen


def _shown(survey: Survey, url: str | None, language: str | None) -> str | None:
    """The date that readers are shown, or that of the address where they are shown another or none."""
    from_address = address_date(url)
    shown = visible_date(survey, language)
    if from_address and (shown is None or not shown.startswith(from_address)):
        return from_address
    return shown or leading_date(survey, language) or any_time(survey, language)


def _as_readers_see(told: str, survey: Survey, url: str | None, language: str | None) -> str:
    """The date told to machines, or the day that readers are shown where the clock's zone makes it another.

    A bare day told to machines also gives way to an earlier one on the page: it is often that of a change.
    """
    midnight = re.fullmatch(r"(\d{4}-\d\d-\d\d)T2[123]:00(?::00)?(?:Z|\+00:00)", told)
    if midnight and language and not language.startswith("en"):
        # Midnight somewhere east of Greenwich: a bare day that a machine has moved to its own zone.
        return (date.fromisoformat(midnight[1]) + timedelta(days=1)).isoformat()
    if told.endswith(("Z", "+00:00")):
        local = address_date(url)
        return local if local and abs(_days_between(local, told)) == 1 else told
    if "T" in told and re.search(r"[+-]\d\d:\d\d$", told):
        return told
    shown = leading_date(survey, language)
    if shown is None:
        return told
    apart = _days_between(shown, told)
    return shown if (abs(apart) == 1 if "T" in told else apart > 0) else told


def _days_between(earlier: str, later: str) -> int:
    """Days from one date to another; 0 where one is not exact to the day."""
    try:
        return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
    except ValueError:
        return 0


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


def _canonical(root: HtmlElement, tags: tag.Tags, url: str | None) -> str | None:
    """The address that the page gives itself, where it is believable: same site, and no bare front page."""
    given = next(
        (
            link.get("href")
            for link in root.iter("link")
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

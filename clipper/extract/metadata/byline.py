"""Finds author and date where the page shows them: microdata, rel=author, bylines, `<time>`."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.names import separate_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_AUTHOR_NAMES = re.compile(
    r"(?:^|[\s_-])(?:byline|author(?:s|-?name|-?link|_name)?|by-?author|post-?author|entry-?author|"
    r"article-?author|writer|p-author|dateline-author|contributor|submitted|autor|auteur|creator|"
    r"reporter)(?:$|[\s_-])|byline|author[-_]?name",
    re.IGNORECASE,
)
_DATE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|published|pubdate|publish(?:ed)?-?(?:date|on|time)|post-?date|"
    r"entry-?date|article-?date|timestamp|dateline|posted(?:-on)?|dt-published|created|meta-date|"
    r"datum|fecha|data)(?:$|[\s_-])|publish|[a-z]date(?:$|[\s_-])|timestamp",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"comment|related|sidebar|footer|recommend|teaser|widget|reply|card|promo", re.IGNORECASE
)
SAYS_BY = re.compile(
    r"^\s*(?:(?:written |posted |published )?by|von|par|por|di|door|av|автор:?|текст:?|文[/／]|"
    r"作者[：:])\s*[:：]?\s*(.{3,80})$",
    re.IGNORECASE,
)
_MOST = 60
_MOST_BLOCKS = 150


def visible_authors(root: HtmlElement) -> list[str]:
    """The names in the first byline that has any."""
    for element in _author_places(root):
        if any(
            _OTHERS.search(f"{above.get('class') or ''} {above.get('id') or ''}") for above in _near(element)
        ):
            continue
        names = [name for name in _names_in(element) if _is_capitalised(name)]
        if names:
            return names
    return []


def _is_capitalised(name: str) -> bool:
    """Whether first and last word begin with a capital, in scripts that have them."""
    words = name.split()
    return not (words[0][0].islower() and len(words) < 2 and "_" in name) and not words[-1][0].islower()


def _near(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    for depth, above in enumerate(element.iterancestors()):
        if depth > 5 or above.tag in {"body", "article", "main"}:
            return
        yield above


def _author_places(root: HtmlElement) -> Iterator[HtmlElement]:
    body = root.find("body")
    if body is None:
        return
    yield from body.xpath(f".//*[contains(concat(' ', @itemprop, ' '), ' author ')][position() <= {_MOST}]")
    yield from body.xpath(".//*[@rel='author' or @rel='me author' or @data-testid='author-name']")
    for element in body.xpath(
        ".//*[(@class or @id) and not(self::body or self::article or self::main or self::section)]"
    ):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if (
            "author" in names
            or "byline" in names
            or "by" in names
            or "writer" in names
            or "autor" in names
            or "auteur" in names
            or "submitted" in names
            or "reporter" in names
        ) and _AUTHOR_NAMES.search(names):
            yield element
    looked = 0
    for element in body.iter("p", "div", "span", "h2", "h3", "h4", "h5", "h6", "address"):
        if element.tag in {"div", "span"} and len(element):
            continue
        looked += 1
        if looked > _MOST_BLOCKS:
            return
        said = tree.text(element)
        if len(said) < 90 and SAYS_BY.match(said) and not re.search(r"[.!?]$", said):
            yield element


def _names_in(element: HtmlElement) -> list[str]:
    inner = element.xpath(".//*[@itemprop='name']")
    if inner:
        found = [name for one in inner for name in separate_names(one.get("content") or tree.text(one))]
        return list(dict.fromkeys(found))
    if element.tag == "meta":
        return separate_names(element.get("content") or "")
    said = tree.words(element)
    if not said or len(said) > 160:
        return []
    links = [link for link in element.iter("a") if tree.text(link)]
    if links and len(said) > 30 and element.tag != "a":
        found = [
            name
            for link in links
            for name in separate_names(tree.text(link))
            if " " in name or not name.isascii()
        ]
        if found:
            return list(dict.fromkeys(found))
    return separate_names(said)


def visible_date(root: HtmlElement, language: str | None) -> str | None:
    """The first date in a place for dates: itemprop, `<time>`, elements named for dates; else None."""
    body = root.find("body")
    if body is None:
        return None
    for element in body.xpath(
        ".//*[contains(@itemprop, 'datePublished') or contains(@itemprop, 'dateCreated')]"
    ):
        if found := iso_date(
            element.get("datetime") or element.get("content") or tree.text(element), language
        ):
            return found
    times = [
        element
        for element in body.iter("time", "abbr")
        if element.tag == "time" or re.search("publish|dtreviewed|date", element.get("class") or "")
    ]
    times.sort(
        key=lambda element: (
            0
            if element.get("pubdate") is not None
            or re.search(r"publish|entry-date|post-?date", element.get("class") or "")
            else 1
        )
    )
    for element in times[:12]:
        if _elsewhere(element):
            continue
        if found := iso_date(element.get("datetime") or element.get("title"), language) or iso_date(
            tree.text(element), language
        ):
            return found
    for element in body.xpath(".//*[@class or @id]"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not _DATE_NAMES.search(names) or _elsewhere(element):
            continue
        said = tree.words(element)
        if 5 < len(said) < 160 and (found := iso_date(said, language, guess=len(said) < 40)):
            return found
    return None


def _elsewhere(element: HtmlElement) -> bool:
    return any(
        _OTHERS.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        or above.tag in {"footer", "aside"}
        for above in _near(element)
    )


def first_date(root: HtmlElement, language: str | None) -> str | None:
    """The first date that stands in a short block of its own; the last resort."""
    body = root.find("body")
    if body is None:
        return None
    looked = 0
    for element in body.iter(
        "p", "span", "div", "li", "td", "small", "em", "i", "strong", "b", "font", "address"
    ):
        if len(element) > 2 or next(element.iterancestors("footer", "nav", "aside"), None) is not None:
            continue
        said = tree.text(element)
        if not 6 < len(said) < 90:
            continue
        looked += 1
        if looked > 250:
            return None
        if any(char.isdigit() for char in said) and (found := iso_date(said, language, guess=False)):
            return found
    return None


def leading_date(root: HtmlElement, language: str | None) -> str | None:
    """A date in a short block near the page's main heading, the last resort."""
    heading = next(root.iter("h1"), None)
    if heading is None:
        return None
    for element in islice(heading.itersiblings(), 5):
        said = tree.words(element)[:120]
        if said and (found := iso_date(said, language, guess=False)):
            return found
    for element in heading.xpath(
        "preceding::*[not(*)][position() < 12] | following::*[not(*)][position() < 30]"
    ):
        said = tree.text(element)
        if 6 < len(said) < 60 and (found := iso_date(said, language, guess=False)):
            return found
    return None

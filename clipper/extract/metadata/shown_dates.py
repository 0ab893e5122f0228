"""Finds the date where the page shows it: microdata, `<time>`, elements named for dates, lines of their own."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.metadata.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_DATE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|published|pubdate|publish(?:ed)?-?(?:date|on|time)|post-?date|"
    r"entry-?date|article-?date|timestamp|dateline|posted(?:-on)?|dt-published|created|meta-date|"
    r"datum|fecha|data)(?:$|[\s_-])|publish|[a-z]date(?:$|[\s_-])|timestamp",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"comment|related|sidebar|footer|recommend|teaser|widget|reply|card|promo", re.IGNORECASE
)


def _near(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    for depth, above in enumerate(element.iterancestors()):
        if depth > 5 or above.tag in {"body", "article", "main"}:
            return
        yield above


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

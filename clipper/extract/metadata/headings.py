"""The headings that a page shows: their words, without the label above and the date below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from clipper.extract import tree
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:kicker|overline|over-?title|super-?title|sur-?title|pre-?title|up-?title|eyebrow|roof-?line|"
    r"top-?line|dachzeile|spitzmarke|rubric|category|sub-?(?:title|head|heading|headline|line)|tagline|dek|"
    r"deck|standfirst|meta|date|author|byline|posted|badge|count(?:er)?|prefix|sr-only|"
    r"visually-?hidden|screen-?reader(?:-text)?|aural|permalink|anchor|header-?link|edit(?:section|-link)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNSAID = vocabulary("script style svg template noscript button time select")
_ELSEWHERE = vocabulary("nav footer aside")
_ARTICLE = vocabulary("article main")
_SIGNS = re.compile("\\s*[¶#§🔗\ue000-\uf8ff]+\\s*$")
_MOST = 60
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Heading:
    """An h1's words, and whether it stands in the page's article or main part."""

    text: str
    in_article: bool


def headings(elements: Iterable[HtmlElement], url: str | None) -> list[Heading]:
    """What a page's h1 elements say, but for those of menus and those that only link to the front page."""
    found = []
    for place, element in enumerate(elements):
        if place >= _MOST:
            break
        above = {one.tag for one in element.iterancestors()}
        if above & _ELSEWHERE or _links_home(element, url):
            continue
        text = heading_text(element)
        if 2 < len(text) < _LONGEST:
            found.append(Heading(text, bool(above & _ARTICLE)))
    return found


def heading_text(element: HtmlElement) -> str:
    """A heading's words, without permalink signs and what is set beside it under a name of its own."""
    said: list[str] = []
    beside: list[str] = []
    _collect(element, said, beside, aside=False)
    text = _joined(said)
    return text if len(text) > 7 or len(text.split()) > 1 or not beside else _joined(beside)


def _collect(element: HtmlElement, said: list[str], everything: list[str], *, aside: bool) -> None:
    """All words into `everything`, those of the heading itself into `said`."""

    def say(text: str | None, *, own: bool) -> None:
        if text:
            everything.append(text)
            if own:
                said.append(text)

    say(element.text, own=not aside)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSAID:
            names = f"{child.get('class') or ''} {child.get('id') or ''}"
            inner = aside or (names != " " and _BESIDE.search(names) is not None) or child.tag == "small"
            apart = child.tag == "br" or child.tag in tree.BLOCKS or _runs_on(said, child)
            say(" " if apart else None, own=True)
            _collect(child, said, everything, aside=inner)
            say(" " if apart or inner else None, own=True)
        say(child.tail, own=not aside)


def _runs_on(said: list[str], child: HtmlElement) -> bool:
    """Whether a child would stick to a word before it, as a line of its own does: "RemoteFull Stack"."""
    before = said[-1][-1:] if said else ""
    return before.islower() and (child.text or "")[:1].isupper()


def _joined(pieces: list[str]) -> str:
    words = " ".join("".join(pieces).replace("\xad", "").split())
    return _SIGNS.sub("", words).strip()


def _links_home(element: HtmlElement, url: str | None) -> bool:
    """Whether the heading is a link to the site's front page, as a logo is."""
    link = next(element.iter("a"), None)
    if link is None:
        above = element.getparent()
        link = above if above is not None and above.tag == "a" else None
    if link is None or not link.get("href"):
        return False
    try:
        parts = urlsplit(urljoin(url or "", link.get("href")))
    except ValueError:
        return False
    here = urlsplit(url or "")
    return (
        not parts.path.strip("/")
        and not parts.query
        and not parts.fragment
        and (parts.netloc == here.netloc or not here.netloc)
    )

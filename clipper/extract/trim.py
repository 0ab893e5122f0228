"""Takes furniture out of the chosen part: share bars, "read also" boxes, promotions, link lists."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.links import host_of, is_of_host
from clipper.extract.measure import is_prose
from clipper.extract.vocabulary import vocabulary
from clipper.extract.wording import (
    COMMENTS,
    MENU,
    OTHER,
    PROMOTION,
    RELATED,
    SIDEBAR,
    asks_something,
    furniture_by_name,
    furniture_by_words,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.measure import Part, Parts
    from clipper.extract.taken import Taken

_KEPT_WHOLE = frozenset(("pre", "figure", "math", "tr", "td", "th", "tbody", "thead", "tfoot", "code"))
_GROUPS = vocabulary("div section aside ul ol nav header footer table dl form details article")
_MOST_PROSE = 0.25
"""A part with a greater share of the article's prose is never judged by its name."""


def trim(article: HtmlElement, parts: Parts, taken: Taken, host: str = "") -> None:
    """Take out furniture below the article element."""
    whole = replace(parts[article])
    stack = list(reversed(article))
    while stack:
        element = stack.pop()
        part = parts.get(element)
        if part is None or element.tag in _KEPT_WHOLE or element.getparent() is None:
            continue
        reason = _judge(element, part, whole, host)
        if reason is None:
            stack.extend(reversed(element))
        else:
            taken.take(element, reason)
    _trim_headed_lists(article, taken)
    _trim_linked_lines(article, host, taken)


def _judge(element: HtmlElement, part: Part, whole: Part, host: str) -> str | None:
    tag = element.tag
    if tag in tree.HEADINGS or part.text == 0:
        return None
    if part.prose > whole.prose * _MOST_PROSE and part.prose > 200:
        return None
    if tag in tree.BLOCKS or tag in {"a", "span", "strong", "b", "em", "i"}:
        reason = _by_name(element, part)
        if reason is not None:
            return reason
    if tag not in tree.BLOCKS:
        return None
    said = tree.words(element) if part.text < 600 else ""
    reason = _by_words(element, said, part) if said else None
    if reason is not None:
        return reason
    if tag in _GROUPS:
        return _by_links(element, part, host)
    return None


def _by_name(element: HtmlElement, part: Part) -> str | None:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    reason = furniture_by_name(names) if len(names) > 1 else None
    if reason is None:
        return "sidebar" if element.tag == "aside" and _beside_the_text(part) else None
    if reason in {OTHER, SIDEBAR, MENU} and part.prose and part.link_density < 0.3:
        return None
    if (
        element.tag in {"p", "span", "a", "blockquote"}
        and is_prose(tree.text(element), part.linked)
        and reason != COMMENTS
    ):
        return None
    return reason


def _beside_the_text(part: Part) -> bool:
    return part.link_density > 0.3 or part.prose == 0


def _by_words(element: HtmlElement, said: str, part: Part) -> str | None:
    reason = furniture_by_words(said)
    length = len(said)
    if reason is None:
        asks = length < 300 and (part.linked or length < 160) and asks_something(said)
        return PROMOTION if asks else None
    if element.tag == "li" and part.linked == 0:
        return None
    if part.link_density > 0.3 and length < 400:
        return reason
    if length < 60 and not re.search(r"[.!?。]$", said):
        return reason
    if part.linked and length < 250:
        return reason
    if reason not in {OTHER, RELATED, "share buttons"} and length < 160:
        return reason
    return None


def _by_links(element: HtmlElement, part: Part, host: str) -> str | None:
    links = sum(1 for link in element.iter("a") if link.get("href"))
    if links < 2 or part.link_density < 0.5:
        return None
    if element.tag in {"ul", "ol"} and _leads_elsewhere(element, host):
        return None
    if element.tag == "table" and (part.link_density < 0.8 or element.find(".//th") is not None):
        return None
    if part.prose > part.text * 0.3:
        return None
    if links >= 3 or part.link_density > 0.8:
        return RELATED
    return None


def _leads_elsewhere(element: HtmlElement, host: str) -> bool:
    """Whether most links of a list lead to other sites: references, not the site's own teasers."""
    if not host:
        return False
    addresses = [address for link in element.iter("a") if (address := link.get("href"))]
    elsewhere = sum(1 for one in addresses if host_of(one) and not is_of_host(one, host))
    return elsewhere * 2 > len(addresses)


def _trim_headed_lists(article: HtmlElement, taken: Taken) -> None:
    """A heading that announces furniture goes with what it announced; a heading of nothing goes too."""
    for heading in tree.elements(article, *tree.HEADINGS):
        if heading.getparent() is None:
            continue
        said = tree.words(heading)
        reason = furniture_by_words(said) if len(said) < 60 else None
        if reason is None:
            continue
        following = []
        for beside in heading.itersiblings():
            if beside.tag in tree.HEADINGS and beside.tag <= heading.tag:
                break
            following.append(beside)
        text = sum(len(tree.words(one)) for one in following)
        linked = sum(len(tree.words(link)) for one in following for link in one.iter("a"))
        if text == 0 or linked > text * 0.4 or text < 200:
            for one in following:
                taken.take(one, reason)
            taken.take(heading, reason)


def _trim_linked_lines(article: HtmlElement, host: str, taken: Taken) -> None:
    """A paragraph that is only a link to the same site, between paragraphs of text, is a "read also"."""
    if not host:
        return
    paragraphs = tree.elements(article, "p")
    prose = sum(1 for one in paragraphs if is_prose(tree.text(one)))
    if prose < 4:
        return
    for paragraph in paragraphs:
        said = tree.text(paragraph)
        if not 20 < len(said) < 250 or said[-1] in ".:!…" or paragraph.getparent() is None:
            continue
        if paragraph.getparent().tag in {"li", "td", "blockquote", "figcaption"}:
            continue
        links = [link for link in paragraph.iter("a") if tree.text(link)]
        if (
            len(links) == 1
            and tree.text(links[0]) == said
            and len(said.split()) >= 4
            and is_of_host(links[0].get("href"), host)
        ):
            taken.take(paragraph, RELATED)

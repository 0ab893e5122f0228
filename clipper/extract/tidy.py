"""Brings the chosen part into one form: headings, paragraphs, lists, tables, embeds; nothing empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.callouts import unfold_titles
from clipper.extract.captions import lead_picture_once
from clipper.extract.embeds import embeds_to_links
from clipper.extract.emphasis import emphasise
from clipper.extract.headings import normalise_headings
from clipper.extract.lists import nest_lists, tighten_items
from clipper.extract.paragraphs import paragraphs_from_breaks
from clipper.extract.signs import class_names
from clipper.extract.tables import normalise_tables
from clipper.extract.verse import join_verses

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?:[?#].*)?$")
_ALIGNED = re.compile(r"text-align\s*:\s*(left|right|center)", re.IGNORECASE)


def tidy(article: HtmlElement, base: str | None, title: str) -> None:
    """Bring the tree below the article element into one form, in place."""
    names = class_names(article)
    unfold_titles(article)
    embeds_to_links(article, base)
    normalise_headings(article, title)
    emphasise(article)
    normalise_tables(article)
    unwrap_picture_links(article)
    lead_picture_once(article)
    join_verses(article, names)
    nest_lists(article)
    paragraphs_from_breaks(article)
    tighten(article)
    plain_names(article)
    drop_empty(article)


def unwrap_picture_links(article: HtmlElement) -> None:
    """A picture that only links to a picture, mostly itself in full size, stands without the link."""
    for link in tree.elements(article, "a"):
        if link.getparent() is not None and link.find(".//img") is not None and not tree.text(link):
            address = (link.get("href") or "").lower()
            if not address or _PICTURE.search(address):
                tree.unwrap(link)


def tighten(article: HtmlElement) -> None:
    """List items of one paragraph hold its text directly; cells say their alignment in an attribute."""
    tighten_items(article)
    for cell in tree.elements(article, "td", "th"):
        inner = cell[0] if len(cell) == 1 and cell[0].tag == "p" else None
        if inner is not None and not f"{cell.text or ''}{inner.tail or ''}".translate(tree.UNSAID):
            tree.unwrap(inner)
        if (found := _ALIGNED.search(cell.get("style") or "")) is not None:
            cell.set("align", found[1].lower())
    for heading in tree.elements(article, *tree.HEADINGS):
        while (block := next((child for child in heading if child.tag in tree.BLOCKS), None)) is not None:
            _split_heading(heading, block)
        for inner in tree.elements(heading, *tree.HEADINGS):
            inner.tag = "span"  # no browser leaves a heading in a heading


def _split_heading(heading: HtmlElement, block: HtmlElement) -> None:
    """Blocks that an unclosed heading swallowed follow it again; a block that begins it is its text."""
    if not (heading.text or "").translate(tree.UNSAID) and block.getprevious() is None:
        tree.unwrap(block)
        return
    moved = [block, *block.itersiblings()]
    tail, heading.tail = heading.tail, None
    after = heading
    for one in moved:
        after.addnext(one)
        after = one
    if tail:
        after.tail = (after.tail or "") + tail


_RENAMED = {
    "center": "div",
    "font": "span",
    "strike": "del",
    "tt": "code",
    "big": "span",
    "acronym": "abbr",
    "main": "div",
    "header": "div",
    "footer": "div",
    "dir": "ul",
    "hgroup": "div",
    "nav": "div",
    "form": "div",
    "fieldset": "div",
    "address": "div",
}


def plain_names(article: HtmlElement) -> None:
    """Old and structural elements under the name of what they mean."""
    for element in tree.elements(article, *_RENAMED):
        element.tag = _RENAMED[element.tag]
    for element in tree.elements(article, "a"):
        if element.get("href") is None and element.get("id") is None:
            element.tag = "span"


_MAY_BE_EMPTY = frozenset(
    ("img", "br", "hr", "td", "th", "tr", "col", "colgroup", "input", "wbr", "iframe", "video", "audio")
)


def drop_empty(article: HtmlElement) -> None:
    """Elements with neither text nor picture go, from the inside out."""
    for element in reversed(tree.elements(article)):
        if element.tag in _MAY_BE_EMPTY or len(element) or (element.text or "").translate(tree.UNSAID):
            continue
        if element.tag == "a" and (element.get("id") or "").startswith(("fn:", "fnref:")):
            continue
        if element.text and element.tag not in tree.BLOCKS:
            previous = element.getprevious()
            parent = element.getparent()
            if previous is not None:
                previous.tail = (previous.tail or "") + " "
            elif parent is not None:
                parent.text = (parent.text or "") + " "
        tree.drop(element)

"""Citations by author and year: links from the text to the list of references, and back from it."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import unquote

from clipper.extract import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

NAME = "citation"
"""The class of a link that cites; its words stay what they are."""

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\bn\.\s?d\.|\bforthcoming\b|\bin press\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENTRIES = frozenset(("li", "p", "div"))
_PLAIN = frozenset(("span", "a", "cite", "b", "strong", "i", "em"))
LONGEST_CITATION = 120
LONGEST_ENTRY = 1500
LEAST_ENTRY = 20
"""Characters of a reference: what is shorter says too little of a work, what is longer is no reference."""

MOST_BACK_LINKS = 20


def link_citations(article: HtmlElement, targets: Mapping[str, HtmlElement], first: int) -> None:
    """Link citations below the article with their references, which stay in place, numbered from `first`.

    `targets` are the elements that links can lead to, by name.
    """
    found: dict[HtmlElement, list[HtmlElement]] = {}
    for link in tree.elements(article, "a"):
        entry = entry_of(link, targets) if is_citation(link) else None
        if entry is not None:
            found.setdefault(entry, []).append(link)
    if not found:
        return
    _as_items(found)
    for number, (entry, links) in enumerate(found.items(), start=first):
        entry.set("id", f"fn:{number}")
        for back in tree.elements(entry, "a"):
            if (back.get("href") or "").startswith("#") and not _WORD.search(tree.text(back)):
                tree.drop(back)
        for time, link in enumerate(links, start=1):
            name = f"fnref:{number}" if time == 1 else f"fnref:{number}:{time}"
            link.attrib.clear()
            link.attrib.update({"id": name, "href": f"#fn:{number}", "class": NAME})
            if time <= MOST_BACK_LINKS:
                _lead_back(entry, name)


def is_citation(link: HtmlElement) -> bool:
    """Whether a link inside the page says a year, as one that cites a work does."""
    if not (link.get("href") or "").startswith("#"):
        return False
    said = tree.text(link)
    return len(said) <= LONGEST_CITATION and _YEAR.search(said) is not None


def entry_of(link: HtmlElement, targets: Mapping[str, HtmlElement]) -> HtmlElement | None:
    """The reference that a citation leads to: a short block that says its year and its first name."""
    said = tree.text(link)
    entry = targets.get(unquote((link.get("href") or "")[1:]))
    while entry is not None and entry.tag not in _ENTRIES:
        if entry.tag not in _PLAIN:
            return None
        entry = entry.getparent()
    if entry is None or entry.getparent() is None or entry in set(link.iterancestors()):
        return None
    whole = tree.words(entry)
    if not LEAST_ENTRY <= len(whole) <= LONGEST_ENTRY or next(entry.iter(*tree.HEADINGS), None) is not None:
        return None
    if next(entry.iterancestors("section"), None) is not None and entry.get("id", "").startswith("fn:"):
        return None  # a note, gathered already
    year, name = _YEAR.search(said), _WORD.search(said)
    if year is None or year[0].lower() not in whole.lower():
        return None
    return entry if name is None or name[0].lower() in whole.lower() else None


def _as_items(entries: Mapping[HtmlElement, object]) -> None:
    """Make items of a list of references that are paragraphs, together with those beside them."""
    for entry in list(entries):
        holder = entry.getparent()
        if entry.tag == "li" or holder is None:
            continue
        row = [*reversed(list(_like(entry, entry.itersiblings(preceding=True)))), entry]
        row += _like(entry, entry.itersiblings())
        listing = tree.new("ul")
        row[0].addprevious(listing)
        for one in row:
            one.tail = None
            one.tag = "li"
            listing.append(one)


def _like(entry: HtmlElement, beside: Iterator[HtmlElement]) -> Iterator[HtmlElement]:
    """The siblings right beside a reference that are references as well."""
    return takewhile(
        lambda one: (
            one.tag == entry.tag
            and one.get("class") == entry.get("class")
            and _YEAR.search(tree.words(one)) is not None
            and not (one.tail or "").strip()
        ),
        beside,
    )


def _lead_back(entry: HtmlElement, name: str) -> None:
    last = entry[-1] if len(entry) and entry[-1].tag == "p" else entry
    back = tree.new("a", "↩")
    back.attrib.update({"href": f"#{name}", "class": "footnote-backref"})
    tree.append_text(last, " ")
    last.append(back)

"""Footnotes without links: raised numbers in the text, and paragraphs at the end that begin with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER = re.compile(r"[\[(]?(\d{1,2})[\])]?")
_NOTE_TAGS = frozenset(("p", "li", "div", "dd"))


def link_raised_numbers(article: HtmlElement) -> list[HtmlElement]:
    """Link the raised numbers below the article to their notes, where each of 1, 2, 3 … has one.

    Gives the links; none where it is not plain that the numbers are footnotes.
    """
    raised = [sup for sup in tree.elements(article, "sup") if _number(sup) is not None]
    if len(raised) < 2:
        return []
    notes = {number: sup for sup in raised if (number := _number(sup)) is not None and _begins_note(sup)}
    if not notes or sorted(notes) != list(range(1, len(notes) + 1)):
        return []
    order = {element: place for place, element in enumerate(article.iter())}
    first = min(order[sup] for sup in notes.values())
    marks = [sup for sup in raised if sup not in set(notes.values()) and order[sup] < first]
    if {_number(sup) for sup in marks} != set(notes):
        return []
    for number, sup in notes.items():
        block = sup.getparent()
        tree.drop(sup)
        if block is not None:
            block.set("id", f"raised-note-{number}")
    links = []
    for sup in marks:
        link = tree.new("a", str(_number(sup)))
        link.set("href", f"#raised-note-{_number(sup)}")
        for child in list(sup):
            sup.remove(child)
        sup.text = None
        sup.append(link)
        links.append(link)
    return links


def _number(sup: HtmlElement) -> int | None:
    match = _NUMBER.fullmatch(tree.text(sup))
    return int(match[1]) if match is not None and sup.find(".//a[@href]") is None else None


def _begins_note(sup: HtmlElement) -> bool:
    block = sup.getparent()
    return (
        block is not None
        and block.tag in _NOTE_TAGS
        and sup.getprevious() is None
        and not (block.text or "").strip()
        and len(tree.text(block)) > len(tree.text(sup)) + 3
    )

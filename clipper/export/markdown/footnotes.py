"""Finds footnotes: links in superscript that lead to a list item, which leads back to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_SECTION = re.compile(r"(?:^|\s)(?:footnotes?|endnotes?)(?:\s|$)", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:^|\s)(?:footnote-ref|footnote-reference|noteref|doc-noteref)(?:\s|$)")
_BACK = re.compile(r"(?:^|\s)(?:footnote-backref|footnote-back|reversefootnote|doc-backlink)(?:\s|$)")
_LINKS_LOOKED_AT = 60


@dataclass
class Footnotes:
    """What the tree's footnotes are made of.

    `references`: the elements that stand for a reference, with its label. `definitions`: the list items that
    hold a note. `dropped`: links back, and the rule and heading of a section that holds nothing else.
    `worded`: references that are words of the text, such as an author and a year, and stay beside the label.
    """

    references: dict[Element, str] = field(default_factory=dict)
    definitions: dict[Element, str] = field(default_factory=dict)
    dropped: set[Element] = field(default_factory=set)
    worded: set[Element] = field(default_factory=set)


def find(root: Element) -> Footnotes:
    """Find the footnotes of a tree; notes nothing refers to stay list items."""
    found = Footnotes()
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
    if not links:
        return found
    items = {key: item for item in root.iter("li") for key in _ids(item)}
    wanted: dict[Element, list[Element]] = {}
    for link in links:
        item = items.get(str(link.get("href"))[1:])
        if item is not None and _is_reference(link) and item not in islice(link.iterancestors("li"), 5):
            wanted.setdefault(item, []).append(link)
    labels: set[str] = set()
    for item in root.iter("li"):
        references = wanted.get(item)
        if references and (_in_section(item) or _leads_back(item, references)) and _in_text(references):
            _take(found, item, references, labels)
    _drop_emptied_sections(found)
    return found


def _ids(item: Element) -> Iterator[str]:
    for node in islice(item.iter(), 3):
        for key in ("id", "name"):
            if value := node.get(key):
                yield value


def _marks(node: Element) -> str:
    return f"{node.get('class') or ''} {node.get('role') or ''} {node.get('id') or ''}"


def _superscript(link: Element) -> Element | None:
    """Give the superscript around a link, or the link where the superscript is within it."""
    around = next((node for node in islice(link.iterancestors(), 2) if node.tag == "sup"), None)
    if around is not None:
        return around
    return link if len(link) == 1 and link[0].tag == "sup" else None


def _is_reference(link: Element) -> bool:
    marks = _marks(link)
    return _superscript(link) is not None or _REFERENCE.search(marks) is not None or _is_citation(link)


def _is_citation(link: Element) -> bool:
    return "citation" in (link.get("class") or "").split()


def _in_section(item: Element) -> bool:
    return any(_SECTION.search(_marks(node)) for node in islice(item.iterancestors(), 3))


def _names(link: Element) -> set[str]:
    nodes = [link, *islice(link.iterancestors(), 2), *link]
    return {str(node.get(key)) for node in nodes for key in ("id", "name") if node.get(key)}


def _leads_back(item: Element, references: list[Element]) -> bool:
    names = {name for link in references for name in _names(link)}
    return any(str(link.get("href"))[1:] in names for link in _inner_links(item))


def _inner_links(item: Element) -> Iterator[Element]:
    return (
        link for link in islice(item.iter("a"), _LINKS_LOOKED_AT) if (link.get("href") or "").startswith("#")
    )


def _in_text(references: list[Element]) -> bool:
    """A table may be written as HTML, where no footnote is read: one reference must stand outside."""
    return any(next(link.iterancestors("table"), None) is None for link in references)


def _take(found: Footnotes, item: Element, references: list[Element], labels: set[str]) -> None:
    if _is_citation(references[0]):
        said = str(references[0].get("href")).rpartition(":")[2]
    else:
        said = "".join(str(piece) for piece in references[0].itertext()).strip(" []()\t\n*†‡")
    label = said if re.fullmatch(r"[A-Za-z0-9-]{1,20}", said) and said.lower() not in labels else ""
    number = len(labels) + 1
    while not label or label.lower() in labels:
        label, number = str(number), number + 1
    labels.add(label.lower())
    found.definitions[item] = label
    names = {name for link in references for name in _names(link)}
    for link in references:
        superscript = None if _is_citation(link) else _superscript(link)
        if _is_citation(link):
            found.worded.add(link)
        alone = superscript is not None and sum(1 for _ in superscript.iter("a")) <= 1
        found.references[superscript if superscript is not None and alone else link] = label
    for link in _inner_links(item):
        if str(link.get("href"))[1:] in names or _BACK.search(_marks(link)):
            found.dropped.add(link)


def _drop_emptied_sections(found: Footnotes) -> None:
    sections: dict[Element, None] = {}
    for item in found.definitions:
        section = next(
            (node for node in islice(item.iterancestors(), 3) if _SECTION.search(_marks(node))), None
        )
        if section is not None:
            sections[section] = None
    for section in sections:
        if all(item in found.definitions for item in section.iter("li")):
            found.dropped.update(
                node for node in section if node.tag in {"hr", "h1", "h2", "h3", "h4", "h5", "h6"}
            )

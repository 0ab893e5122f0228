"""Notes that stand within the text, beside what they speak of: sidenotes, margin notes, notes of papers.

Each gets a mark that leads to it, and waits in its place until the footnotes are gathered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from clipper.extract.inventory import Inventory

_TAGS = ("d-footnote", "dt-fn")
_SIGNS = ("sidenote", "marginnote", "margin-note", "side-note", "footnote__note", "ltx_note")
_NOTE = re.compile(
    r"(?:^|\s)(?:sidenote|side-note|marginnote|margin-note|\S*footnotes?-footnote__note|"
    r"ltx_role_(?:footnote|endnote|margin|footnotetext)\S*)(?:\s|$)"
)
_MARKS = re.compile(r"margin-toggle|sidenote-number|sidenote-ref|footnote__?mark|modern-footnotes-footnote")
_NUMBER = re.compile(r"[\[(]?\s*(\d{1,3}|[*†‡§¶]{1,3})\s*[\])]?")
LONGEST = 3000
"""Characters of a note; what is longer is a text of its own."""

NAME = "inline-note"
"""How the note's element is marked until it is gathered."""


def normalise_inline_notes(root: HtmlElement, inventory: Inventory) -> None:
    """Give every note within the text a mark that leads to it; `inventory` is that of the whole tree."""
    for aside in tree.elements(root, "aside"):
        # a note is no sidebar, whatever the element
        if "footnote" in f"{aside.get('class') or ''} {aside.get('role') or ''}":
            aside.tag = "div"
    number = 0
    for note in list(_notes(root, inventory)):
        if note.getparent() is None or not tree.text(note) or len(tree.words(note)) > LONGEST:
            continue
        if next(note.iterancestors("sup", "a"), None) is not None:
            continue
        number += 1
        _mark(note, number)


def _notes(root: HtmlElement, inventory: Inventory) -> Iterator[HtmlElement]:
    if not inventory.tags.keys().isdisjoint(_TAGS):
        yield from tree.elements(root, *_TAGS)
    if not any(sign in inventory.names for sign in _SIGNS):
        return
    for element in root.xpath(".//*[self::span or self::small or self::aside][@class]"):
        if _NOTE.search(element.get("class")):
            yield element


def _mark(note: HtmlElement, number: int) -> None:
    for mark in _marks_before(note):
        tree.drop(mark)
    _drop_own_number(note)
    inner = note.find(".//*[@class='ltx_note_content']")
    if inner is not None:
        inner.tail = None
        _drop_own_number(inner)
        tree.replace(note, inner)
        note = inner
    if not tree.text(note):
        return
    name = f"{NAME}-{number}"
    note.tag = "span" if not tree.has_block(note) else "div"
    note.attrib.clear()
    note.set("class", NAME)
    note.set("id", name)
    sup = tree.new("sup")
    link = tree.new("a", str(number))
    link.set("href", f"#{name}")
    sup.append(link)
    note.addprevious(sup)


def _marks_before(note: HtmlElement) -> list[HtmlElement]:
    """What draws the note's own number or its switch, right before it."""
    found: list[HtmlElement] = []
    near = note.getprevious()
    while near is not None and not (near.tail or "").strip() and len(found) < 3:
        names = f"{near.get('class') or ''} {near.get('for') or ''}"
        if not (near.tag in {"label", "input"} or _MARKS.search(names)):
            break
        found.append(near)
        near = near.getprevious()
    return found


def _drop_own_number(note: HtmlElement) -> None:
    for inner in tree.elements(note, "sup", "span", "label")[:4]:
        if _NUMBER.fullmatch(tree.text(inner)) and inner.find(".//a[@href]") is None:
            tree.drop(inner)

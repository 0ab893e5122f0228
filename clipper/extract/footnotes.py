"""Footnotes in one form: numbered references, and a list at the end that links back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z]|note \d{1,3}|[ivx]{1,5})\s*[\])]?", re.IGNORECASE)
_BACK = re.compile(
    r"[\s↩⤴↑^⬆︎\ufe0e\[\]]*(?:[a-z\d](?:[,\s]+[a-z\d])*)?[\s↩⤴↑^⬆\ufe0e\[\]]*|back|return|jump up|"
    r"zurück|retour",
    re.IGNORECASE,
)
_NOTE_NAMES = re.compile(r"fn|foot-?note|endnote|cite|note|ref", re.IGNORECASE)


def normalise_footnotes(article: HtmlElement, page: HtmlElement) -> None:
    """Number the references below the article, gather their notes (from anywhere in the page) at its end."""
    targets: dict[str, HtmlElement] = {}
    references = []
    for link in tree.elements(article, "a"):
        address = link.get("href") or ""
        if not address.startswith("#") or len(address) < 2 or _MARK.fullmatch(tree.text(link)) is None:
            continue
        if not (_NOTE_NAMES.search(address) or link.getparent().tag == "sup" or link.find("sup") is not None):
            continue
        references.append(link)
    if not references:
        return
    for element in [*article.xpath(".//*[@id or @name]"), *page.xpath(".//*[@id or @name]")]:
        for name in ("id", "name"):
            if (given := element.get(name)) is not None:
                targets.setdefault(given, element)
    numbers: dict[str, int] = {}
    notes: list[HtmlElement] = []
    for link in references:
        name = unquote((link.get("href") or "")[1:])
        if link.getparent() is None:
            continue
        if name not in numbers:
            note = _note_of(targets.get(name), link)
            if note is None:
                continue
            notes.append(note)
            numbers[name] = len(notes)
            _refer(link, numbers[name], first=True)
        else:
            _refer(link, numbers[name], first=False)
    if notes:
        article.append(_section(notes))


def _note_of(target: HtmlElement | None, link: HtmlElement) -> HtmlElement | None:
    """The element that holds a note's text: the target, or what the target stands in."""
    note = target
    while note is not None and note.tag not in {"li", "p", "div", "dd", "aside", "td", "section"}:
        note = note.getparent()
    if note is None or note.tag == "body" or len(tree.words(note)) > 3000 or not tree.words(note):
        return None
    if (
        note.getparent() is None
        or note in set(link.iterancestors())
        or note.tag == "td"
        or note.find(".//h1") is not None
    ):
        return None
    return note


def _refer(link: HtmlElement, number: int, *, first: bool) -> None:
    above = link.getparent()
    place = (
        above if above is not None and above.tag == "sup" and tree.text(above) == tree.text(link) else link
    )
    sup = tree.new("sup")
    if first:
        sup.set("id", f"fnref:{number}")
    made = tree.new("a", str(number))
    made.set("href", f"#fn:{number}")
    sup.append(made)
    tree.replace(place, sup)


def _drop_emptied(holder: HtmlElement | None) -> None:
    """Take out what held only notes, with the rule or the heading that announced them."""
    while holder is not None and not tree.words(holder):
        above, before = holder.getparent(), holder.getprevious()
        if above is None:
            return
        tree.drop(holder)
        if before is not None and (
            before.tag == "hr" or (before.tag in tree.HEADINGS and before.getnext() is None)
        ):
            tree.drop(before)
        holder = above


def _section(notes: list[HtmlElement]) -> HtmlElement:
    section = tree.new("section")
    section.set("class", "footnotes")
    listing = tree.new("ol")
    section.append(listing)
    for number, note in enumerate(notes, start=1):
        emptied = note.getparent()
        tree.drop(note)
        _drop_emptied(emptied)
        for link in tree.elements(note, "a"):
            if (link.get("href") or "").startswith("#") and _BACK.fullmatch(tree.text(link)):
                above = link.getparent()
                tree.drop(
                    above
                    if above is not None
                    and above.tag in {"sup", "span", "b"}
                    and tree.text(above) == tree.text(link)
                    else link
                )
        note.tag = "li"
        note.attrib.clear()
        note.set("id", f"fn:{number}")
        last = note[-1] if len(note) and note[-1].tag == "p" else note
        back = tree.new("a", "↩")
        back.set("href", f"#fnref:{number}")
        back.set("class", "footnote-backref")
        if len(last):
            last[-1].tail = (last[-1].tail or "").rstrip() + " "
        else:
            last.text = (last.text or "").rstrip() + " "
        last.append(back)
        listing.append(note)
    return section

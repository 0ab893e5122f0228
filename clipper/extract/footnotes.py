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
    references = [link for link in tree.elements(article, "a") if _is_reference(link)]
    if not references:
        return
    targets = _targets(article, page)
    numbers: dict[str, int] = {}
    notes: list[HtmlElement] = []
    for link in references:
        name = unquote((link.get("href") or "")[1:])
        if link.getparent() is None:
            continue
        first = name not in numbers
        if first:
            note = _note_of(targets.get(name), link)
            if note is None:
                continue
            notes.append(note)
            numbers[name] = len(notes)
        _refer(link, numbers[name], first=first)
    if notes:
        article.append(_section(notes))


def _is_reference(link: HtmlElement) -> bool:
    """Whether a link inside the page is a note's mark: a number or a sign, raised or named for a note."""
    address = link.get("href") or ""
    if not address.startswith("#") or len(address) < 2 or _MARK.fullmatch(tree.text(link)) is None:
        return False
    above = link.getparent()
    raised = (above is not None and above.tag == "sup") or link.find("sup") is not None
    return raised or _NOTE_NAMES.search(address) is not None


def _targets(*places: HtmlElement) -> dict[str, HtmlElement]:
    """The elements that links can lead to, by id or name."""
    found: dict[str, HtmlElement] = {}
    for place in places:
        for element in place.xpath(".//*[@id or @name]"):
            for name in ("id", "name"):
                if (given := element.get(name)) is not None:
                    found.setdefault(given, element)
    return found


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
        if len(note):
            note[-1].tail = None if not (note[-1].tail or "").strip() else note[-1].tail
        listing.append(note)
    return section

"""Footnotes in one form: numbered references, and a list at the end that links back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from clipper.extract import tree
from clipper.extract.citations import link_citations
from clipper.extract.inline_notes import NAME as INLINE_NOTE
from clipper.extract.raised_numbers import is_notes_heading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARK = re.compile(
    r"[\[(]?\s*(?:(?:[^\W\d]{1,6}\.?\s?)?\d{1,3}(?:[:.\-]\d{1,2})?|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,5})\s*[\])]?",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"[\s↩⤴↑^⬆⏎⇧←\ufe0e\ufe0f\[\]]*(?:[a-z\d]{1,3}(?:[,\s]+[a-z\d])*)?[\s↩⤴↑^⬆⏎⇧←\ufe0e\ufe0f\[\].]*|back|"
    r"return|jump up|zurück|retour|volver|indietro|terug|powrót|назад",
    re.IGNORECASE,
)
_NOTE_NAMES = re.compile(r"fn|foot-?note|endnote|cite|note|ref", re.IGNORECASE)
_MARK_NAMES = re.compile(
    r"(?:^|\s)(?:footnote-reference|footnote-ref\w*|footnote-anchor|noteref|doc-noteref|fn-?ref|ltx_ref|"
    r"citation-reference)(?:\s|$)"
)
_BEFORE_NOTE = re.compile(r"[\s^↑↩⬆|.:)\]]*")
MOST_BACK_LINKS = 20
_ONLY_REFERENCES = re.compile(r"\[[\d\s,;–\-]*\]")
_LABELS = re.compile(r"(?:^|[\s_-])(?:label|tag|number|backlink)(?:$|[\s_-])")
_LEADS = frozenset(("span", "b", "sup", "strong", "a", "cite", "i", "label"))


def normalise_footnotes(article: HtmlElement, page: HtmlElement) -> None:
    """Number the references below the article, gather their notes (from anywhere in the page) at its end.

    Citations by author and year are linked with their references, which stay where they are.
    """
    within = [link for link in tree.elements(article, "a") if (link.get("href") or "").startswith("#")]
    if not within:
        return
    references = [link for link in within if is_reference(link)]
    targets = targets_of(article, page)
    notes = _gather(article, references, targets) if references else 0
    link_citations(article, targets, notes + 1)


def _gather(article: HtmlElement, references: list[HtmlElement], targets: dict[str, HtmlElement]) -> int:
    """Gather the notes of the references at the article's end; how many there are."""
    numbers: dict[str, int] = {}
    notes: list[HtmlElement] = []
    times: list[int] = []
    for link in references:
        name = unquote((link.get("href") or "")[1:])
        if link.getparent() is None:
            continue
        if name not in numbers:
            note = _note_of(targets.get(name), link)
            if note is None:
                continue
            notes.append(note)
            times.append(0)
            numbers[name] = len(notes)
        number = numbers[name]
        times[number - 1] += 1
        _refer(link, number, times[number - 1])
    if notes:
        section = _section(notes, times)
        while len(article) and article[-1].tag == "hr" and not (article[-1].tail or "").strip():
            tree.drop(article[-1])
        article.append(section)
    return len(notes)


def is_reference(link: HtmlElement) -> bool:
    """Whether a link inside the page is a note's mark: a number or a sign, raised or named for a note."""
    address = link.get("href") or ""
    if not address.startswith("#") or len(address) < 2 or _MARK.fullmatch(tree.text(link)) is None:
        return False
    if "backref" in (link.get("class") or "") or link.get("role") == "doc-backlink":
        return False
    above = link.getparent()
    raised = (above is not None and above.tag == "sup") or link.find("sup") is not None
    named = f"{link.get('class') or ''} {link.get('role') or ''}"
    return raised or _NOTE_NAMES.search(address) is not None or _MARK_NAMES.search(named) is not None


def targets_of(*places: HtmlElement) -> dict[str, HtmlElement]:
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
    if note is not None and note.get("class") == INLINE_NOTE:
        return note
    while note is not None and note.tag not in {"li", "p", "div", "dd", "dt", "aside", "td", "th", "section"}:
        note = note.getparent()
    if note is not None and note.tag == "dt":
        term, note = note, note.getnext()
        if note is None or note.tag != "dd" or note in set(link.iterancestors()):
            return None
        tree.drop(term)
    elif note is not None and note.tag in {"td", "th"}:
        note = _note_in_row(note, link)
    if note is None or note.tag == "body" or len(tree.words(note)) > 3000 or not tree.words(note):
        return None
    if note.getparent() is None or note in set(link.iterancestors()) or note.find(".//h1") is not None:
        return None
    return note


def _note_in_row(cell: HtmlElement, link: HtmlElement) -> HtmlElement | None:
    """The note of a row that holds its number in one cell and its text in another."""
    row = cell.getparent()
    if row is None or row.tag != "tr" or row in set(link.iterancestors()) or len(row) > 3:
        return None
    held = max(row, key=lambda one: len(tree.words(one)))
    if any(
        _MARK.fullmatch(said.rstrip(".)")) is None
        for one in row
        if one is not held and (said := tree.text(one))
    ):
        return None
    made = tree.new("div", held.text)
    made.extend(list(held))
    tree.replace(row, made)
    return made


def _refer(link: HtmlElement, number: int, time: int) -> None:
    above = link.getparent()
    place = (
        above if above is not None and above.tag == "sup" and tree.text(above) == tree.text(link) else link
    )
    sup = tree.new("sup")
    sup.set("id", _reference_name(number, time))
    made = tree.new("a", str(number))
    made.set("href", f"#fn:{number}")
    sup.append(made)
    tree.replace(place, sup)
    holder = sup.getparent()
    if (
        holder is not None
        and holder.tag in {"cite", "span"}
        and _ONLY_REFERENCES.fullmatch(tree.text(holder))
    ):
        # the brackets of a list of numbers; the numbers are raised now
        holder.text = None
        for one in holder:
            one.tail = ("" if one.getnext() is None else " ") if one.tail else one.tail


def _reference_name(number: int, time: int) -> str:
    return f"fnref:{number}" if time == 1 else f"fnref:{number}:{time}"


def _drop_emptied(holder: HtmlElement | None) -> None:
    """Take out what held only notes, with the rule or the heading that announced them."""
    while holder is not None and not tree.words(holder):
        above, before = holder.getparent(), holder.getprevious()
        if above is None:
            return
        tree.drop(holder)
        if before is not None and (before.tag == "hr" or _announces_nothing(before)):
            tree.drop(before)
        holder = above


def _ends_there(heading: HtmlElement) -> bool:
    after = heading.getnext()
    return after is None or after.tag == "hr" or after.tag in tree.HEADINGS


def _announces_nothing(before: HtmlElement) -> bool:
    """Whether a heading, or a wrapper of nothing else, has lost all that came under it."""
    heading = before
    if before.tag == "div" and 0 < len(before) <= 3 and before[0].tag in tree.HEADINGS:
        # what stands beside the heading can only be a link to edit it, or to it
        heading = before[0] if len(tree.text(before)) < len(tree.text(before[0])) + 40 else before
    if heading.tag not in tree.HEADINGS:
        return False
    after = before.getnext()
    if after is not None and after.tag == "div" and len(after):
        after = after[0]
    return after is None or (after.tag in tree.HEADINGS and after.tag <= heading.tag)


def _section(notes: list[HtmlElement], times: list[int]) -> HtmlElement:
    section = tree.new("section")
    section.set("class", "footnotes")
    listing = tree.new("ol")
    section.append(listing)
    for number, (note, count) in enumerate(zip(notes, times, strict=True), start=1):
        emptied, before = note.getparent(), note.getprevious()
        tree.drop(note)
        _drop_emptied(emptied)
        if is_notes_heading(before) and _ends_there(before):
            tree.drop(before)
        _drop_back_links(note)
        _drop_lead(note)
        note.tag = "li"
        note.attrib.clear()
        note.set("id", f"fn:{number}")
        last = note[-1] if len(note) and note[-1].tag == "p" else note
        if len(last):
            last[-1].tail = (last[-1].tail or "").rstrip() + " "
        else:
            last.text = (last.text or "").rstrip() + " "
        for time in range(1, min(count, MOST_BACK_LINKS) + 1):
            back = tree.new("a", "↩")
            back.set("href", f"#{_reference_name(number, time)}")
            back.set("class", "footnote-backref")
            if time > 1:
                tree.append_text(last, " ")
            last.append(back)
        if len(note):
            note[-1].tail = None if not (note[-1].tail or "").strip() else note[-1].tail
        listing.append(note)
    return section


def _drop_back_links(note: HtmlElement) -> None:
    for link in tree.elements(note, "a"):
        if link.getparent() is None or not (link.get("href") or "").startswith("#"):
            continue
        if not _BACK.fullmatch(tree.text(link)):
            continue
        place = link
        while (above := place.getparent()) is not None and above is not note and above.tag in _LEADS:
            if tree.text(above).strip("[]()^ ") != tree.text(link).strip("[]()^ "):
                break
            place = above
        tree.drop(place)


def _drop_lead(note: HtmlElement) -> None:
    """Drop the signs that only led back, where they stand at a note's beginning."""
    for first in [one for one in list(note)[:2] if isinstance(one.tag, str)]:
        if (note.text or "").strip(" \n^↑"):
            return
        said = tree.text(first)
        labelled = first.tag == "sup" or _LABELS.search(first.get("class") or "") is not None
        if (
            first.tag in _LEADS
            and (_BEFORE_NOTE.fullmatch(said) or (labelled and _MARK.fullmatch(said.rstrip("."))))
            and first.find(".//img") is None
        ):
            tree.drop(first)
        else:
            break
    if note.text:
        note.text = _BEFORE_NOTE.sub("", note.text, count=1)
    elif len(note) and note[0].tag == "p" and note[0].text:
        note[0].text = _BEFORE_NOTE.sub("", note[0].text, count=1)

"""Footnotes without links: numbers raised or in brackets, and paragraphs below that begin with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_BEGINS = re.compile(r"\s*(?:([\[(]?)(\d{1,3})(?:[\])]\.?|[.:])?[\s\xa0]+|([¹²³⁰⁴-⁹]{1,3})[.)]?\s*)(?=\S)")
_IN_TEXT = re.compile(r"[ \xa0]?\[(\d{1,3})\]|([¹²³⁰⁴-⁹]{1,3})")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_RAISED, "0123456789")
_UNIT = re.compile(r"(?:^|[\s\d/(])(?:[cdkmµ]?m|ft|in|yd|mi|s)$|\d$")
_NOTE_TAGS = ("p", "li", "div", "dd")
_HOLDERS = frozenset(("p", "strong", "b", "div"))
_HEADINGS = vocabulary(
    "notes note footnotes endnotes references sources anmerkungen fußnoten fussnoten quellen einzelnachweise "
    "références sources notas referencias fuentes referências fontes riferimenti fonti noten voetnoten "
    "bronnen przypisy źródła noter fotnoter källor kilder viitteet lähteet poznámky jegyzetek lábjegyzetek "
    "примечания сноски источники примітки виноски джерела бележки notlar dipnotlar kaynakça kaynaklar "
    "σημειώσεις 注釈 脚注 注 注记 注释 註釋 註解 参考文献 參考文獻 각주 주석 참고문헌 הערות هوامش الهوامش "
    "پانویس"
)
_LONGEST_HEADING = 40
LONGEST = 3000
"""Characters of a note; what is longer is a text of its own."""

MOST_NOTES = 300


@dataclass(slots=True)
class _Mark:
    """A number in the text: a `sup`, or a stretch of what an element says in it or after it."""

    number: int
    element: HtmlElement
    match: re.Match[str] | None = None
    after: bool = False


@dataclass(slots=True)
class _Run:
    """Notes in a row that count from one: blocks, or one block of lines; `headed`: a heading says so."""

    blocks: list[HtmlElement]
    count: int
    headed: bool


def link_raised_numbers(article: HtmlElement) -> list[HtmlElement]:
    """Link the numbers in the text below the element to their notes, where each of 1, 2, 3 … has one.

    Gives the links; none where it is not plain that the numbers are footnotes: each note has a number in the
    text before it, in order, and two notes or more stand in a row, or one that is raised or has a heading.
    """
    if next(article.iter("sup"), None) is None:
        said = article.text_content()
        if "[1]" not in said and "¹" not in said:
            return []
    runs = list(_runs(article))
    if not runs:
        return []
    marks = list(_marks(article))
    if not marks:
        return []
    order = {element: place for place, element in enumerate(article.iter())}
    for run in reversed(runs):
        found = _of_run(marks, run, order)
        if found:
            for number, note in enumerate(_parted(run), start=1):
                _without_number(note)
                note.set("id", f"raised-note-{number}")
            # from the last one back, so that what is left of a text still stands where it was found
            links = [_linked(mark) for mark in reversed(found)]
            return links[::-1]
    return []


def is_notes_heading(element: HtmlElement | None) -> bool:
    """Whether an element is a heading, or a line in its place, that announces notes or sources."""
    if element is None or (element.tag not in tree.HEADINGS and element.tag not in _HOLDERS):
        return False
    said = tree.text(element)
    return len(said) <= _LONGEST_HEADING and said.strip(" :.[]").lower() in _HEADINGS


def _runs(article: HtmlElement) -> Iterator[_Run]:
    """What may be the notes, first to last."""
    run: list[HtmlElement] = []
    for block in tree.elements(article, "ol", *_NOTE_TAGS):
        if block.tag == "ol":
            items = [one for one in block if one.tag == "li"]
            if is_notes_heading(block.getprevious()) and (block.get("start") or "1") == "1":
                yield _Run(items, len(items), True)
            continue
        number = _begun(block)
        if number is None or len(tree.words(block)) > LONGEST:
            continue
        if number == 1:
            if run:
                yield _Run(run, len(run), is_notes_heading(run[0].getprevious()))
            run = [block]
            if (lines := _lines(block)) > 1:
                yield _Run(run, lines, is_notes_heading(block.getprevious()))
                run = []
        elif run and number == len(run) + 1 and block.getparent() is run[-1].getparent():
            run.append(block)
    if run:
        yield _Run(run, len(run), is_notes_heading(run[0].getprevious()))


def _begun(block: HtmlElement) -> int | None:
    """The number that a text block begins with, written out or raised; None where it begins otherwise."""
    said = block.text
    if said and not said.isspace():
        match = _BEGINS.match(said)
        if match is None or tree.has_block(block):
            return None
        return int(match[2] or match[3].translate(_PLAIN))
    first = block[0] if len(block) else None
    if first is None or first.tag not in {"sup", "b", "strong", "span"} or not (first.tail or "").strip():
        return None
    match = _NUMBER.fullmatch(tree.text(first).rstrip("."))
    return int(match[1]) if match is not None and first.find(".//a[@href]") is None else None


def _lines(block: HtmlElement) -> int:
    """How many lines a block of notes has, if each begins with the next number; else one."""
    matches = [_BEGINS.match(one.tail or "") for one in block.iterchildren("br")]
    numbers = [int(one[2] or one[3].translate(_PLAIN)) for one in matches if one is not None]
    whole = len(numbers) == len(matches) and numbers == list(range(2, len(matches) + 2))
    return len(matches) + 1 if whole else 1


def _parted(run: _Run) -> list[HtmlElement]:
    """The notes of a run, each in a block of its own."""
    if run.count == len(run.blocks):
        return run.blocks
    block = run.blocks[0]
    made = [block]
    for child in list(block):
        if child.tag == "br":
            line = tree.new("p", child.tail)
            block.remove(child)
            line.tail, made[-1].tail = made[-1].tail, None
            made[-1].addnext(line)
            made.append(line)
        elif made[-1] is not block:
            made[-1].append(child)
    return made


def _marks(article: HtmlElement) -> Iterator[_Mark]:
    """The numbers of the article that may be marks of notes, in order, those that begin a block as well."""
    stack: list[tuple[HtmlElement, bool]] = [(article, False)]
    while stack:
        element, leaving = stack.pop()
        if leaving:
            yield from _said(element, after=True)
            continue
        if element is not article:
            stack.append((element, True))
        if not isinstance(element.tag, str) or element.tag in {"pre", "code", "math", "a", "script"}:
            continue
        if element.tag == "sup":
            match = _NUMBER.fullmatch(tree.text(element))
            if match is not None and element.find(".//a[@href]") is None and not _is_power(element):
                yield _Mark(int(match[1]), element)
            continue
        yield from _said(element, after=False)
        stack.extend((child, False) for child in reversed(element))


def _said(element: HtmlElement, *, after: bool) -> Iterator[_Mark]:
    said = element.tail if after else element.text
    if not said or not ("[" in said or not said.isascii()):
        return
    for match in _IN_TEXT.finditer(said):
        before = said[: match.start()]
        if (match[2] and _UNIT.search(before)) or (not before.strip() and not after):
            continue
        yield _Mark(int(match[1] or match[2].translate(_PLAIN)), element, match, after)


def _is_power(sup: HtmlElement) -> bool:
    """Whether a raised number belongs to a unit or a number, such as square metres."""
    before = sup.getprevious()
    parent = sup.getparent()
    said = before.tail if before is not None else parent.text if parent is not None else None
    match = _UNIT.search(said or "")
    # after a year a number is a note's
    return match is not None and re.search(r"(?<!\d)\d{4}$", said or "") is None


def _of_run(marks: list[_Mark], run: _Run, order: dict[HtmlElement, int]) -> list[_Mark]:
    """The marks of the notes of a run; none where they do not stand before it, each in its turn."""
    if not run.count or run.count > MOST_NOTES:
        return []
    first = run.blocks[0]
    if run.count == 1 and not run.headed and not _is_raised(first):
        return []
    begins, around = order[first], set(first.iterancestors())
    found: list[_Mark] = []
    expected = 1
    for mark in marks:
        if order[mark.element] >= begins or (mark.after and mark.element in around):
            break
        if mark.number == expected:
            expected += 1
        elif expected < mark.number <= run.count:
            return []
        if 0 < mark.number < expected:
            found.append(mark)
    bracketed = any(mark.match is not None and mark.match[1] for mark in found)
    if bracketed and not run.headed and not tree.text(first).startswith("["):
        return []
    return found if expected == run.count + 1 and _are_of_one_form(found) else []


def _are_of_one_form(marks: list[_Mark]) -> bool:
    forms = {"sup" if one.match is None else "[" if one.match[1] else "¹" for one in marks}
    return len(forms) == 1


def _is_raised(block: HtmlElement) -> bool:
    said = (block.text or "").strip()
    return said[:1] in _RAISED if said else len(block) > 0 and block[0].tag == "sup"


def _without_number(note: HtmlElement) -> None:
    if note.text and not note.text.isspace():
        if note.tag != "li" or _BEGINS.match(note.text):
            note.text = _BEGINS.sub("", note.text, count=1)
    elif len(note) and _begun(note) is not None:
        tree.drop(note[0])
        note.text = (note.text or "").lstrip(" .):\xa0")


def _linked(mark: _Mark) -> HtmlElement:
    """Put a link into the mark's place, raised."""
    link = tree.new("a", str(mark.number))
    link.set("href", f"#raised-note-{mark.number}")
    if mark.match is None:
        sup = mark.element
        for child in list(sup):
            sup.remove(child)
        sup.text = None
        sup.append(link)
        return link
    sup = tree.new("sup")
    sup.append(link)
    said = mark.match.string
    before, rest = said[: mark.match.start()], said[mark.match.end() :]
    if mark.after:
        # what follows was cut off already where a later mark stood in the same text
        rest = (mark.element.tail or "")[mark.match.end() :]
        mark.element.tail = before
        mark.element.addnext(sup)
    else:
        rest = (mark.element.text or "")[mark.match.end() :]
        mark.element.text = before
        mark.element.insert(0, sup)
    sup.tail = rest
    return link

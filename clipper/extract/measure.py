"""How much there is: words in any script, the plain text of clean HTML, the prose in each part of a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from clipper.extract.tree import BLOCKS
from clipper.extract.tree import text as inline_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

IDEOGRAPHS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNSPACED = re.compile(f"[{IDEOGRAPHS}]")
_WORD = re.compile(rf"[^\W_{IDEOGRAPHS}]+(?:['’.\-][^\W_{IDEOGRAPHS}]+)*")
_SENTENCE = re.compile(r"[.!?…:;,»”\"]|[。！？、，।॥؟،۔።]")

_ENDS_TEXT = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[.,;:!?»”’…。，、\]])|(?<![\d.,])\d{4})$")
"""What comes before a note's number, rather than before a power: a word, a sign, a year."""

_RAISED = re.compile(r"(?<![^\W\d_])(?:[cdkmn]m|ft|in|yd|mi|sin|cos|tan|log)$")
"""Words that are raised to powers."""

_NEAR = 40
"""Characters before a raised number that tell what it is."""

_NUMBERS = re.compile(r"\d{1,4}(?:[,;–\- ]{1,2}\d{1,3})*")
_PRICE = re.compile(r"[$€£¥₹₩₽₴][ \xa0]?\d[\d.,]*$")
_BASE = re.compile(r"(?<![\d.,])(?:10|\d)$")

LONGEST_COUNTED = 1_000_000
"""Characters; of longer texts the words are counted by the spaces, which is ten times as fast."""

LONG_ENOUGH = 160
LEAST_PROSE = 40
"""A text block of fewer characters outside links is a label rather than prose (unspaced scripts: a half)."""


def word_count(text: str) -> int:
    """Words; scripts written without spaces count two characters as a word, as their readers' tools do."""
    if len(text) > LONGEST_COUNTED:
        return len(text.split())
    if not text.isascii() and (unspaced := len(_UNSPACED.findall(text))):
        return len(_WORD.findall(text)) + (unspaced + 1) // 2
    # Most of what stands between spaces is one word: only the rest is looked into.
    pieces = text.split()
    mixed = [piece for piece in pieces if not piece.isalnum()]
    return len(pieces) - len(mixed) + len(_WORD.findall(" ".join(mixed)))


def is_prose(text: str, linked: int = 0) -> bool:
    """Whether a block's text reads as sentences: long enough, mostly unlinked, with punctuation."""
    length = len(text)
    least = LEAST_PROSE
    if length < 2 * least and not text.isascii() and len(_UNSPACED.findall(text)) * 2 > length:
        least //= 2
    if length - linked < least or linked * 2 >= length:
        return False
    return length >= LONG_ENOUGH or least < LEAST_PROSE or _SENTENCE.search(text) is not None


@dataclass(slots=True)
class Part:
    """Characters of text in an element: all, linked, and in prose blocks; and whether blocks lie inside."""

    text: int = 0
    linked: int = 0
    prose: int = 0
    blocks: bool = False
    media: int = 0

    @property
    def link_density(self) -> float:
        """Linked share of the text, 0 to 1."""
        return self.linked / self.text if self.text else 0.0


Parts = dict["HtmlElement", Part]


def measure(root: HtmlElement) -> Parts:
    """A Part for every element of the tree, in one pass from the leaves up."""
    parts: Parts = {element: Part() for element in root.iter(etree.Element)}
    beside: dict[HtmlElement, bool] = {}
    for element, part in reversed(parts.items()):
        block = element.tag in BLOCKS
        _count_own(element, part, block=block)
        parent = element.getparent()
        above = parts.get(parent)
        if above is None:
            continue
        if part.text:
            above.text += part.text
            above.linked += part.linked
            above.prose += part.prose
        if part.media:
            above.media += part.media
        if block or part.blocks:
            above.blocks = True
        said = element.tail
        if said and not said.isspace():
            tail = " ".join(said.split())
            above.text += len(tail)
            if is_prose(tail):
                if not block and parent not in beside:
                    beside[parent] = next(parent.iterchildren(*BLOCKS), None) is not None
                if block or beside[parent]:  # a tail that is no part of a text block stands for itself
                    above.prose += len(tail)
    return parts


def forget(parts: Parts, element: HtmlElement, parent: HtmlElement) -> None:
    """Take an element that has just been taken out of `parent` out of the Parts of all around it."""
    gone = parts.get(element)
    if gone is None or not (gone.text or gone.media):
        return
    prose = gone.prose
    if element.tag not in BLOCKS:
        prose += _prose_lost(parts, parent)
    above: HtmlElement | None = parent
    while above is not None and (part := parts.get(above)) is not None:
        part.text -= gone.text
        part.linked -= gone.linked
        part.prose -= prose
        part.media -= gone.media
        above = above.getparent()


def _prose_lost(parts: Parts, parent: HtmlElement) -> int:
    """Prose of a text block that it no longer has without the inline element that is gone."""
    block: HtmlElement | None = parent
    while block is not None and block.tag not in BLOCKS:
        block = block.getparent()
    part = parts.get(block) if block is not None else None
    if block is None or part is None or part.blocks or not part.prose:
        return 0
    joined = " ".join("".join(block.itertext()).split())
    linked = sum(len(" ".join("".join(link.itertext()).split())) for link in block.iter("a"))
    return part.prose - (len(joined) - linked if is_prose(joined, linked) else 0)


def _count_own(element: HtmlElement, part: Part, *, block: bool) -> None:
    """Complete an element's Part, its children's being in it: its own text, and the prose of a text block."""
    said = element.text
    own = "" if not said or said.isspace() else " ".join(said.split())
    if own:
        part.text += len(own)
    if not block:
        if element.tag == "a":
            part.linked = part.text
        elif element.tag == "img":
            part.media += 1
    elif part.blocks:
        part.prose += len(own) if own and is_prose(own) else 0
    elif part.text - part.linked >= LEAST_PROSE // 2:
        joined = inline_text(element) if len(element) else own
        part.prose += len(joined) - part.linked if is_prose(joined, part.linked) else 0


def plain_text(root: HtmlElement) -> str:
    """The words of clean HTML: blocks parted by an empty line, list items, rows and line breaks by one.

    Code keeps its lines and its indentation.
    """
    lines = _Lines()
    coded = next(root.iter("pre"), None) is not None
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        gap = _GAPS.get(element.tag, 0)
        if leaving:
            lines.part(gap)
            if element is not root:
                lines.say(element.tail, verbatim=coded and _in_code(element.getparent()))
            continue
        lines.part(1 if element.tag == "br" else gap)
        mark = _mark(element, lines.last) if element.tag in _MARKED else None
        if mark is not None:
            lines.say(mark, verbatim=True)
            lines.say(element.tail, verbatim=coded and _in_code(element.getparent()))
            continue
        lines.say(element.text, verbatim=coded and _in_code(element))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element) if isinstance(child.tag, str))
    return "".join(lines.pieces).strip()


_MARKED = frozenset(("sup", "a"))


def _mark(element: HtmlElement, before: str) -> str | None:
    """How plain words show a raised number, so that no word or number before it grows: `word [1]`, `10^6`.

    Nothing for the sign that leads back from a note; None for what is no mark.
    """
    if element.tag == "a":
        return "" if element.get("class") == "footnote-backref" else None
    said = inline_text(element).strip("[]()")
    if _NUMBERS.fullmatch(said) is None:
        return None
    before = before[-_NEAR:]
    noted = (element.get("id") or "").startswith("fnref:")
    if noted or (_ENDS_TEXT.search(before) and not _RAISED.search(before)):
        return f"[{said}]" if not before or before[-1].isspace() else f" [{said}]"
    if _PRICE.search(before):
        return f".{said}"
    return f"^{said}" if _BASE.search(before) else None


_GAPS: dict[str, float] = {
    **dict.fromkeys(BLOCKS, 2),
    **dict.fromkeys(("li", "tr", "dt", "dd", "thead", "tbody", "tfoot"), 1),
    **dict.fromkeys(("td", "th"), 0.5),
}
"""Line ends that part an element from what is beside it; a half is a space."""


def _in_code(element: HtmlElement | None) -> bool:
    while element is not None and element.tag in {"code", "span"}:
        element = element.getparent()
    return element is not None and element.tag == "pre"


def _collapsed(text: str) -> str:
    """The text with each run of white space made one space; some text must be given."""
    said = " ".join(text.split())
    if not said:
        return " "
    return f"{' ' if text[0].isspace() else ''}{said}{' ' if text[-1].isspace() else ''}"


class _Lines:
    """Text with gaps: of several gaps in a row the greatest counts, and white space melts into it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.gap: float = 0

    @property
    def last(self) -> str:
        """What was said last; nothing where a gap comes next."""
        return self.pieces[-1] if self.pieces and not self.gap else ""

    def part(self, gap: float) -> None:
        """Ask for a gap before what is said next."""
        self.gap = max(self.gap, gap)

    def say(self, text: str | None, *, verbatim: bool) -> None:
        """Add text, white space collapsed unless verbatim."""
        if not text or (self.gap and not verbatim and text.isspace()):
            return
        said = text if verbatim else _collapsed(text)
        if self.gap or (self.pieces and self.pieces[-1].endswith(" ")):
            said = said if verbatim else said.lstrip()
        if not said:
            return
        if self.gap and self.pieces:
            self.pieces[-1] = self.pieces[-1].rstrip(" ")
            self.pieces.append("\n" * int(self.gap) or " ")
        self.pieces.append(said)
        self.gap = 0

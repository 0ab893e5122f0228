"""How much there is: words in any script, the plain text of clean HTML, the prose in each part of a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.extract.tree import BLOCKS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_IDEOGRAPHS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNSPACED = re.compile(f"[{_IDEOGRAPHS}]")
_WORD = re.compile(rf"[^\W_{_IDEOGRAPHS}]+(?:['’.\-][^\W_{_IDEOGRAPHS}]+)*")
_SENTENCE = re.compile(r"[.!?…:;,»”\"]|[。！？、，।॥؟،۔።]")

LONGEST_COUNTED = 1_000_000
"""Characters; of longer texts the words are counted by the spaces, which is ten times as fast."""

LONG_ENOUGH = 160
LEAST_PROSE = 40
"""A text block of fewer characters outside links is a label rather than prose (unspaced scripts: a half)."""


def word_count(text: str) -> int:
    """Words; scripts written without spaces count two characters as a word, as their readers' tools do."""
    if len(text) > LONGEST_COUNTED:
        return len(text.split())
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(text)) + (unspaced + 1) // 2


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
    every = [element for element in root.iter() if isinstance(element.tag, str)]
    parts: Parts = {element: Part() for element in every}
    for element in reversed(every):
        part = parts[element]
        _count_own(element, part)
        parent = element.getparent()
        if parent is not None and parent in parts:
            _add_to(parts[parent], parent, part, element)
    return parts


def _count_own(element: HtmlElement, part: Part) -> None:
    """Complete an element's Part, its children's being in it: its own text, and the prose of a text block."""
    own = " ".join(element.text.split()) if element.text else ""
    part.text += len(own)
    if element.tag == "a":
        part.linked = part.text
    elif element.tag == "img":
        part.media += 1
    if element.tag not in BLOCKS:
        return
    if part.blocks:
        part.prose += len(own) if own and is_prose(own) else 0
    elif part.text - part.linked >= LEAST_PROSE // 2:
        joined = " ".join("".join(element.itertext()).split())
        part.prose += len(joined) - part.linked if is_prose(joined, part.linked) else 0


def _add_to(above: Part, parent: HtmlElement, part: Part, element: HtmlElement) -> None:
    """Add an element's Part, and the text after it, to its parent's."""
    tail = " ".join(element.tail.split()) if element.tail else ""
    block = element.tag in BLOCKS
    above.text += part.text + len(tail)
    above.linked += part.linked
    above.prose += part.prose
    above.media += part.media
    above.blocks = above.blocks or block or part.blocks
    if tail and is_prose(tail):
        above.prose += len(tail) if block else _loose(parent, tail)


def _loose(parent: HtmlElement, tail: str) -> int:
    """The tail's share of prose where it stands loose beside blocks; a text block counts as a whole."""
    return len(tail) if next(parent.iterchildren(*BLOCKS), None) is not None else 0


def plain_text(root: HtmlElement) -> str:
    """The words of clean HTML: blocks parted by an empty line, list items, rows and line breaks by one.

    Code keeps its lines and its indentation.
    """
    lines = _Lines()
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        gap = _gap(element.tag)
        if leaving:
            lines.part(gap)
            if element is not root:
                lines.say(element.tail, verbatim=_in_code(element.getparent()))
            continue
        lines.part(1 if element.tag == "br" else gap)
        lines.say(element.text, verbatim=_in_code(element))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element) if isinstance(child.tag, str))
    return "".join(lines.pieces).strip()


_TIGHT = frozenset(("li", "tr", "dt", "dd", "thead", "tbody", "tfoot"))


def _gap(tag: str) -> float:
    """Line ends that part an element from what is beside it; a half is a space."""
    if tag in {"td", "th"}:
        return 0.5
    return 1 if tag in _TIGHT else 2 if tag in BLOCKS else 0


def _in_code(element: HtmlElement | None) -> bool:
    while element is not None and element.tag in {"code", "span"}:
        element = element.getparent()
    return element is not None and element.tag == "pre"


class _Lines:
    """Text with gaps: of several gaps in a row the greatest counts, and white space melts into it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.gap: float = 0

    def part(self, gap: float) -> None:
        """Ask for a gap before what is said next."""
        self.gap = max(self.gap, gap)

    def say(self, text: str | None, *, verbatim: bool) -> None:
        """Add text, white space collapsed unless verbatim."""
        if not text:
            return
        said = text if verbatim else re.sub(r"\s+", " ", text)
        if self.gap or (self.pieces and self.pieces[-1].endswith(" ")):
            said = said if verbatim else said.lstrip()
        if not said:
            return
        if self.gap and self.pieces:
            self.pieces[-1] = self.pieces[-1].rstrip(" ")
            self.pieces.append("\n" * int(self.gap) or " ")
        self.pieces.append(said)
        self.gap = 0

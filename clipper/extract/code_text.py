"""The text of a block of code as it was written: lines of elements, gutters and numbers undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINE_BLOCKS = frozenset(("div", "p", "li", "tr"))
_LINE_NAMES = re.compile(r"(?:^|\s)(?:line|token-line|code-line|hljs-line|cm-line|view-line)(?:\s|$)")
_SHOWN_AS_BLOCK = re.compile(r"display\s*:\s*block")


def code_text(block: HtmlElement) -> str:
    """The code's own text: line elements and `<br>` end lines, everything else is taken as it stands."""
    pieces: list[str] = []
    stack: list[tuple[HtmlElement, bool]] = [(block, False)]
    while stack:
        element, leaving = stack.pop()
        line = element is not block and _is_line(element)
        if leaving:
            if line and pieces and not _ends_line(pieces):
                pieces.append("\n")
            if element is not block and element.tail:
                pieces.append(_between(element.tail) if line else element.tail)
            continue
        if line and pieces and not _ends_line(pieces):
            pieces.append("\n")
        if element.tag == "br" and not _follows_line(element):
            pieces.append("\n")
        if element.text and not (element.text.isspace() and "\n" in element.text and _holds_lines(element)):
            pieces.append(element.text)
        elif line and len(element) == 0 and not element.text:
            pieces.append("\n")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element) if isinstance(child.tag, str))
    return "".join(pieces)


def _between(tail: str) -> str:
    """What stands between two lines: their own end counts for the first line break."""
    return "\n" * (tail.count("\n") - 1) if tail.isspace() else tail


def _ends_line(pieces: list[str]) -> bool:
    last = next((piece for piece in reversed(pieces) if piece), "\n")
    return last.endswith("\n")


def _follows_line(element: HtmlElement) -> bool:
    before = element.getprevious()
    return before is not None and before.tag not in _LINE_BLOCKS and not before.tail and _is_line(before)


def _holds_lines(element: HtmlElement) -> bool:
    return len(element) > 0 and _is_line(element[0])


def _is_line(element: HtmlElement) -> bool:
    if element.tag in _LINE_BLOCKS:
        return True
    if element.tag not in {"span", "code"}:
        return False
    if element.get("data-line") is not None and element.tag == "span":
        return True
    names, style = element.get("class"), element.get("style")
    if names and "line" in names and _LINE_NAMES.search(names):
        return True
    return style is not None and _SHOWN_AS_BLOCK.search(style) is not None


def tidied(said: str) -> str:
    """Without zero-width signs, spaces at line ends, empty lines around, and numbers that count the lines."""
    said = said.replace("\xa0", " ").replace("\u200b", "").replace("\ufeff", "").replace("\r\n", "\n")
    if len(said) < 1_000_000:
        said = re.sub(r"(?<![ \t])[ \t]+$", "", said, flags=re.MULTILINE)
    return _without_numbers(said.strip("\n"))


def _without_numbers(said: str) -> str:
    """Without line numbers that count 1, 2, 3 … at the head of every line."""
    if not re.match(r"\s*1[\s.:|]", said):
        return said
    lines = said.split("\n")
    if len(lines) < 3:
        return said
    stripped = []
    for expected, line in enumerate(lines, start=1):
        match = re.match(rf"\s*{expected}(?:[.:|]\s?|[ \t]|$)", line)
        if match is None:
            return said
        stripped.append(line[match.end() :])
    return "\n".join(stripped)

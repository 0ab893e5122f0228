"""Lines that an editor or a mail program broke at a column, and how their halves are joined again."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from clipper.extract.bare_lines import bullet

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROWEST, _WIDEST = 45, 100
FULL = 0.55
"""Of the width; a line that fills less of it was ended by hand."""

_HYPHENATED = re.compile(r"(?<!\w)(\w*[^\W\d_])-$")
_LOWER = re.compile(r"[^\W\d_]+")
_WIDE = re.compile("[\u2e80-\u303e\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_OWN_LINE = re.compile(r"\s*(?:>|#{1,6}\s|[-=*_~]{3,}\s*$|\|)")


def columns(line: str) -> int:
    """How wide a line is in a fixed-width typeface; the signs of East Asia fill two columns."""
    if line.isascii():
        return len(line)
    return len(line) + sum(1 for sign in line if unicodedata.east_asian_width(sign) in "WF")


def wrap_width(blocks: Sequence[Sequence[str]]) -> int:
    """The column at which an editor broke the lines, or 0 where lines were broken by hand or not at all.

    The test is that of greedy filling: the next line's first word would not have fitted on the line before.
    """
    width = max((columns(line) for block in blocks for line in block), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    joints = filled = 0
    for block in blocks:
        for line, following in pairwise(block):
            if bullet(following) or following.startswith(">"):
                continue
            joints += columns(line) > width * FULL
            filled += is_filled(line, following, width)
    return width if joints >= 2 and filled >= joints * 0.75 else 0


def is_filled(line: str, following: str, width: int) -> bool:
    """Whether a line is so full that the next one's first word would not have fitted on it."""
    size = columns(line)
    return size + 1 + columns(_first_word(following)) > width - 4 and size > width * 0.6


def _first_word(line: str) -> str:
    """The first word, with which it would begin; in scripts without spaces a sign."""
    said = line.split(maxsplit=1)[0] if line.strip() else ""
    return said[:2] if _WIDE.match(said) else said


def joint(line: str, following: str) -> str:
    """What comes between two halves of a paragraph: nothing in scripts without spaces."""
    following = following.lstrip()
    return "" if _WIDE.match(line[-1:]) and _WIDE.match(following[:1]) else " "


def joined_pair(line: str, following: str, text: str) -> str:
    """Two halves as one; a word that was parted by a hyphen becomes whole."""
    parted = _HYPHENATED.search(line)
    rest = _LOWER.match(following)
    if parted is None or rest is None or not rest[0][0].islower():
        return f"{line}{joint(line, following)}{following}"
    whole, hyphened = f"{parted[1]}{rest[0]}", f"{parted[1]}-{rest[0]}"
    if re.search(rf"\b{re.escape(whole)}\b", text, re.IGNORECASE):
        return f"{line[:-1]}{following}"
    if hyphened.casefold() in text.casefold():
        return f"{line}{following}"
    return f"{line[:-1]}{following}" if _parts_words(text) else f"{line}{following}"


def _parts_words(text: str) -> bool:
    """Whether a text parts words at its lines' ends as a habit, as typeset pages do."""
    ends = len(re.findall(r"[^\W\d_]-\n\s*[^\W\d_]", text))
    return ends >= 3 and ends * 25 > text.count("\n")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """A page's lines, those of its paragraphs joined again where the whole was broken at a column.

    A page that no editor has touched has paragraphs that are wider than any column.
    """
    width = max(map(columns, lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return list(lines)
    full = sum(1 for line in lines if columns(line) > width * 0.8)
    if full < 8:
        return list(lines)
    text = "\n".join(lines)
    found: list[str] = []
    open_line = ""
    for line in lines:
        apart = not line.strip() or bullet(line) is not None or _OWN_LINE.match(line) is not None
        if found and open_line and not apart and is_filled(open_line, line, width):
            found[-1] = joined_pair(found[-1], line.strip(), text)
        else:
            found.append(line)
        open_line = line if line.strip() else ""
    return found

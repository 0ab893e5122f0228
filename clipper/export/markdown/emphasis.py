"""Decides which emphasis can be written with stars and tildes, and which needs HTML tags.

CommonMark lets a run of stars open or close only by the characters on both sides of it, so `a**"b"**c`
is no emphasis at all. Where the rules would read our delimiters otherwise than meant, tags say it exactly.
See the delimiter rules of the CommonMark specification, section 6.2.
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.export.markdown.inline import Token

DELIMITERS = {"em": "*", "strong": "**", "del": "~~"}


class _Side(Enum):
    SPACE = 0
    PUNCTUATION = 1
    WORD = 2
    UNSURE = 3  # symbols: punctuation in newer versions of the specification, letters in older ones


@lru_cache(maxsize=4096)
def _side(char: str) -> _Side:
    if not char or char.isspace():
        return _Side.SPACE
    if char.isalnum():
        return _Side.WORD
    category = unicodedata.category(char)
    if category[0] == "P" or (category[0] == "S" and char.isascii()):
        return _Side.PUNCTUATION
    return _Side.UNSURE if category[0] == "S" else _Side.WORD


def needs_tags(tokens: Sequence[Token]) -> frozenset[int]:
    """Give the indices of the opening and closing tokens to be written as HTML tags."""
    pairs = _pairs(tokens)
    if not pairs:
        return frozenset()
    tagged: set[int] = set()
    partner = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
    waiting = [
        start
        for start, end, nested in _nesting(tokens, pairs)
        if not _holds(tokens, start, end, nested=nested)
    ]
    while waiting:
        start = waiting.pop()
        if start in tagged:
            continue
        tagged |= {start, partner[start]}
        for index in (start, partner[start]):  # a run is one unit: what shares it shares its fate
            waiting += [min(other, partner[other]) for other in _same_run(tokens, index)]
    return frozenset(tagged)


def _pairs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    pairs, opened = [], []
    for index, token in enumerate(tokens):
        if token.kind == "open" and token.text in DELIMITERS:
            opened.append(index)
        elif token.kind == "close" and token.text in DELIMITERS:
            pairs.append((opened.pop(), index))
    return pairs


def _nesting(tokens: Sequence[Token], pairs: list[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """Add to each pair whether another of the same delimiter character is around it."""
    found = []
    ends = {"*": -1, "~": -1}
    for start, end in sorted(pairs):
        family = _family(tokens[start])
        found.append((start, end, end < ends[family]))
        ends[family] = max(ends[family], end)
    return found


def _family(token: Token) -> str:
    return DELIMITERS.get(token.text, " ")[0] if token.kind in {"open", "close"} else " "


def _same_run(tokens: Sequence[Token], index: int) -> list[int]:
    """Find the other delimiters of the same direction that would melt into one run with this one."""
    token, run = tokens[index], []
    for step in (-1, 1):
        at = index + step
        while (
            0 <= at < len(tokens) and _family(tokens[at]) == _family(token) and tokens[at].kind == token.kind
        ):
            run.append(at)
            at += step
    return run


def _neighbour(tokens: Sequence[Token], index: int, step: int) -> tuple[_Side, bool]:
    """Look past the run at the character beside it.

    Says too whether delimiters of the other direction come first.
    """
    token = tokens[index]
    at = index + step
    while 0 <= at < len(tokens) and _family(tokens[at]) == _family(token):
        if tokens[at].kind != token.kind:
            return _Side.PUNCTUATION, True
        at += step
    if not 0 <= at < len(tokens):
        return _Side.SPACE, False
    beside = tokens[at]
    if beside.kind == "text":
        return _side(beside.text[-1 if step < 0 else 0]), False
    return (_Side.SPACE if beside.kind == "break" else _Side.PUNCTUATION), False


def _holds(tokens: Sequence[Token], start: int, end: int, *, nested: bool) -> bool:
    """Say whether delimiters at these places are read as this pair, whatever stands around them."""
    before, collides = _neighbour(tokens, start, -1)
    after, _ = _neighbour(tokens, start, 1)
    if collides:
        return False
    last, _ = _neighbour(tokens, end, -1)
    following, _ = _neighbour(tokens, end, 1)
    sure = {_Side.SPACE, _Side.PUNCTUATION}
    can_open = after is not _Side.SPACE and (after is _Side.WORD or before in sure)
    can_close = last is not _Side.SPACE and (last is _Side.WORD or following in sure)
    if not (can_open and can_close):
        return False
    only_opens = before is _Side.SPACE or (before is _Side.PUNCTUATION and after is _Side.WORD)
    only_closes = following is _Side.SPACE or (following is _Side.PUNCTUATION and last is _Side.WORD)
    if only_opens and only_closes:
        return True
    return not nested and not _same_run(tokens, start) and not _same_run(tokens, end)

"""A typed query cut into pieces: words, phrases, `name:value`, brackets and bars, each with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from clipper.library.query.words import word_named

if TYPE_CHECKING:
    from clipper.library.query.words import QueryWord

LONGEST_QUERY = 2_000
"""Characters; what follows is no piece."""

DEEPEST = 12
"""Brackets within brackets; those further in group nothing."""

OPENING = "(（"
CLOSING = ")）"
BARS = "|｜"
MINUS = "-−－"
QUOTES = {
    '"': '"',
    "＂": "＂",
    "“": "”",
    "”": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "《": "》",
    "〈": "〉",
    "‘": "’",
    "‚": "‘’",
}
"""Opening quotation marks with what closes them."""

_ANY_CLOSING = re.compile("[" + "".join(sorted(set("".join(QUOTES.values())) - set("‘’"))) + "]")
_SINGLE = "‘‚"
_NAME = re.compile(r"([^\W\d_]+)[:：]")


class Kind(Enum):
    """What a piece is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the query from `start` to `end` (characters, with minus, name and quotes).

    `value` is the text without those, `at` where it begins. `word` is set for `name:value`; `has_space` says
    that white space follows its colon, so that it has no value. `closed` says that it cannot go on: something
    follows it, or its quotation mark.
    """

    kind: Kind
    start: int
    end: int
    value: str = ""
    at: int = 0
    word: QueryWord | None = None
    has_space: bool = False
    negated: bool = False
    quoted: bool = False
    closed: bool = True

    @property
    def is_plain(self) -> bool:
        """A single word without name, minus and quotes."""
        return self.kind is Kind.TEXT and not (self.word or self.negated or self.quoted)


def pieces(query: str) -> list[Piece]:
    """Cut the query, of any text, into pieces."""
    return _Cutter(query[:LONGEST_QUERY]).cut()


class _Cutter:
    def __init__(self, query: str) -> None:
        self._query = query
        self._found: list[Piece] = []
        self._open: list[bool] = []  # for each open bracket whether it groups something

    def cut(self) -> list[Piece]:
        query, at = self._query, 0
        while at < len(query):
            sign = query[at]
            if sign.isspace():
                at += 1
            elif sign in BARS:
                start = at
                while at < len(query) and query[at] in BARS:
                    at += 1
                self._found.append(Piece(Kind.BAR, start, at))
            elif sign in CLOSING and self._open:
                at += 1
                if self._open.pop():
                    self._found.append(Piece(Kind.CLOSE, at - 1, at))
            else:
                at = self._operand(at)
        return self._found

    def _operand(self, start: int) -> int:
        query, at = self._query, start
        negated = query[at] in MINUS and at + 1 < len(query) and not self._ends_minus(query[at + 1])
        at += negated
        word, has_space = None, False
        if (match := _NAME.match(query, at)) and (word := word_named(match[1])):
            at = match.end()
            has_space = at < len(query) and query[at].isspace()
        if at < len(query) and query[at] in OPENING:
            self._open.append(len(self._open) < DEEPEST)
            if self._open[-1]:
                self._found.append(Piece(Kind.OPEN, start, at + 1, word=word, negated=negated))
            return at + 1
        inside = self._phrase(at) if at < len(query) and query[at] in QUOTES else None
        if inside is not None:
            until, end = inside
            piece = Piece(
                Kind.TEXT, start, end, query[at + 1 : until], at + 1, word, False, negated, True, end > until
            )
        else:
            end = self._bare_end(at)
            piece = Piece(
                Kind.TEXT, start, end, query[at:end], at, word, has_space, negated, False, end < len(query)
            )
        self._found.append(piece)
        return max(end, start + 1)

    def _ends_minus(self, following: str) -> bool:
        return following.isspace() or following in MINUS or following in BARS or following in CLOSING

    def _phrase(self, at: int) -> tuple[int, int] | None:
        """Where the phrase that opens here ends, without and with its closing mark; None if it is none."""
        query = self._query
        if query[at] in _SINGLE:
            # Also an apostrophe: it closes only where a word ends.
            match = re.compile(rf"[{QUOTES[query[at]]}](?=[\s)）|]|\Z)").search(query, at + 1)
            return (match.start(), match.end()) if match else None
        match = re.compile(f"[{QUOTES[query[at]]}]").search(query, at + 1)
        match = match or _ANY_CLOSING.search(query, at + 1)
        return (match.start(), match.end()) if match else (len(query), len(query))

    def _bare_end(self, at: int) -> int:
        query, inner = self._query, 0
        while at < len(query):
            sign = query[at]
            if sign.isspace() or sign in BARS:
                break
            if sign in OPENING:
                inner += 1
            elif sign in CLOSING:
                if not inner and self._open:
                    break
                inner = max(inner - 1, 0)
            at += 1
        return at


def may_go_on(text: str) -> bool:
    """Whether the last word of the text may be the beginning of a longer one: it does not end with a sign."""
    return bool(text) and unicodedata.category(text[-1])[0] in "LMN"


def says_something(text: str) -> bool:
    """Whether there is more in the text than punctuation and white space."""
    return any(unicodedata.category(sign)[0] in "LMNS" for sign in text)

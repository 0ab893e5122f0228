"""What was typed, as the tree that it means. Nothing is an error; see `words.py` for what is known."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.library.query.pieces import LONGEST_QUERY, Kind, may_go_on, pieces, says_something
from clipper.library.query.tree import InTag, Or, Query, Term, all_of, any_of, leaves, negated
from clipper.library.query.values import Typed
from clipper.library.rows import storable
from clipper.library.view import Sort

if TYPE_CHECKING:
    from datetime import date

    from clipper.library.query.pieces import Piece
    from clipper.library.query.tree import Expression
    from clipper.library.query.words import QueryWord

MOST_TERMS = 40
"""Words, phrases and filters; what follows is left out."""

MOST_HINTS = 5
MOST_JOINED = 3
"""So many words may follow a date word without quotes: `saved:2 weeks ago`."""

_HASHTAG = re.compile(r"#(?=[\w/-]*[^\W\d_])[\w/-]+")


def parse(query: str, *, today: date) -> Query:
    """Return what the query means.

    Words, phrases and filters must all fit; OR joins its two neighbours alone. The last word may be
    unfinished if neither a space nor a sign ends it: `C++` would find all that begins with c.
    """
    return _Parser(storable(query[: LONGEST_QUERY + 1]), today).parsed()


class _Parser:
    """Reads the pieces from left to right; brackets nest at most as deep as the pieces' rule allows."""

    def __init__(self, query: str, today: date) -> None:
        self._query = query[:LONGEST_QUERY]
        self._today = today
        self._pieces = pieces(self._query)
        self._at = 0
        self._terms = 0
        self._sort: Sort | None = None
        self._hints: list[str] = []
        if len(query) > LONGEST_QUERY:
            self._hint(f"Only the first {LONGEST_QUERY:,} characters are searched for.")

    def parsed(self) -> Query:
        """Return the whole query."""
        expression = self._group(None)
        return Query(self._query, expression, self._sort, tuple(self._hints))

    def _hint(self, sentence: str) -> None:
        if sentence not in self._hints and len(self._hints) < MOST_HINTS:
            self._hints.append(sentence)

    def _group(self, word: QueryWord | None) -> Expression | None:
        """Read until the group's bracket closes. What stands in `title:( … )` alone is a value of `word`."""
        parts: list[list[Expression]] = []
        has_operand = joins = is_negated = False
        while (piece := self._piece()) is not None and piece.kind is not Kind.CLOSE:
            between = has_operand and self._operand_follows()
            if _is_or(piece):
                self._at += 1
                joins = between
                if joins:
                    continue
                found = self._dangling(piece)
            elif _is(piece, "AND") and between:
                self._at += 1
                continue
            elif _is(piece, "NOT") and self._operand_follows():
                self._at += 1
                is_negated = not is_negated
                continue
            else:
                found = self._operand(word)
                has_operand = True
            if found is not None:
                found = negated(found) if is_negated else found
                if joins and parts:
                    parts[-1].append(found)
                else:
                    parts.append([found])
            joins = is_negated = False
        return all_of([part for alternatives in parts if (part := any_of(alternatives))])

    def _piece(self) -> Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _operand_follows(self) -> bool:
        following = self._pieces[self._at + 1] if self._at + 1 < len(self._pieces) else None
        return following is not None and following.kind is not Kind.CLOSE and not _is_or(following)

    def _dangling(self, piece: Piece) -> Expression | None:
        """An OR that has nothing on one of its sides."""
        following = self._piece()
        if piece.kind is Kind.BAR or following is None or following.kind is Kind.CLOSE or _is_or(following):
            self._hint(f"“{self._text(piece)}” is left out: it needs something on both sides.")
            return None
        self._hint("“OR” is searched for as text: it needs something on both sides.")
        return self._plain(piece)

    def _operand(self, word: QueryWord | None) -> Expression | None:
        piece = self._pieces[self._at]
        self._at += 1
        if piece.kind is Kind.TEXT:
            found = self._leaf(piece, piece.word or word)
        else:
            found = self._group(piece.word or word)
            if self._piece() is None:
                self._hint("A bracket is not closed: it is read as if it were closed at the end.")
            self._at += 1
        return negated(found) if found is not None and piece.negated else found

    def _leaf(self, piece: Piece, word: QueryWord | None) -> Expression | None:
        if word is None:
            return self._plain(piece)
        if piece.has_space:
            self._hint(
                f"“{piece.word and self._text(piece)}” is searched for as text: nothing follows its colon."
            )
            return self._plain(piece)
        if not self._has_room():
            return None
        piece = self._joined(piece, word)
        unfinished = not piece.closed and (piece.quoted or may_go_on(piece.value))
        found = word.read(Typed(piece.value, self._today, piece.quoted, unfinished))
        if isinstance(found, Sort) and not piece.negated:
            self._sort = found
            return None
        if isinstance(found, Sort):
            self._hint(f"“{self._text(piece)}” is searched for as text: an order cannot be excluded.")
            return self._plain(piece)
        return self._not_understood(piece, word) if found is None else self._counted(found)

    def _joined(self, piece: Piece, word: QueryWord) -> Piece:
        """The piece with the plain words after it that are one value with it, such as a date's."""
        if piece.quoted:
            return piece
        for count in range(MOST_JOINED, 0, -1):
            following = self._pieces[self._at : self._at + count]
            if len(following) == count and all(other.is_plain for other in following):
                value = self._query[piece.at : following[-1].end]
                if word.joins(value, self._today):
                    self._at += count
                    return replace(piece, value=value, end=following[-1].end, closed=following[-1].closed)
        return piece

    def _not_understood(self, piece: Piece, word: QueryWord) -> Expression | None:
        text = self._text(piece)
        if not piece.closed and word.may_become(piece.value):
            self._hint(f"“{text}” is left out until it is finished. {word.name}: takes {word.takes}.")
            return None
        self._hint(f"“{text}” is searched for as text. {word.name}: takes {word.takes}.")
        return self._plain(piece)

    def _plain(self, piece: Piece) -> Expression | None:
        """The piece as words to find anywhere."""
        text = piece.value if piece.word is None else self._query[piece.start + piece.negated : piece.end]
        if not says_something(text) or not self._has_room():
            return None
        if not piece.quoted and text.endswith((")", "）")) and _closes_nothing(text):
            self._hint(
                f"The bracket at the end of “{_short(text)}” closes nothing and is searched for as text."
            )
        is_phrase = piece.quoted and piece.word is None
        unfinished = not piece.closed and may_go_on(text)
        term = Term(text, is_phrase, unfinished)
        if not piece.quoted and _HASHTAG.fullmatch(text) and (path := text.strip("#/")):
            return self._counted(Or((term, InTag(path, unfinished))))
        return self._counted(term)

    def _has_room(self, count: int = 1) -> bool:
        if self._terms + count <= MOST_TERMS:
            return True
        self._hint(f"Only the first {MOST_TERMS} words and filters are searched for.")
        return False

    def _counted(self, found: Expression) -> Expression | None:
        count = len(tuple(leaves(found)))
        if not self._has_room(count):
            return None
        self._terms += count
        return found

    def _text(self, piece: Piece) -> str:
        return _short(self._query[piece.start : piece.end])


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _closes_nothing(text: str) -> bool:
    return sum(text.count(sign) for sign in ")）") > sum(text.count(sign) for sign in "(（")


def _is(piece: Piece, name: str) -> bool:
    return piece.is_plain and piece.value == name


def _is_or(piece: Piece) -> bool:
    return piece.kind is Kind.BAR or _is(piece, "OR")

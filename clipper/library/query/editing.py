"""Filters put into what was typed, and taken out of it, without changing what the rest means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.library.query.pieces import BARS, CLOSING, OPENING, QUOTES, Kind, pieces
from clipper.library.query.words import word_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clipper.library.query.pieces import Piece

_QUOTED_WITH = (('"', '"'), ("“", "”"), ("«", "»"), ("「", "」"))


def quoted_filter(name: str, value: str) -> str:
    """Return `name:value` as it is typed, the value in quotes if it would fall apart or not begin without."""
    return f"{name}:{quoted(value)}"


def quoted(text: str) -> str:
    """Return the text as one piece of a query: in quotes that do not occur in it, where it needs them."""
    text = " ".join(text.split())
    is_plain = bool(text) and text[0] not in QUOTES and not any(sign in BARS for sign in text)
    if is_plain and " " not in text and not any(sign in OPENING + CLOSING for sign in text):
        return text
    for left, right in _QUOTED_WITH:
        if left not in text and right not in text:
            return f"{left}{text}{right}"
    return '"' + text.replace('"', "'") + '"'


def with_filter(query: str, given: str) -> str:
    """Return the query with one filter more (`tag:a/b`, `tag:to read`, `-is:archived`) that all must fit.

    It comes first, so that the last word may still go on being typed. A filter that is there already, outside
    of brackets, stays alone; one that says the opposite goes; of orders there is only one.
    """
    minus, name, value = _parts(given)
    if has_filter(query, given):
        return query
    query = without_filter(query, given.removeprefix("-") if minus else f"-{given}")
    word = word_named(name)
    if word is not None and word.name == "sort":
        query = _without(query, [piece for piece in _apart(query) if piece.word is word])
    added = minus + quoted_filter(name, value)
    return f"{added} {_without_joint(query)}"


def _without_joint(query: str) -> str:
    """The query without what would join it to what is put before it: there an OR is only text."""
    query = query.lstrip()
    while found := pieces(query):
        first = found[0]
        if first.kind is not Kind.BAR and not (first.is_plain and first.value in {"OR", "AND"}):
            break
        query = query[first.end :].lstrip()
        if first.kind is not Kind.BAR and query:
            return f'"{first.value}" {query}'
    return query


def without_filter(query: str, given: str) -> str:
    """Return the query without this filter, where it stands outside of brackets and is part of no OR."""
    return _without(query, list(_same(query, given)))


def has_filter(query: str, given: str) -> bool:
    """Whether all that the query finds must fit this filter because it is typed there."""
    return any(_same(query, given))


def _parts(given: str) -> tuple[str, str, str]:
    """The minus, if any, the name and the plain value of a filter."""
    minus = "-" if given.startswith("-") else ""
    found = pieces(given)
    name, _, value = given.removeprefix("-").partition(":")
    if len(found) == 1 and found[0].word is not None and found[0].quoted:
        value = found[0].value
    return minus, name.strip(), value


def _same(query: str, given: str) -> Iterator[Piece]:
    minus, name, value = _parts(given)
    word = word_named(name)
    for piece in _apart(query):
        same_value = piece.value.strip().casefold() == value.strip().casefold()
        if piece.word is word and word is not None and same_value and piece.negated == bool(minus):
            yield piece


def _apart(query: str) -> Iterator[Piece]:
    """The filters that stand outside of brackets and are not joined to anything."""
    found = pieces(query)
    depth = 0
    for number, piece in enumerate(found):
        depth += (piece.kind is Kind.OPEN) - (piece.kind is Kind.CLOSE)
        before = found[number - 1] if number else None
        after = found[number + 1] if number + 1 < len(found) else None
        if (
            piece.kind is Kind.TEXT
            and piece.word
            and not depth
            and not (_joins(before, {"OR", "NOT"}) or _joins(after, {"OR"}))
        ):
            yield piece


def _joins(piece: Piece | None, words: set[str]) -> bool:
    return piece is not None and (piece.kind is Kind.BAR or (piece.is_plain and piece.value in words))


def _without(query: str, gone: list[Piece]) -> str:
    for piece in reversed(gone):
        before, after = query[: piece.start].rstrip(), query[piece.end :].lstrip()
        # A space at the end says that the word before it is whole.
        query = f"{before} {after}" if before else after
    return query

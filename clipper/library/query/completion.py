"""What may be meant by what is being typed: names of query words, and values behind their colons."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from clipper.library.query.choices import LANGUAGES, PARTS, STATES
from clipper.library.query.editing import quoted_filter
from clipper.library.query.pieces import Kind, pieces
from clipper.library.query.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from clipper.library.query.choices import Choice
    from clipper.library.query.pieces import Piece
    from clipper.library.query.words import QueryWord

    Known: TypeAlias = Callable[[str, str], Iterable[str]]

MOST = 10
SHORTEST_NAME = 2
SHORTEST_VALUE = 3
"""So much of a value must be typed before it is proposed without its name."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A proposal: what a list shows, the query and the place of the caret once it is taken, and its meaning.

    `kind` is "word" for the name of a query word, else the name of the word whose value it is. `told` is a
    few words about it, or empty.
    """

    shown: str
    text: str
    cursor: int
    kind: str
    told: str = ""


def _nothing(name: str, beginning: str) -> Iterable[str]:  # noqa: ARG001 (stands for a library)
    return ()


def complete(query: str, cursor: int, known: Known = _nothing) -> tuple[Completion, ...]:
    """Return at most `MOST` proposals for the piece that the caret, after `cursor` characters, stands in.

    `known` is asked for what only a library knows, with a word's name ("tag", "site", "author") and what is
    typed of the value, and returns values, the best ones first.
    """
    piece = next((p for p in pieces(query) if p.start < cursor <= p.end and p.kind is Kind.TEXT), None)
    if piece is None:
        return ()
    return tuple(islice(_proposals(query, piece, cursor, known), MOST))


def _proposals(query: str, piece: Piece, cursor: int, known: Known) -> Iterator[Completion]:
    typed = query[piece.at : min(cursor, piece.at + len(piece.value))]
    if piece.word is not None and cursor >= piece.at:
        return iter(()) if piece.has_space else _values(query, piece, piece.word, typed, known)
    if piece.word is not None or piece.quoted:
        return iter(())
    if typed.startswith("#"):
        return (_taken(query, piece, "tag", path) for path in known("tag", typed.removeprefix("#")))
    return chain(_names(query, piece, typed.casefold()), _known_by_value(query, piece, typed.casefold()))


def _names(query: str, piece: Piece, beginning: str) -> Iterator[Completion]:
    if len(beginning) < SHORTEST_NAME:
        return
    for word in WORDS:
        if any(name.startswith(beginning) for name in (word.name, *word.aliases)):
            before = query[: piece.start] + ("-" if piece.negated else "") + f"{word.name}:"
            yield Completion(f"{word.name}:", before + query[piece.end :], len(before), "word", word.help)


def _known_by_value(query: str, piece: Piece, beginning: str) -> Iterator[Completion]:
    """States and parts whose name somebody types who does not know the word before it."""
    if len(beginning) < SHORTEST_VALUE:
        return
    for name, choices in (("is", STATES), ("has", PARTS)):
        for choice in choices:
            if choice.name.startswith(beginning):
                yield _taken(query, piece, name, choice.name, told=choice.help)


def _values(query: str, piece: Piece, word: QueryWord, typed: str, known: Known) -> Iterator[Completion]:
    beginning = typed.strip().casefold()
    choices = LANGUAGES if word.name == "lang" else word.choices
    if choices:
        first, comma, beginning = beginning.rpartition(",")
        for choice in choices:
            if _fits(choice, beginning):
                yield _taken(query, piece, word.name, first + comma + choice.name, told=choice.help)
    elif word.proposals:
        for value in word.proposals:
            if value.startswith(beginning):
                yield _taken(query, piece, word.name, value)
    else:
        for value in known(word.name, typed.removeprefix("#") if word.name == "tag" else typed):
            yield _taken(query, piece, word.name, value)


def _fits(choice: Choice[str], beginning: str) -> bool:
    return any(name.startswith(beginning) for name in (choice.name, *choice.aliases))


def _taken(query: str, piece: Piece, name: str, value: str, *, told: str = "") -> Completion:
    typed = quoted_filter(name, value)
    before = f"{query[: piece.start]}{'-' if piece.negated else ''}{typed}"
    after = query[piece.end :]
    if not after[:1].isspace():
        after = f" {after}"
    return Completion(typed, before + after, len(before) + 1, name, told)

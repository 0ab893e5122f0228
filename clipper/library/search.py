"""What a person typed as an expression for the full-text index.

Nothing typed is an error: words are ANDed, the last one may be unfinished, "quoted words" are a phrase,
and signs mean nothing. A word is split by the same rules as the indexed text, so that `C++`, `e-mail`, an
address or Chinese without spaces becomes a phrase of the pieces that were indexed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import apsw.unicode

from clipper.library.rows import storable

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_QUERY = 1_000
MOST_TERMS = 40

_TERM = re.compile(
    r"""(?<!\S)["“„«「『](?P<phrase>[^"“”«»」』]*)(?P<end>["“”»」』]|\Z)|(?P<word>\S+)""",
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase to find: its indexed pieces, the last of them perhaps only a beginning."""

    tokens: tuple[str, ...]
    text: str
    unfinished: bool = False


def tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end (in characters) and folded form of each word, as the index's tokenizer finds them."""
    found = apsw.unicode.word_iter_with_offsets(text, emoji=True, regional_indicator=True)
    # The library's annotation says that it yields only the words.
    for start, end, word in cast("Iterator[tuple[int, int, str]]", found):
        folded = folded_word(word)
        if folded:
            yield start, end, folded


def folded_word(word: str) -> str:
    """Return the word without accents, case and signs."""
    return apsw.unicode.casefold(apsw.unicode.strip(word))


def sort_key(title: str) -> str:
    """Return what titles are sorted by: their words, folded."""
    return " ".join(word for _, _, word in tokens(title))


def parse(query: str) -> tuple[Term, ...]:
    """Return what to find; nothing, which filters nothing, for a query without letter, digit or emoji.

    A last word that a space does not end is unfinished: it finds what begins with it. Not so one that
    ends with a sign: `C++` would find all that begins with c.
    """
    terms: list[Term] = []
    query = storable(query)[:LONGEST_QUERY]
    for match in _TERM.finditer(query):
        text = match["word"] or match["phrase"] or ""
        is_closed = bool(match["end"]) or match.end() < len(query)
        pieces = tuple(folded for _, _, folded in tokens(text))
        if pieces:
            terms.append(Term(pieces, text, unfinished=not is_closed and _may_go_on(text)))
    return tuple(terms[:MOST_TERMS])


def _may_go_on(text: str) -> bool:
    return unicodedata.category(text[-1])[0] in "LMN"


def match_expression(terms: tuple[Term, ...]) -> str:
    """Return the terms in the language of FTS5, which splits each quoted text into its pieces again."""
    return " AND ".join(
        '"{}"{}'.format(term.text.replace('"', '""'), " *" if term.unfinished else "") for term in terms
    )

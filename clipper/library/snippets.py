"""A few words around the place where a text has what was searched for, the matches marked.

The index keeps no copy of the texts, so the words are found again here, reading only as far as needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.library.search import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clipper.library.search import Term

MATCH_BEGINS, MATCH_ENDS = "\x01", "\x02"
WORDS = 30
WORDS_BEFORE = 6
LONGEST_TEXT = 200_000
"""Characters looked through; a match further on is found by the search but not shown."""

_NOT_SHOWN = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    last: int
    term: int


def snippet(texts: Iterable[str], terms: Sequence[Term]) -> str:
    """Return about 30 words of the first of the `texts` in which a term occurs, matches marked.

    Where no term occurs in any of them, the beginning of the first that is not empty.
    """
    beginning = ""
    for text in texts:
        shown = _NOT_SHOWN.sub(" ", text[:LONGEST_TEXT]).strip()
        found = _around_matches(shown, terms)
        if found is not None:
            return found
        beginning = beginning or shown
    return _cut(beginning, list(_first_words(beginning)), 0, [])


def occurs(text: str, terms: Sequence[Term]) -> bool:
    """Tell whether any of the terms is in the text."""
    return _around_matches(text, terms) is not None


def _first_words(text: str) -> Iterable[tuple[int, int]]:
    for count, (start, end, _) in enumerate(tokens(text)):
        if count > WORDS:
            return
        yield start, end


def _around_matches(text: str, terms: Sequence[Term]) -> str | None:
    words: list[tuple[int, int]] = []
    folded: list[str] = []
    hits: list[_Hit] = []
    begin: int | None = None
    most = 0
    for start, end, word in tokens(text):
        words.append((start, end))
        folded.append(word)
        new = [hit for number, term in enumerate(terms) if (hit := _ending_here(folded, term, number))]
        hits += new
        if new and most < len(terms):
            near = [hit for hit in hits[-50:] if hit.first > new[0].last - WORDS + WORDS_BEFORE]
            if len({hit.term for hit in near}) > most:
                most = len({hit.term for hit in near})
                begin = max(0, min(hit.first for hit in near) - WORDS_BEFORE)
        if begin is not None and most == len(terms) and len(words) > begin + WORDS:
            break
    if begin is None:
        return None
    return _cut(text, words[: begin + WORDS + 1], begin, hits)


def _ending_here(folded: Sequence[str], term: Term, number: int) -> _Hit | None:
    """Return the hit whose last word is the last of `folded`, if there is one."""
    size = len(term.tokens)
    last = folded[-1]
    fits = last.startswith(term.tokens[-1]) if term.unfinished else last == term.tokens[-1]
    if not fits or len(folded) < size or tuple(folded[-size:-1]) != term.tokens[:-1]:
        return None
    return _Hit(len(folded) - size, len(folded) - 1, number)


def _cut(text: str, words: Sequence[tuple[int, int]], begin: int, hits: Sequence[_Hit]) -> str:
    """Return the text of the words from `begin` on, all but a 31st, with marks around the hits."""
    if not words:
        return ""
    end = min(len(words), begin + WORDS)
    cut_from = words[begin][0] if begin else 0
    is_cut = end < len(words)
    cut_to = words[end][0] if is_cut else len(text)
    parts: list[str] = []
    at = cut_from
    for first, last in _merged(hit for hit in hits if hit.first >= begin and hit.last < end):
        start, stop = words[first][0], words[last][1]
        parts += [text[at:start], MATCH_BEGINS, text[start:stop], MATCH_ENDS]
        at = stop
    parts.append(text[at:cut_to].rstrip())
    return ("… " if begin else "") + "".join(parts) + (" …" if is_cut else "")


def _merged(hits: Iterable[_Hit]) -> list[tuple[int, int]]:
    """Return first and last word of the hits in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted({(hit.first, hit.last) for hit in hits}):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged

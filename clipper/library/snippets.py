"""A few words around the place where a text has what was searched for, the matches marked.

The index keeps no copy of the texts, so the words are found again here: first about where, in the folded
text, which is fast; then the words around that place, one by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from clipper.library.fold import folded, is_unspaced, located

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from clipper.library.query import Term

MATCH_BEGINS, MATCH_ENDS = "\x01", "\x02"
WORDS = 30
WORDS_BEFORE = 6
LONGEST_TEXT = 200_000
"""Characters looked through; a match further on is found by the search but not shown."""
SHORTEST_PART = 3
_NEAR = 240
"""Characters in which all that was searched for is shown together."""
_BEFORE, _AFTER = 60, 230
_BEFORE_UNSPACED, _AFTER_UNSPACED = 12, 60
_FIRST_LOOK = 2_000
"""Characters looked through at first: most matches of common words are there."""
_MOST_PLACES = 8

_JOINT = "['’‐‑-]?"
_WORD = re.compile(r"[^\W_]+")
_NOT_SHOWN = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Needle:
    """What is marked for one term of a query: its words as they stand in a text, the last perhaps begun."""

    words: tuple[str, ...]
    unfinished: bool
    forms: tuple[tuple[str, re.Pattern[str]], ...]
    """Its first word, folded and as typed, each with what the text must go on with from there."""


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    last: int
    term: int


def needles(terms: Iterable[Term]) -> tuple[Needle, ...]:
    """Return what is marked for the terms."""
    found = []
    for term in terms:
        words = tuple(word for _, _, word in located(term.text))
        if words:
            typed = tuple(_WORD.findall(term.text.lower()))
            forms = {
                form: re.compile(_place(form, unfinished=term.unfinished)) for form in (words, typed) if form
            }
            found.append(
                Needle(words, term.unfinished, tuple((form[0], place) for form, place in forms.items()))
            )
    return tuple(found)


def _place(words: Sequence[str], *, unfinished: bool) -> str:
    gaps = [
        "" if is_unspaced(first) and is_unspaced(second) else r"[\W_]+" for first, second in pairwise(words)
    ]
    inner = "".join(re.escape(word) + gap for word, gap in zip(words, [*gaps, ""], strict=True))
    return inner + ("" if unfinished or is_unspaced(words[-1]) else r"(?![^\W_])")


def snippet(texts: Iterable[str], terms: Sequence[Needle]) -> str:
    """Return about 30 words of the first of the `texts` in which a term occurs, matches marked.

    Where none occurs, the first in which one is a part of a word; else the beginning of the first that is
    not empty.
    """
    shown = [text[:LONGEST_TEXT] for text in texts]
    found = around_matches(shown, terms) or around_matches(shown, terms, parts=True)
    if found is not None:
        return found
    beginning = next(filter(None, map(_clean, shown)), "")
    return _cut(beginning, list(_first_words(beginning)), 0, [], is_begun=False)


def around_matches(texts: Iterable[str], terms: Sequence[Needle], *, parts: bool = False) -> str | None:
    """Return what `snippet` does, None where no term occurs; with `parts`, none as a part of a word."""
    for text in texts:
        if text and (found := _around_matches(text[:LONGEST_TEXT], terms, parts=parts)) is not None:
            return found
    return None


def occurs(text: str, terms: Sequence[Needle]) -> bool:
    """Tell whether any of the terms is in the text, written as it was typed or folded."""
    return any(_stands_in(form(text[:LONGEST_TEXT]), terms) for form in (str.lower, folded))


def _stands_in(plain: str, terms: Sequence[Needle]) -> bool:
    return next(_places(plain, terms, parts=False), None) is not None


def _clean(text: str) -> str:
    text = " ".join(text.split())
    return text if text.isprintable() else _NOT_SHOWN.sub(" ", text).strip()


def _around_matches(text: str, terms: Sequence[Needle], *, parts: bool) -> str | None:
    """Return the words around the place where most of the terms stand together, None where none stands."""
    looked_at, plain = text, ""
    found: list[tuple[int, int]] = []
    for looked_at, form in ((text[:_FIRST_LOOK], str.lower), (text, str.lower), (text, folded)):
        plain = form(looked_at)
        found = sorted(_places(plain, terms, parts=parts))
        if len({number for _, number in found}) == len(terms) or (found and looked_at is text):
            break
    if not found:
        return None
    best = 0
    if len(terms) > 1:
        seen = [
            len({number for place, number in found[at:] if place <= found[at][0] + _NEAR})
            for at in range(len(found))
        ]
        best = seen.index(max(seen))
    place = found[best][0] * len(looked_at) // max(len(plain), 1)
    unspaced = is_unspaced(text[place : place + 1])
    begin = max(0, place - (_BEFORE_UNSPACED if unspaced else _BEFORE))
    end = place + (_AFTER_UNSPACED if unspaced else _AFTER)
    target = len(_clean(text[begin:place])) + 1
    window = _clean(text[begin:end])
    words: list[tuple[int, int]] = []
    forms: list[str] = []
    for start, stop, word in located(window):
        words.append((start, stop))
        forms.append(word)
    if begin and words:
        del words[0], forms[0]  # perhaps cut in two
    hits = [hit for number in range(len(terms)) for hit in _hits(forms, terms[number], number, parts=parts)]
    at_place = min(hits, key=lambda hit: (abs(words[hit.first][0] - target), hit.first), default=None)
    if at_place is None:
        return None
    near = [hit for hit in hits if at_place.first - WORDS_BEFORE <= hit.first <= at_place.first]
    first = max(0, min(hit.first for hit in near) - WORDS_BEFORE)
    if end < len(text) and len(words) <= first + WORDS:
        words.pop()  # perhaps cut in two as well
        hits = [hit for hit in hits if hit.last < len(words)]
        first = min(first, max(len(words) - 1, 0))
        return _cut(window, words, first, hits, is_begun=begin > 0, goes_on=True)
    return _cut(window, words[: first + WORDS + 1], first, hits, is_begun=begin > 0)


def _places(plain: str, terms: Sequence[Needle], *, parts: bool) -> Iterator[tuple[int, int]]:
    """Yield where in the text the terms begin, some of each, with the number of the term."""
    for number, term in enumerate(terms):
        if parts:
            part = _part(term)
            if part is not None:
                yield from ((match.start(), number) for match in islice(part.finditer(plain), _MOST_PLACES))
            continue
        for first, place in term.forms:
            # Looking for a plain string is many times faster than for a pattern that begins with a condition.
            at, count = plain.find(first), 0
            while at >= 0 and count < _MOST_PLACES:
                if (at == 0 or not plain[at - 1].isalnum() or is_unspaced(first)) and place.match(plain, at):
                    yield at, number
                    count += 1
                at = plain.find(first, at + 1)


def _part(term: Needle) -> re.Pattern[str] | None:
    """Return what finds the term as a part of a word, or with a hyphen or an apostrophe inside (`don't`)."""
    word = term.words[0]
    if len(term.words) > 1 or len(word) < SHORTEST_PART:
        return None
    return re.compile(_JOINT.join(map(re.escape, word)))


def _hits(forms: Sequence[str], term: Needle, number: int, *, parts: bool) -> Iterable[_Hit]:
    size = len(term.words)
    last = term.words[-1]
    for at in range(len(forms) - size + 1):
        end = forms[at + size - 1]
        if parts:
            joined = end + forms[at + 1] if at + 1 < len(forms) else ""
            fits = size == 1 and len(last) >= SHORTEST_PART and last in end
            if not fits and size == 1 and last.startswith(end) and joined.startswith(last):
                yield _Hit(at, at + 1, number)
        else:
            fits = (end.startswith(last) if term.unfinished else end == last) and (
                size == 1 or tuple(forms[at : at + size - 1]) == term.words[:-1]
            )
        if fits:
            yield _Hit(at, at + size - 1, number)


def _first_words(text: str) -> Iterable[tuple[int, int]]:
    for count, (start, end, _) in enumerate(located(text)):
        if count > WORDS:
            return
        yield start, end


def _cut(
    text: str,
    words: Sequence[tuple[int, int]],
    begin: int,
    hits: Sequence[_Hit],
    *,
    is_begun: bool,
    goes_on: bool = False,
) -> str:
    """Return the text of the words from `begin` on, all but a 31st, with marks around the hits."""
    if not words:
        return ""
    end = min(len(words), begin + WORDS)
    is_begun = is_begun or begin > 0
    cut_from = words[begin][0] if is_begun else 0
    is_cut = goes_on or end < len(words)
    cut_to = words[end][0] if end < len(words) else words[-1][1] if goes_on else len(text)
    parts: list[str] = []
    at = cut_from
    for first, last in _merged(hit for hit in hits if hit.first >= begin and hit.last < end):
        start, stop = words[first][0], words[last][1]
        parts += [text[at:start], MATCH_BEGINS, text[start:stop], MATCH_ENDS]
        at = stop
    parts.append(text[at:cut_to].rstrip())
    return ("… " if is_begun else "") + "".join(parts) + (" …" if is_cut else "")


def _merged(hits: Iterable[_Hit]) -> list[tuple[int, int]]:
    """Return first and last word of the hits in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted({(hit.first, hit.last) for hit in hits}):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged

"""What was added to a text and what was removed, in words, as a person would mark it.

Common ends go first, then the lines that occur once in both texts part the rest; between those, the longest
common subsequence of words is found in the bits of whole numbers, 64 words a machine step.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAME = "same"
ADDED = "added"
REMOVED = "removed"

MOST_BITS = 400_000_000
"""A stretch of n against m words with nothing to part it needs n × m bits; past this it is rewritten."""

_RUN = 6
"""Words that must occur together once in both texts to part a stretch that no line parts."""

_FAINT = 3
"""Characters; a common piece of no more, between two changes, is chance rather than what stayed."""

# Scripts that are written without spaces: each character is a word, with the marks that belong to it.
_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKS = "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u3099\u309a"
_IN_WORDS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u200c\u200d"
_LETTERS = rf"(?:[^\W{_ALONE}]|[{_IN_WORDS}])+"
_TOKEN = re.compile(rf"(?:[{_ALONE}][{_MARKS}]*|{_LETTERS}(?:['’\-]{_LETTERS})*|[^\w\s]|\w)\s*|\s+")


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the texts: its tokens with the blanks after them, and what each is without those."""

    tokens: list[str]
    words: list[str]


def difference(old: str, new: str) -> list[tuple[str, str]]:
    """Return the texts as one list of ("same" | "added" | "removed", words), in reading order.

    "same" and "removed" together are the old text, "same" and "added" the new one, but for blanks: words
    that differ only in the blanks after them are the same, and are given as the new text has them.
    """
    before, after = _side(old), _side(new)
    pairs = list(_matches(before, after))
    return _written(before, after, _without_faint(before, after, pairs))


def _side(text: str) -> _Side:
    tokens = _TOKEN.findall(text)
    return _Side(tokens, [token.rstrip() for token in tokens])


def _matches(before: _Side, after: _Side) -> Iterator[tuple[int, int]]:
    """Yield the places of words that are the same in both, rising."""
    old, new = before.words, after.words
    low, high_old, high_new = 0, len(old), len(new)
    while low < high_old and low < high_new and old[low] == new[low]:
        yield low, low
        low += 1
    tail = 0
    while high_old > low and high_new > low and old[high_old - 1] == new[high_new - 1]:
        high_old, high_new, tail = high_old - 1, high_new - 1, tail + 1
    place_old, place_new = low, low
    anchors = _anchors(_lines(before, low, high_old), _lines(after, low, high_new))
    for start_old, start_new, length in [*anchors, (high_old, high_new, 0)]:
        yield from _between(old, new, (place_old, start_old), (place_new, start_new))
        for step in range(length):
            yield start_old + step, start_new + step
        place_old, place_new = start_old + length, start_new + length
    for step in range(tail):
        yield high_old + step, high_new + step


def _lines(side: _Side, low: int, high: int) -> list[tuple[tuple[str, ...], int]]:
    """The lines of a stretch as their words, each with the place of its first."""
    found: list[tuple[tuple[str, ...], int]] = []
    start = low
    for place in range(low, high):
        if "\n" in side.tokens[place] or place == high - 1:
            found.append((tuple(side.words[start : place + 1]), start))
            start = place + 1
    return found


def _anchors(
    old: Sequence[tuple[tuple[str, ...], int]], new: Sequence[tuple[tuple[str, ...], int]]
) -> list[tuple[int, int, int]]:
    """What occurs once in both and in one order: (place in old, place in new, length). Patience diff."""
    counts_old = Counter(words for words, _ in old)
    counts_new = Counter(words for words, _ in new)
    places = {words: place for words, place in new if counts_new[words] == 1}
    pairs = [
        (place, places[words], len(words))
        for words, place in old
        if counts_old[words] == 1 and words in places and any(map(str.isalnum, "".join(words)))
    ]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The longest part of the pairs whose second places rise too."""
    ends: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for number, (_, place, _) in enumerate(pairs):
        rank = bisect_left(ends, place)
        before.append(holders[rank - 1] if rank else -1)
        ends[rank:] = [place, *ends[rank + 1 :]] if rank < len(ends) else [place]
        holders[rank:] = [number, *holders[rank + 1 :]] if rank < len(holders) else [number]
    chain: list[tuple[int, int, int]] = []
    number = holders[-1] if holders else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _between(
    old: Sequence[str], new: Sequence[str], span_old: tuple[int, int], span_new: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the matches of one stretch: exact where it is small enough, else between runs of words."""
    (low_old, high_old), (low_new, high_new) = span_old, span_new
    if (high_old - low_old) * (high_new - low_new) <= MOST_BITS:
        yield from _common(old[low_old:high_old], new[low_new:high_new], low_old, low_new)
        return
    place_old, place_new = low_old, low_new
    runs = _anchors(_runs(old, low_old, high_old), _runs(new, low_new, high_new))
    for start_old, start_new, length in [*runs, (high_old, high_new, 0)]:
        if start_old < place_old or start_new < place_new:
            continue  # it overlaps the run before
        if (start_old - place_old) * (start_new - place_new) <= MOST_BITS:
            yield from _common(old[place_old:start_old], new[place_new:start_new], place_old, place_new)
        for step in range(length):
            yield start_old + step, start_new + step
        place_old, place_new = start_old + length, start_new + length


def _runs(words: Sequence[str], low: int, high: int) -> list[tuple[tuple[str, ...], int]]:
    return [(tuple(words[place : place + _RUN]), place) for place in range(low, high - _RUN + 1)]


def _common(
    old: Sequence[str], new: Sequence[str], first_old: int, first_new: int
) -> Iterator[tuple[int, int]]:
    """Yield a longest common subsequence: bit-parallel (Hyyrö 2004), every row kept to walk back through."""
    if not old or not new:
        return
    masks: dict[str, int] = {}
    for place, word in enumerate(old):
        masks[word] = masks.get(word, 0) | 1 << place
    every = (1 << len(old)) - 1
    row = every
    rows = [row]
    for word in new:
        matched = row & masks.get(word, 0)
        row = (row + matched | row - matched) & every
        rows.append(row)
    # A zero bit at a place of a row says that the common subsequence grows by one there.
    found: list[tuple[int, int]] = []
    place = len(old) - 1
    for number in range(len(new), 0, -1):
        below = rows[number - 1]
        row = rows[number]
        while place >= 0 and row >> place & 1:
            place -= 1
        if place < 0:
            break
        if below >> place & 1:
            found.append((first_old + place, first_new + number - 1))
            place -= 1
    yield from reversed(found)


def _without_faint(before: _Side, after: _Side, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take out common pieces too small to read between two changes: signs, and single short words."""
    kept: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run and (pair[0] != run[-1][0] + 1 or pair[1] != run[-1][1] + 1):
            kept += run if _stays(before, after, run) else []
            run = []
        run.append(pair)
    return kept + (run if _stays(before, after, run) else [])


def _stays(before: _Side, after: _Side, run: list[tuple[int, int]]) -> bool:
    if not run:
        return True
    at_an_end = run[0] == (0, 0) or run[-1] == (len(before.words) - 1, len(after.words) - 1)
    return at_an_end or len("".join(after.words[place] for _, place in run)) > _FAINT


def _written(before: _Side, after: _Side, pairs: list[tuple[int, int]]) -> list[tuple[str, str]]:
    parts: list[tuple[str, list[str]]] = []

    def put(kind: str, tokens: list[str]) -> None:
        if not tokens:
            return
        if parts and parts[-1][0] == kind:
            parts[-1][1].extend(tokens)
        else:
            parts.append((kind, list(tokens)))

    place_old = place_new = 0
    for at_old, at_new in [*pairs, (len(before.tokens), len(after.tokens))]:
        put(REMOVED, before.tokens[place_old:at_old])
        put(ADDED, after.tokens[place_new:at_new])
        put(SAME, after.tokens[at_new : at_new + 1])
        place_old, place_new = at_old + 1, at_new + 1
    return [(kind, "".join(tokens)) for kind, tokens in parts]

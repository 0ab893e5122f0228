"""Where a marked passage is in a text that may have changed since it was marked.

The passage is looked for as it was, then without regard to case, accents, spaces and kinds of quotes and
dashes, then with small edits. Among several places that fit, the words before and after decide, then how near
it is to where it was: the selectors of the W3C's Web Annotation Data Model, found in the way of Hypothesis'
"fuzzy anchoring".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from clipper.library.fold import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_CONTEXT = 32
"""Characters of the text before and after a passage that are kept with it."""

_ENOUGH_BY_ITSELF = 24
"""A passage of so many characters is told by its words alone; a shorter one needs its surroundings too."""
_SHORTEST_EDITED = 12
_LONG = 40
_LIKE_LONG, _LIKE_SHORT = 75.0, 85.0
_LIKE_AROUND = 70.0
_MOST_PLACES = 1_000
_REACH = 40
_WEIGHT_OF_MORE = 0.4

_SPACES = re.compile(r"\s+")
_SAME = str.maketrans("‘’‚‛′‹›“”„‟″«»‐‑‒–—―−", "'''''''\"\"\"\"\"\"\"-------")


@dataclass(frozen=True, slots=True)
class Passage:
    """A marked passage: its words, up to LONGEST_CONTEXT characters around it, and where it was."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    block: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage is: its block, the characters before it there, and how many it covers.

    Where it goes on in later blocks, each end of a block between counts as one character.
    """

    block: int
    offset: int
    length: int


def blocks_of(text: str) -> list[str]:
    """Return the blocks of an article's plain text: its lines that are not empty."""
    return [line for line in text.split("\n") if line.strip()]


def find(blocks: Sequence[str], passage: Passage) -> Place | None:
    """Return where the passage is in the text of these blocks; None where it is no longer."""
    if not passage.quote.strip() or not blocks:
        return None
    text = "\n".join(blocks)
    starts = list(accumulate((len(block) + 1 for block in blocks), initial=0))[:-1]
    was_at = starts[min(max(passage.block, 0), len(blocks) - 1)] + max(passage.offset, 0)
    span = _exact(text, passage, was_at) or _alike(text, passage, was_at) or _edited(text, passage, was_at)
    if span is None:
        return None
    start, end = span
    block = bisect_right(starts, start) - 1
    return Place(block, start - starts[block], end - start)


def _exact(text: str, passage: Passage, was_at: int) -> tuple[int, int] | None:
    quote = passage.quote
    spans = [(start, start + len(quote)) for start in _occurrences(text, quote)]
    return _best(text, spans, passage, was_at)


def _alike(text: str, passage: Passage, was_at: int) -> tuple[int, int] | None:
    quote, _ = _plain(passage.quote)
    quote = quote.strip()
    if not quote:
        return None
    plain, offsets = _plain(text)
    spans = [(offsets[start], offsets[start + len(quote) - 1] + 1) for start in _occurrences(plain, quote)]
    return _best(text, spans, passage, was_at)


def _edited(text: str, passage: Passage, was_at: int) -> tuple[int, int] | None:
    from rapidfuzz import fuzz  # not needed before a passage was edited

    quote = passage.quote.strip()
    if len(quote) < _SHORTEST_EDITED:
        return None
    least = _LIKE_LONG if len(quote) >= _LONG else _LIKE_SHORT
    spans = []
    nearest = fuzz.partial_ratio_alignment(quote, text, score_cutoff=least - 10)
    if nearest is not None:
        spans.append((nearest.dest_start, nearest.dest_end))
    # The best place for the words alone may be another than the best with those around.
    around = passage.prefix + quote + passage.suffix
    wide = fuzz.partial_ratio_alignment(around, text, score_cutoff=least - 15)
    if wide is not None and around != quote:
        first = wide.dest_start
        within = fuzz.partial_ratio_alignment(quote, text[first : wide.dest_end], score_cutoff=least - 10)
        if within is not None:
            spans.append((first + within.dest_start, first + within.dest_end))
    fitted = {_fitted(text, quote, span) for span in spans}
    close = [span for span in fitted if fuzz.ratio(quote, text[slice(*span)]) >= least]
    return _best(text, sorted(close), passage, was_at)


def _fitted(text: str, quote: str, span: tuple[int, int]) -> tuple[int, int]:
    """Move the ends of a place, at most _REACH characters, to ends of words, keeping most of the quote."""
    start, end = span
    firsts = [at for at in _word_ends(text, start, before=True) if at < end] or [start]
    first = max(firsts, key=lambda at: _kept(quote, text[at:end]))
    lasts = [at for at in _word_ends(text, end, before=False) if at > first] or [end]
    return first, max(lasts, key=lambda at: _kept(quote, text[first:at]))


def _kept(quote: str, part: str) -> float:
    """Return how much of the quote is in the part, less a share of what else is in it."""
    from rapidfuzz.distance import LCSseq

    same = LCSseq.similarity(quote, part)
    return same - _WEIGHT_OF_MORE * (len(part) - same)


def _word_ends(text: str, near: int, *, before: bool) -> list[int]:
    """Return where words begin or end near a place; an end is before and after the signs that follow."""
    low = max(near - _REACH, 0)
    edges = re.finditer(
        r"(?<!\w)(?=\w)" if before else r"(?<=\w)(?!\w)|(?<=[^\w\s])(?!\S)", text[low : near + _REACH]
    )
    return [low + edge.start() for edge in edges]


def _best(
    text: str, spans: Sequence[tuple[int, int]], passage: Passage, was_at: int
) -> tuple[int, int] | None:
    """Return the place whose surroundings are most like those of the passage, then the nearest."""
    if not spans:
        return None
    likeness = {span: _likeness_around(text, span, passage) for span in spans}
    # In steps, so that a letter more or less around does not outweigh a whole page between.
    best = max(spans, key=lambda span: (round(sum(likeness[span]) / 10), -abs(span[0] - was_at), -span[0]))
    has_context = bool(passage.prefix.strip() or passage.suffix.strip())
    if len(passage.quote) < _ENOUGH_BY_ITSELF and has_context and max(likeness[best]) < _LIKE_AROUND:
        return None
    return best


def _likeness_around(text: str, span: tuple[int, int], passage: Passage) -> tuple[float, float]:
    """Return how like the text before and after is to that of the passage, from 0 to 100 each."""
    start, end = span
    before = text[max(start - len(passage.prefix), 0) : start]
    after = text[end : end + len(passage.suffix)]
    return _likeness(passage.prefix, before), _likeness(passage.suffix, after)


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    if not one.strip():
        return 0.0
    return float(fuzz.ratio(_SPACES.sub(" ", one).strip(), _SPACES.sub(" ", other).strip()))


def _occurrences(text: str, part: str) -> list[int]:
    found: list[int] = []
    at = text.find(part)
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text with runs of spaces as one and letters folded, and where each character came from."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        plain = _plain_letter(letter)
        if plain != " " or (letters and letters[-1] != " "):
            letters += plain
            offsets += [offset] * len(plain)
    return "".join(letters), offsets


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    return " " if letter.isspace() else folded(letter.translate(_SAME)).replace(" ", "")

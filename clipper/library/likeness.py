"""Whether two texts are one text that was published twice: with edits, cuts, or other things around it.

MinHash (Broder 1997) over runs of three words finds what may be alike among any number of texts: a text is
kept as bands, and texts that share bands are compared. The comparison then is exact, on the words.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import rensa

BANDS = 32
_ROWS = 2
_SEED = 0x636C6970
VERSION = f"1.{rensa.RMinHash.ALGORITHM_VERSION}"
"""Bands of another version mean something else: whoever keeps bands must make them anew."""

SHORTEST = 50
"""Words; what is shorter says too little to be told from what only sounds alike."""
MOST_WORDS = 30_000
"""What comes after is not looked at, so that a book costs no more than a long chapter."""

_RUN = 3
_UNSPACED_PIECE = 4
# Scripts written without spaces: Thai, Lao, Tibetan, Burmese, Khmer, kana and Han.
_UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
# Signs on and between letters that are no letters to `re`: accents, points, the vowels of Indian scripts.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff"
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(rf"[\w{_MARKS}]+")
_WORD_OR_UNSPACED = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[\w{_MARKS}])+")

_ALIKE = 0.55
_ALIKE_ON_ONE_SITE = 0.7
_SMALLEST_PART = 0.3
_NUMBERS_TOLD_BY = 3
_NAMES_TOLD_BY = 3


@dataclass(frozen=True)
class Text:
    """A text as its words, folded; of scripts without spaces, overlapping pieces of four characters.

    `length` is about how many words it has in either case.
    """

    words: tuple[str, ...]
    length: int

    @cached_property
    def runs(self) -> frozenset[str]:
        """All runs of three words."""
        words = self.words
        return frozenset(map(" ".join, zip(words, words[1:], words[2:], strict=False)))

    @cached_property
    def following(self) -> dict[tuple[str, str], str]:
        """Each word by the two before it; the last one, where these occur more than once."""
        words = self.words
        return dict(zip(pairwise(words), words[2:], strict=False))


def read(text: str) -> Text:
    """Return the words of the text, whatever its signs, case and width of letters."""
    folded = text.casefold().replace("_", " ")
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", folded)
        if _IS_UNSPACED.search(folded):
            runs = _WORD_OR_UNSPACED.findall(folded)
            words = [piece for run in runs for piece in _pieces(run)][:MOST_WORDS]
            unspaced = sum(len(word) == _UNSPACED_PIECE and bool(_IS_UNSPACED.match(word)) for word in words)
            return Text(tuple(words), len(words) - unspaced // 2)
    words = _WORD.findall(folded)[:MOST_WORDS]
    return Text(tuple(words), len(words))


def _pieces(word: str) -> list[str]:
    if len(word) <= _UNSPACED_PIECE or not _IS_UNSPACED.match(word):
        return [word]
    return [word[start : start + _UNSPACED_PIECE] for start in range(len(word) - _UNSPACED_PIECE + 1)]


def bands(text: Text) -> list[str]:
    """Return 32 words of 8 hexadecimal digits; the more two texts are alike, the more of these they share.

    None for a text that is too short. Texts with the share J of their runs in common have about 32 J² in
    common; with J = 0.4 it is at least one in 99.6 of 100 cases.
    """
    if text.length < SHORTEST:
        return []
    sketch = rensa.RMinHash(num_perm=BANDS * _ROWS, seed=_SEED)
    sketch.update(list(text.runs))
    rows = struct.pack(f"<{BANDS * _ROWS}I", *sketch.digest())
    size = 4 * _ROWS
    return [f"{zlib.crc32(rows[band * size : (band + 1) * size], band):08x}" for band in range(BANDS)]


def likeness(one: Text, other: Text, *, one_site: bool = False) -> float:
    """Return how much of the shorter text stands in the longer, 0 to 1, or 0 if they are two texts.

    A text that is only quoted, or one of many on a page, is too small a part of the longer to be the same.
    Pages made from one form, such as the weather of two days, differ in their numbers. `one_site` says that
    both are of one site: there pages share more that is not their text.
    """
    if min(one.length, other.length) < SHORTEST:
        return 0.0
    shorter, longer = sorted((one.runs, other.runs), key=len)
    if len(shorter) < _SMALLEST_PART * len(longer):
        return 0.0
    shared = len(shorter & longer) / len(shorter)
    if shared < (_ALIKE_ON_ONE_SITE if one_site else _ALIKE):
        return 0.0
    return 0.0 if _is_form(one, other, one_site=one_site) else shared


def _is_form(one: Text, other: Text, *, one_site: bool) -> bool:
    """Whether both fill the same form: other numbers or, on one site, one name for another throughout."""
    places = one.following.keys() & other.following.keys()
    pairs = ((one.following[place], other.following[place]) for place in places)
    changes = Counter(_changed(was, now) for was, now in pairs if was != now)
    differing = sum(
        count for (was, now), count in changes.items() if was[0].isdecimal() and now[0].isdecimal()
    )
    if differing >= _NUMBERS_TOLD_BY:
        agreeing = sum(one.following[place][0].isdecimal() for place in places) - differing
        return differing > agreeing
    most = max(changes.values(), default=0)
    return one_site and most >= _NAMES_TOLD_BY and most * 2 > changes.total()


def _changed(was: str, now: str) -> tuple[str, str]:
    """What is different between two words; of overlapping pieces only the last character is new."""
    return (was[-1], now[-1]) if was[:-1] == now[:-1] and _IS_UNSPACED.match(was[-1]) else (was, now)

"""Finds places of the article's plain text in the document that shows it, and back.

The document has more than the text (heading, byline, gaps around code), and spaces differ: places are
compared by letters alone, with some of what follows, and among places that fit the nearest one is taken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from clipper.model import Highlight

_CONTEXT = 32
_PROBES = (48, 20, 8)
_TRIES, _STEP = 12, 30
_SILENT = "\ufffc\u200b\u2060\ufeff"


class Quote(NamedTuple):
    """A passage of the article's text, with what is around it, and where it begins."""

    quote: str
    prefix: str
    suffix: str
    block: int
    offset: int


class _Letters:
    """A text without its spaces: `text`, and in `at` where each letter stands in the whole."""

    def __init__(self, whole: str) -> None:
        self.whole = whole
        self.at = [i for i, letter in enumerate(whole) if not letter.isspace() and letter not in _SILENT]
        self.text = "".join([whole[i] for i in self.at])

    def index(self, position: int) -> int:
        """The first letter at or after a position of the whole."""
        return bisect_left(self.at, position)

    def place(self, index: int) -> int:
        """Where a letter stands in the whole; its end for what lies beyond."""
        return self.at[index] if index < len(self.at) else len(self.whole)


class TextMap:
    """Maps between a document's text, counted in UTF-16 units, and an article's text in blocks.

    Blocks are the lines of the article's text that are not empty, counted from 0.
    """

    def __init__(self, document: str, article: str) -> None:
        lines = [line for line in article.splitlines() if line.strip()]
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)][: len(lines)] or [0]
        self._shown, self._said = _Letters(document), _Letters("\n".join(lines))
        self._ahead = max(0, len(self._shown.text) - len(self._said.text))
        self._wide = [at for at, letter in enumerate(document) if letter > "\uffff"]

    def _units(self, position: int) -> int:
        return position + bisect_left(self._wide, position)

    def _letters_before(self, units: int) -> int:
        """The code point at a position in UTF-16 units."""
        at = units
        for _ in range(3):  # settles at once where nothing wide is before it
            at = units - bisect_left(self._wide, at)
        return at

    def _block(self, position: int) -> tuple[int, int]:
        block = bisect_right(self._starts, position) - 1
        return block, position - self._starts[block]

    # From the article to the document

    def range_of(self, highlight: Highlight) -> tuple[int, int] | None:
        """Where a highlight that fits is shown, (start, end) in UTF-16 units; None where it is not."""
        if not highlight.fits or highlight.block >= len(self._starts):
            return None
        start = self._starts[highlight.block] + highlight.offset
        first = self._said.index(start)
        last = self._said.index(start + (highlight.length or len(highlight.quote)))
        words = self._said.text[first:last]
        if not words:
            return None
        found = _nearest(self._shown.text, words, first + self._ahead)
        if found is None:
            return None
        end = self._shown.place(found + len(words) - 1) + 1
        return self._units(self._shown.place(found)), self._units(end)

    def position_of(self, block: int, offset: int) -> int | None:
        """Where a place of the article is shown, in UTF-16 units; None where it is not."""
        if block >= len(self._starts):
            return None
        first = self._said.index(self._starts[block] + offset)
        found = _probed(self._said.text, self._shown.text, first, self._ahead)
        return None if found is None else self._units(self._shown.place(found))

    # From the document to the article

    def place_of(self, units: int) -> tuple[int, int]:
        """The block and offset of what stands at a position of the document, or next after it."""
        first = self._shown.index(self._letters_before(units))
        found = _probed(self._shown.text, self._said.text, first, -self._ahead)
        return (0, 0) if found is None else self._block(self._said.place(found))

    def quote_of(self, start: int, end: int) -> Quote | None:
        """The passage of the article that a selection shows; None where it is not the article's text."""
        first = self._shown.index(self._letters_before(start))
        last = self._shown.index(self._letters_before(end))
        words = self._shown.text[first:last]
        found = _nearest(self._said.text, words, first - self._ahead) if words else None
        if found is None:
            return None
        whole = self._said.whole
        begin, after = self._said.place(found), self._said.place(found + len(words) - 1) + 1
        return Quote(
            whole[begin:after],
            whole[max(0, begin - _CONTEXT) : begin],
            whole[after : after + _CONTEXT],
            *self._block(begin),
        )


def _probed(here: str, there: str, first: int, shift: int) -> int | None:
    """Where the letter `first` of one text is in the other, told by the letters after it."""
    for step in range(_TRIES):
        at = first + step * _STEP
        for length in _PROBES:
            probe = here[at : at + length]
            if not probe:
                return None
            found = _nearest(there, probe, at + shift)
            if found is not None:
                return found
    return None


def _nearest(text: str, words: str, around: int) -> int | None:
    """Where `words` occur nearest to a place."""
    best: int | None = None
    at = text.find(words)
    while at >= 0:
        if best is None or abs(at - around) < abs(best - around):
            best = at
        elif at > around:
            break
        at = text.find(words, at + 1)
    return best

"""Text as the words by which it is found: folded, and pieced so that parts and scripts without spaces are.

The index takes words parted by spaces, so all that can be known of a word is decided here, for the text
that is indexed and for what a person types alike. Letters lose case and accents. A word with a sign or a
hyphen is its pieces (`e-mail` is `e mail`); what else it may be looked for by (`email`, `c++`, `mpu 6050`
for `MPU6050`) follows after a pilcrow, out of reach of phrases. Scripts without spaces become overlapping
pairs of letters, as search engines have long done for Chinese (Nie et al. 1996), with the last letter
alone, so that what begins with a letter finds it everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BOUNDARY = "¶"
"""Stands between what no phrase may reach across."""
FIRST_UNSPACED = "\u0e00"
"""No letter before it is of a script without spaces."""
LONGEST_WORD = 64
"""Characters; a longer word is cut, and found by its beginning."""

_UNFOLDED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n"}
)
_ACCENTS = (
    (0x300, 0x36F), (0x483, 0x487), (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5),
    (0x5C7, 0x5C7), (0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xAD, 0xAD),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069), (0xFEFF, 0xFEFF),
)  # fmt: skip
_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


def _in_class(points: Iterable[int]) -> str:
    """Return the code points as ranges of a class of a regular expression."""
    ranges: list[list[int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)


_MARKED = (range(0x300, 0x1D00), range(0x2000, 0x3100), range(0xA600, 0xAC00), range(0xFB00, 0xFF00))
"""Where in the basic plane letters have marks (categories Mn, Mc and Cf)."""
_MARKS = _in_class(
    point for points in _MARKED for point in points if unicodedata.category(chr(point)) in {"Mn", "Mc", "Cf"}
)
_FOLDED_AWAY = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in _ACCENTS) + "]+")
_NOT_COMPOSED = re.compile("[øđłæœðþħıŋ]")
_RUN = re.compile(f"(?:[{_UNSPACED}][{_MARKS}]*)+")
_STOPS = frozenset(" \n，。、；：！？「」（）《》・")
"""What often stands alone between two stretches of a script without spaces."""
_MARK = re.compile(f"[{_MARKS}]")
_CLUSTER = re.compile(f".[{_MARKS}]*", re.DOTALL)
_EMOJI = "\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"


def _word_pattern(letters: str, joints: str, others: str = "") -> re.Pattern[str]:
    """Return what matches a word with the signs that may belong to it."""
    return re.compile(rf"(?:(?<!\w)[#@.$](?=\w))?{letters}(?:[{joints}]{letters})*(?:\+\+|#)?{others}")


_PLAIN_WORD = _word_pattern("[A-Za-z0-9]+", "'-")
_WORD = _word_pattern(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*", "'’‐‑-", f"|[{_EMOJI}]")
_PIECE = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*|[{_EMOJI}]")
_HAS_DIGIT = re.compile(r"\d")
_LETTERS_OR_DIGITS = re.compile(r"[^\W\d_]+|\d+")


def folded(text: str) -> str:
    """Return the text without case and accents, compatible forms made one (`ﬁ` is `fi`, `Ｗ` is `w`)."""
    if text.isascii():
        return text.lower()
    text = _FOLDED_AWAY.sub("", unicodedata.normalize("NFKD", text.casefold()))
    if _NOT_COMPOSED.search(text):
        text = text.translate(_UNFOLDED)
    return unicodedata.normalize("NFC", text).casefold()


@lru_cache(maxsize=32_768)
def pieces(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a word is in the index: its pieces in order, and what else finds it."""
    whole = folded(word)
    parts = tuple(part[:LONGEST_WORD] for part in _PIECE.findall(whole))
    others: list[str] = []
    for part in parts:
        if not part.isalpha() and not part.isdigit() and _HAS_DIGIT.search(part):
            split = _LETTERS_OR_DIGITS.findall(part)
            if 1 < len(split) <= 4:
                others += split
    if parts != (whole[:LONGEST_WORD],):
        if 1 < len(parts) <= 3:
            others.append("".join(parts)[:LONGEST_WORD])
        if not whole[-1:].isalnum() or whole[:1] in "#@.$":
            others.append(whole[:LONGEST_WORD])
    return parts, tuple(others)


def words(text: str) -> str:
    """Return the words of the text as the index takes them: parted by spaces, what else finds them last."""
    found: list[str] = []
    others: list[str] = []
    for start, end, is_run in _stretches(text):
        if is_run:
            found += _pairs(_letters(text[start:end]))
            continue
        pattern = _PLAIN_WORD if text.isascii() else _WORD
        stretch = pattern.findall(text, start, end)
        known = {word: pieces(word) for word in dict.fromkeys(stretch)}
        found += chain.from_iterable([known[word][0] for word in stretch])
        others += chain.from_iterable(more for _, more in known.values())
    if others:
        found.append(BOUNDARY)
        found += dict.fromkeys(others)
    return " ".join(found)


def query_words(text: str) -> tuple[str, ...]:
    """Return the pieces of what was typed, to be found one beside the other.

    A single letter of a script without spaces is given as it is: whatever begins with it has it.
    """
    found: list[str] = []
    for start, end, is_run in _stretches(text):
        if is_run:
            letters = _letters(text[start:end])
            found += _pairs(letters)[: max(len(letters) - 1, 1)]
        else:
            for match in _WORD.finditer(text, start, end):
                found += pieces(match[0])[0]
    return tuple(found)


def sole_word(text: str) -> str | None:
    """Return the one word, with its signs, that the text is; None where it is more, or none."""
    if not text.isascii() and _RUN.search(text):
        return None
    found = [match for match in _WORD.finditer(text) if match[0].strip()]
    return found[0][0] if len(found) == 1 else None


def located(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end (in characters) and folded form of each word or letter of a script without spaces."""
    for start, end, is_run in _stretches(text):
        if is_run:
            yield from _clusters(text, start, end)
            continue
        for match in _WORD.finditer(text, start, end):
            parts, _ = pieces(match[0])
            if len(parts) == 1:
                yield match.start(), match.end(), parts[0]
            else:
                for piece in _PIECE.finditer(text, match.start(), match.end()):
                    for part in pieces(piece[0])[0]:
                        yield piece.start(), piece.end(), part


def is_unspaced(word: str) -> bool:
    """Tell whether the word begins with a letter of a script without spaces."""
    return word > FIRST_UNSPACED and _RUN.match(word) is not None


def is_letter(word: str) -> bool:
    """Tell whether the word is a single letter of a script without spaces, with its marks."""
    return is_unspaced(word) and _CLUSTER.fullmatch(word) is not None


def sort_key(title: str) -> str:
    """Return what titles are sorted by: their words, folded."""
    return " ".join(word for _, _, word in located(title))


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of each stretch of the text, and whether it is of a script without spaces."""
    if text.isascii():
        yield 0, len(text), False
        return
    at = 0
    for run in _RUN.finditer(text):
        if run.start() > at + 1 or (run.start() > at and text[at] not in _STOPS):
            yield at, run.start(), False
        at = run.end()
        yield run.start(), at, True
    if at < len(text):
        yield at, len(text), False


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    run = text[start:end]
    whole = folded(run)
    if len(whole) == len(run) and not _MARK.search(run):
        yield from zip(range(start, end), range(start + 1, end + 1), whole, strict=True)
        return
    for cluster in _CLUSTER.finditer(text, start, end):
        letter = folded(cluster[0])
        if letter:
            yield cluster.start(), cluster.end(), letter


def _letters(run: str) -> list[str]:
    run = folded(run)
    return _CLUSTER.findall(run) if _MARK.search(run) else list(run)


def _pairs(letters: Sequence[str]) -> list[str]:
    """Return each letter with the next, the last alone."""
    return [*map("".join, pairwise(letters)), letters[-1]] if letters else []

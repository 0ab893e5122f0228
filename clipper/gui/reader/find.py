"""Where words occur in a document: what find in page and the marks of a search show."""

from __future__ import annotations

import re
from bisect import bisect_left

from clipper.gui.reader.scripts import Script, script_of

_MOST = 5000
_ALIKE = {
    "'": "['’‘ʼ]",
    "’": "['’‘ʼ]",
    '"': '["“”„«»]',
    "-": "[-‐‑–—]",
}


def find_all(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return (start, end) of each place where `wanted` is said, whatever the case, in UTF-16 units.

    White space matches any white space, and straight quotes and hyphens their typographic kin.
    """
    words = wanted.split()
    if not words:
        return []
    spaced = r"\s+".join("".join(_ALIKE.get(letter, re.escape(letter)) for letter in word) for word in words)
    return _places(text, spaced)


def find_words(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Return where words begin with any of `words`; in scripts without spaces, where they stand at all."""
    patterns = [
        ("" if script_of(word) is not Script.LATIN else r"\b") + re.escape(word)
        for word in sorted(set(words), key=len, reverse=True)
        if word.strip()
    ]
    return _places(text, "|".join(patterns)) if patterns else []


def _places(text: str, pattern: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if match.end() > match.start():
            found.append(match.span())
        if len(found) == _MOST:
            break
    wide = [at for at, character in enumerate(text) if character > "\uffff"] if _has_wide(text) else []
    if not wide:
        return found
    return [(start + bisect_left(wide, start), end + bisect_left(wide, end)) for start, end in found]


def _has_wide(text: str) -> bool:
    return not text.isascii() and max(text) > "\uffff"

"""Counts words in any script, cheaply; a Chinese or Japanese character counts as half a word."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def count_words(text: str) -> int:
    """Return about how many words `text` has."""
    if text.isascii():
        return len(_WORD.findall(text))
    spaced, unspaced = _UNSPACED.subn(" ", text)
    return len(_WORD.findall(spaced)) + (unspaced + 1) // 2


def first_words(text: str, length: int = 80) -> str:
    """Return the first line of `text` that says something, at most `length` characters long."""
    for line in text[:20_000].splitlines():
        words = " ".join(line.split())
        if any(character.isalnum() for character in words):
            return shortened(words, length)
    return ""


def shortened(text: str, length: int) -> str:
    """Return `text` cut to `length` characters, with an ellipsis where something was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"

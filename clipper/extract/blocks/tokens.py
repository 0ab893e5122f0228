"""The words by which a block is known: those in its names and tags, those it begins and ends with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")
_STRIPPED = " \t\"'“”‘’«»()[]{}<>|·•*:;,.!?…-–—#/\\"
_MOST_NAMES = 16


def name_tokens(tag: str, names: Sequence[str | None]) -> tuple[str, ...]:
    """The tag of an element, and the words in its class, id, role and item property."""
    return _names(tag, " ".join(name for name in names if name)[:200])


@lru_cache(maxsize=4096)
def _names(tag: str, names: str) -> tuple[str, ...]:
    parts = dict.fromkeys(part.lower() for part in _PART.findall(names) if len(part) > 1)
    return (f"<{tag}>", *list(parts)[:_MOST_NAMES])


def text_tokens(words: Sequence[str]) -> tuple[str, ...]:
    """The words that a block begins with, and of a short one also those that it ends with."""
    count = len(words)
    chosen = words[:3] if count > 24 else words[:7] if count < 8 else (*words[:5], *words[-2:])
    return _texts(tuple(chosen), count < 3)


def heading_tokens(words: Sequence[str]) -> tuple[str, ...]:
    """The words of the heading over a block."""
    return _texts(tuple(words[:5]), False)


@lru_cache(maxsize=16384)
def _texts(words: tuple[str, ...], alone: bool) -> tuple[str, ...]:
    said = [word.casefold().strip(_STRIPPED)[:20] for word in words]
    found = [f"={'0' if word.isdigit() else word}" for word in said if word]
    return (*found, f"=={said[0]}") if alone and found else tuple(found)

"""The words by which a block is known: those in its names and tags, those it begins and ends with."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from clipper.extract.wording import name_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_STRIPPED = " \t\"'“”‘’«»()[]{}<>|·•*:;,.!?…-–—#/\\"
_MOST_NAMES = 16
_LONGEST_NAMES = 200


def name_tokens(tag: str, names: Sequence[str | None]) -> list[str]:
    """The tag of an element, and the words in its class, id, role and item property."""
    found: dict[str, None] = {}
    for name in " ".join([name for name in names if name])[:_LONGEST_NAMES].split():
        found.update(dict.fromkeys(name_words(name)))
    return [f"<{tag}>", *[word for word in found if len(word) > 1][:_MOST_NAMES]]


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

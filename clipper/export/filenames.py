"""File names from titles that every system, Obsidian and Joplin accept."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_BYTES = 240
UNTITLED = "Untitled"

_NOT_ALLOWED = re.compile(
    r"[\x00-\x1f\x7f-\x9f\ud800-\udfff<>:\"/\\|?*#^\[\]\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")


def safe_name(title: str) -> str:
    """Make a file name without extension of a title: NFC, at most 240 bytes in UTF-8, never empty.

    Left out is what Windows, macOS or Obsidian's links do not take; `_` goes before names that Windows
    reserves and in place of a dot at the beginning.
    """
    spaced = re.sub(r"\s+", " ", title)
    name = " ".join(_NOT_ALLOWED.sub("", unicodedata.normalize("NFC", spaced)).split())
    name = re.sub(r"^\.", "_", name)
    name = cut(name, MAX_BYTES).rstrip(" .")
    if _RESERVED.match(name):
        name = cut(f"_{name}", MAX_BYTES).rstrip(" .")
    return name or UNTITLED


def cut(name: str, size: int) -> str:
    """Shorten a name to `size` bytes in UTF-8, never within what a reader sees as one character."""
    data = name.encode()
    if len(data) <= size:
        return name
    at = len(data[:size].decode(errors="ignore"))
    end = at
    while end > 0 and _joined_to_what_is_before(name, end):
        end -= 1
    return name[: end or at]


def _joined_to_what_is_before(name: str, at: int) -> bool:
    char, before = name[at], name[at - 1]
    if char in _JOINERS or before == "\u200d" or unicodedata.category(char) in {"Mn", "Mc", "Me"}:
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff":  # a tone of skin
        return True
    # flags are pairs of regional indicators
    return _is_regional(char) and _regionals_before(name, at) % 2 == 1


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _regionals_before(name: str, at: int) -> int:
    count = 0
    while at > count and _is_regional(name[at - count - 1]):
        count += 1
    return count


class Names:
    """The names in one folder. Names that differ only in case or composition are the same on some systems."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_folded(name) for name in taken}
        self._next: dict[str, int] = {}

    def take(self, stem: str, extension: str) -> str:
        """Take `stem` with its extension, or with the first number from 2 on that is free."""
        name, number = f"{stem}{extension}", self._next.get(_folded(stem), 2)
        while _folded(name) in self._taken:
            name = f"{stem} {number}{extension}"
            number += 1
        self._next[_folded(stem)] = number
        self._taken.add(_folded(name))
        return name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())

"""YAML front matter as Obsidian's clipper writes it, and as Joplin reads it.

Text is always double-quoted, lists are block lists, dates stand bare, and what is unknown is an empty key.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value = str | date | int | bool | None
"""What a property may hold; a sequence of strings makes a list."""

_SPECIAL_KEY = re.compile(r"[^\w-]|^[\d-]")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
# all that a double-quoted scalar cannot hold as it is, and what a reader may take for a line break
_ESCAPED = re.compile(r"[\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def serialise(properties: Mapping[str, Value | Sequence[str]]) -> str:
    """Write properties in their order between the two `---` lines; ends with a newline."""
    lines = ["---"]
    for key, value in properties.items():
        lines += _property(_key(key), value)
    return "\n".join([*lines, "---", ""])


def quoted(text: str) -> str:
    """Write text as a double-quoted scalar on one line."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char in _SHORT:
        return _SHORT[char]
    if "\ud800" <= char <= "\udfff":  # half a character: no file can hold it
        return "\\uFFFD"
    return f"\\x{ord(char):02X}" if ord(char) < 0x100 else f"\\u{ord(char):04X}"


def _key(key: str) -> str:
    return quoted(key) if _SPECIAL_KEY.search(key) or key.lower() in _WORDS_OF_YAML or not key else key


def _property(key: str, value: Value | Sequence[str]) -> list[str]:
    if value is None or value == "":
        return [f"{key}:"]
    if isinstance(value, str):
        return [f"{key}: {quoted(value)}"]
    if isinstance(value, bool):
        return [f"{key}: {str(value).lower()}"]
    if isinstance(value, datetime):
        return [f"{key}: {value.isoformat(timespec='seconds')}"]
    if isinstance(value, (date, int)):
        return [f"{key}: {value}"]
    return [f"{key}:", *(f"  - {quoted(item)}" for item in value)]

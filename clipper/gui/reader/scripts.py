"""Which way a text runs, and how much air its script needs between the lines."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_TALL = re.compile("[\u0590-\u109f\u1780-\u17ff\ufb50-\ufdff\ufe70-\ufeff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "ug", "ur", "yi"})
_SAMPLE = 240


class Script(Enum):
    """The kinds of script that differ in the line height they need."""

    LATIN = "latin"
    EAST_ASIAN = "east asian"
    TALL = "tall"

    @property
    def air(self) -> float:
        """Factor on a style's line height."""
        return {"latin": 1.0, "east asian": 1.1, "tall": 1.12}[self.value]


def script_of(text: str) -> Script:
    """Return the script that decides a block's line height, from its first characters."""
    if text.isascii():
        return Script.LATIN
    sample = text[:_SAMPLE]
    if _TALL.search(sample):
        return Script.TALL
    return Script.EAST_ASIAN if _EAST_ASIAN.search(sample) else Script.LATIN


def first_strong_is_rtl(text: str) -> bool | None:
    """Return whether the first strongly directed character runs right to left; None without one."""
    for character in text[:2000]:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in {"R", "AL"}:
            return True
    return None


def language_is_rtl(language: str | None) -> bool:
    """Return whether a language tag names a language written right to left."""
    parts = (language or "").lower().replace("_", "-").split("-")
    return parts[0] in _RTL_LANGUAGES and "latn" not in parts


def runs_right_to_left(text: str, *, around: bool) -> bool:
    """Return the direction of a block of `text` in surroundings that run right to left if `around`.

    In right-to-left surroundings a block that begins with a foreign name still runs right to left as long
    as it has a right-to-left letter at all; elsewhere the first strong character decides.
    """
    if around and _RIGHT_TO_LEFT.search(text):
        return True
    if not around and text.isascii():
        return False
    strong = first_strong_is_rtl(text)
    return around if strong is None else strong

"""Which families the reader sets its text in: the best that this system has.

Scripts that the serif does not cover (Arabic, Thai, …) are left to Qt's own fallback, except that Chinese,
Japanese and Korean articles name a serif of their language, since these share code points but not shapes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QFontDatabase, QGuiApplication

SERIF = (
    "Charter",
    "Iowan Old Style",
    "Source Serif 4",
    "Source Serif Pro",
    "Charis SIL",
    "Noto Serif",
    "Georgia",
    "Liberation Serif",
    "DejaVu Serif",
)
MONO = (
    "JetBrains Mono",
    "SF Mono",
    "Cascadia Code",
    "Fira Code",
    "DejaVu Sans Mono",
    "Noto Sans Mono",
    "Menlo",
    "Consolas",
    "Liberation Mono",
)
_EAST_ASIAN = {
    "ja": ("Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK JP", "Source Han Serif"),
    "ko": ("AppleMyungjo", "Batang", "Noto Serif CJK KR", "Source Han Serif K"),
    "zh-hant": ("Songti TC", "PMingLiU", "Noto Serif CJK TC", "Source Han Serif TC"),
    "zh": ("Songti SC", "SimSun", "Noto Serif CJK SC", "Source Han Serif SC"),
}
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")


@dataclass(frozen=True, slots=True)
class Faces:
    """Family lists, best first, for each of the three voices of the reader."""

    serif: tuple[str, ...]
    mono: tuple[str, ...]
    sans: tuple[str, ...]

    def families(self, voice: str) -> list[str]:
        """Return the families of ``"serif"``, ``"mono"`` or ``"sans"``."""
        return list({"serif": self.serif, "mono": self.mono}.get(voice, self.sans))


def faces(language: str | None = None) -> Faces:
    """Return the families for an article in `language` (BCP 47), chosen from what is installed."""
    installed = _installed()
    serif = _first(SERIF, installed) or ("serif",)
    mono = _first(MONO, installed) or ("monospace",)
    return Faces(
        serif=serif + _first(_EAST_ASIAN.get(_east_asian_key(language), ()), installed),
        mono=mono,
        sans=(QGuiApplication.font().family(),),
    )


def _east_asian_key(language: str | None) -> str:
    tag = (language or "").lower().replace("_", "-")
    return "zh-hant" if tag.startswith(_TRADITIONAL) else tag.split("-")[0]


def _first(names: tuple[str, ...], installed: frozenset[str]) -> tuple[str, ...]:
    return next(((name,) for name in names if name in installed), ())


@cache
def _installed() -> frozenset[str]:
    return frozenset(QFontDatabase.families())

"""Colours by role, light and dark. Everything painted takes its colours from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, as #rrggbb."""

    name: str
    sidebar: str
    list_ground: str
    reader: str
    hairline: str
    text: str
    secondary: str
    tertiary: str
    accent: str
    on_accent: str
    selected: str
    link: str
    highlight: str
    code_ground: str
    field: str
    field_edge: str
    failure: str

    @property
    def dark(self) -> bool:
        """True for light text on dark grounds."""
        return self.name == "dark"


LIGHT = Theme(
    name="light",
    sidebar="#F2F0EC",
    list_ground="#FBFAF8",
    reader="#FFFFFF",
    hairline="#E5E2DC",
    text="#1E1D1A",
    secondary="#68645C",
    tertiary="#767268",
    accent="#0F766E",
    on_accent="#FFFFFF",
    selected="#DDEEEB",
    link="#0B6A63",
    highlight="#FFE9A8",
    code_ground="#F5F3EF",
    field="#FFFFFF",
    field_edge="#D8D4CC",
    failure="#B42318",
)

DARK = Theme(
    name="dark",
    sidebar="#1E1F22",
    list_ground="#18191B",
    reader="#141517",
    hairline="#2C2E32",
    text="#E9E7E3",
    secondary="#A9A69F",
    tertiary="#8F8C86",
    accent="#5CC2B7",
    on_accent="#10201E",
    selected="#1F3B38",
    link="#78CFC5",
    highlight="#6B5512",
    code_ground="#1D1F22",
    field="#222427",
    field_edge="#36393E",
    failure="#FB7C72",
)

"""The colours that a person may give: to tags, as dots, and to highlights, as grounds of text; by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clipper.gui.theme import Theme

TAGS = {
    "red": ("#D23B3B", "#F17878"),
    "orange": ("#C4631A", "#F0A060"),
    "yellow": ("#A87F0B", "#E3C04F"),
    "green": ("#2F8A4B", "#6CCB86"),
    "blue": ("#2F6FD0", "#79AEF5"),
    "purple": ("#8A4FC9", "#BE94F0"),
    "grey": ("#7A766E", "#9C9992"),
}
"""Name → the dot on light and on dark grounds."""

HIGHLIGHTS = {
    "yellow": ("#FFE9A8", "#6B5512"),
    "green": ("#CFEFC9", "#2B5331"),
    "blue": ("#D0E4FB", "#274B72"),
    "pink": ("#FBD8E5", "#6C304B"),
}
"""Name → the ground behind the text on light and on dark pages."""


def tag_colour(name: str | None, theme: Theme) -> str:
    """The colour of a tag's dot as #rrggbb; empty for a tag without one. A name nobody knows is grey."""
    if not name:
        return ""
    if name.startswith("#") and len(name) == 7:
        return name
    return TAGS.get(name, TAGS["grey"])[theme.dark]


def highlight_colour(name: str, theme: Theme) -> str:
    """The ground of a highlight as #rrggbb; a name nobody knows is yellow."""
    return HIGHLIGHTS.get(name, HIGHLIGHTS["yellow"])[theme.dark]

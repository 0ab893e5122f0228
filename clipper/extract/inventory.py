"""What occurs on a page, read in one pass, so that a step costs nothing on pages that have nothing for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOTED = frozenset(
    (
        "aria-hidden",
        "class",
        "data-callout",
        "data-checked",
        "data-expr",
        "data-equation",
        "data-formula",
        "data-katex",
        "data-latex",
        "data-math",
        "data-tex",
        "hidden",
        "itemtype",
        "role",
        "style",
        "typeof",
    )
)
"""The attributes that are written down."""


class Inventory:
    """The elements at and below a root, how many there are of each tag, and who carries which attribute.

    It is true of the moment it was taken. What is later put into the tree must be looked for in the tree.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.elements: list[HtmlElement] = list(root.iter(etree.Element))
        self.tags = Counter([element.tag for element in self.elements])
        held: defaultdict[str, list[tuple[HtmlElement, str]]] = defaultdict(list)
        for element in self.elements:
            for name, value in element.items():
                if name in _NOTED:
                    held[name].append((element, value))
        self._held = held

    def holders(self, attribute: str) -> list[tuple[HtmlElement, str]]:
        """The elements that carry one of the attributes written down, in order, with its value."""
        return self._held.get(attribute, [])

    def values(self, attribute: str) -> list[str]:
        """All values of one of the attributes written down."""
        return [value for _, value in self.holders(attribute)]

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """All class attributes, each once."""
        return tuple(dict.fromkeys(self.values("class")))

    @cached_property
    def names(self) -> str:
        """The same in a row, to be asked with `in`."""
        return " ".join(self.classes)

    @cached_property
    def lowered(self) -> str:
        """The same in lower case."""
        return self.names.lower()

    @cached_property
    def roles(self) -> frozenset[str]:
        """All role attributes."""
        return frozenset(self.values("role"))

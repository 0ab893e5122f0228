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
        "data-author",
        "data-author-name",
        "data-author-username",
        "data-callout",
        "data-checked",
        "data-date",
        "data-expr",
        "data-equation",
        "data-formula",
        "data-katex",
        "data-latex",
        "data-math",
        "data-pubdate",
        "data-publish-date",
        "data-published",
        "data-published-at",
        "data-testid",
        "data-tex",
        "hidden",
        "id",
        "itemprop",
        "itemtype",
        "property",
        "rel",
        "role",
        "style",
        "title",
        "typeof",
    )
)
"""The attributes that are written down."""


class Inventory:
    """The elements at and below a root, how many there are of each tag, and who carries which attribute.

    It is true of the moment it was taken. What is later put into the tree must be looked for in the tree.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.elements: list[HtmlElement] = list(root.iter(etree.Element))
        self._of: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        for element in self.elements:
            self._of[element.tag].append(element)
        self.tags = Counter({tag: len(found) for tag, found in self._of.items()})
        held: defaultdict[str, list[tuple[HtmlElement, str]]] = defaultdict(list)
        for element in self.elements:
            for name, value in element.items():
                if name in _NOTED:
                    held[name].append((element, value))
        self._held = held

    def of(self, tag: str) -> list[HtmlElement]:
        """The elements of a tag, in order."""
        return self._of.get(tag, [])

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

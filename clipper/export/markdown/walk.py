"""Walks the tree once, without recursion, and gives each element to what knows its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from clipper.export.markdown.elements import BLOCKS, HANDLERS, SKIPPED
from clipper.export.markdown.inline import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element as Element

    from clipper.export.markdown.builder import Builder
    from clipper.export.markdown.footnotes import Footnotes


class Walker:
    """Carries a tree over into a builder. `images` and `notes` are what the whole document knows."""

    def __init__(self, builder: Builder, images: Mapping[str, str], notes: Footnotes) -> None:
        self.builder = builder
        self.images = images
        self.notes = notes
        self.quotations = 0
        self._ends: list[tuple[Element, Callable[[], None]]] = []

    def walk(self, root: Element) -> None:
        """Walk an element with all it holds; what follows it is left alone."""
        builder, ends = self.builder, self._ends
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, node in steps:
            if event == "start":
                if not self._begin(node, str(node.tag)):
                    steps.skip_subtree()
                elif said := node.text:
                    builder.text(str(said))
                continue
            if ends and ends[-1][0] is node:
                ends.pop()[1]()
            elif node.tag in BLOCKS:
                builder.boundary()
            if node is not root and (said := node.tail):
                builder.text(str(said))

    def at_end(self, node: Element, action: Callable[[], None]) -> None:
        """Have something done when the element that has just begun ends."""
        self._ends.append((node, action))

    def walk_apart(self, node: Element, builder: Builder) -> None:
        """Carry one element over into another builder."""
        Walker(builder, self.images, self.notes).walk(node)

    def _begin(self, node: Element, tag: str) -> bool:
        """Begin an element; False where its content is not to be walked."""
        if tag in SKIPPED or node in self.notes.dropped:
            return False
        if (label := self.notes.references.get(node)) is not None:
            mark = Token("raw", f"[^{label}]")
            if node in self.notes.worded:
                self.at_end(node, lambda: self.builder.add(mark))
                return True
            self.builder.add(mark)
            return False
        handler = HANDLERS.get(tag)
        if handler is not None:
            return handler(self, node)
        if tag in BLOCKS:
            self.builder.boundary()
        return True

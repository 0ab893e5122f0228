"""Elements taken out of a tree for a while, each with its reason, and put back as they stood.

Rules judge what is left when furniture is gone. So that they need no copy of the page, each step is written
down and undone in reverse: the tree is then the same, element for element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.measure import forget

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.html import HtmlElement

    from clipper.extract.measure import Parts


class Taken:
    """What was taken out of the tree that `parts` measures; `parts` is kept right, but not put back.

    Elements in which one of `spared` stands are left where they are.
    """

    def __init__(self, parts: Parts, spared: Collection[HtmlElement] = ()) -> None:
        self.reasons: list[tuple[HtmlElement, str]] = []
        self.parts = parts
        self._spared = spared
        self._steps: list[tuple[HtmlElement, HtmlElement, HtmlElement | None, str | None, str | None]] = []

    def take(self, element: HtmlElement, reason: str) -> None:
        """Take the element out; the text after it stays."""
        parent = element.getparent()
        if parent is None or (self._spared and any(one in self._spared for one in element.iter())):
            return
        previous, tail = element.getprevious(), element.tail
        before = parent.text if previous is None else previous.tail
        if tail:
            element.tail = None
            if previous is None:
                parent.text = (before or "") + tail
            else:
                previous.tail = (before or "") + tail
        parent.remove(element)
        self.reasons.append((element, reason))
        self._steps.append((element, parent, previous, tail, before))
        forget(self.parts, element, parent)

    def put_back(self) -> None:
        """Undo all steps."""
        for element, parent, previous, tail, before in reversed(self._steps):
            if previous is None:
                parent.insert(0, element)
                parent.text = before
            else:
                previous.tail = None  # a sibling put in after an element stands before the element's tail
                previous.addnext(element)
                previous.tail = before
            element.tail = tail
        self._steps.clear()

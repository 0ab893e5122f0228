"""Paragraphs where a page has only line breaks and loose text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def paragraphs_from_breaks(article: HtmlElement) -> None:
    """Text parted by two or more `<br>` becomes paragraphs, and so does loose text beside blocks."""
    for element in [
        article,
        *tree.elements(article, "div", "section", "article", "p", "td", "li", "blockquote", "center", "main"),
    ]:
        if element.getparent() is None and element is not article:
            continue
        children = [child.tag for child in element]
        if not children:
            if (
                element.tag in {"div", "section", "article", "center", "main"}
                and (element.text or "").strip()
                and element is not article
            ):
                element.tag = "p"
            continue
        mixed = any(tag in tree.BLOCKS for tag in children)
        if element.tag in {"td", "li"} and not mixed and "br" in children:
            continue
        double = _has_double_break(element)
        if not double and not mixed:
            if (
                element.tag in {"div", "section", "article", "center", "main"}
                and element is not article
                and not _has_only_media(element)
            ):
                element.tag = "p"
            if element is not article:
                continue
        if double or (mixed and element.tag not in {"li", "td", "p"}) or element is article:
            _wrap_runs(element)


def _has_only_media(element: HtmlElement) -> bool:
    return not tree.text(element) and element.find(".//img") is not None


def _has_double_break(element: HtmlElement) -> bool:
    for first in element.iterchildren("br"):
        following = first.getnext()
        if not (first.tail or "").translate(tree.UNSAID) and following is not None and following.tag == "br":
            return True
    return False


class _Runs:
    """Parts an element's content anew: runs of loose text and inline elements become paragraphs."""

    def __init__(self, element: HtmlElement) -> None:
        self.element = element
        self.paragraph: HtmlElement | None = None
        self.breaks = 0

    def open(self) -> HtmlElement:
        """The paragraph to add to: the one begun, after a single break if one was seen, or a new one."""
        if self.paragraph is None:
            self.paragraph = tree.new("p")
            self.element.append(self.paragraph)
        elif self.breaks == 1:
            self.paragraph.append(tree.new("br"))
        self.breaks = 0
        return self.paragraph

    def say(self, said: str | None) -> None:
        """Add text; white space alone only parts what stands around it."""
        if not said:
            return
        if said.translate(tree.UNSAID):
            tree.append_text(self.open(), said)
        elif self.paragraph is not None and self.breaks == 0:
            tree.append_text(self.paragraph, " ")

    def add(self, child: HtmlElement) -> None:
        """Add an element: a block stands for itself, a second break ends the paragraph."""
        if child.tag == "br":
            self.breaks += 1
            if self.breaks >= 2:
                self.paragraph = None
        elif child.tag in tree.BLOCKS:
            self.paragraph, self.breaks = None, 0
            self.element.append(child)
        else:
            self.open().append(child)


def _wrap_runs(element: HtmlElement) -> None:
    """Move each run of loose text and inline elements into a paragraph of its own."""
    children = list(element)
    first, element.text = element.text, None
    for child in children:
        element.remove(child)
    runs = _Runs(element)
    runs.say(first)
    for child in children:
        tail, child.tail = child.tail, None
        runs.add(child)
        runs.say(tail)
    if element.tag == "p":
        element.tag = "div"

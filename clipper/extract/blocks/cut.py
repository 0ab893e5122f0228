"""Cuts a page into its text blocks, in the order of the page, each with the elements around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_SHOWN = frozenset(
    ("img", "picture", "video", "audio", "iframe", "svg", "math", "object", "embed", "hr", "input")
)
_LONGEST_ROW = 400
"""Characters; a table row of fewer is one block, a longer one is cut into its cells."""


@dataclass(slots=True)
class Block:
    """A stretch of text without a block inside: a whole element, or a run of loose text in its holder.

    A run's pieces are the holder itself for its first text, inline children, and no others; the text after
    each child belongs to the run. `after` is set where the run begins with the text after that element.
    """

    holder: HtmlElement
    text: str
    linked: int
    links: int
    container: int
    shows: bool
    inline: list[HtmlElement] | None = None
    after: HtmlElement | None = None


@dataclass(slots=True)
class Container:
    """An element that holds blocks, `start` to `end` of the page's, within the container `above`."""

    element: HtmlElement
    above: int
    depth: int
    start: int
    end: int = 0


@dataclass(slots=True)
class Cut:
    """A page's blocks and containers in document order, and what shows without a word of text.

    `shown` holds such elements with the number of blocks before them and the container they stand in.
    """

    blocks: list[Block] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    shown: list[tuple[HtmlElement, int, int]] = field(default_factory=list)


def cut(body: HtmlElement) -> Cut:
    """The page's text blocks."""
    return _Cutter(body).page


def holding_blocks(body: HtmlElement) -> set[HtmlElement]:
    """The elements that have a block-level element inside."""
    holding: set[HtmlElement] = set()
    for block in body.iter(*tree.BLOCKS):
        above = block.getparent()
        while above is not None and above not in holding:
            holding.add(above)
            above = above.getparent()
    return holding


class _Cutter:
    def __init__(self, body: HtmlElement) -> None:
        self.page = Cut()
        self.inline: list[HtmlElement] = []
        self.after: HtmlElement | None = None
        self.said: list[str] = []
        self.showing = _showing(body)
        holding = holding_blocks(body)
        work: list[tuple[int, Iterator[HtmlElement]]] = [self._open(body, -1)]
        while work:
            place, children = work[-1]
            child = next(children, None)
            if child is None:
                self._leave(place)
                work.pop()
                continue
            tag = child.tag
            if child in holding and not (tag == "tr" and _is_short_row(child)):
                self._flush(place)
                work.append(self._open(child, place))
            elif tag in tree.BLOCKS:
                self._flush(place)
                self._leaf(child, place)
                self.after = child
                self._say(child.tail)
            else:
                if isinstance(tag, str):
                    self.inline.append(child)
                    self.said.extend(child.itertext())
                self._say(child.tail)

    def _open(self, element: HtmlElement, above: int) -> tuple[int, Iterator[HtmlElement]]:
        containers = self.page.containers
        depth = containers[above].depth + 1 if above >= 0 else 0
        containers.append(Container(element, above, depth, len(self.page.blocks)))
        self._say(element.text)
        return len(containers) - 1, iter(element)

    def _leave(self, place: int) -> None:
        self._flush(place)
        left = self.page.containers[place]
        left.end = len(self.page.blocks)
        if left.above >= 0:
            self.after = left.element
            self._say(left.element.tail)

    def _say(self, said: str | None) -> None:
        if said:
            self.said.append(said)

    def _flush(self, place: int) -> None:
        """End the run of loose text that was begun in this container."""
        if not self.said and not self.inline:
            self.after = None
            return
        text = " ".join("".join(self.said).split())
        inline, after = self.inline, self.after
        self.inline, self.after, self.said = [], None, []
        if not text:
            for element in inline:
                self._show(element, place)
            return
        linked, links = 0, 0
        for element in inline:
            more = _linked(element)
            linked, links = linked + more[0], links + more[1]
        holder = self.page.containers[place].element
        seen = [one for one in inline if one in self.showing]
        shows = any(one.tag in _SHOWN or one.find(".//img") is not None for one in seen)
        self.page.blocks.append(Block(holder, text, linked, links, place, shows, inline, after))

    def _leaf(self, element: HtmlElement, place: int) -> None:
        text = tree.words(element) if element.tag == "tr" else tree.text(element)
        if not text:
            self._show(element, place)
            return
        linked, links = _linked(element) if len(element) else (0, 0)
        self.page.blocks.append(Block(element, text, linked, links, place, element in self.showing))

    def _show(self, element: HtmlElement, place: int) -> None:
        if element in self.showing:
            self.page.shown.append((element, len(self.page.blocks), place))


def _showing(body: HtmlElement) -> set[HtmlElement]:
    """The elements that show something without a word, and all around them."""
    showing: set[HtmlElement] = set()
    for one in body.iter(*_SHOWN):
        around: HtmlElement | None = one
        while around is not None and around not in showing:
            showing.add(around)
            around = around.getparent()
    return showing


def _is_short_row(row: HtmlElement) -> bool:
    """Whether a table row is short enough to be one block."""
    if any(cell.tag in tree.BLOCKS for inner in row for cell in inner):
        return False
    return sum(map(len, row.itertext())) < _LONGEST_ROW


def _linked(element: HtmlElement) -> tuple[int, int]:
    """Characters in links, and how many links, in an element or being it."""
    linked = links = 0
    for link in element.iter("a"):
        linked += len(tree.text(link))
        links += 1
    return linked, links

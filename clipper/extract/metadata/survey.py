"""One look over a page's elements: those that may show its author or date, and the text near its heading.

Every part is found when it is first asked for, so that a page that tells machines all costs nothing. Names
come from the page's inventory, and texts are judged as plain strings before any element is made for them.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from clipper.extract.metadata.places import UNSAID, Said, is_elsewhere, piece_of, said_in, tail_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from clipper.extract.inventory import Inventory

    Named = tuple[HtmlElement, str]

AUTHOR = 1
DATE = 2
POSTER = 4

# Most class names hold none of these: a quick search spares them a slow one.
_AUTHOR_HINT = re.compile("author|by|writer|autor|auteur|submitted|reporter|creator|contributor")
_DATE_HINT = re.compile("dat[eau]|time|publish|posted|created|fecha")
_AUTHOR_NAMES = re.compile(
    r"(?:^|[\s_-])(?:byline|author(?:s|-?name|-?link|_name)?|by-?author|post-?author|entry-?author|"
    r"article-?author|writer|p-author|dateline-author|contributor|submitted|autor|auteur|creator|"
    r"reporter|wrote-?by)(?:$|[\s_-])|byline|author[-_]?name|wrote_by",
    re.IGNORECASE,
)
_DATE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|published|pubdate|publish(?:ed)?-?(?:date|on|time)|post-?date|"
    r"entry-?date|article-?date|timestamp|dateline|posted(?:-on)?|dt-published|created|meta-date|"
    r"datum|fecha|data)(?:$|[\s_-])|publish|[a-z]date(?:$|[\s_-])|timestamp",
    re.IGNORECASE,
)
_POSTER_NAMES = frozenset(("username", "bigusername", "hnuser", "PostUser-name", "postauthor", "poster"))
_FOR_MACHINES = {
    "itemprop": "",
    "rel": "author",
    "property": "",
    "data-testid": "author-name",
    "data-author": "",
    "data-author-username": "",
    "data-author-name": "",
}
"""The attributes that tell machines of authors and dates, each with what its value must contain."""
_CARDS = 3
_BEFORE = 40
_AFTER = 90
_BESIDE_BEFORE = 6
_BESIDE_AFTER = 14
_WITHOUT_HEADING = 200
_LONGEST = 400

_TEXTS = etree.XPath(".//text()", smart_strings=False)
_PLACED: Any = etree.XPath(".//text()")


class Survey:
    """What a page's body offers to those who look for authors and dates."""

    def __init__(self, inventory: Inventory, title: str) -> None:
        """`title` is that of the article: the heading that says it is where the article begins."""
        self.inventory = inventory
        self.root = inventory.root
        self._title = title
        self.body: HtmlElement | None = self.root.find("body")

    @cached_property
    def _places(self) -> dict[HtmlElement, int]:
        """Where in the page's order each element of the body stands."""
        everything = self.inventory.elements
        start = len(everything) if self.body is None else everything.index(self.body) + 1
        return {element: place for place, element in enumerate(everything[start:])}

    def _in_order(self, found: Iterable[HtmlElement]) -> list[HtmlElement]:
        places = self._places
        return sorted((element for element in set(found) if element in places), key=places.__getitem__)

    @cached_property
    def marked(self) -> list[HtmlElement]:
        """The elements that carry an attribute by which machines are told of authors or dates."""
        return self._in_order(
            element
            for attribute in _FOR_MACHINES
            for element, value in self.inventory.holders(attribute)
            if _FOR_MACHINES[attribute] in value
        )

    @cached_property
    def _named(self) -> list[tuple[HtmlElement, str, int]]:
        """The elements with telling names, these names in one string, and the kinds they tell of."""
        classes = {said: kinds for said in self.inventory.classes if (kinds := _kinds(said))}
        found: dict[HtmlElement, int] = {}
        for element, said in self.inventory.holders("class"):
            if said in classes:
                found[element] = classes[said]
        for element, said in self.inventory.holders("id"):
            if kinds := _kinds_of_one(said):
                found[element] = found.get(element, 0) | kinds
        return [
            (element, f"{element.get('class') or ''} {element.get('id') or ''}", found[element])
            for element in self._in_order(found)
        ]

    @property
    def timed(self) -> list[HtmlElement]:
        """The elements that may be made for a time."""
        if self.body is None or "abbr" not in self.inventory.tags:
            return self.inventory.of("time")
        return list(self.body.iter("time", "abbr"))

    def is_elsewhere(self, element: HtmlElement) -> bool:
        """Whether an element belongs to comments, related articles, menus or the like."""
        return is_elsewhere(element, self.home)

    def named(self, kind: int) -> Iterator[tuple[HtmlElement, str]]:
        """The elements whose class or id speaks of an AUTHOR, a DATE or a POSTER, with both in one string."""
        return ((element, names) for element, names, kinds in self._named if kinds & kind)

    def apart_from_cards(self, kind: int) -> tuple[list[Named], list[Named]]:
        """Those named so, and apart from them those of cards: many of one name, far from the heading."""
        found = list(self.named(kind))
        often = Counter(names for _, names in found)
        close = {piece.element for piece in self.near}
        apart: tuple[list[Named], list[Named]] = ([], [])
        for element, names in found:
            alone = often[names] < _CARDS or element in close or any(child in close for child in element)
            apart[0 if alone else 1].append((element, names))
        return apart

    @cached_property
    def near(self) -> list[Said]:
        """The pieces of text around the article's heading, or the page's first ones where it has none."""
        if self.body is None or self._heading is None:
            return self.said(_WITHOUT_HEADING)
        before, after = self._around
        return before + after

    @cached_property
    def _around(self) -> tuple[list[Said], list[Said]]:
        return self._pieces(_BEFORE, _AFTER)

    @cached_property
    def beside(self) -> list[Said]:
        """The few pieces of text right before and after the article's heading; none where it has none."""
        if "_around" not in self.__dict__:
            before, after = self._pieces(_BESIDE_BEFORE, _BESIDE_AFTER)
            return before + after
        before, after = self._around
        return before[-_BESIDE_BEFORE:] + after[:_BESIDE_AFTER]

    def _pieces(self, before: int, after: int) -> tuple[list[Said], list[Said]]:
        if self.body is None or self._heading is None:
            return [], []
        said = list(islice(_back_from(self._heading, self.body), before))
        return said[::-1], list(islice(_on_from(self._heading, self.body), after))

    @cached_property
    def home(self) -> frozenset[HtmlElement]:
        """The elements around the article's heading, the nearest six."""
        return frozenset() if self._heading is None else frozenset(islice(self._heading.iterancestors(), 6))

    @cached_property
    def _heading(self) -> HtmlElement | None:
        """The h1 or h2 that says the title, else the first h1 that says anything."""
        if self.body is None:
            return None
        first = None
        wanted = _letters(self._title)
        for element in islice(self.body.iter("h1", "h2"), 60):
            said = _letters("".join(element.itertext()))
            if said and said == wanted:
                return element
            if first is None and said and element.tag == "h1":
                first = element
        return first

    @cached_property
    def texts(self) -> list[tuple[int, str]]:
        """The short texts between tags with their places, but for mere space: to look for signs in."""
        found = cast("list[str]", [] if self.body is None else _TEXTS(self.body))
        return [
            (place, said)
            for place, text in enumerate(found)
            if len(text) < _LONGEST and (said := text.strip())
        ]

    def at(self, places: list[int], most: int) -> Iterator[list[Said]]:
        """From each of these places of `texts` the pieces of text on, at most so many; none of menus."""
        if not places or self.body is None:
            return
        texts = _PLACED(self.body)
        for place in places:
            said = texts[place]
            element = said.getparent()
            holder = element.getparent() if said.is_tail else element
            if holder is self.body or not any(
                above.tag in UNSAID for above in (holder, *holder.iterancestors())
            ):
                yield list(islice(_on_from(element, self.body, after=said.is_tail), most))

    def said(self, most: int) -> list[Said]:
        """The first pieces of text of the body."""
        return [] if self.body is None else said_in(self.body, most)


@lru_cache(maxsize=4096)
def _kinds(classes: str) -> int:
    kinds = 0
    for name in classes.split():
        kinds |= _kinds_of_one(name)
    return kinds


@lru_cache(maxsize=8192)
def _kinds_of_one(name: str) -> int:
    low = name.lower()
    return (
        (POSTER if name in _POSTER_NAMES else 0)
        | (AUTHOR if _AUTHOR_HINT.search(low) and _AUTHOR_NAMES.search(name) else 0)
        | (DATE if _DATE_HINT.search(low) and _DATE_NAMES.search(name) else 0)
    )


def _letters(said: str) -> str:
    return re.sub(r"[\W_]+", "", said).casefold()


def _on_from(start: HtmlElement, top: HtmlElement, *, after: bool = False) -> Iterator[Said]:
    """The pieces of text from an element on, or from its end on if `after`, to the end of the top."""
    node = start
    while True:
        if not after and isinstance(node.tag, str) and node.tag not in UNSAID:
            if piece := piece_of(node):
                yield piece
            if len(node):
                node = node[0]
                continue
        after = False
        while True:
            if node is top:
                return
            if piece := tail_of(node):
                yield piece
            following = node.getnext()
            if following is not None:
                node = following
                break
            above = node.getparent()
            if above is None:
                return
            node = above


def _back_from(start: HtmlElement, top: HtmlElement) -> Iterator[Said]:
    """The pieces of text before an element, the nearest first."""
    node = start
    while node is not top:
        before = node.getprevious()
        if before is None:
            above = node.getparent()
            if above is None:
                return
            node = above
            if piece := piece_of(node):
                yield piece
            continue
        node = before
        if piece := tail_of(node):
            yield piece
        while isinstance(node.tag, str) and node.tag not in UNSAID and len(node):
            node = node[-1]
            if piece := tail_of(node):
                yield piece
        if isinstance(node.tag, str) and node.tag not in UNSAID and (piece := piece_of(node)):
            yield piece

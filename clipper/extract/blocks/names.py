"""What the names of an element say of it, found once for all elements of a page that are named alike.

Names are the tag, class, id, role and item property. They give a bag of known words, signs of furniture or of
the page's own text, and a shape: tag and class, by which cards, posts and rows are known as such.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from clipper.extract.blocks.tokens import name_tokens
from clipper.extract.wording import (
    ADVERT,
    COMMENTS,
    COOKIES,
    FOOTER,
    MENU,
    OTHER,
    PROMOTION,
    RELATED,
    SHARE,
    SIDEBAR,
    content_by_name,
    furniture_by_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from clipper.extract.blocks.cut import Cut

    Bag = tuple[int, ...]

_REASONS = (MENU, RELATED, PROMOTION, SHARE, COMMENTS, COOKIES, ADVERT, FOOTER, SIDEBAR, OTHER)
_BITS = {reason: 1 << place for place, reason in enumerate(_REASONS)}
CONTENT = 1 << len(_REASONS)
ARTICLE = CONTENT << 1
FURNITURE = CONTENT - 1
FLAGS = len(_REASONS) + 2
"""Signs that names may give, a bit each: ten reasons to leave out, then content by name, and by tag."""

_NUMBER = re.compile(r"\d+")
_LONGEST_CLASS = 80


class Names:
    """The names on a page: of each container and each block a number, of each number what it says.

    A run of loose text has the number 0, which says nothing.
    """

    def __init__(self, page: Cut, known: dict[str, int]) -> None:
        self.bags: list[Bag] = [()]
        self.signs: list[int] = [0]
        self.shapes: list[int] = [0]
        self._known = known
        self._numbers: dict[tuple[str | None, ...], int] = {}
        self._shaped: dict[tuple[str, str], int] = {}
        self.containers = [self._number(one.element) for one in page.containers]
        self.blocks = [self._number(block.holder) if block.inline is None else 0 for block in page.blocks]

    def _number(self, element: HtmlElement) -> int:
        get = element.get
        key = (element.tag, get("class"), get("id"), get("role"), get("itemprop"))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.bags)
            tag, group, own = key[0], key[1] or "", key[2] or ""
            self.bags.append(known_words(name_tokens(tag, key[1:]), self._known))
            self.signs.append(_signs(tag, f"{group} {own}" if group or own else ""))
            shape = (tag, _shape(group))
            self.shapes.append(self._shaped.setdefault(shape, len(self._shaped) + 1))
        return number


def known_words(tokens: Sequence[str], known: dict[str, int]) -> Bag:
    """The numbers of the words that are known."""
    return tuple([number for token in tokens if (number := known.get(token)) is not None])


@lru_cache(maxsize=4096)
def _shape(group: str) -> str:
    return _NUMBER.sub("#", " ".join(sorted(group.split()))[:_LONGEST_CLASS]) if group else ""


def _signs(tag: str, names: str) -> int:
    found = ARTICLE if tag in {"article", "main"} else 0
    if names:
        reason = furniture_by_name(names)
        if reason is not None:
            found |= _BITS[reason]
        if content_by_name(names):
            found |= CONTENT
    return found

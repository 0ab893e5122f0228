"""Keeps whole what the choice of blocks would tear: a thread that it mostly keeps, a poem and its date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from clipper.extract.blocks.cut import Block
    from clipper.extract.kinds.posts import Post

LEAST_KEPT = 2 / 3
"""Share of a thread's posts; where no more stay, the choice has seen something else in the others."""

LONGEST_DATING = 60
_YEAR = re.compile(r"(?<!\d)(?:1[3-9]|20)\d\d(?!\d)")
_LEAST_BREAKS = 2


def with_whole_thread(blocks: Sequence[Block], keep: list[bool], posts: Sequence[Post]) -> None:
    """Keep, in place, all posts of a thread that are shaped like those that stay, if most stay."""
    parts = {part: number for number, post in enumerate(posts) for part in post.parts}
    said: dict[int, list[int]] = {}
    for place, block in enumerate(blocks):
        number = _post_of(block.holder, parts)
        if number is not None:
            said.setdefault(number, []).append(place)
    kept = {number for number, places in said.items() if any(keep[place] for place in places)}
    if len(kept) <= len(said) * LEAST_KEPT:
        return
    shapes = {_shape(posts[number]) for number in kept}
    for number, places in said.items():
        if number not in kept and _shape(posts[number]) in shapes:
            for place in places:
                keep[place] = True


def _post_of(element: HtmlElement | None, parts: dict[HtmlElement, int]) -> int | None:
    while element is not None:
        if element in parts:
            return parts[element]
        element = element.getparent()
    return None


def _shape(post: Post) -> tuple[str, str]:
    """What posts of one thread have in common: the element and the first class of what holds them."""
    names = (post.holder.get("class") or "").split()
    return str(post.holder.tag), re.sub(r"\d+", "", names[0]) if names else ""


def with_dating(blocks: Sequence[Block], keep: list[bool]) -> None:
    """Keep, in place, the line right after the last verse that says where and when a poem was written."""
    last = next((place for place in range(len(keep) - 1, -1, -1) if keep[place]), None)
    if last is None or last + 1 >= len(keep) or not _is_verse(blocks[last].holder):
        return
    line = blocks[last + 1]
    if (
        not line.linked
        and len(line.text) <= LONGEST_DATING
        and _YEAR.search(line.text)
        and "©" not in line.text
    ):
        keep[last + 1] = True


def _is_verse(holder: HtmlElement) -> bool:
    if sum(1 for _ in holder.iter("br")) >= _LEAST_BREAKS:
        return True
    above = holder.getparent()
    around = (holder,) if above is None else (holder, above)
    names = " ".join(one.get("class") or "" for one in around).lower()
    return any(name in names for name in ("stanza", "verse", "poem"))

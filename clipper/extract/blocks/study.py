"""A page as the network sees it: its blocks, and what the rules say of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.extract.blocks.cut import cut
from clipper.extract.blocks.figures import Verdicts
from clipper.extract.blocks.keys import Keys
from clipper.extract.rules import by_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from clipper.extract.blocks.cut import Block, Cut
    from clipper.extract.metadata import Metadata
    from clipper.extract.rules import Ruled


@dataclass(slots=True)
class Study:
    """The blocks of a tree, what the rules found in it, and their verdicts on the blocks.

    `notes` tells of each block whether it is a footnote's; `shows` which elements without text are in the
    rules' article.
    """

    page: Cut
    keys: Keys
    ruled: Ruled
    verdicts: Verdicts
    notes: list[bool]
    shows: set[HtmlElement]


def study(
    root: HtmlElement, base: str | None, metadata: Metadata, *, least: int = 1, cautious: bool = False
) -> Study:
    """Cut the tree, from which all unseen is gone, into blocks, and let the rules judge them."""
    body = root.find("body")
    page = cut(body)
    ruled = by_rules(body, base, metadata, cautious=cautious, least=least)
    furniture = _all_in(element for element, _ in ruled.furniture)
    trimmed = _all_in(element for element, _ in ruled.trimmed)
    noted = _all_in(ruled.notes)
    inside = set() if ruled.chosen is None else set(ruled.chosen.iter())
    chosen = inside - furniture
    kept = (chosen - trimmed) | noted
    stayed = [not _stands_in(block, furniture, every=True) for block in page.blocks]
    verdicts = Verdicts(stayed, _in(page, chosen), _in(page, kept))
    notes = _in(page, noted) if noted else [False] * len(page.blocks)
    shows = {element for element, _, _ in page.shown if element in kept}
    keys = Keys([block.text for block in page.blocks])
    return Study(page, keys, ruled, verdicts, notes, shows)


def _all_in(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    return {inner for element in elements for inner in element.iter()}


def _in(page: Cut, group: set[HtmlElement]) -> list[bool]:
    return [_stands_in(block, group) for block in page.blocks]


def _stands_in(block: Block, group: set[HtmlElement], *, every: bool = False) -> bool:
    """Whether a block is in a group of elements: a run of loose text with its holder and first element.

    `every`: a run is only in the group with its holder, or with all of its elements.
    """
    if not block.inline:
        return block.holder in group
    if every:
        return block.holder in group or all(one in group for one in block.inline)
    return block.holder in group and any(one in group for one in block.inline)

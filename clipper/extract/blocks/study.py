"""A page as the network sees it: its blocks, and what the rules say of each."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.extract.blocks.cut import cut
from clipper.extract.blocks.figures import Verdicts
from clipper.extract.rules import by_rules

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.blocks.cut import Block, Cut
    from clipper.extract.metadata import Metadata
    from clipper.extract.rules import Ruled


@dataclass(slots=True)
class Study:
    """The blocks of an untouched tree, the rules' result on a copy of it, and their verdicts on the blocks.

    `notes` tells of each block whether it became a footnote; `kept` which elements of the untouched tree
    are in the rules' article.
    """

    page: Cut
    ruled: Ruled
    verdicts: Verdicts
    notes: list[bool]
    kept: set[HtmlElement]


def study(root: HtmlElement, base: str | None, metadata: Metadata, *, least: int = 1) -> Study:
    """Cut the tree, from which all unseen is gone, into blocks, and let the rules judge a copy of it."""
    body = root.find("body")
    page = cut(body)
    ours = list(root.iter())
    twin = copy.deepcopy(root)
    theirs = list(twin.iter())
    ruled = by_rules(twin, base, metadata, cautious=False, least=least)
    stayed, chosen, kept, notes = (
        {one for one, other in zip(ours, theirs, strict=True) if other in group}
        for group in (ruled.stayed, ruled.chosen, ruled.kept, ruled.notes)
    )
    verdicts = Verdicts(_in(page, stayed), _in(page, chosen), _in(page, kept))
    return Study(page, ruled, verdicts, _in(page, notes), kept)


def _in(page: Cut, group: set[HtmlElement]) -> list[bool]:
    return [_stands_in(block, group) for block in page.blocks]


def _stands_in(block: Block, group: set[HtmlElement]) -> bool:
    """Whether a block is in a group of elements: a run of loose text with its holder and first element."""
    if not block.inline:
        return block.holder in group
    return block.holder in group and any(one in group for one in block.inline)

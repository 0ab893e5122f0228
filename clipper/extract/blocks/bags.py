"""Bags of words by which a block is known: names around it, what it says, the heading over it.

Blocks share most of their bags, so that each bag is held once and blocks point to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.blocks.names import known_words
from clipper.extract.blocks.tokens import heading_tokens, text_tokens
from clipper.extract.tree import HEADINGS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clipper.extract.blocks.cut import Cut
    from clipper.extract.blocks.names import Bag, Names

KINDS = 4
"""Bags a block: its names and those close around it; all around it; its words; its heading's."""


def bags_of(
    page: Cut, names: Names, words: list[list[str]], known: dict[str, int]
) -> tuple[list[Bag], NDArray[np.int64]]:
    """The page's bags of word numbers, and for each block the places of its own in them, (blocks, KINDS).

    `words` are each block's, parted at white space. The first bag is empty.
    """
    import numpy as np

    places: dict[Bag, int] = {(): 0}
    wide, own = _around(page, names)
    near: dict[tuple[int, int], int] = {}
    heading = 0
    rows = []
    for block, name, said in zip(page.blocks, names.blocks, words, strict=True):
        holder = block.container
        close = near.get((name, holder))
        if close is None:
            bag = names.bags[name] + own[holder]
            close = near[name, holder] = places.setdefault(bag, len(places))
        around = places.setdefault(wide[holder], len(places))
        text = places.setdefault(known_words(text_tokens(said), known), len(places))
        rows.append((close, around, text, heading))
        if block.inline is None and block.holder.tag in HEADINGS:
            heading = places.setdefault(known_words(heading_tokens(said), known), len(places))
    return list(places), np.array(rows, dtype=np.int64)


def _around(page: Cut, names: Names) -> tuple[list[Bag], list[Bag]]:
    """Of each container the words in all names from it up, each once; those of its own and the one above."""
    wide: list[Bag] = []
    own: list[Bag] = []
    for one, number in zip(page.containers, names.containers, strict=True):
        mine = names.bags[number]
        if one.above < 0:
            wide.append(mine)
            own.append(mine)
            continue
        above = wide[one.above]
        new = tuple([word for word in mine if word not in above])
        wide.append(above + new if new else above)
        own.append(mine + names.bags[names.containers[one.above]])
    return wide, own

"""Signs around a block that it is the page's own text or not: names of furniture, headings, prose near."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING

from clipper.extract.blocks.names import CONTENT, FLAGS, FURNITURE
from clipper.extract.tree import HEADINGS
from clipper.extract.wording import furniture_by_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clipper.extract.blocks.cut import Cut
    from clipper.extract.blocks.names import Names

    Floats = NDArray[np.float64]

COUNT = FLAGS + 5 + 5
"""Figures a block."""


def signs(page: Cut, names: Names, prose: list[bool], prosed: Floats) -> Floats:
    """(blocks, COUNT). `prosed` are the characters of prose before each block, and at last in all."""
    import numpy as np

    flags = np.array(_named(page, names))
    columns = [(flags[:, None] >> np.arange(FLAGS)) & 1, _headings(page), _near_prose(prose, prosed)]
    return np.concatenate(columns, axis=1).astype(np.float64)


def _named(page: Cut, names: Names) -> list[int]:
    """Of each block, as bits, what the names around it and its own say that it is."""
    around: list[int] = []
    for one, number in zip(page.containers, names.containers, strict=True):
        found = names.signs[number]
        around.append(found | around[one.above] if one.above >= 0 else found & ~CONTENT)
    return [
        around[block.container] | (names.signs[number] & FURNITURE)
        for block, number in zip(page.blocks, names.blocks, strict=True)
    ]


def _headings(page: Cut) -> Floats:
    """A block's level; that of the heading over it, or its own; whether that says what furniture says; depth.

    And whether the heading is a link.
    """
    import numpy as np

    level, furniture, linked = 0, False, False
    depths = [log1p(one.depth) for one in page.containers]
    rows = []
    for block in page.blocks:
        own = 0
        if block.inline is None and block.holder.tag in HEADINGS:
            level = own = int(block.holder.tag[1])
            furniture = furniture_by_words(block.text) is not None
            linked = block.linked * 2 > len(block.text)
        rows.append((own / 3, level / 3, furniture, linked, depths[block.container]))
    return np.array(rows, dtype=np.float64)


def _near_prose(prose: list[bool], prosed: Floats) -> Floats:
    """Whether a block is prose; the shares before it and from it on; blocks to the last and to the next."""
    import numpy as np

    count = len(prose)
    places = np.flatnonzero(prose)
    here = np.arange(count)
    back, on = np.full(count, count), np.full(count, count)
    if len(places):
        later = np.searchsorted(places, here)
        back = np.where(later > 0, here - places[np.maximum(later - 1, 0)], count)
        on = np.where(later < len(places), places[np.minimum(later, len(places) - 1)] - here, count)
    before = prosed[:-1] / max(prosed[-1], 1.0)
    return np.stack([np.array(prose), before, 1 - before, np.log1p(back), np.log1p(on)], axis=1)

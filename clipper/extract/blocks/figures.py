"""What the network is told of a page: figures of each block, words known by number, and what goes together.

Everything is counted from the page alone, in the same order on every machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clipper.extract.blocks import shapes, signs, text_figures
from clipper.extract.blocks.bags import bags_of
from clipper.extract.blocks.names import Names
from clipper.extract.blocks.shapes import Spans
from clipper.extract.measure import is_prose
from clipper.extract.tree import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from clipper.extract.blocks.cut import Block, Cut

    Floats = NDArray[np.float64]

LEVELS = 5
"""Elements around a block that are looked at, each holding more blocks than the one inside it."""

_LONG_NUMBER = re.compile(r"\d{4,}")
_PAGE_FILES = (".html", ".htm", ".php")

PLACE = 10
PAGE = 8 + 6
PER_LEVEL = 6
COUNT = PLACE + PAGE + LEVELS * PER_LEVEL + text_figures.COUNT + shapes.COUNT + signs.COUNT
"""Figures a block."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the rules say of each block: left by the furniture, in their choice, in their article."""

    stayed: Sequence[bool]
    chosen: Sequence[bool]
    kept: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Figures:
    """A page for the network.

    `values` (blocks, COUNT) float32; `bags` of word numbers, `index` (blocks, KINDS) the places of each
    block's own in them; `groups` (GROUPS, blocks) numbers of what is decided together; `words` a block.
    """

    values: NDArray[np.float32]
    bags: list[tuple[int, ...]]
    index: NDArray[np.int64]
    groups: NDArray[np.int64]
    words: list[int]


def figures(
    page: Cut, title: str, verdicts: Verdicts, known: dict[str, int], address: str | None = None
) -> Figures:
    """The figures of every block of the page at an address. `known` numbers the words that were taught."""
    import numpy as np

    blocks = page.blocks
    words = [block.text.split() for block in blocks]
    prose = [is_prose(block.text, block.linked) for block in blocks]
    lengths = np.array([len(block.text) for block in blocks], dtype=np.float64)
    linked = np.minimum(np.array([block.linked for block in blocks], dtype=np.float64), lengths)
    sizes = np.stack([lengths, linked, np.where(prose, lengths - linked, 0.0)], axis=1)
    sums = np.zeros((len(blocks) + 1, 3))
    sums[1:] = np.cumsum(sizes, axis=0)
    names = Names(page, known)
    spans = _spans(page, sums)
    repeated, groups = shapes.shapes(page, names, spans, sizes, verdicts.kept)
    parts = [
        _places(blocks, verdicts, sums),
        np.tile([*_of_page(page, verdicts, sums), *_of_address(address)], (len(blocks), 1)),
        _levels(spans, sums),
        text_figures.text_figures(blocks, words, title),
        repeated,
        signs.signs(page, names, prose, sums[:, 2]),
    ]
    bags, index = bags_of(page, names, words, known)
    values = np.concatenate(parts, axis=1, dtype=np.float32, casting="same_kind")
    return Figures(values, bags, index, groups, [len(one) for one in words])


def _spans(page: Cut, sums: Floats) -> Spans:
    import numpy as np

    containers = page.containers
    wider: list[int] = []
    for one in containers:
        above = one.above
        size = one.end - one.start
        while above >= 0:
            outer = containers[above]
            if outer.end - outer.start > size:
                break
            above = outer.above
        wider.append(max(above, 0))
    starts = np.array([one.start for one in containers])
    ends = np.array([one.end for one in containers])
    place = np.array([block.container for block in page.blocks])
    return Spans(starts, ends, np.array(wider), place, sums[ends] - sums[starts])


def _places(blocks: Sequence[Block], verdicts: Verdicts, sums: Floats) -> Floats:
    """Where a block stands: in the text, from its ends, first h1 and last heading; in the rules' choice."""
    import numpy as np

    count = len(blocks)
    tags = [block.holder.tag if block.inline is None else "" for block in blocks]
    here = np.arange(count)
    first_h1 = next((place for place, tag in enumerate(tags) if tag == "h1"), -1)
    after_h1 = np.zeros(count) if first_h1 < 0 else np.where(here >= first_h1, 1.0, -1.0)
    headed = np.maximum.accumulate(np.where([tag in HEADINGS for tag in tags], here, -1))
    since = np.where(headed >= 0, np.minimum(here - headed, 50) / 50, 1.0)
    kept = np.array(verdicts.kept, dtype=bool)
    ruled = np.flatnonzero(kept)
    within = (here >= ruled[0]) & (here <= ruled[-1]) if len(ruled) else np.ones(count)
    columns = [
        sums[:-1, 0] / sums[-1, 0],
        here / count,
        np.log1p(here),
        np.log1p(count - here),
        after_h1,
        since,
        np.array(verdicts.stayed),
        np.array(verdicts.chosen),
        kept,
        within,
    ]
    return np.stack(columns, axis=1).astype(np.float64)


def _of_page(page: Cut, verdicts: Verdicts, sums: Floats) -> list[float]:
    import numpy as np

    blocks = page.blocks
    total, linked, prose = sums[-1]
    kept = np.array(verdicts.kept, dtype=bool)
    return [
        log1p(total),
        float(linked / total),
        float(prose / total),
        log1p(len(blocks)),
        float(np.diff(sums[:, 0])[kept].sum() / total),
        log1p(float(kept.sum())),
        log1p(sum(1 for one in page.containers if one.element.tag == "article")),
        sum(1 for block in blocks if not block.text.isascii()) / len(blocks),
    ]


def _of_address(address: str | None) -> list[float]:
    """How deep a page's address is, whether it is a site's first, its last step's words, a date, a query."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        parts = urlsplit("")
    steps = [step for step in parts.path.split("/") if step]
    last = steps[-1] if steps else ""
    return [
        len(steps) / 4,
        float(bool(address) and not steps),
        min(last.count("-") + last.count("_"), 12) / 6,
        float(_LONG_NUMBER.search(parts.path) is not None),
        float(bool(parts.query)),
        float(last.endswith(_PAGE_FILES)),
    ]


def _levels(spans: Spans, sums: Floats) -> Floats:
    """Figures of the elements around each block, (blocks, LEVELS * PER_LEVEL)."""
    import numpy as np

    text = np.maximum(spans.sums[:, 0], 1.0)
    table = np.stack(
        [
            np.log1p(spans.sums[:, 0]),
            spans.sums[:, 1] / text,
            spans.sums[:, 2] / text,
            np.log1p(spans.ends - spans.starts),
            spans.sums[:, 0] / max(sums[-1, 0], 1.0),
            spans.sums[:, 2] / max(sums[-1, 2], 1.0),
        ],
        axis=1,
    )
    place = spans.place
    columns = []
    for _ in range(LEVELS):
        columns.append(table[place])
        place = spans.wider[place]
    return np.concatenate(columns, axis=1)

"""What repeats on a page: cards, posts, comments, rows, known by elements of the same tag and class.

Two kinds of repetition count: an element with others of its shape beside it, and blocks with the same shapes
around them anywhere on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from clipper.extract.blocks.cut import Container, Cut
    from clipper.extract.blocks.names import Names

    Floats = NDArray[np.float64]
    Places = NDArray[np.int64]

LEAST_REPEATED = 3
"""Elements of a shape beside one another that make it a repeated one."""

PER_UNIT = 8
COUNT = 1 + 2 * PER_UNIT + 6
"""Figures a block."""

GROUPS = 3
"""Groups a block is in: its nearest container of several blocks, the next wider, the blocks of its shape."""


@dataclass(frozen=True, slots=True)
class Spans:
    """The page's containers as arrays: first block, end, and the nearest container that holds more blocks.

    `place` is each block's container; `sums` (containers, 3) are characters, linked ones and those of prose.
    """

    starts: Places
    ends: Places
    wider: Places
    place: Places
    sums: Floats


def shapes(
    page: Cut, names: Names, spans: Spans, sizes: Floats, kept: Sequence[bool]
) -> tuple[Floats, Places]:
    """Figures of repetition (blocks, COUNT), and the groups of each block (GROUPS, blocks), from 0 in each.

    `sizes` are the blocks' characters, linked ones and those of prose, (blocks, 3); `kept` the rules' choice.
    """
    import numpy as np

    containers = page.containers
    shape = np.array(names.shapes)
    leaf, held = shape[names.blocks], shape[names.containers]
    above = np.array([one.above for one in containers])
    many = int(shape.max()) + 1
    total = max(float(sizes[:, 0].sum()), 1.0)
    alike = _numbered(spans.place * many + leaf)
    table, repeated = _repetition(above * many + held, above, spans, total)
    inner, outer = _units(containers, repeated)
    over = np.where(above >= 0, held[above], 0)
    same = _numbered((leaf * many + held[spans.place]) * many + over[spans.place])
    columns = [
        np.log1p(np.bincount(alike))[alike][:, None],
        table[inner][spans.place],
        table[outer][spans.place],
        _of_paths(same, sizes, kept, total),
    ]
    nearest = _nearest(containers)[spans.place]
    groups = [_numbered(nearest), _numbered(spans.wider[nearest]), same]
    return np.concatenate(columns, axis=1), np.stack(groups)


def _repetition(keys: Places, above: Places, spans: Spans, total: float) -> tuple[Floats, list[bool]]:
    """For each container what it is among those of its shape beside it, and whether it is one of several.

    `keys` are the same for those. The last row, of zeros, stands for no container.
    """
    import numpy as np

    count = len(keys)
    table = np.zeros((count + 1, PER_UNIT))
    holds = (above >= 0) & (spans.ends > spans.starts)
    found, group, sizes = np.unique(
        np.where(holds, keys, -1 - np.arange(count)), return_inverse=True, return_counts=True
    )
    several = sizes >= LEAST_REPEATED
    repeated = several[group]
    ours = np.flatnonzero(repeated)
    if not len(ours):
        return table, [False] * count
    group, kinds = group[ours], len(found)
    sums = spans.sums[ours]
    size = sizes[group].astype(np.float64)
    means = np.stack([np.bincount(group, sums[:, column], minlength=kinds) for column in range(3)], axis=1)
    text, linked, prose = (means[group] / size[:, None]).T
    text = np.maximum(text, 1.0)
    order = np.argsort(group, kind="stable")
    firsts = np.searchsorted(group[order], group)
    rank = np.empty(len(ours))
    rank[order] = np.arange(len(ours))
    table[ours] = np.stack(
        [
            np.log1p(size),
            np.log1p(text),
            linked / text,
            prose / text,
            np.log1p(sums[:, 0]) - np.log1p(text),
            (rank - firsts) / (size - 1),
            np.log1p(spans.ends[ours] - spans.starts[ours]),
            size * text / total,
        ],
        axis=1,
    )
    return table, repeated.tolist()


def _units(containers: list[Container], repeated: list[bool]) -> tuple[Places, Places]:
    """The innermost and the outermost repeated container around each, or the number past the last."""
    import numpy as np

    none = len(containers)
    inner, outer = [none] * none, [none] * none
    for number, one in enumerate(containers):
        above_inner = inner[one.above] if one.above >= 0 else none
        above_outer = outer[one.above] if one.above >= 0 else none
        inner[number] = number if repeated[number] else above_inner
        outer[number] = above_outer if above_outer < none else inner[number]
    return np.array(inner), np.array(outer)


def _of_paths(same: Places, sizes: Floats, kept: Sequence[bool], total: float) -> Floats:
    """Figures of all blocks of the same shape in the same two shapes: `same` numbers each such group."""
    import numpy as np

    count = np.bincount(same)
    text, linked, prose = (np.bincount(same, sizes[:, column]) for column in range(3))
    ruled = np.bincount(same, np.array(kept, dtype=np.float64))
    figures = [
        np.log1p(count),
        text / total,
        linked / text,
        prose / text,
        np.log1p(text / count),
        ruled / count,
    ]
    return np.stack(figures, axis=1)[same]


def _nearest(containers: list[Container]) -> Places:
    """The nearest container of two blocks or more, of each container."""
    import numpy as np

    found: list[int] = []
    for number, one in enumerate(containers):
        holds = one.end - one.start > 1 or one.above < 0
        found.append(number if holds else found[one.above])
    return np.array(found)


def _numbered(groups: Places) -> Places:
    import numpy as np

    numbers: Places = np.unique(groups, return_inverse=True)[1]
    return numbers

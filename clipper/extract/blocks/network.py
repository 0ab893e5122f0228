"""The learned network: a page's blocks, read as a sequence, to the probability that each is the article's.

Each of its steps is also told the means of the groups that a block is in: its container, the wider one, the
blocks of its shape. Weights and how they came about: resources/blocks. Trained by packaging/training.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from clipper.extract import learned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clipper.extract.blocks.figures import Figures

    Floats = NDArray[np.float32]
    Places = NDArray[np.int64]

WEIGHTS = "blocks/weights.npz"


@lru_cache(maxsize=1)
def weights() -> learned.Weights:
    """The shipped weights, read once."""
    return learned.read_weights(WEIGHTS)


def probabilities(figures: Figures, taught: learned.Weights) -> list[float]:
    """For each block the probability, in thousandths, that it belongs to the article."""
    arrays = taught.arrays
    bags = learned.bagged(figures.bags, arrays["table"])[figures.index].reshape(len(figures.index), -1)
    hidden = learned.entered(figures.values, bags, arrays)
    shares = learned.shares_of(figures.words)
    groups = _Groups.of(figures.groups)
    for place in range(len(learned.DILATIONS)):
        hidden = hidden + learned.step(hidden, shares, arrays, place, groups.means(hidden))
    return learned.probabilities_of(hidden, arrays)


@dataclass(frozen=True, slots=True)
class _Groups:
    """The groups of blocks of all kinds in a row.

    `order` are the blocks of each, `starts` where each begins there, `sizes` its blocks; `places` (blocks,
    kinds) is the group of each block, of each kind.
    """

    order: Places
    starts: Places
    sizes: Floats
    places: Places

    @classmethod
    def of(cls, groups: Places) -> _Groups:
        """Groups by number, from 0 in each kind, (kinds, blocks)."""
        import numpy as np

        counts = groups.max(axis=1) + 1
        places = groups + (np.cumsum(counts) - counts)[:, None]
        sizes = np.bincount(places.reshape(-1))
        order = np.argsort(places.reshape(-1), kind="stable") % groups.shape[1]
        return cls(order, np.cumsum(sizes) - sizes, sizes.astype(np.float32)[:, None], places.T)

    def means(self, hidden: Floats) -> Floats:
        """The means over the groups of each block, side by side, (blocks, kinds * channels)."""
        import numpy as np

        grouped = np.add.reduceat(hidden[self.order], self.starts, axis=0) / self.sizes
        return np.asarray(grouped[self.places].reshape(len(hidden), -1), dtype=np.float32)

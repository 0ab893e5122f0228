"""The learned network of lines: a page's dumped text to the probability that each line is the article's.

Weights and how they came about: resources/lines. Trained by packaging/training.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from clipper.extract import learned

if TYPE_CHECKING:
    from clipper.extract.bare_figures import LineFigures

WEIGHTS = "lines/weights.npz"


@lru_cache(maxsize=1)
def line_weights() -> learned.Weights:
    """The shipped weights, read once."""
    return learned.read_weights(WEIGHTS)


def line_probabilities(figures: LineFigures, taught: learned.Weights, *, close: bool) -> list[float]:
    """For each line with words the probability, in thousandths, that it belongs to the article.

    `close` asks for the text of one article alone, as its readers would mark it; else also for what threads,
    lists and shops are about. The network was taught both, and is told which by one figure more.
    """
    import numpy as np

    arrays, count = taught.arrays, len(figures.values)
    values = np.concatenate([figures.values, np.full((count, 1), close, np.float32)], axis=1)
    bags = learned.bagged([bag for pair in figures.bags for bag in pair], arrays["table"])
    hidden = learned.entered(values, bags.reshape(count, -1), arrays)
    shares = learned.shares_of(figures.words)
    for place in range(len(learned.DILATIONS)):
        hidden = hidden + learned.step(hidden, shares, arrays, place)
    return learned.probabilities_of(hidden, arrays)

"""The learned network of lines: a page's dumped text to the probability that each line is the article's.

Residual steps of dilated convolution over the sequence of lines, each also told the page's mean and its mean
weighted by words. Weights and how they came about: resources/lines. Run by numpy alone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from clipper.resources import resource

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clipper.extract.bare_figures import LineFigures

    Floats = NDArray[np.float32]

WEIGHTS = "lines/weights.npz"
DILATIONS = (1, 2, 4, 8, 16, 32)
MOST = 6.0
"""Standard deviations; a figure further from the mean counts as this."""


@dataclass(frozen=True, slots=True)
class LineWeights:
    """The network's arrays by name, float32, and the numbers of the words that it knows."""

    arrays: dict[str, Floats]
    known: dict[str, int]


@lru_cache(maxsize=1)
def line_weights() -> LineWeights:
    """The shipped weights, read once."""
    # The matrices are small: more threads than one only get in the way of the other workers.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np

    with resource(WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    words = arrays.pop("words").tobytes().decode("utf-8").split("\n")
    known = {word: number for number, word in enumerate(words)}
    return LineWeights({name: array.astype(np.float32) for name, array in arrays.items()}, known)


def line_probabilities(figures: LineFigures, taught: LineWeights, *, close: bool) -> list[float]:
    """For each line with words the probability, in thousandths, that it belongs to the article.

    `close` asks for the text of one article alone, as its readers would mark it; else also for what threads,
    lists and shops are about. The network was taught both, and is told which by one figure more.
    """
    import numpy as np

    arrays = taught.arrays
    values = np.concatenate([figures.values, np.full((len(figures.values), 1), close, np.float32)], axis=1)
    scaled = np.clip((values - arrays["mean"]) / arrays["spread"], -MOST, MOST)
    seen = np.concatenate([scaled, _bagged(figures, arrays["table"])], axis=1)
    hidden = np.maximum(seen @ arrays["enter.weight"].T + arrays["enter.bias"], 0)
    count = len(hidden)
    words = np.array(figures.words, dtype=np.float32) + 1
    shares = np.stack([np.full(count, 1 / count, dtype=np.float32), words / words.sum()])
    for place, dilation in enumerate(DILATIONS):
        hidden = hidden + _step(hidden, shares, arrays, f"steps.{place}.", dilation)
    odds: Floats = (hidden @ arrays["leave.weight"].T + arrays["leave.bias"])[:, 0]
    found: list[float] = np.round(1 / (1 + np.exp(-odds.astype(np.float64))), 3).tolist()
    return found


def _step(hidden: Floats, shares: Floats, arrays: dict[str, Floats], name: str, dilation: int) -> Floats:
    import numpy as np

    count, channels = hidden.shape
    shift = min(dilation, count)
    wide = np.zeros((count, 3 * channels), dtype=np.float32)
    wide[shift:, :channels] = hidden[: count - shift]
    wide[:, channels : 2 * channels] = hidden
    wide[: count - shift, 2 * channels :] = hidden[shift:]
    page = arrays[f"{name}page.weight"] @ (shares @ hidden).reshape(-1)
    mixed = np.maximum(wide @ arrays[f"{name}mix.weight"].T + (arrays[f"{name}mix.bias"] + page), 0)
    step: Floats = mixed @ arrays[f"{name}back.weight"].T + arrays[f"{name}back.bias"]
    return step


def _bagged(figures: LineFigures, table: Floats) -> Floats:
    """For each line the two bags' sums of word vectors, each over the root of its size, side by side."""
    import numpy as np

    bags = [bag for pair in figures.bags for bag in pair]
    sizes = np.array([len(bag) for bag in bags])
    numbers = np.array([number for bag in bags for number in bag], dtype=np.int64)
    summed = np.zeros((len(bags), table.shape[1]), dtype=np.float32)
    said = sizes > 0
    if len(numbers):
        starts = (np.cumsum(sizes) - sizes)[said]
        roots = np.sqrt(sizes[said]).astype(np.float32)
        summed[said] = np.add.reduceat(table[numbers], starts, axis=0) / roots[:, None]
    flat: Floats = summed.reshape(len(figures.bags), -1)
    return flat

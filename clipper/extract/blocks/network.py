"""The learned network: a page's blocks, read as a sequence, to the probability that each is the article's.

Six residual steps of dilated convolution, each also told the page's mean and its mean weighted by words, and
the means of the groups that a block is in: its container, the wider one, the blocks of its shape.
Weights and how they came about: resources/blocks. Trained by packaging/training; run by numpy alone.
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

    from clipper.extract.blocks.figures import Figures

    Floats = NDArray[np.float32]
    Places = NDArray[np.int64]

WEIGHTS = "blocks/weights.npz"
DILATIONS = (1, 2, 4, 8, 16, 32)
MOST = 6.0
"""Standard deviations; a figure further from the mean counts as this."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The network's arrays by name, float32, and the numbers of the words that it knows."""

    arrays: dict[str, Floats]
    known: dict[str, int]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights, read once."""
    # The matrices are small: more threads than one only get in the way of the other workers.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np

    with resource(WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    words = arrays.pop("words").tobytes().decode("utf-8").split("\n")
    known = {word: number for number, word in enumerate(words)}
    return Weights({name: array.astype(np.float32) for name, array in arrays.items()}, known)


def probabilities(figures: Figures, taught: Weights) -> list[float]:
    """For each block the probability, in thousandths, that it belongs to the article."""
    import numpy as np

    arrays = taught.arrays
    scaled = np.clip((figures.values - arrays["mean"]) / arrays["spread"], -MOST, MOST)
    seen = np.concatenate([scaled, _bagged(figures, arrays["table"])], axis=1)
    hidden = np.maximum(seen @ arrays["enter.weight"].T + arrays["enter.bias"], 0)
    count = len(hidden)
    words = np.array(figures.words, dtype=np.float32) + 1
    shares = np.stack([np.full(count, 1 / count, dtype=np.float32), words / words.sum()])
    means = _Means(shares, *_grouped(figures.groups))
    for place, dilation in enumerate(DILATIONS):
        hidden = hidden + _step(hidden, means, arrays, f"steps.{place}.", dilation)
    odds: Floats = (hidden @ arrays["leave.weight"].T + arrays["leave.bias"])[:, 0]
    found: list[float] = np.round(1 / (1 + np.exp(-odds.astype(np.float64))), 3).tolist()
    return found


@dataclass(frozen=True, slots=True)
class _Means:
    """What means are taken over: the page, by two kinds of `shares`, and groups of blocks.

    All groups of all kinds stand in a row: `order` are the blocks of each, `starts` where each begins there,
    `sizes` its blocks; `places` (blocks, kinds) is the group of each block, of each kind.
    """

    shares: Floats
    order: Places
    starts: Places
    sizes: Floats
    places: Places


def _grouped(groups: Places) -> tuple[Places, Places, Floats, Places]:
    """Order, starts, sizes and places of the groups, as _Means holds them."""
    import numpy as np

    counts = groups.max(axis=1) + 1
    places = groups + (np.cumsum(counts) - counts)[:, None]
    sizes = np.bincount(places.reshape(-1))
    order = np.argsort(places.reshape(-1), kind="stable") % groups.shape[1]
    return order, np.cumsum(sizes) - sizes, sizes.astype(np.float32)[:, None], places.T


def _step(hidden: Floats, means: _Means, arrays: dict[str, Floats], name: str, dilation: int) -> Floats:
    import numpy as np

    count, channels = hidden.shape
    shift = min(dilation, count)
    weight = arrays[f"{name}mix.weight"]
    wide = np.zeros((count, weight.shape[1]), dtype=np.float32)
    wide[shift:, :channels] = hidden[: count - shift]
    wide[:, channels : 2 * channels] = hidden
    wide[: count - shift, 2 * channels : 3 * channels] = hidden[shift:]
    grouped = np.add.reduceat(hidden[means.order], means.starts, axis=0) / means.sizes
    wide[:, 3 * channels :] = grouped[means.places].reshape(count, -1)
    page = (means.shares @ hidden).reshape(-1)
    mixed = wide @ weight.T + (arrays[f"{name}mix.bias"] + arrays[f"{name}page.weight"] @ page)
    step: Floats = np.maximum(mixed, 0) @ arrays[f"{name}back.weight"].T + arrays[f"{name}back.bias"]
    return step


def _bagged(figures: Figures, table: Floats) -> Floats:
    """For each block its bags' sums of word vectors, each over the root of its size, side by side."""
    import numpy as np

    sizes = np.array([len(bag) for bag in figures.bags])
    numbers = np.array([number for bag in figures.bags for number in bag], dtype=np.int64)
    summed = np.zeros((len(sizes), table.shape[1]), dtype=np.float32)
    said = sizes > 0
    if len(numbers):
        starts = (np.cumsum(sizes) - sizes)[said]
        roots = np.sqrt(sizes[said]).astype(np.float32)
        summed[said] = np.add.reduceat(table[numbers], starts, axis=0) / roots[:, None]
    flat: Floats = summed[figures.index].reshape(len(figures.index), -1)
    return flat

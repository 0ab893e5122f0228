"""What the learned networks have in common, run by numpy alone: weights, bags of words, steps, probabilities.

Both read a page as a sequence: of blocks (`blocks/network.py`) or of lines (`bare_network.py`), in residual
steps of dilated convolution, each also told the page's mean and its mean weighted by words.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

DILATIONS = (1, 2, 4, 8, 16, 32)
MOST = 6.0
"""Standard deviations; a figure further from the mean counts as this."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A network's arrays by name, float32, and the numbers of the words that it knows."""

    arrays: dict[str, Floats]
    known: dict[str, int]


def read_weights(name: str) -> Weights:
    """The weights that are shipped under a name."""
    # The matrices are small: more threads than one only get in the way of the other workers.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np

    with resource(name).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    words = arrays.pop("words").tobytes().decode("utf-8").split("\n")
    known = {word: number for number, word in enumerate(words)}
    return Weights({name: array.astype(np.float32) for name, array in arrays.items()}, known)


def entered(values: Floats, bags: Floats, arrays: dict[str, Floats]) -> Floats:
    """The first layer's channels, (rows, channels), of figures and vectors of words, a row each."""
    import numpy as np

    scaled = np.clip((values - arrays["mean"]) / arrays["spread"], -MOST, MOST)
    seen = np.concatenate([scaled, bags], axis=1)
    hidden: Floats = np.maximum(seen @ arrays["enter.weight"].T + arrays["enter.bias"], 0)
    return hidden


def bagged(bags: Sequence[tuple[int, ...]], table: Floats) -> Floats:
    """For each bag the sum of its words' vectors over the root of its size, (bags, width)."""
    import numpy as np

    sizes = np.array([len(bag) for bag in bags])
    numbers = np.array([number for bag in bags for number in bag], dtype=np.int64)
    summed = np.zeros((len(sizes), table.shape[1]), dtype=np.float32)
    said = sizes > 0
    if len(numbers):
        starts = (np.cumsum(sizes) - sizes)[said]
        roots = np.sqrt(sizes[said]).astype(np.float32)
        summed[said] = np.add.reduceat(table[numbers], starts, axis=0) / roots[:, None]
    return summed


def shares_of(words: Sequence[int]) -> Floats:
    """Each row's share in the page's mean, and in its mean weighted by words, (2, rows)."""
    import numpy as np

    count = len(words)
    sizes = np.array(words, dtype=np.float32) + 1
    return np.stack([np.full(count, 1 / count, dtype=np.float32), sizes / sizes.sum()])


def step(
    hidden: Floats, shares: Floats, arrays: dict[str, Floats], place: int, more: Floats | None = None
) -> Floats:
    """What a residual step adds. `more` is what each row is told besides its neighbours and the page."""
    import numpy as np

    count, channels = hidden.shape
    name, shift = f"steps.{place}.", min(DILATIONS[place], count)
    weight = arrays[f"{name}mix.weight"]
    wide = np.zeros((count, weight.shape[1]), dtype=np.float32)
    wide[shift:, :channels] = hidden[: count - shift]
    wide[:, channels : 2 * channels] = hidden
    wide[: count - shift, 2 * channels : 3 * channels] = hidden[shift:]
    if more is not None:
        wide[:, 3 * channels :] = more
    page = arrays[f"{name}page.weight"] @ (shares @ hidden).reshape(-1)
    mixed = np.maximum(wide @ weight.T + (arrays[f"{name}mix.bias"] + page), 0)
    added: Floats = mixed @ arrays[f"{name}back.weight"].T + arrays[f"{name}back.bias"]
    return added


def probabilities_of(hidden: Floats, arrays: dict[str, Floats]) -> list[float]:
    """What the last layer makes of each row, in thousandths."""
    import numpy as np

    odds: Floats = (hidden @ arrays["leave.weight"].T + arrays["leave.bias"])[:, 0]
    found: list[float] = np.round(1 / (1 + np.exp(-odds.astype(np.float64))), 3).tolist()
    return found

"""Writes a taught network as one file of plain arrays, half floats; the same network gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from training.network import Network

    Floats = NDArray[np.float32]


def arrays_of(network: Network, mean: Floats, spread: Floats, words: list[str]) -> dict[str, Any]:
    """The network's arrays as they are stored, without what only teaching needs."""
    stored = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in network.state_dict().items()
        if not name.startswith("kind.")
    }
    stored["table"] = stored.pop("table.weight")
    stored["mean"], stored["spread"] = mean.astype(np.float32), spread.astype(np.float32)
    stored["words"] = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    return stored


def write(path: Path, arrays: dict[str, Any]) -> None:
    """Write the arrays to a compressed `.npz` file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)

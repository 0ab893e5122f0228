"""What is kept from a network, how far a page's gold counts, what a network loses and what it reaches."""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
from torch import nn

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDS = 5
OWN = "own"
"""The corpus of the project's own sample pages, whose gold is what the program wants."""


class Labelled(Protocol):
    """A page's blocks or lines with their labels; `gold_words` is 0 where the gold is partial."""

    corpus: str
    host: str
    words: NDArray[np.float32]
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]
    gold_words: int
    reach: float


def fold_of(one: Labelled) -> int:
    """The fold of a page: that of its site. The project's own pages are in none: they are taught always."""
    return -1 if one.corpus == OWN else hashlib.sha256(one.host.encode()).digest()[0] % FOLDS


def trust(one: Labelled) -> float:
    """How far a page's gold counts: not at all where its texts hold less than a third of it."""
    return float(np.clip((one.reach - 0.3) / 0.4, 0.0, 1.0))


def loss_of_texts(odds: torch.Tensor, batch: dict[str, Any]) -> torch.Tensor:
    """Cross-entropy by the root of the words, and one less the page's soft word-F1, over trusted pages."""

    def by_page(values: torch.Tensor) -> torch.Tensor:
        return values.new_zeros(batch["pages"]).index_add(0, batch["page"], values)

    entropy = nn.functional.binary_cross_entropy_with_logits(odds, batch["labels"], reduction="none")
    entropy = by_page(entropy * batch["weights"]) / (by_page(batch["weights"]) + 1e-6)
    said = torch.sigmoid(odds) * batch["words"]
    right = by_page(said * batch["labels"])
    f1 = 2 * right / (by_page(said) + by_page(batch["labels"] * batch["words"]) + 1e-6)
    each = entropy + batch["whole"] * (1 - f1)
    loss: torch.Tensor = (each * batch["trust"]).sum() / batch["trust"].sum().clamp(min=1e-6)
    return loss


def f1_of(one: Labelled, keep: NDArray[np.bool_]) -> float:
    """Word-F1 of the kept texts by their labels; of a page of segments, over the texts that are known."""
    counted = one.words if one.gold_words else (one.weights > 0).astype(np.float32)
    right = float((counted * one.labels * keep).sum())
    wanted = one.gold_words or float((counted * one.labels).sum())
    return 2 * right / max(float((counted * keep).sum()) + wanted, 1)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()

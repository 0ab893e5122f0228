"""The network in training: as `clipper/extract/blocks/network.py` computes it, with dropout and gradients.

Pages of a batch follow one another in one long sequence, parted by gaps as wide as the widest dilation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from training.pages import Example

    Floats = NDArray[np.floating]

DILATIONS = (1, 2, 4, 8, 16, 32)
GAP = max(DILATIONS)


class Network(nn.Module):
    """Figures and bags of words of each block to the log-odds that it belongs to the article."""

    def __init__(self, words: int, figures: int, channels: int, width: int, drop: float) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(words, width, mode="sum", include_last_offset=False)
        nn.init.normal_(self.table.weight, std=0.1)
        self.enter = nn.Linear(figures + 4 * width, channels)
        self.steps = nn.ModuleList(_Step(channels, dilation, drop) for dilation in DILATIONS)
        self.leave = nn.Linear(channels, 1)
        self.drop = nn.Dropout(drop)
        self.width = width

    def forward(self, batch: dict[str, Any]) -> torch.Tensor:
        """Log-odds of every place in the sequence, gaps included."""
        bags = self.table(batch["numbers"], batch["offsets"], per_sample_weights=batch["shares"])
        bags = bags.view(-1, 4 * self.width)
        seen = torch.cat([batch["values"], self.drop(bags)], dim=1)
        inside = batch["inside"]
        hidden = torch.relu(self.enter(seen)) * inside
        for step in self.steps:
            hidden = step(hidden, batch)
        return self.leave(self.drop(hidden)).squeeze(1)


class _Step(nn.Module):
    def __init__(self, channels: int, dilation: int, drop: float) -> None:
        super().__init__()
        self.dilation = dilation
        self.mix = nn.Linear(3 * channels, channels)
        self.page = nn.Linear(2 * channels, channels, bias=False)
        self.back = nn.Linear(channels, channels)
        nn.init.normal_(self.back.weight, std=0.5 / channels**0.5 / len(DILATIONS) ** 0.5)
        self.drop = nn.Dropout(drop)

    def forward(self, hidden: torch.Tensor, batch: dict[str, Any]) -> torch.Tensor:
        shift = self.dilation
        pad = hidden.new_zeros(shift, hidden.shape[1])
        before = torch.cat([pad, hidden[:-shift]])
        after = torch.cat([hidden[shift:], pad])
        mixed = self.mix(torch.cat([before, hidden, after], dim=1))
        page = batch["page"]
        means = []
        for share in (batch["even"], batch["worded"]):
            total = hidden.new_zeros(batch["pages"], hidden.shape[1]).index_add(0, page, hidden * share)
            means.append(total)
        mixed = mixed + self.page(torch.cat(means, dim=1))[page]
        return (hidden + self.back(self.drop(torch.relu(mixed)))) * batch["inside"]


def batch_of(examples: list[Example], mean: Floats, spread: Floats, longest: int = 10**9) -> dict[str, Any]:
    """The examples as one sequence. Pages of more blocks than `longest` are cut at a place of chance."""
    values, numbers, counts, shares = [], [], [], []
    page, even, worded, inside, labels, weights, words = [], [], [], [], [], [], []
    for place, one in enumerate(examples):
        size = min(len(one.words), longest)
        start = int(np.random.default_rng(len(one.words) + place).integers(0, len(one.words) - size + 1))
        part = slice(start, start + size)
        values.append((one.values[part] - mean) / spread)
        values.append(np.zeros((GAP, len(mean)), dtype=np.float32))
        for bags in one.bags[part]:
            for bag in bags:
                counts.append(len(bag))
                numbers.extend(bag)
                shares.extend([max(len(bag), 1) ** -0.5] * len(bag))
        counts.extend([0] * (4 * GAP))
        lengths = one.words[part] + 1.0
        page.append(np.full(size + GAP, place))
        even.append(_gapped(np.full(size, 1.0 / size)))
        worded.append(_gapped(lengths / lengths.sum()))
        inside.append(_gapped(np.ones(size)))
        labels.append(_gapped(one.labels[part]))
        weights.append(_gapped(one.weights[part]))
        words.append(_gapped(one.words[part]))

    def column(parts: list[Floats]) -> torch.Tensor:
        return torch.from_numpy(np.concatenate(parts).astype(np.float32))

    offsets = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return {
        "values": torch.from_numpy(np.concatenate(values).astype(np.float32)).clamp(-6, 6),
        "numbers": torch.tensor(numbers, dtype=torch.long),
        "offsets": torch.from_numpy(offsets),
        "shares": torch.tensor(shares, dtype=torch.float32),
        "page": torch.from_numpy(np.concatenate(page)),
        "pages": len(examples),
        "even": column(even)[:, None],
        "worded": column(worded)[:, None],
        "inside": column(inside)[:, None],
        "labels": column(labels),
        "weights": column(weights),
        "words": column(words),
        "trust": torch.tensor([trust(one) for one in examples]),
        "whole": torch.tensor([float(one.gold_words > 0) for one in examples]),
    }


def _gapped(values: Floats) -> Floats:
    return np.concatenate([values, np.zeros(GAP)])


def trust(one: Example) -> float:
    """How far a page's gold counts: not at all where its blocks hold less than a third of it."""
    return float(np.clip((one.reach - 0.3) / 0.4, 0.0, 1.0))


def loss_of(odds: torch.Tensor, batch: dict[str, Any]) -> torch.Tensor:
    """Cross-entropy by the root of the words, and one less the page's soft word-F1, over trusted pages."""
    page, pages = batch["page"], batch["pages"]

    def by_page(values: torch.Tensor) -> torch.Tensor:
        return values.new_zeros(pages).index_add(0, page, values)

    entropy = nn.functional.binary_cross_entropy_with_logits(odds, batch["labels"], reduction="none")
    entropy = by_page(entropy * batch["weights"]) / (by_page(batch["weights"]) + 1e-6)
    said = torch.sigmoid(odds) * batch["words"]
    right = by_page(said * batch["labels"])
    f1 = 2 * right / (by_page(said) + by_page(batch["labels"] * batch["words"]) + 1e-6)
    each = entropy + batch["whole"] * (1 - f1)
    return (each * batch["trust"]).sum() / batch["trust"].sum().clamp(min=1e-6)

"""The network in training: as `clipper/extract/blocks/network.py` computes it, with dropout and gradients.

Pages of a batch follow one another in one long sequence, parted by gaps as wide as the widest dilation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from clipper.extract.blocks.bags import KINDS as BAGS
from clipper.extract.blocks.shapes import GROUPS
from clipper.extract.learned import DILATIONS, MOST
from training.scoring import loss_of_texts, trust

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.pages import Example

    Floats = NDArray[np.floating]
    Places = NDArray[np.int64]
    Batch = dict[str, Any]

GAP = max(DILATIONS)
KINDS = ("article", "documentation", "service", "forum", "product", "collection", "listing")
"""Kinds of page, which the network learns to tell as well, where they are known: it helps a little."""

KIND_WEIGHT = 0.1


class Network(nn.Module):
    """Figures and bags of words of each block to the log-odds that it belongs to the article."""

    def __init__(self, words: int, figures: int, channels: int, width: int, drop: float) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(words, width, mode="sum", include_last_offset=False)
        nn.init.normal_(self.table.weight, std=0.1)
        self.enter = nn.Linear(figures + BAGS * width, channels)
        self.steps = nn.ModuleList(_Step(channels, dilation, drop) for dilation in DILATIONS)
        self.leave = nn.Linear(channels, 1)
        self.kind = nn.Linear(2 * channels, len(KINDS))
        self.drop = nn.Dropout(drop)

    def forward(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Log-odds of every place in the sequence, gaps included; of each page, those of its kind."""
        bags = self.table(batch["numbers"], batch["offsets"], per_sample_weights=batch["shares"])
        seen = torch.cat([batch["values"], self.drop(bags[batch["index"]].flatten(1))], dim=1)
        hidden = torch.relu(self.enter(seen)) * batch["inside"]
        for step in self.steps:
            hidden = step(hidden, batch)
        odds: torch.Tensor = self.leave(self.drop(hidden)).squeeze(1)
        return odds, self.kind(self.drop(_page_means(hidden, batch)))


class _Step(nn.Module):
    def __init__(self, channels: int, dilation: int, drop: float) -> None:
        super().__init__()
        self.dilation = dilation
        self.mix = nn.Linear((3 + GROUPS) * channels, channels)
        self.page = nn.Linear(2 * channels, channels, bias=False)
        self.back = nn.Linear(channels, channels)
        nn.init.normal_(self.back.weight, std=0.5 / channels**0.5 / len(DILATIONS) ** 0.5)
        self.drop = nn.Dropout(drop)

    def forward(self, hidden: torch.Tensor, batch: Batch) -> torch.Tensor:
        pad = hidden.new_zeros(self.dilation, hidden.shape[1])
        seen = [torch.cat([pad, hidden[: -self.dilation]]), hidden, torch.cat([hidden[self.dilation :], pad])]
        for group, count, share in batch["groups"]:
            seen.append(_means(hidden, group, count, share).index_select(0, group))
        mixed = self.mix(torch.cat(seen, dim=1))
        mixed = mixed + self.page(_page_means(hidden, batch)).index_select(0, batch["page"])
        kept: torch.Tensor = (hidden + self.back(self.drop(torch.relu(mixed)))) * batch["inside"]
        return kept


def _means(hidden: torch.Tensor, group: torch.Tensor, count: int, share: torch.Tensor) -> torch.Tensor:
    return hidden.new_zeros(count, hidden.shape[1]).index_add(0, group, hidden * share)


def _page_means(hidden: torch.Tensor, batch: Batch) -> torch.Tensor:
    shares = (batch["even"], batch["worded"])
    return torch.cat([_means(hidden, batch["page"], batch["pages"], share) for share in shares], dim=1)


def batch_of(
    examples: Sequence[Example], mean: Floats, spread: Floats, parts: Sequence[Places] | None = None
) -> Batch:
    """The examples as one sequence. `parts` are the blocks of each that count, all where it is None."""
    values, numbers, sizes, index = [], [], [], []
    page, even, worded, inside, labels, weights, words = [], [], [], [], [], [], []
    groups: list[list[Places]] = [[] for _ in range(GROUPS)]
    shares: list[list[Floats]] = [[] for _ in range(GROUPS)]
    counts = [0] * GROUPS
    bags = 0
    for place, one in enumerate(examples):
        part = np.arange(len(one.words)) if parts is None else parts[place]
        size = len(part)
        values.append((one.values[part] - mean) / spread)
        values.append(np.zeros((GAP, len(mean)), dtype=np.float32))
        numbers.append(one.numbers)
        sizes.append(one.sizes)
        index.append(one.index[part] + bags)
        index.append(np.full((GAP, BAGS), bags))
        bags += len(one.sizes)
        for kind in range(GROUPS):
            group = one.groups[kind, part]
            found = np.bincount(group)
            groups[kind] += [group + counts[kind], np.full(GAP, counts[kind])]
            shares[kind].append(_gapped(1.0 / found[group]))
            counts[kind] += len(found)
        lengths = one.lengths[part] + 1.0
        page.append(np.full(size + GAP, place))
        even.append(_gapped(np.full(size, 1.0 / size)))
        worded.append(_gapped(lengths / lengths.sum()))
        inside.append(_gapped(np.ones(size)))
        labels.append(_gapped(one.labels[part]))
        weights.append(_gapped(one.weights[part]))
        words.append(_gapped(one.words[part]))
    every = np.concatenate(sizes)
    return {
        "values": _column(values).clamp(-MOST, MOST),
        "numbers": torch.from_numpy(np.concatenate(numbers).astype(np.int64)),
        "offsets": torch.from_numpy(np.cumsum(every) - every),
        "shares": torch.from_numpy(np.repeat(np.maximum(every, 1) ** -0.5, every).astype(np.float32)),
        "index": torch.from_numpy(np.concatenate(index)),
        "groups": [
            (torch.from_numpy(np.concatenate(groups[kind])), counts[kind], _column(shares[kind])[:, None])
            for kind in range(GROUPS)
        ],
        "page": torch.from_numpy(np.concatenate(page)),
        "pages": len(examples),
        "even": _column(even)[:, None],
        "worded": _column(worded)[:, None],
        "inside": _column(inside)[:, None],
        "labels": _column(labels),
        "weights": _column(weights),
        "words": _column(words),
        "kind": torch.tensor([KINDS.index(one.kind) if one.kind in KINDS else -1 for one in examples]),
        "trust": torch.tensor([trust(one) for one in examples]),
        "whole": torch.tensor([float(one.gold_words > 0) for one in examples]),
    }


def _column(parts: Sequence[Floats]) -> torch.Tensor:
    return torch.from_numpy(np.concatenate(parts).astype(np.float32))


def _gapped(values: Floats) -> Floats:
    return np.concatenate([values, np.zeros(GAP)])


def loss_of(odds: torch.Tensor, kinds: torch.Tensor, batch: Batch) -> torch.Tensor:
    """What the texts lose, and a little of the cross-entropy of the pages' kinds."""
    loss = loss_of_texts(odds, batch)
    if bool((batch["kind"] >= 0).any()):
        loss = loss + KIND_WEIGHT * nn.functional.cross_entropy(kinds, batch["kind"], ignore_index=-1)
    return loss

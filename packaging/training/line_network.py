"""The network of lines in training: as `clipper/extract/bare_network.py` computes it, with gradients.

Pages of a batch follow one another in one long sequence, parted by gaps as wide as the widest dilation.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from clipper.extract.learned import DILATIONS, MOST
from training.scoring import loss_of_texts, trust

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from training.line_pages import LineExample

    Floats = NDArray[np.floating]
    Batch = dict[str, Any]

GAP = max(DILATIONS)
SEED = 7
TIMES = {"own": 3, "scrapinghub": 4}
"""How often a page counts: more where its gold is an article's whole text, read by people with care."""

BATCH_LINES = 4000
LONGEST = 700


@dataclass(frozen=True)
class LineSettings:
    """How the network is built and taught."""

    channels: int = 40
    width: int = 12
    passes: int = 12
    drop: float = 0.3
    rate: float = 3e-3
    decay: float = 0.03
    hidden_words: float = 0.25


class LineNetwork(nn.Module):
    """Figures and bags of words of each line to the log-odds that it belongs to the article."""

    def __init__(self, words: int, figures: int, settings: LineSettings) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(words, settings.width, mode="sum")
        nn.init.normal_(self.table.weight, std=0.1)
        self.enter = nn.Linear(figures + 2 * settings.width, settings.channels)
        self.steps = nn.ModuleList(_Step(settings.channels, one, settings.drop) for one in DILATIONS)
        self.leave = nn.Linear(settings.channels, 1)
        self.drop = nn.Dropout(settings.drop)

    def forward(self, batch: Batch) -> torch.Tensor:
        """Log-odds of every place in the sequence, gaps included."""
        bags = self.table(batch["numbers"], batch["offsets"], per_sample_weights=batch["shares"])
        seen = torch.cat([batch["values"], self.drop(bags.view(len(batch["values"]), -1))], dim=1)
        hidden = torch.relu(self.enter(seen)) * batch["inside"]
        for step in self.steps:
            hidden = step(hidden, batch)
        odds: torch.Tensor = self.leave(self.drop(hidden)).squeeze(1)
        return odds


class _Step(nn.Module):
    def __init__(self, channels: int, dilation: int, drop: float) -> None:
        super().__init__()
        self.dilation = dilation
        self.mix = nn.Linear(3 * channels, channels)
        self.page = nn.Linear(2 * channels, channels, bias=False)
        self.back = nn.Linear(channels, channels)
        nn.init.normal_(self.back.weight, std=0.5 / (channels * len(DILATIONS)) ** 0.5)
        self.drop = nn.Dropout(drop)

    def forward(self, hidden: torch.Tensor, batch: Batch) -> torch.Tensor:
        pad = hidden.new_zeros(self.dilation, hidden.shape[1])
        before = torch.cat([pad, hidden[: -self.dilation]])
        after = torch.cat([hidden[self.dilation :], pad])
        page = batch["page"]
        means = [
            hidden.new_zeros(batch["pages"], hidden.shape[1]).index_add(0, page, hidden * share)
            for share in (batch["even"], batch["worded"])
        ]
        mixed = self.mix(torch.cat([before, hidden, after], dim=1)) + self.page(torch.cat(means, 1))[page]
        stepped: torch.Tensor = (hidden + self.back(self.drop(torch.relu(mixed)))) * batch["inside"]
        return stepped


def batch_of(examples: list[LineExample], mean: Floats, spread: Floats, longest: int = 10**9) -> Batch:
    """The examples as one sequence. Pages of more lines than `longest` are cut at a place of chance."""
    parts: dict[str, list[Floats]] = {
        name: [] for name in ("values", "even", "worded", "inside", "labels", "weights", "words", "page")
    }
    numbers: list[int] = []
    counts: list[int] = []
    shares: list[float] = []
    for place, one in enumerate(examples):
        size = min(len(one.words), longest)
        start = int(np.random.default_rng(len(one.words) + place).integers(0, len(one.words) - size + 1))
        part = slice(start, start + size)
        parts["values"].append((one.values[part] - mean) / spread)
        parts["values"].append(np.zeros((GAP, len(mean)), dtype=np.float32))
        for bag in (bag for pair in one.bags[part] for bag in pair):
            counts.append(len(bag))
            numbers.extend(bag)
            shares.extend([max(len(bag), 1) ** -0.5] * len(bag))
        counts.extend([0] * (2 * GAP))
        lengths = one.words[part] + 1.0
        parts["page"].append(np.full(size + GAP, place))
        for name, values in (
            ("even", np.full(size, 1.0 / size)),
            ("worded", lengths / lengths.sum()),
            ("inside", np.ones(size)),
            ("labels", one.labels[part]),
            ("weights", one.weights[part]),
            ("words", one.words[part]),
        ):
            parts[name] += [values, np.zeros(GAP)]
    columns = {
        name: torch.from_numpy(np.concatenate(rows).astype(np.int64 if name == "page" else np.float32))
        for name, rows in parts.items()
    }
    return {
        **columns,
        **{name: columns[name][:, None] for name in ("even", "worded", "inside")},
        "values": columns["values"].clamp(-MOST, MOST),
        "numbers": torch.tensor(numbers, dtype=torch.long),
        "offsets": torch.from_numpy(np.concatenate([[0], np.cumsum(counts)[:-1]])),
        "shares": torch.tensor(shares, dtype=torch.float32),
        "pages": len(examples),
        "trust": torch.tensor([trust(one) for one in examples]),
        "whole": torch.tensor([float(one.gold_words > 0) for one in examples]),
    }


def teach(
    pages: list[list[LineExample]], words: int, settings: LineSettings
) -> tuple[LineNetwork, Floats, Floats]:
    """The taught network, and the mean and spread of its figures. In each pass a page is read in one form."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    rows = np.concatenate([one.values[:: max(1, len(one.values) // 100)] for forms in pages for one in forms])
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 0.02)
    network = LineNetwork(words, len(mean), settings)
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings.rate, weight_decay=settings.decay)
    often = [forms for forms in pages for _ in range(TIMES.get(forms[0].corpus, 1))]
    turns = [
        _groups([chance.choice(forms) for forms in chance.sample(often, len(often))])
        for _ in range(settings.passes)
    ]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=settings.rate, total_steps=sum(map(len, turns)) + 1, pct_start=0.15
    )
    for turn, groups in enumerate(turns):
        started, total = time.perf_counter(), 0.0
        network.train()
        for group in groups:
            batch = batch_of(group, mean, spread, LONGEST)
            hide = torch.rand(len(batch["numbers"])) < settings.hidden_words
            batch["shares"] = batch["shares"].masked_fill(hide, 0.0)
            loss = loss_of_texts(network(batch), batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        seconds = time.perf_counter() - started
        sys.stdout.write(f"  pass {turn + 1}: loss {total / len(groups):.4f} {seconds:.0f} s\n")
        sys.stdout.flush()
    network.eval()
    return network, mean, spread


def _groups(examples: list[LineExample]) -> list[list[LineExample]]:
    groups: list[list[LineExample]] = []
    size = BATCH_LINES
    for one in examples:
        lines = min(len(one.words), LONGEST) + GAP
        if size + lines > BATCH_LINES:
            groups.append([])
            size = 0
        groups[-1].append(one)
        size += lines
    return groups

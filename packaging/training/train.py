"""Trains the network on examples with a fixed seed; scores it."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.network import Network, batch_of, loss_of
from training.scoring import OWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from training.pages import Example

    Floats = NDArray[np.floating]
    Places = NDArray[np.int64]

SEED = 7
TIMES = {OWN: 3}
"""How often a page of a corpus counts, where not once."""
BATCH_BLOCKS = 3000
LONGEST = 1500
LEAST_LEFT = 8


@dataclass(frozen=True)
class Settings:
    """How the network is built and taught.

    `hidden_words` of the words are not seen; up to `gone` of the containers of every other page are left out,
    anew in each pass; `calm` is how much of the mean weights each step leaves, which are the ones that count.
    """

    channels: int = 64
    width: int = 16
    passes: int = 8
    drop: float = 0.25
    rate: float = 2.5e-3
    decay: float = 0.03
    hidden_words: float = 0.2
    gone: float = 0.35
    calm: float = 0.995


def vocabulary_of(examples: list[Example], least_hosts: int, most: int, words: list[str]) -> list[int]:
    """The numbers of the words that many sites use, the most used first."""
    hosts: dict[int, set[str]] = {}
    for one in examples:
        for number in set(one.numbers.tolist()):
            hosts.setdefault(number, set()).add(one.host)
    counts = Counter({number: len(sites) for number, sites in hosts.items() if len(sites) >= least_hosts})
    return [number for number, _ in sorted(counts.items(), key=lambda item: (-item[1], words[item[0]]))][
        :most
    ]


def spread_of(examples: list[Example]) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each figure, every page counting the same up to 200 blocks."""
    rows = np.concatenate([one.values[:: max(1, len(one.values) // 200)] for one in examples])
    return rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-3)


def train(examples: list[Example], words: int, settings: Settings) -> tuple[Network, Floats, Floats]:
    """The taught network, and the mean and spread that its figures are counted in."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    mean, spread = spread_of(examples)
    network = Network(words, len(mean), settings.channels, settings.width, settings.drop)
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings.rate, weight_decay=settings.decay)
    order = [one for one in examples for _ in range(TIMES.get(one.corpus, 1))]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        max_lr=settings.rate,
        total_steps=int(len(_groups(order)) * settings.passes * 1.03) + 10,
        pct_start=0.15,
    )
    calm = {name: value.clone() for name, value in network.state_dict().items()}
    done = 0
    for turn in range(settings.passes):
        started, total, steps = time.perf_counter(), 0.0, 0
        chance.shuffle(order)
        network.train()
        for group in _groups(order):
            batch = batch_of(group, mean, spread, [_part(one, settings.gone, chance) for one in group])
            hide = torch.rand(len(batch["numbers"])) < settings.hidden_words
            batch["shares"] = batch["shares"].masked_fill(hide, 0.0)
            loss = loss_of(*network(batch), batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, steps, done = total + float(loss.detach()), steps + 1, done + 1
            left = min(settings.calm, done / (done + 10))
            for name, value in network.state_dict().items():
                calm[name].mul_(left).add_(value, alpha=1 - left)
        sys.stdout.write(
            f"  pass {turn + 1}: loss {total / steps:.4f} {time.perf_counter() - started:.0f} s\n"
        )
        sys.stdout.flush()
    network.load_state_dict(calm)
    network.eval()
    return network, mean, spread


def _part(one: Example, gone: float, chance: random.Random) -> Places:
    """The blocks of a page that count this time: at most LONGEST, of half the pages not all containers."""
    count = len(one.words)
    size = min(count, LONGEST)
    start = chance.randrange(count - size + 1)
    part = np.arange(start, start + size)
    if chance.random() < 0.5:
        return part
    group = one.groups[chance.randrange(len(one.groups)), part]
    dropped = np.random.default_rng(chance.randrange(2**31)).random(int(group.max()) + 1)
    left = part[dropped[group] >= chance.random() * gone]
    return left if len(left) >= LEAST_LEFT else part


def _groups(examples: list[Example]) -> list[list[Example]]:
    groups: list[list[Example]] = []
    size = BATCH_BLOCKS
    for one in examples:
        blocks = min(len(one.words), LONGEST) + 32
        if size + blocks > BATCH_BLOCKS:
            groups.append([])
            size = 0
        groups[-1].append(one)
        size += blocks
    return groups


def predict(network: Network, one: Example, mean: Floats, spread: Floats) -> Floats:
    """The probability of every block of a page."""
    with torch.no_grad():
        odds, _ = network(batch_of([one], mean, spread))
    return torch.sigmoid(odds)[: len(one.words)].numpy()

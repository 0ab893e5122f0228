"""`PYTHONPATH=.:packaging python -m training FOLDER… [--write FILE] [--folds N] [--each FOLDER]`.

Teaches the network on all page files (`*.jsonl`, `*.jsonl.xz`) of the folders, prints what it reaches on the
sites that were kept from it, fold by fold, and writes the weights taught by all.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from multiprocessing import Pool, get_context
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from training import pages, train, weights
from training.scoring import FOLDS, OWN, f1_of, fold_of, say

if TYPE_CHECKING:
    from training.pages import Example

LEAST_HOSTS = 10
MOST_WORDS = 3000
KEPT = 0.35
"""The probability from which a block counts as kept in the cross-validation, near to the cleaner's."""


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="training", description=__doc__.split("\n\n")[1])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--own", type=Path, help="folder of the project's own sample pages")
    parser.add_argument("--write", type=Path, help="where the weights go")
    parser.add_argument("--folds", type=int, default=FOLDS, help="folds of the cross-validation to run")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--each", type=Path, help="folder for the weights of each fold, to score the cleaner with"
    )
    parser.add_argument("--passes", type=int, default=train.Settings().passes)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    examples, known = read_all(arguments.folders, arguments.own, arguments.workers)
    say(f"{len(examples)} pages, {sum(len(one.words) for one in examples)} blocks")
    rows: dict[str, list[float]] = {}
    jobs: list[int | None] = [*range(arguments.folds), *([None] if arguments.write else [])]
    teacher = Teacher(
        examples, known, train.Settings(passes=arguments.passes), arguments.each, arguments.write
    )
    with get_context("fork").Pool(arguments.workers) as pool:
        for fold, scores in zip(jobs, pool.imap(teacher.fold, jobs), strict=True):
            for key, found in scores.items():
                rows.setdefault(key, []).extend(found)
            if fold is not None:
                say(f"fold {fold}: " + _line(scores))
    if rows:
        say("all: " + _line(rows))
    if arguments.write:
        say(f"{arguments.write}: {arguments.write.stat().st_size / 1000:.0f} kB")


def _line(scores: dict[str, list[float]]) -> str:
    return ", ".join(f"{key} {mean(row):.3f}" for key, row in sorted(scores.items()))


@dataclass(frozen=True)
class Teacher:
    """All pages, with words by their numbers, and how to learn from some of them."""

    examples: list[Example]
    known: list[str]
    settings: train.Settings
    each: Path | None
    whole: Path | None

    def fold(self, fold: int | None) -> dict[str, list[float]]:
        """What the network, taught by all other folds, reaches on this one: F1 of pages, by corpus and kind.

        No fold: it is taught by all pages.
        """
        if fold is None:
            self.teach(self.examples, self.whole)
            return {}
        others = [one for one in self.examples if fold_of(one) != fold]
        network, middle, spread, places = self.teach(others, self.each / f"{fold}.npz" if self.each else None)
        scores: dict[str, list[float]] = {}
        for one in self.examples:
            if fold_of(one) == fold:
                odds = train.predict(network, renumbered(one, places), middle, spread)
                names = {one.corpus, f"{one.corpus} {one.kind}".strip()}
                for name in sorted(names):
                    scores.setdefault(name, []).append(f1_of(one, odds >= KEPT))
        return scores

    def teach(self, examples: list[Example], path: Path | None) -> tuple[Any, Any, Any, dict[int, int]]:
        """Network, mean, spread and the numbers of its words, chosen from these examples alone."""
        chosen = train.vocabulary_of(examples, LEAST_HOSTS, MOST_WORDS, self.known)
        places = {number: place for place, number in enumerate(chosen)}
        taught = train.train([renumbered(one, places) for one in examples], len(chosen), self.settings)
        if path is not None:
            weights.write(path, weights.arrays_of(*taught, [self.known[number] for number in chosen]))
        return *taught, places


def renumbered(one: Example, places: dict[int, int]) -> Example:
    """The example with only the words that are in `places`, by their new numbers."""
    numbers = np.array([places.get(number, -1) for number in one.numbers.tolist()], dtype=np.int64)
    bag = np.repeat(np.arange(len(one.sizes)), one.sizes)
    kept = numbers >= 0
    sizes = np.bincount(bag[kept], minlength=len(one.sizes))
    return replace(one, numbers=numbers[kept], sizes=sizes)


def read_all(folders: list[Path], own: Path | None, workers: int) -> tuple[list[Example], list[str]]:
    """All pages of the folders as examples, and the words in them by number."""
    files = sorted(file for folder in folders for file in folder.glob("*.jsonl*"))
    jobs = [(file, part, workers) for file in [*files, *([own] if own else [])] for part in range(workers)]
    with Pool(workers) as pool:
        parts = pool.map(_read_part, jobs, chunksize=1)
    known = pages.Numbering()
    examples = []
    for found, words in parts:
        numbers = np.array([known.get(word) for word in words], dtype=np.int64)
        for one in found:
            one.numbers = numbers[one.numbers]
            examples.append(one)
    return sorted(examples, key=lambda one: (one.corpus, one.key)), list(known)


def _read_part(job: tuple[Path, int, int]) -> tuple[list[Example], list[str]]:
    path, part, parts = job
    known = pages.Numbering()
    corpus = OWN if path.is_dir() else path.name.split(".")[0]
    found = [
        one
        for place, page in enumerate(pages.read_own(path) if path.is_dir() else pages.read(path))
        if place % parts == part and (one := pages.example(page, corpus, known)) is not None
    ]
    return found, list(known)


if __name__ == "__main__":
    main()

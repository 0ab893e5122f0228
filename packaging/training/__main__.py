"""`PYTHONPATH=.:packaging python -m training FOLDER… [--write FILE] [--folds N]`.

Teaches the network on all page files (`*.jsonl`, `*.jsonl.xz`) of the folders, prints what it reaches on the
sites that were kept from it, fold by fold, and writes the weights taught by all.
"""

from __future__ import annotations

import argparse
import sys
from multiprocessing import Pool
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

import torch

from training import pages, train, weights

if TYPE_CHECKING:
    from training.pages import Example

LEAST_HOSTS = 10
MOST_WORDS = 3000


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="training", description=__doc__.split("\n\n")[1])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--own", type=Path, help="folder of the project's own sample pages")
    parser.add_argument("--write", type=Path, help="where the weights go")
    parser.add_argument("--folds", type=int, default=train.FOLDS, help="folds of the cross-validation to run")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    examples, known = read_all(arguments.folders, arguments.own, arguments.workers)
    words = renumber(examples, known)
    say(f"{len(examples)} pages, {sum(len(one.words) for one in examples)} blocks, {len(words)} words")
    settings = train.Settings()
    rows: dict[str, list[float]] = {}
    for fold in range(arguments.folds):
        held = [one for one in examples if train.fold_of(one) == fold]
        network = train.train([one for one in examples if train.fold_of(one) != fold], len(words), settings)
        for one in held:
            score = f1_of(one, train.predict(network[0], one, *network[1:]) >= 0.5)
            rows.setdefault(f"{one.corpus} {one.kind}".strip(), []).append(score)
        say(f"fold {fold}: " + ", ".join(f"{key} {mean(row):.3f}" for key, row in sorted(rows.items())))
    if arguments.write:
        network, middle, spread = train.train(examples, len(words), settings)
        weights.write(arguments.write, weights.arrays_of(network, middle, spread, words))
        say(f"{arguments.write}: {arguments.write.stat().st_size / 1000:.0f} kB")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def f1_of(one: Example, keep: Any) -> float:  # noqa: ANN401
    """Word-F1 of the kept blocks by their labels; of a page of segments, over the blocks that are known."""
    counted = one.words if one.gold_words else (one.weights > 0).astype(float)
    right = float((counted * one.labels * keep).sum())
    return (
        2
        * right
        / max(float((counted * keep).sum()) + (one.gold_words or float((counted * one.labels).sum())), 1)
    )


def read_all(folders: list[Path], own: Path | None, workers: int) -> tuple[list[Example], list[str]]:
    """All pages of the folders as examples, and the words in them by number."""
    files = sorted(file for folder in folders for file in folder.glob("*.jsonl*"))
    jobs = [(file, part, workers) for file in [*files, *([own] if own else [])] for part in range(workers)]
    with Pool(workers) as pool:
        parts = pool.map(_read_part, jobs, chunksize=1)
    known = pages.Numbering()
    examples = []
    for found, words in parts:
        numbers = [known.get(word) for word in words]
        for one in found:
            one.bags = [tuple(tuple(numbers[number] for number in bag) for bag in four) for four in one.bags]
            examples.append(one)
    return sorted(examples, key=lambda one: (one.corpus, one.key)), list(known)


def _read_part(job: tuple[Path, int, int]) -> tuple[list[Example], list[str]]:
    path, part, parts = job
    known = pages.Numbering()
    corpus = train.OWN if path.is_dir() else path.name.split(".")[0]
    found = [
        one
        for place, page in enumerate(pages.read_own(path) if path.is_dir() else pages.read(path))
        if place % parts == part and (one := pages.example(page, corpus, known)) is not None
    ]
    return found, list(known)


def renumber(examples: list[Example], known: list[str]) -> list[str]:
    """Keep only the words that enough sites use; returns them in their new order."""
    chosen = train.vocabulary_of(examples, LEAST_HOSTS, MOST_WORDS, known)
    places = {number: place for place, number in enumerate(chosen)}
    for one in examples:
        one.bags = [
            tuple(tuple(places[number] for number in bag if number in places) for bag in four)
            for four in one.bags
        ]
    return [known[number] for number in chosen]


if __name__ == "__main__":
    main()

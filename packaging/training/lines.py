"""`PYTHONPATH=.:packaging python -m training.lines FOLDER… [--write FILE] [--folds N]`.

Teaches the network of lines, which finds the article in bare text, on page files (`*.jsonl`, `*.jsonl.xz`)
of the folders, each page made into bare text. Prints what it reaches on sites kept from it, beside the rules.
"""

from __future__ import annotations

import argparse
from collections import Counter
from multiprocessing import Pool
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from clipper.extract.bare_figures import LineFigures
from clipper.extract.bare_network import line_probabilities
from clipper.extract.learned import Weights
from training import pages, weights
from training.line_network import LineSettings, teach
from training.line_pages import LineExample, line_examples
from training.scoring import FOLDS, OWN, f1_of, fold_of, say

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_HOSTS = 8
MOST_WORDS = 4000


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="training.lines", description=__doc__.split("\n\n")[1])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--own", type=Path, help="folder of the project's own sample pages")
    parser.add_argument("--write", type=Path, help="where the weights go")
    parser.add_argument("--folds", type=int, default=FOLDS, help="folds of the cross-validation to run")
    parser.add_argument("--keep-folds", type=Path, help="folder for the weights of each fold")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    read, known = read_all(arguments.folders, arguments.own, arguments.workers)
    words = renumber(read, known)
    settings = LineSettings()
    say(f"{len(read)} pages, {len(words)} words, {read[0][0].values.shape[1]} figures")
    rows: dict[str, list[tuple[float, ...]]] = {}
    for fold in range(arguments.folds):
        taught = stored(teach([one for one in read if fold_of(one[0]) != fold], len(words), settings), words)
        if arguments.keep_folds:
            weights.write(arguments.keep_folds / f"fold{fold}.npz", taught)
        for forms in (one for one in read if fold_of(one[0]) == fold):
            one = forms[0]
            choices = (
                one.ruled,
                predict(one, taught, close=False) >= 0.5,
                predict(one, taught, close=True) >= 0.5,
            )
            scores = tuple(f1_of(one, keep) for keep in choices)
            rows.setdefault(f"{one.corpus} {one.kind}".strip(), []).append(scores)
        say(f"fold {fold}: corpus, pages, F1 of the rules, of the network wide and close")
        for key, row in sorted(rows.items()):
            say(f"  {key} {len(row)} " + " ".join(f"{mean(column):.3f}" for column in zip(*row, strict=True)))
    if arguments.write:
        weights.write(arguments.write, stored(teach(read, len(words), settings), words))
        say(f"{arguments.write}: {arguments.write.stat().st_size / 1000:.0f} kB")


def stored(taught: tuple[Any, ...], words: list[str]) -> dict[str, Any]:
    """The taught network's arrays as they are shipped."""
    return weights.arrays_of(*taught, words)


def predict(one: LineExample, arrays: dict[str, Any], *, close: bool) -> NDArray[np.float32]:
    """The probability of every line, as the program computes it from the shipped arrays."""
    numbers = {name: array.astype(np.float32) for name, array in arrays.items() if name != "words"}
    told = LineFigures([], one.values[:, :-1], one.bags, [int(size) for size in one.words])
    return np.array(line_probabilities(told, Weights(numbers, {}), close=close), dtype=np.float32)


def read_all(
    folders: list[Path], own: Path | None, workers: int
) -> tuple[list[list[LineExample]], list[str]]:
    """All pages of the folders in the forms of each, and the words in them by number."""
    files = sorted(file for folder in folders for file in folder.glob("*.jsonl*"))
    jobs = [(file, part, workers) for file in [*files, *([own] if own else [])] for part in range(workers)]
    with Pool(workers) as pool:
        parts = pool.map(_read_part, jobs, chunksize=1)
    known = pages.Numbering()
    read = []
    for found, words in parts:
        numbers = [known.get(word) for word in words]
        for one in (one for forms in found for one in forms):
            one.bags = [(_moved(first, numbers), _moved(last, numbers)) for first, last in one.bags]
        read += found
    return sorted(read, key=lambda forms: (forms[0].corpus, forms[0].key)), list(known)


def _moved(bag: tuple[int, ...], numbers: list[int] | dict[int, int]) -> tuple[int, ...]:
    return tuple(numbers[one] for one in bag if not isinstance(numbers, dict) or one in numbers)


def _read_part(job: tuple[Path, int, int]) -> tuple[list[list[LineExample]], list[str]]:
    path, part, parts = job
    known = pages.Numbering()
    corpus = OWN if path.is_dir() else path.name.split(".")[0]
    every = pages.read_own(path) if path.is_dir() else pages.read(path)
    found = [line_examples(page, corpus, known) for place, page in enumerate(every) if place % parts == part]
    return [forms for forms in found if forms], list(known)


def renumber(read: list[list[LineExample]], known: list[str]) -> list[str]:
    """Keep only the words that enough sites use; returns them in their new order."""
    hosts: dict[int, set[str]] = {}
    for one in (one for forms in read for one in forms):
        for number in {number for pair in one.bags for bag in pair for number in bag}:
            hosts.setdefault(number, set()).add(one.host)
    counts = Counter({number: len(sites) for number, sites in hosts.items() if len(sites) >= LEAST_HOSTS})
    chosen = [number for number, _ in sorted(counts.items(), key=lambda one: (-one[1], known[one[0]]))]
    places = {number: place for place, number in enumerate(chosen[:MOST_WORDS])}
    for one in (one for forms in read for one in forms):
        one.bags = [(_moved(first, places), _moved(last, places)) for first, last in one.bags]
    return [known[number] for number in places]


if __name__ == "__main__":
    main()

"""A page's gold, and how much of each stretch of its text is in it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import html_text
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def gold_of(page: dict[str, Any]) -> str:
    """The words of a page's gold: its text, or those of its HTML or Markdown."""
    if page["text"] is not None:
        return str(page["text"])
    if page["html"] is not None:
        return html_text.extract_text(page["html"]) if page["html"].strip() else ""
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", page["markdown"] or "")
    return re.sub(r"[*_`#>|~\\-]+", " ", plain)


def by_segments(texts: Sequence[str], present: Iterable[str], absent: Iterable[str]) -> tuple[Floats, Floats]:
    """Labels and weights of the texts that hold a segment of the gold or are a part of one."""
    labels, weights = np.zeros(len(texts)), np.zeros(len(texts))
    for wanted, segments in ((0.0, absent), (1.0, present)):
        for segment in (" ".join(one.split()) for one in segments):
            for place, text in enumerate(texts):
                if segment in text or (len(text) > 20 and text in segment):
                    labels[place], weights[place] = wanted, 4.0
    return labels, weights


def by_grams(said: Sequence[list[str]], gold: str, words_of: Callable[[str], list[str]]) -> Floats:
    """Share of each text's runs of three words that the gold has, each only as often as the gold has it.

    `said` are the words of each text. Texts amid others of the gold are served first. A text of one or two
    words counts where it fits between its neighbours in the gold, or is a line of it.
    """
    words = words_of(gold.lower())
    left = Counter(_threes(words))
    pairs = set(pairwise(words))
    lines = {tuple(words_of(line.lower())) for line in gold.split("\n")}
    grams = [_threes(one) for one in said]
    raw = np.array([sum(gram in left for gram in one) / len(one) if one else 0.0 for one in grams])
    size = np.array([len(one) for one in grams], dtype=float)
    near = _around(raw * size) / np.maximum(_around(size), 1.0)
    labels = np.zeros(len(said))
    for place in np.argsort(-near, kind="stable"):
        one = grams[place]
        hits = 0
        for gram in one:
            if left.get(gram, 0) > 0:
                left[gram] -= 1
                hits += 1
        if one:
            labels[place] = hits / len(one)
    for place, short in enumerate(said):
        if 0 < len(short) < 3:
            before = said[place - 1][-1:] if place else []
            after = said[place + 1][:1] if place + 1 < len(said) else []
            run = (*before, *short, *after)
            fits = len(run) > 1 and all(pair in pairs for pair in pairwise(run))
            labels[place] = (fits or tuple(short) in lines) and near[place] > 0.4
    return labels


def _threes(words: Sequence[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _around(values: Floats, reach: int = 6) -> Floats:
    return np.convolve(values, np.ones(2 * reach + 1), mode="full")[reach : reach + len(values)]

"""The lines of a page's dumped text that are its article: by rules, corrected by the learned network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.extract.bare_figures import line_figures
from clipper.extract.bare_lines import Kind
from clipper.extract.bare_network import line_probabilities, line_weights
from clipper.extract.bare_rules import ruled
from clipper.extract.bare_title import title_over
from clipper.extract.metadata.titles import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.extract.bare_lines import Line
    from clipper.extract.bare_rules import Ruled

LEAST_LINES = 8
"""A text of fewer lines is left to the rules: the network has seen too few of its kind."""

MOST_LINES = 20_000
"""A text of more lines is left to the rules: no article has them."""

LEAST_SHARE = 0.3
"""Of the words that the rules keep; where the network keeps fewer, it has not understood the text."""

_KEPT = 0.5
_DOUBTFUL = 0.25
_CAPTION = 0.3


def chosen_lines(lines: Sequence[Line]) -> Ruled | None:
    """The article's lines and title, or None where there is no article."""
    rules = ruled(lines)
    from clipper.resources import resource

    if not resource("lines/weights.npz").is_file():
        return rules
    if not LEAST_LINES <= sum(1 for line in lines if line.words) <= MOST_LINES:
        return rules
    taught = line_weights()
    figures = line_figures(lines, rules, taught.known)
    odds = dict(zip(figures.at, line_probabilities(figures, taught), strict=True))
    kept = _kept(lines, figures.at, odds)
    said = sum(lines[place].words for place in kept)
    ruled_words = sum(lines[place].words for place in rules.kept) if rules else 0
    if not kept or rules is None or said < ruled_words * LEAST_SHARE:
        return rules
    first, last = min(kept), max(kept)
    title_at, title = title_over(lines, first)
    named = key(title)
    kept = {place for place in kept if key(lines[place].text) != named}
    return replace(rules, first=first, last=last, title_at=title_at, title=title, kept=frozenset(kept))


def _kept(lines: Sequence[Line], at: Sequence[int], odds: dict[int, float]) -> set[int]:
    """The lines that are likely enough, and doubtful ones that stand alone amid them."""
    kept = {place for place in at if odds[place] >= _KEPT}
    for number, place in enumerate(at):
        around = [*at[max(0, number - 2) : number], *at[number + 1 : number + 3]]
        if place in kept or len(around) < 4:
            continue
        inside = all(odds[other] >= _KEPT for other in around)
        beside = any(odds[other] >= _KEPT for other in around)
        if lines[place].kind is Kind.CAPTION:
            likely = beside and odds[place] >= _CAPTION
        else:
            likely = inside and odds[place] >= _DOUBTFUL and lines[place].kind is not Kind.FURNITURE
        if likely:
            kept.add(place)
    return kept

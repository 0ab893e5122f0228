"""Lines of a page's dumped text that stay or go together: lists, signatures, headings."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from clipper.extract.bare_lines import Kind, is_dated
from clipper.extract.wording import COMMENTS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from clipper.extract.bare_lines import Line
    from clipper.extract.bare_rules import Ruled

LONG = 200
"""Words of prose; after so many a heading that says "Comments" ends the article; a first post is shorter."""

_LONGEST_HEADING = 14
_LONGEST_SAYING = 6
_LONGEST_NAME = 5
_LONGEST_DATE = 12
_FEWEST_POSTS = 3


def comments_at(lines: Sequence[Line], rules: Ruled) -> int:
    """Where the comments begin that follow a long article; behind the last line where there are none."""
    if sum(lines[at].words for at in rules.kept if lines[at].kind is Kind.PROSE) < LONG:
        return len(lines)
    after = range(rules.last + 1, len(lines))
    heads = (at for at in after if lines[at].reason == COMMENTS and lines[at].words <= _LONGEST_SAYING)
    return next(heads, len(lines))


def listed_together(lines: Sequence[Line], rules: Ruled, odds: dict[int, float]) -> dict[int, float]:
    """The odds, those of the lines of one list or table of the rules the same: their mean by words."""
    even = dict(odds)
    run: list[int] = []
    for at in [*sorted(odds), -1]:
        if at in rules.lists and at in rules.kept:
            run.append(at)
            continue
        if run:
            whole = sum(lines[one].words for one in run) or 1
            mean = sum(odds[one] * lines[one].words for one in run) / whole
            even.update(dict.fromkeys(run, mean))
        run = []
    return even


def signatures_alike(lines: Sequence[Line], odds: dict[int, float]) -> dict[int, float]:
    """The odds, all dates over posts having their mean, and the names over the dates no less than that."""
    order = sorted(odds)
    dates = [
        place
        for place in range(len(order) - 1)
        if lines[order[place]].words <= _LONGEST_DATE
        and lines[order[place]].kind is not Kind.PROSE
        and lines[order[place + 1]].kind is Kind.PROSE
        and is_dated(lines[order[place]].text)
    ]
    if len(dates) < _FEWEST_POSTS:
        return odds
    names = [place - 1 for place in dates if place and _is_name(lines[order[place - 1]])]
    means = [sum(odds[order[place]] for place in some) / max(len(some), 1) for some in (dates, names)]
    even = odds | {order[place]: means[0] for place in dates}
    return even | {order[place]: max(means) for place in names}


def _is_name(line: Line) -> bool:
    return line.kind is Kind.LABEL and line.words <= _LONGEST_NAME


def headings_over(lines: Sequence[Line], order: Sequence[int], kept: Collection[int]) -> set[int]:
    """The labels right over a kept line, amid the kept ones. `order` are the places of lines with words."""
    first = min(kept, default=len(lines))
    return {
        at
        for at, below in pairwise(order)
        if first < at
        and below in kept
        and lines[at].kind is Kind.LABEL
        and lines[at].words <= _LONGEST_HEADING
    }

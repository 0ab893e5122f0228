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
from clipper.extract.wording import COMMENTS

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

LIKE_AN_ARTICLE = 0.6
"""Of the words that the network keeps; where the rules keep as many of them, the text is one article."""

_RULED_PROSE, _RULED = 0.006, 0.05
"""In an article: the least probability that keeps prose that the rules keep, and any other line of theirs."""

_PROSE, _LABEL = 0.5, 0.8
"""The same of prose that the rules leave out, and of any other line."""

_RULED_ELSEWHERE, _ELSEWHERE = 0.35, 0.5
"""In threads, lists and the like: of a line that the rules keep, and of any other."""

_LEAD = 3
"""Lines before an article's first prose that may belong to it: a caption, a heading."""

_LONG = 200
"""Words of prose; after so many a heading that says "Comments" ends the article; a first post is shorter."""

_HEADING = 6

_SAID = frozenset((Kind.PROSE, Kind.SENTENCE))


def chosen_lines(lines: Sequence[Line]) -> Ruled | None:
    """The article's lines and title, or None where there is no article."""
    rules = ruled(lines)
    if rules is None or not LEAST_LINES <= sum(1 for line in lines if line.words) <= MOST_LINES:
        return rules
    taught = line_weights()
    figures = line_figures(lines, rules, taught.known)
    wide = dict(zip(figures.at, line_probabilities(figures, taught, close=False), strict=True))
    close = dict(zip(figures.at, line_probabilities(figures, taught, close=True), strict=True))
    kept = _kept(lines, rules, wide, close)
    if not kept or _words(lines, kept) < _words(lines, rules.kept) * LEAST_SHARE:
        return rules
    first, last = min(kept), max(kept)
    title_at, title = title_over(lines, first)
    named = key(title)
    kept = {at for at in kept if key(lines[at].text) != named}
    return replace(rules, first=first, last=last, title_at=title_at, title=title, kept=frozenset(kept))


def _words(lines: Sequence[Line], kept: set[int] | frozenset[int]) -> int:
    return sum(lines[at].words for at in kept)


def _kept(lines: Sequence[Line], rules: Ruled, wide: dict[int, float], close: dict[int, float]) -> set[int]:
    """The lines that are likely enough: less is asked where the rules agree, more at an article's edges.

    `wide` and `close` are the odds as of a page of any kind, and as of an article.
    """
    end = _comments_at(lines, rules)
    wide = {at: odd for at, odd in wide.items() if at < end}
    kept = {at for at, odd in wide.items() if odd >= (_RULED_ELSEWHERE if at in rules.kept else _ELSEWHERE)}
    if _words(lines, kept & rules.kept) < LIKE_AN_ARTICLE * _words(lines, kept):
        return kept
    odds = _listed_together(lines, rules, {at: odd for at, odd in close.items() if at < end})
    kept = {at for at, odd in odds.items() if odd >= _least(lines[at], ruled_in=at in rules.kept)}
    prose = sorted(at for at in kept if lines[at].kind is Kind.PROSE)
    if not prose:
        return kept
    order = sorted(odds)
    begin = order[max(0, order.index(prose[0]) - _LEAD)]
    return {at for at in kept if begin <= at <= prose[-1] or at in rules.kept or lines[at].kind is Kind.PROSE}


def _comments_at(lines: Sequence[Line], rules: Ruled) -> int:
    """Where the comments begin that follow a long article; behind the last line where there are none."""
    prose = {at for at in rules.kept if lines[at].kind is Kind.PROSE}
    if _words(lines, prose) < _LONG:
        return len(lines)
    after = range(rules.last + 1, len(lines))
    heads = (at for at in after if lines[at].reason == COMMENTS and lines[at].words <= _HEADING)
    return next(heads, len(lines))


def _listed_together(lines: Sequence[Line], rules: Ruled, odds: dict[int, float]) -> dict[int, float]:
    """The odds, those of the lines of one list or table all the same: their mean by words."""
    even = dict(odds)
    run: list[int] = []
    for at in [*sorted(odds), -1]:
        if at in rules.lists and at in rules.kept:
            run.append(at)
            continue
        if run:
            whole = _words(lines, set(run)) or 1
            mean = sum(odds[one] * lines[one].words for one in run) / whole
            even.update(dict.fromkeys(run, mean))
        run = []
    return even


def _least(line: Line, *, ruled_in: bool) -> float:
    if ruled_in and line.kind is Kind.CAPTION:
        return 0.0
    if ruled_in:
        return _RULED_PROSE if line.kind is Kind.PROSE else _RULED
    return _PROSE if line.kind in _SAID else _LABEL

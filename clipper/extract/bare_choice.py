"""The lines of a page's dumped text that are its article: by rules, corrected by the learned network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.extract.bare_figures import line_figures
from clipper.extract.bare_lines import Kind
from clipper.extract.bare_network import line_probabilities, line_weights
from clipper.extract.bare_rules import ruled
from clipper.extract.bare_title import title_over
from clipper.extract.bare_together import comments_at, headings_over, listed_together, signatures_alike
from clipper.extract.metadata.titles import key

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from clipper.extract.bare_lines import Line
    from clipper.extract.bare_rules import Ruled

    Odds = dict[int, float]

LEAST_LINES = 8
"""A text of fewer lines is left to the rules: the network has seen too few of its kind."""

MOST_LINES = 20_000
"""A text of more lines is left to the rules: no article has them."""

LEAST_SHARE = 0.3
"""Of the words that the rules keep; where the network keeps fewer, it has not understood the text."""

LIKE_AN_ARTICLE = 0.6
"""Of the words that the network keeps; where the rules keep as many of them, the text is one article."""

_AGREED, _MUCH = 0.7, 0.3

_RULED_PROSE, _RULED = 0.006, 0.05
"""In an article: the least probability that keeps prose that the rules keep, and any other line of theirs."""

_PROSE, _LABEL, _FURNITURE = 0.5, 0.8, 0.95
"""The same of prose that the rules leave out, of any other line, and of what reads as furniture."""

_RULED_ELSEWHERE, _ELSEWHERE = 0.35, 0.5
"""In threads, lists and the like: of a line that the rules keep, and of any other."""

_LEAD = 3
"""Lines before an article's first prose that may belong to it: a caption, a heading."""

_SAID = frozenset((Kind.PROSE, Kind.SENTENCE))
_ENGLISH = frozenset(("the", "of", "and"))
_ENGLISH_SHARE = 0.05


def chosen_lines(lines: Sequence[Line]) -> Ruled | None:
    """The article's lines and title, or None where there is no article."""
    rules = ruled(lines)
    if rules is None or not LEAST_LINES <= sum(1 for line in lines if line.words) <= MOST_LINES:
        return rules
    taught = line_weights()
    figures = line_figures(lines, rules, taught.known)
    wide = dict(zip(figures.at, line_probabilities(figures, taught, close=False), strict=True))
    end = comments_at(lines, rules)
    wide = {at: odd for at, odd in wide.items() if at < end}
    close = dict(zip(figures.at, line_probabilities(figures, taught, close=True), strict=True))
    close = {at: close[at] for at in wide}
    kept = _of_any_page(lines, rules, wide)
    if _is_one_article(lines, rules, kept, close):
        kept = _of_an_article(lines, rules, wide, close)
    if not kept or _words(lines, kept) < _words(lines, rules.kept) * LEAST_SHARE:
        return rules
    first, last = min(kept), max(kept)
    title_at, title = title_over(lines, first)
    named = key(title)
    kept = {at for at in kept if lines[at].key != named}
    return replace(rules, first=first, last=last, title_at=title_at, title=title, kept=frozenset(kept))


def _words(lines: Sequence[Line], kept: Collection[int]) -> int:
    return sum(lines[at].words for at in kept)


def _is_one_article(lines: Sequence[Line], rules: Ruled, kept: set[int], close: Odds) -> bool:
    """Whether the rules found most of what the network keeps, or of an article that is much of it."""
    words = _words(lines, kept)
    if _words(lines, kept & rules.kept) >= LIKE_AN_ARTICLE * words:
        return True
    core = {at for at, odd in close.items() if odd >= _PROSE}
    agreed = _words(lines, core & rules.kept)
    return agreed >= _AGREED * _words(lines, core) > 0 and _words(lines, core) >= _MUCH * words


def _of_any_page(lines: Sequence[Line], rules: Ruled, wide: Odds) -> set[int]:
    """The lines that are likely enough on a page of any kind."""
    odds = signatures_alike(lines, wide)
    return {at for at, odd in odds.items() if odd >= (_RULED_ELSEWHERE if at in rules.kept else _ELSEWHERE)}


def _of_an_article(lines: Sequence[Line], rules: Ruled, wide: Odds, close: Odds) -> set[int]:
    """The lines that are likely enough in an article: less is asked where the rules agree, more at its edges.

    What the rules keep of other languages stays: nearly all pages that taught the network are in English.
    """
    odds = listed_together(lines, rules, close)
    trusted = _is_english(lines, rules)
    kept = {at for at, odd in odds.items() if odd >= _least(lines[at], at in rules.kept, trusted)}
    kept |= {at for at in headings_over(lines, sorted(odds), kept) if wide[at] >= _ELSEWHERE}
    prose = sorted(at for at in kept if lines[at].kind is Kind.PROSE)
    if not prose:
        return kept
    order = sorted(odds)
    begin = order[max(0, order.index(prose[0]) - _LEAD)]
    return {at for at in kept if begin <= at <= prose[-1] or at in rules.kept or lines[at].kind is Kind.PROSE}


def _is_english(lines: Sequence[Line], rules: Ruled) -> bool:
    said = [word for at in rules.kept for word in lines[at].text.casefold().split()]
    return sum(1 for word in said if word in _ENGLISH) >= _ENGLISH_SHARE * len(said)


def _least(line: Line, by_rules: bool, trusted: bool) -> float:
    """The least probability that keeps a line of an article."""
    if by_rules:
        if line.kind is Kind.CAPTION or not trusted:
            return 0.0
        return _RULED_PROSE if line.kind is Kind.PROSE else _RULED
    if line.kind is Kind.FURNITURE:
        return _FURNITURE
    return _PROSE if line.kind in _SAID else _LABEL

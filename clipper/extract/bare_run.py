"""Tells a page's dumped text from a note, and finds the run of lines that is its article.

The run is the span of lines with the greatest sum of weights: prose speaks for it, labels and furniture
against it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from clipper.extract.bare_lines import Kind, Line, is_dated
from clipper.extract.wording import COMMENTS, COOKIES, FOOTER, RELATED, SHARE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_WEIGHT = {
    Kind.LABEL: -7.0,
    Kind.FURNITURE: -8.0,
    Kind.CAPTION: -1.0,
    Kind.ITEM: -1.0,
    Kind.BLANK: 0.0,
    Kind.CODE: 2.0,
}
_BARRIER = -60.0
_FEWEST_LISTED = 3
_MOST_LOST = 150.0
_SEPARATED = re.compile(r"\s[|│–—·»-]\s|｜")
_AGE = re.compile(
    r"\b\d{1,6}\s*(?:s|m|h|d|w|y|min|sec|hour|day|week|month|year|minute)s?\.? ago\b|vor \d+ \w+|"
    r"il y a \d+|hace \d+|há \d+|\b\d{1,6} (?:дн|час|мин)\w* назад",
    re.IGNORECASE,
)


def looks_like_a_page(lines: Sequence[Line]) -> bool:
    """Whether the text is a page's: furniture of several kinds, a title said again, bare labels in number."""
    said = [line for line in lines if line.kind is not Kind.BLANK]
    furniture = [line for line in said if line.kind is Kind.FURNITURE]
    prose = sum(1 for line in said if line.kind is Kind.PROSE)
    labels = sum(1 for line in said if line.kind is Kind.LABEL)
    title = repeated_title(lines)
    windowed = title is not None and _SEPARATED.search(said[0].text) is not None
    if prose < 1 or not (furniture or windowed) or (len(furniture) + labels) * 4 < len(said):
        return False
    signs = len({line.reason for line in furniture}) + (len(furniture) >= 4)
    signs += any(line.reason in {FOOTER, COOKIES} for line in furniture)
    signs += (labels >= 12 and labels * 2 > len(said)) + (labels >= 60)
    signs += labels >= 12 and labels * 3 > len(said) * 2
    if title is not None:
        # A window's title has the site's name beside the headline: no person begins a note so.
        signs += 3 if windowed and said[0].key != lines[title].key else 2
    return signs >= 4


def repeated_title(lines: Sequence[Line]) -> int | None:
    """Where the title stands over the text: the longest line that the first, the window's title, has too."""
    opening = next((at for at, line in enumerate(lines) if line.kind is not Kind.BLANK), None)
    if opening is None:
        return None
    whole = lines[opening].key
    longest, found = 7, None
    for at in range(opening + 1, len(lines)):
        line = lines[at]
        if line.kind is Kind.BLANK or line.words < 2 or len(line.text) > 250:
            continue
        said = line.key
        akin = len(said) > longest and said in whole and len(said) * 3 > len(whole)
        if akin and any(one.kind is Kind.PROSE for one in lines[at + 1 : at + 25]):
            longest, found = len(said), at
    return found


def article_run(lines: Sequence[Line], lists: Collection[int]) -> tuple[int, int] | None:
    """The first and the last line of the densest run of prose: the span of the greatest sum of weights.

    Where the title is known to stand over its text, that text is taken unless another run is far greater.
    `lists` are the lines of lists and tables, which speak neither way.
    """
    weights = _weights(lines, lists)
    best, best_span = 0.0, None
    total, start = 0.0, 0
    for at, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, at
        total += weight
        if total > best:
            best, best_span = total, (start, at)
    title = repeated_title(lines)
    under = _run_under(lines, weights, title) if title is not None else None
    if under is not None and (under[0] * 4 > best or under[0] > 250):
        return under[1]
    return best_span


def _run_under(
    lines: Sequence[Line], weights: Sequence[float], title: int
) -> tuple[float, tuple[int, int]] | None:
    """The weight and the span of the run that begins with the first prose under the title."""
    start = next(
        (at for at in range(title + 1, min(title + 30, len(lines))) if lines[at].kind is Kind.PROSE), None
    )
    if start is None:
        return None
    total = best = 0.0
    end = start
    for at in range(start, len(weights)):
        total += weights[at]
        if total > best:
            best, end = total, at
        elif best - total > _MOST_LOST:
            break
    return best, (start, end)


def _weights(lines: Sequence[Line], lists: Collection[int]) -> list[float]:
    """How much each line speaks for the run that it stands in."""
    often = Counter(line.text for line in lines if line.kind is Kind.FURNITURE)
    signed = [at for at, line in enumerate(lines) if _is_signature(line)]
    weights = [
        _BARRIER if line.reason == SHARE and line.words > 2 and often[line.text] >= 4 else _weight(line)
        for line in lines
    ]
    if len(signed) >= 3:
        for at in signed:
            weights[at] = -45.0
    for at in lists:
        weights[at] = 0.5
    return weights


def _is_signature(line: Line) -> bool:
    """Whether a line is the head of a comment: short, with a date or an age."""
    if line.kind not in {Kind.LABEL, Kind.SENTENCE, Kind.FURNITURE} or line.words > 16:
        return False
    return _AGE.search(line.text) is not None or is_dated(line.text)


def listed(lines: Sequence[Line]) -> set[int]:
    """Lines of lists and tables: many short lines under one that ends in a colon, or full of figures."""
    found: set[int] = set()
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].kind in {Kind.LABEL, Kind.CAPTION, Kind.ITEM}:
            end += 1
        if end - at >= _FEWEST_LISTED:
            before = next(
                (
                    lines[back]
                    for back in range(at - 1, max(-1, at - 3), -1)
                    if lines[back].kind is not Kind.BLANK
                ),
                None,
            )
            inside = range(at, end)
            figures = sum(1 for one in inside if re.search(r"\d", lines[one].text))
            headed = (before is not None and before.text.endswith((":", "："))) or lines[at].text.endswith(
                (":", "：")
            )
            if headed or (
                figures >= (end - at) * 0.7
                and before is not None
                and before.kind in {Kind.PROSE, Kind.SENTENCE, Kind.LABEL}
                and lines[at].words > 2
            ):
                found.update(inside)
        at = max(end, at + 1)
    return found


def _weight(line: Line) -> float:
    if line.kind is Kind.PROSE:
        return min(line.words, 70)
    if line.kind is Kind.SENTENCE:
        return line.words * 0.5
    if line.kind is Kind.FURNITURE and line.reason in {COMMENTS, RELATED} and line.words < 7:
        return _BARRIER if line.reason == COMMENTS else -30.0
    return _WEIGHT[line.kind]

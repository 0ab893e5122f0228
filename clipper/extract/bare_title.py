"""The title of a page's dumped text: the line that its article stands under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.bare_lines import Kind, Line, is_dated
from clipper.extract.metadata.titles import key

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEARCHED = 40


def title_over(lines: Sequence[Line], first: int) -> tuple[int, str]:
    """Where the title stands last before the article, and the title: said twice, or in the first line."""
    before = [(at, lines[at]) for at in range(max(0, first - _SEARCHED), first + 1) if _is_titular(lines[at])]
    everywhere = [line.text for line in lines]
    opening = next((line.text for line in lines if line.kind is not Kind.BLANK), "")
    whole = key(opening)
    best: tuple[float, int, str] = (0.0, first, "")
    for at, line in before:
        said = line.text
        score = min(line.words, 12) / 4 - (first - at) * 0.08
        if line.kind is not Kind.LABEL:
            score -= 2.5
        if everywhere.count(said) > 1 and line.words >= 3:
            score += 3
        if said != opening and key(said) and key(said) in whole and line.words >= 2:
            score += 6
        if said == opening:
            score += 1
        if score > best[0] + (0 if said == best[2] else 1e-9):
            best = (score, at, said)
    if best[2]:
        return best[1], best[2]
    return first, opening if len(opening) < 200 else ""


def _is_titular(line: Line) -> bool:
    if line.kind is Kind.PROSE:
        return line.words <= 30 and len(line.text) < 180
    return (
        line.kind in {Kind.LABEL, Kind.SENTENCE}
        and 1 < line.words <= 30
        and len(line.text) < 220
        and not is_dated(line.text)
    )

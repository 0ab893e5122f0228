"""What rules alone take for the article in a page's dumped text: the densest run, without its furniture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.extract.bare_lines import Kind, Line, is_dated
from clipper.extract.bare_run import article_run, listed
from clipper.extract.bare_title import title_over
from clipper.extract.metadata.titles import key

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Ruled:
    """The run's first and last line, where the title stands, the title, and the lines that rules keep."""

    first: int
    last: int
    title_at: int
    title: str
    kept: frozenset[int]
    lists: frozenset[int]


def ruled(lines: Sequence[Line]) -> Ruled | None:
    """The choice of the rules, or None where no line speaks for an article."""
    lists = frozenset(listed(lines))
    run = article_run(lines, lists)
    if run is None:
        return None
    first, last = run
    title_at, title = title_over(lines, first)
    between = range(title_at + 1, first)
    introduction = {
        at for at in between if lines[at].kind in {Kind.SENTENCE, Kind.PROSE} and lines[at].words > 6
    }
    first = _with_caption(lines, first, title)
    kept = _kept(lines, first, last, title, lists) | introduction
    return Ruled(first, last, title_at, title, frozenset(kept), lists)


def _with_caption(lines: Sequence[Line], first: int, title: str) -> int:
    """The run begun earlier by a caption that stands right before it."""
    at = first - 1
    while at >= 0 and lines[at].kind is Kind.BLANK:
        at -= 1
    return at if at >= 0 and lines[at].kind is Kind.CAPTION and lines[at].key != key(title) else first


def _kept(lines: Sequence[Line], first: int, last: int, title: str, lists: frozenset[int]) -> set[int]:
    """The lines of the run that are the article's: prose, captions, lists, and labels that head prose."""
    kept: set[int] = set()
    named = key(title)
    said = [at for at in range(first, last + 1) if lines[at].kind is not Kind.BLANK]
    for place, at in enumerate(said):
        line = lines[at]
        if line.kind is Kind.FURNITURE or line.key == named:
            continue
        if line.kind is Kind.LABEL and at not in lists:
            following = lines[said[place + 1]] if place + 1 < len(said) else None
            before = said[place - 1] if place else None
            if not _heads_or_continues(lines, before, following, kept):
                continue
            if is_dated(line.text) or (place < 3 and line.words < 4):
                continue
        kept.add(at)
    return kept


def _heads_or_continues(
    lines: Sequence[Line], before: int | None, following: Line | None, kept: set[int]
) -> bool:
    """Whether a label heads the text that follows, or goes on with a list that was announced or begun."""
    if before is not None:
        line = lines[before]
        if line.text.endswith((":", "：")) or (before in kept and line.kind is Kind.LABEL and line.words > 3):
            return True
    return following is not None and following.kind in {Kind.PROSE, Kind.SENTENCE, Kind.ITEM, Kind.CODE}

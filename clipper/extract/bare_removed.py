"""What of a page's dumped text is not its article, and why a person would agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.bare_lines import Kind, is_dated
from clipper.extract.metadata.titles import key
from clipper.extract.wording import BYLINE, COMMENTS, COOKIES, FOOTER, MENU, OTHER, RELATED, REPEATED
from clipper.model import Removal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from clipper.extract.bare_lines import Line
    from clipper.extract.bare_rules import Ruled
    from clipper.extract.blocks.keys import Keys

_OPENING = frozenset((COMMENTS, RELATED, FOOTER, COOKIES))
_LONGEST_HEADING = 8


def left_out(lines: Sequence[Line], kept: Collection[int], chosen: Ruled, keys: Keys) -> tuple[Removal, ...]:
    """All lines but the kept ones and the title, neighbours of one reason together.

    A line without a reason of its own has that of its surroundings: what stands over the title is the menu,
    what stands under a heading such as "Comments" or "Read also" belongs to it.
    """
    found: list[tuple[str, list[int]]] = []
    named = key(chosen.title)
    last = max(kept, default=chosen.last)
    titled = False
    around: str | None = None
    for at, line in enumerate(lines):
        if line.kind is Kind.BLANK:
            continue
        if at in kept:
            around = None
            continue
        repeats = bool(named) and line.key == named
        if repeats and not titled and at >= min(chosen.title_at, last):
            titled = True
            continue
        if line.reason in _OPENING and line.words <= _LONGEST_HEADING:
            around = line.reason
        reason = REPEATED if repeats else line.reason or _reason(at, line, chosen, last, around)
        if found and found[-1][0] == reason:
            found[-1][1].append(at)
        else:
            found.append((reason, [at]))
    return tuple(
        Removal(reason, "\n".join(lines[at].text for at in places), tuple(keys[at] for at in places))
        for reason, places in found
    )


def _reason(at: int, line: Line, chosen: Ruled, last: int, around: str | None) -> str:
    if chosen.title_at < at <= chosen.first + 1 and line.words < 16 and is_dated(line.text):
        return BYLINE
    if around is not None:
        return around
    if at < chosen.first and line.kind is not Kind.PROSE:
        return MENU
    if at > last and line.kind is Kind.LABEL:
        return FOOTER
    return OTHER

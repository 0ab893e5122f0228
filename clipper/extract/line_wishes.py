"""What a person wants of a text's lines otherwise than judged: a wider choice, lines put back or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.bare_lines import Kind
from clipper.extract.wording import ADVERT, COOKIES, FOOTER, MENU, SHARE
from clipper.model import Width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.extract.bare_lines import Line
    from clipper.extract.blocks.keys import Keys
    from clipper.model import Choice

_NEVER_WIDER = frozenset((MENU, FOOTER, COOKIES, ADVERT, SHARE))


def granted_lines(lines: Sequence[Line], kept: set[int], choice: Choice, keys: Keys) -> set[int]:
    """The places of the lines that stay."""
    if choice.width is Width.WIDER and kept:
        kept = kept | _wider(lines, min(kept), max(kept))
    if choice.put_back or choice.left_out:
        back, out = keys.marks(choice.put_back), keys.marks(choice.left_out)
        said = (at for at, line in enumerate(lines) if line.kind is not Kind.BLANK)
        kept = {at for at in said if (at in kept or back[at]) and not out[at]}
    return kept


def _wider(lines: Sequence[Line], first: int, last: int) -> set[int]:
    """All lines amid the article's but menus and the like, and after it whatever reads as text."""
    found = set()
    for at in range(first, len(lines)):
        line = lines[at]
        if line.kind is Kind.BLANK or line.reason in _NEVER_WIDER:
            continue
        if at <= last or line.kind in {Kind.PROSE, Kind.SENTENCE, Kind.CAPTION}:
            found.add(at)
    return found

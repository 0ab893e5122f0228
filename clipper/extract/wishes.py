"""What a person wants otherwise than judged: a wider choice, blocks put back or left out, a site's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.judged import By
from clipper.extract.wording import (
    ADVERT,
    CHOSEN,
    COMMENTS,
    COOKIES,
    FOOTER,
    MENU,
    PLACED,
    SHARE,
    furniture_by_name,
)
from clipper.model import Width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from clipper.extract.blocks.cut import Cut
    from clipper.extract.blocks.study import Study
    from clipper.extract.by_site import Placed
    from clipper.extract.judged import Decision
    from clipper.model import Choice

LIKELY = 0.08
"""The probability from which a block belongs to a wider choice."""

_NEVER_WIDER = frozenset((MENU, FOOTER, COOKIES, ADVERT, SHARE))
_BY_TAG = {"nav": MENU, "footer": FOOTER, "menu": MENU}


def grant(decision: Decision, choice: Choice, placed: Placed) -> Decision:
    """The decision as the person wants it. What one block is told goes over what its site is told."""
    page = decision.study.page
    if placed.article:
        chosen = _blocks_in(page, placed.article)
        if any(chosen):
            decision.keep, decision.by = chosen, By.SITE_RULE
    if choice.width is Width.WIDER:
        decision.keep = widened(decision)
    elif choice.width is Width.PAGE:
        decision.keep = [True] * len(page.blocks)
    if placed:
        forced, dropped = _blocks_in(page, placed.keep), _blocks_in(page, placed.remove)
        _put(decision, forced, dropped, PLACED)
    if choice.put_back or choice.left_out:
        keys = decision.study.keys
        _put(decision, keys.marks(choice.put_back), keys.marks(choice.left_out), CHOSEN)
    return decision


def _put(decision: Decision, wanted: Sequence[bool], unwanted: Sequence[bool], reason: str) -> None:
    for place in range(len(decision.keep)):
        if wanted[place]:
            decision.keep[place] = True
            decision.wanted.add(place)
            decision.asked.pop(place, None)
        if unwanted[place]:
            decision.keep[place] = False
            decision.wanted.discard(place)
            decision.asked[place] = reason


def widened(decision: Decision) -> list[bool]:
    """All that may be the article, and what its page has around and under it, without menus and the like."""
    study = decision.study
    page = study.page
    wide = (
        [kept or odd >= LIKELY for kept, odd in zip(study.verdicts.kept, decision.odds, strict=True)]
        if (decision.odds)
        else list(study.verdicts.kept)
    )
    for start, end in _main_parts(page, decision.keep):
        wide[start:end] = [True] * (end - start)
    both = zip(decision.keep, wide, in_menus(study), strict=True)
    return [stays or (wanted and not menu) for stays, wanted, menu in both]


def in_menus(study: Study) -> list[bool]:
    """Of each block whether it is in a menu, footer, notice or the like, which no wider choice takes in."""
    page = study.page
    reasons = dict(study.ruled.furniture)
    found = [False] * len(page.blocks)
    for one in page.containers:
        if _is_menu(one.element, reasons):
            found[one.start : one.end] = [True] * (one.end - one.start)
    for place, block in enumerate(page.blocks):
        if block.inline is None and not found[place]:
            found[place] = _is_menu(block.holder, reasons)
    return found


def _main_parts(page: Cut, keep: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """Ranges of blocks of the page's own part: elements that say so, and all between what is kept."""
    for one in page.containers:
        element = one.element
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        own = element.tag in {"main", "article"} or element.get("role") == "main"
        if own or furniture_by_name(names) == COMMENTS:
            yield one.start, one.end
    places = [place for place, stays in enumerate(keep) if stays]
    if places:
        yield places[0], places[-1] + 1


def _is_menu(element: HtmlElement, reasons: dict[HtmlElement, str]) -> bool:
    reason = reasons.get(element) or _BY_TAG.get(str(element.tag))
    if reason is None:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        reason = furniture_by_name(names) if len(names) > 1 else None
    return reason in _NEVER_WIDER


def _blocks_in(page: Cut, elements: Sequence[HtmlElement]) -> list[bool]:
    """Of each block whether it stands in one of the elements, or holds one of them whole."""
    if not elements:
        return [False] * len(page.blocks)
    inside = {inner for element in elements for inner in element.iter()}
    return [
        block.holder in inside or any(one in inside for one in block.inline or ()) for block in page.blocks
    ]

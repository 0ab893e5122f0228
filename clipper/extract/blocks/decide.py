"""From probabilities to what stays: block by block, then smoothed so that what belongs together stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.tree import HEADINGS
from clipper.extract.wording import COMMENTS, COOKIES, furniture_by_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from clipper.extract.blocks.cut import Block, Cut
    from clipper.extract.blocks.study import Study

KEPT_BY_RULES = 0.2
"""The least probability that keeps a block which the rules keep."""

LEFT_OUT_BY_RULES = 0.5
"""The least probability that keeps a block which the rules leave out."""

ANOTHERS = 0.98
"""The least probability that brings in comments, or a teaser for another page, beside the rules' article."""

NEVER = 1.01
"""More than any probability: what brings in a window that opens over the page, or its notice of cookies."""

_RUN = 3
_WINDOWS = frozenset(("dialog", "alertdialog"))
_TEXTS = frozenset(("body", "main", "article"))
_LISTS = frozenset(("ul", "ol", "dl", "table"))


def decide(study: Study, odds: Sequence[float]) -> list[bool]:
    """Of each block whether it stays."""
    page, kept_by_rules = study.page, study.verdicts.kept
    least = _least(page, kept_by_rules)
    keep = [odd >= wanted for odd, wanted in zip(odds, least, strict=True)]
    _lists_whole(page, odds, keep)
    _fill_gaps(page, odds, keep)
    _headings_with_text(page, odds, keep)
    _captions_with_pictures(page, kept_by_rules, keep)
    if any(keep):
        keep = [stays or note for stays, note in zip(keep, study.notes, strict=True)]
    return keep


def _least(page: Cut, ruled: Sequence[bool]) -> list[float]:
    """The least probability that keeps each block."""
    least = [KEPT_BY_RULES if kept else LEFT_OUT_BY_RULES for kept in ruled]
    for one in page.containers:
        if one.end == one.start:
            continue
        wanted = NEVER if _is_window(one.element) else ANOTHERS if _is_anothers(one.element) else 0
        if wanted and not any(ruled[one.start : one.end]):
            least[one.start : one.end] = [max(wanted, least[one.start])] * (one.end - one.start)
    return least


def _is_anothers(element: HtmlElement) -> bool:
    """Whether an element holds comments by its name, or is an article whose heading leads elsewhere."""
    if element.tag == "article":
        heading = next(element.iter(*HEADINGS), None)
        return heading is not None and heading.find(".//a") is not None
    return _named(element) == COMMENTS


def _is_window(element: HtmlElement) -> bool:
    """Whether an element opens over the page, or tells of its cookies."""
    if element.get("role") in _WINDOWS or element.get("aria-modal") == "true":
        return True
    return element.tag not in _TEXTS and _named(element) == COOKIES and element.find(".//h1") is None


def _named(element: HtmlElement) -> str | None:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return furniture_by_name(names) if len(names) > 1 else None


def _lists_whole(page: Cut, odds: Sequence[float], keep: list[bool]) -> None:
    """A list or table of which most is kept is kept whole; one of which little is, is not kept."""
    for one in page.containers:
        size = one.end - one.start
        if one.element.tag not in _LISTS or size < 3:
            continue
        blocks = page.blocks[one.start : one.end]
        if any(block.container != page.blocks[one.start].container for block in blocks):
            continue
        sizes = [len(block.text) for block in blocks]
        whole = sum(sizes)
        mean = sum(size * odd for size, odd in zip(sizes, odds[one.start : one.end], strict=True)) / whole
        if mean > 0.7 or mean < 0.3:
            keep[one.start : one.end] = [mean > 0.7] * size


def _fill_gaps(page: Cut, odds: Sequence[float], keep: list[bool]) -> None:
    """A single doubtful block within a long kept run of the same element stays."""
    blocks = page.blocks
    for place in range(1, len(keep) - 1):
        if keep[place] or odds[place] < 0.25:
            continue
        around = [*range(max(0, place - _RUN), place), *range(place + 1, min(len(keep), place + _RUN + 1))]
        if all(keep[other] for other in around) and len(around) == 2 * _RUN:
            keep[place] = blocks[place].container == blocks[place - 1].container


def _captions_with_pictures(page: Cut, ruled: Sequence[bool], keep: list[bool]) -> None:
    """What a figure says stays where the rules keep it and the text before or after the figure stays."""
    captions = [place for place, block in enumerate(page.blocks) if ruled[place] and _in_figure(block)]
    for place in captions:
        around = range(max(0, place - 3), min(len(keep), place + 4))
        if any(keep[other] for other in around):
            keep[place] = True


def _in_figure(block: Block) -> bool:
    return block.holder.tag == "figure" or next(block.holder.iterancestors("figure"), None) is not None


def _headings_with_text(page: Cut, odds: Sequence[float], keep: list[bool]) -> None:
    """A heading goes with the text after it: from the last one back, so that headings in a row agree."""
    for place in range(len(keep) - 1, -1, -1):
        level = _level(page.blocks[place])
        if not level:
            continue
        after = place + 1
        if after >= len(keep):
            keep[place] = False
            continue
        if keep[after] and odds[place] > 0.25:
            keep[place] = True
        elif keep[place] and not keep[after] and odds[place] < 0.8:
            keep[place] = _something_follows(page, keep, place, level)


def _something_follows(page: Cut, keep: list[bool], place: int, level: int) -> bool:
    for after in range(place + 1, min(len(keep), place + 12)):
        other = _level(page.blocks[after])
        if other and other <= level:
            return False
        if keep[after]:
            return True
    return False


def _level(block: Block) -> int:
    tag = block.holder.tag
    return int(tag[1]) if block.inline is None and tag in HEADINGS else 0

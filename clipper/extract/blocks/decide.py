"""From probabilities to what stays: block by block, then smoothed so that what belongs together stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.tree import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.extract.blocks.cut import Block, Cut
    from clipper.extract.blocks.study import Study

KEPT_BY_RULES = 0.2
"""The least probability that keeps a block which the rules keep."""

LEFT_OUT_BY_RULES = 0.5
"""The least probability that keeps a block which the rules leave out."""

_RUN = 3
_LISTS = frozenset(("ul", "ol", "dl", "table"))


def decide(study: Study, odds: Sequence[float]) -> list[bool]:
    """Of each block whether it stays."""
    page, kept_by_rules = study.page, study.verdicts.kept
    keep = [
        odd >= (KEPT_BY_RULES if ruled else LEFT_OUT_BY_RULES)
        for odd, ruled in zip(odds, kept_by_rules, strict=True)
    ]
    _lists_whole(page, odds, keep)
    _fill_gaps(page, odds, keep)
    _headings_with_text(page, odds, keep)
    _captions_with_pictures(page, kept_by_rules, keep)
    if any(keep):
        keep = [stays or note for stays, note in zip(keep, study.notes, strict=True)]
    return keep


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

"""Takes out of a page's tree all blocks that do not stay, and with them what only showed beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.ledger import Line
from clipper.extract.remains import parted, reason_of
from clipper.extract.wording import OTHER
from clipper.model import Removal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from clipper.extract.blocks.cut import Block, Cut
    from clipper.extract.blocks.study import Study
    from clipper.extract.ledger import Why


def apply(
    body: HtmlElement,
    study: Study,
    keep: Sequence[bool],
    *,
    all_shown: bool = False,
    asked: Mapping[int, str] | None = None,
    why: Why | None = None,
) -> tuple[HtmlElement, list[Removal]]:
    """A new `div` with the blocks that stay, in their structure; what was left out, in order.

    Takes the tree of the body apart. At least one block must stay. `all_shown` keeps every picture of the
    rules' article, or of the whole page where all blocks stay. `asked` gives reasons for blocks by place,
    `why` those of blocks for which no sign speaks.
    """
    page = study.page
    removed = removals(study, keep, asked, why)
    shown = _shown_to_keep(study, keep, all_shown=all_shown)
    drop_blocks([block for block, stays in zip(page.blocks, keep, strict=True) if not stays])
    for element, _, _ in page.shown:
        if element not in shown:
            tree.drop(element)
    own = [stays and not note for stays, note in zip(keep, study.notes, strict=True)]
    chosen = _smallest(page, own if any(own) else keep, shown)
    return parted(chosen, body), removed


def drop_blocks(blocks: Sequence[Block]) -> None:
    """Take blocks out of their tree: loose runs first, while the elements beside them still stand."""
    for block in blocks:
        if block.inline is not None:
            _drop_run(block)
    for block in blocks:
        if block.inline is None:
            tree.drop(block.holder)


def _drop_run(block: Block) -> None:
    inline = block.inline or []
    if block.after is not None:
        block.after.tail = None
    else:
        block.holder.text = None
    for element in inline:
        element.tail = None
    for element in inline:
        tree.drop(element)


def _shown_to_keep(study: Study, keep: Sequence[bool], *, all_shown: bool) -> set[HtmlElement]:
    """Pictures and the like between blocks: kept by the rules beside a kept block, or amid a kept run."""
    if all_shown:
        return {element for element, _, _ in study.page.shown} if all(keep) else study.shows
    kept = set()
    for element, place, container in study.page.shown:
        before = place > 0 and keep[place - 1]
        after = place < len(keep) and keep[place]
        around = study.page.containers[container]
        while around.start == around.end and around.above >= 0:  # a wrapper of nothing but the picture
            around = study.page.containers[around.above]
        inside = any(keep[around.start : around.end])
        ruled = element in study.shows
        if (ruled and (before or after or inside)) or (before and after and inside):
            kept.add(element)
    return kept


def _smallest(page: Cut, keep: Sequence[bool], shown: set[HtmlElement]) -> HtmlElement:
    """The smallest container that holds all that stays."""
    places = [place for place, stays in enumerate(keep) if stays]
    first, last = places[0], places[-1]
    current = page.blocks[first].container
    inner = [container for element, _, container in page.shown if element in shown]
    while True:
        one = page.containers[current]
        if one.above < 0 or (
            one.start <= first and last < one.end and all(_within(page, other, current) for other in inner)
        ):
            return one.element
        current = one.above


def _within(page: Cut, inner: int, outer: int) -> bool:
    while inner > outer:
        inner = page.containers[inner].above
    return inner == outer


def removals(
    study: Study, keep: Sequence[bool], asked: Mapping[int, str] | None = None, why: Why | None = None
) -> list[Removal]:
    """What does not stay, by the largest elements of which nothing does, with the keys of its blocks."""
    page = study.page
    keys = study.keys
    found: list[tuple[str, int, int]] = []
    container: dict[int, list[int]] = {one.start: [] for one in page.containers}
    for number, one in enumerate(page.containers):
        if one.end > one.start and not any(keep[one.start : one.end]):
            container[one.start].append(number)
    judged = dict(reversed([*study.ruled.furniture, *study.ruled.trimmed]))
    place = 0
    while place < len(keep):
        if keep[place]:
            place += 1
            continue
        end = place + 1
        reason = asked.get(place) if asked else None
        for number in () if reason else container.get(place, ()):
            one = page.containers[number]
            reason = judged.get(one.element) or reason_of(one.element)
            if reason != OTHER:
                end = one.end
                break
        if reason is None or reason == OTHER:
            block = page.blocks[place]
            reason = judged.get(block.holder) or reason_of(block.holder) if block.inline is None else OTHER
        if reason == OTHER and why is not None:
            reason = why.of(Line(page.blocks[place].text), page.blocks[place].text)
        if found and found[-1][0] == reason == OTHER and not keep[place - 1]:
            found[-1] = (reason, found[-1][1], end)
        else:
            found.append((reason, place, end))
        place = end
    return [
        Removal(reason, " ".join(block.text for block in page.blocks[start:end]), keys.of(start, end))
        for reason, start, end in found
    ]

"""From probabilities to what stays: block by block, by what the page lets expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.measure import is_prose
from clipper.extract.tree import HEADINGS
from clipper.extract.wording import COMMENTS, COOKIES, PROMOTION, RELATED, furniture_by_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from clipper.extract.blocks.cut import Block, Cut
    from clipper.extract.blocks.study import Study

OF_BEST = 0.4
"""Of the best F1 that the probabilities let a page expect: the probability from which blocks are worth it.

Whoever wants the highest F1 keeps what is likelier than half of what can be reached (Lipton, Elkan and
Narayanaswamy, "Optimal thresholding of classifiers to maximize F1 measure", 2014); a little below it is
better here, since the probabilities of a page err together.
"""

LEAST = 0.2
"""The least probability that is ever asked for, where a page lets expect little."""

RULED = 0.05
"""So much less is asked for where the rules keep a block, and more where they leave it out."""

OTHERS = 0.6
"""The least probability that brings in comments that the rules leave out, or a teaser for another page."""

OTHERS_BESIDE = 0.98
AN_ARTICLE = 600
"""The same where the rules keep so many characters of prose: beside an article of the page's own."""

ADVERTISED = 0.97
"""The least probability that brings in what the rules found to advertise amid the article."""

A_FEW = 3
A_TENTH = 0.1
"""So many links to other pages, or this share of the blocks, may stand amid an article; more are a list."""

CAPTION = 0.06
"""The least probability of what a figure says, where the rules keep it and the text beside it stays."""

NEVER = 1.01
"""More than any probability: what brings in a window that opens over the page, or its notice of cookies."""

_WINDOWS = frozenset(("dialog", "alertdialog"))
_TEXTS = frozenset(("body", "main", "article"))
_PICTURES = ("img", "picture", "video", "svg")


def decide(study: Study, odds: Sequence[float], words: Sequence[int], *, thread: bool = False) -> list[bool]:
    """Of each block whether it stays, by its probability and its words. `thread`: the page is of posts."""
    page = study.page
    keep = [odd >= wanted for odd, wanted in zip(odds, _least(study, odds, words, thread), strict=True)]
    _headings_with_text(page, odds, keep)
    _captions_with_pictures(study, odds, keep)
    if any(keep):
        keep = [stays or note for stays, note in zip(keep, study.notes, strict=True)]
    return keep


def _least(study: Study, odds: Sequence[float], words: Sequence[int], thread: bool) -> list[float]:
    """The least probability that keeps each block."""
    page, ruled = study.page, study.verdicts.kept
    enough = max(LEAST, OF_BEST * best_f1(odds, words))
    least = [enough - RULED if kept else enough + RULED for kept in ruled]
    others = OTHERS if thread or _prose(study) < AN_ARTICLE else OTHERS_BESIDE
    for one in page.containers:
        if one.end == one.start or True in ruled[one.start : one.end]:
            continue
        wanted = _wanted(one.element, others)
        if wanted:
            least[one.start : one.end] = [max(wanted, least[one.start])] * (one.end - one.start)
    for place in _advertised(study):
        least[place] = max(ADVERTISED, least[place])
    return least


def _advertised(study: Study) -> list[int]:
    """The places of offers and of links to other pages that the rules found amid the article."""
    amid = {element: reason for element, reason in study.ruled.trimmed if reason in {PROMOTION, RELATED}}
    if not amid:
        return []
    blocks, ruled = study.page.blocks, study.verdicts.kept
    found = [(place, amid.get(block.holder)) for place, block in enumerate(blocks) if not ruled[place]]
    links = [place for place, reason in found if reason == RELATED]
    offers = [place for place, reason in found if reason == PROMOTION]
    return offers + links if len(links) <= max(A_FEW, A_TENTH * len(blocks)) else offers


def best_f1(odds: Sequence[float], words: Sequence[int]) -> float:
    """The best word-F1 to be expected of keeping the likeliest blocks, if their probabilities are right."""
    expected = sum(odd * count for odd, count in zip(odds, words, strict=True))
    best = right = kept = 0.0
    for odd, count in sorted(zip(odds, words, strict=True), reverse=True):
        right, kept = right + odd * count, kept + count
        if kept:
            best = max(best, 2 * right / (kept + expected))
    return best


def _prose(study: Study) -> int:
    """Characters of prose that the rules keep."""
    kept = zip(study.page.blocks, study.verdicts.kept, strict=True)
    return sum(len(block.text) for block, stays in kept if stays and is_prose(block.text, block.linked))


def _wanted(element: HtmlElement, others: float) -> float:
    """The least probability that brings in an element which the rules leave out; 0 where it is as any.

    More is asked of a window that opens over the page, of its notice of cookies, and, as `others` says, of
    comments by its name and of an article whose heading leads elsewhere.
    """
    if element.get("role") in _WINDOWS or element.get("aria-modal") == "true":
        return NEVER
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    reason = furniture_by_name(names) if len(names) > 1 else None
    if reason == COOKIES and element.tag not in _TEXTS and element.find(".//h1") is None:
        return NEVER
    if element.tag == "article":
        heading = next(element.iter(*HEADINGS), None)
        return others if heading is not None and heading.find(".//a") is not None else 0
    return others if reason == COMMENTS else 0


def _captions_with_pictures(study: Study, odds: Sequence[float], keep: list[bool]) -> None:
    """What a figure says stays where the rules keep it and the text before or after the figure stays.

    A figure of words alone, as a link to a film or a table, is no picture's caption: it needs no probability.
    """
    ruled = study.verdicts.kept
    for place, block in enumerate(study.page.blocks):
        if not ruled[place] or keep[place]:
            continue
        figure = block.holder if block.holder.tag == "figure" else _figure_around(block.holder)
        if figure is not None and (odds[place] >= CAPTION or next(figure.iter(*_PICTURES), None) is None):
            keep[place] = any(keep[max(0, place - 3) : place + 4])


def _figure_around(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("figure"), None)


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

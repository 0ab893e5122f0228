"""Which blocks of a page are its article: the rules say first, the learned network corrects them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from clipper.extract.blocks.decide import decide
from clipper.extract.blocks.figures import figures
from clipper.extract.blocks.network import probabilities, weights
from clipper.extract.blocks.study import study

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from clipper.extract.blocks.study import Study
    from clipper.extract.metadata import Metadata

LEAST_BLOCKS = 4
"""A page of fewer blocks is left to the rules: the network has seen too few of its kind."""

LEAST_SHARE = 0.1
"""Of the rules' article; where the network keeps less of it, it has not understood the page."""

LEAST_OF_ITS_OWN = 250
"""Characters of unlinked text that the network must find where the rules find no article at all."""

SURE = 0.8
LEAST_SURE = 150
"""Or so many characters of any text, with this mean probability: lists and shop pages are mostly links."""

MOST_BLOCKS = 20_000
"""A page of more blocks is left to the rules: no article has them."""


class By(StrEnum):
    """Who decided what of a page is kept."""

    NETWORK = "the network"
    RULES = "the rules"
    SITE_RULE = "a site rule"
    LISTING = "no article, so its headlines"
    WHOLE = "no article, so all beside its menus"
    TOLD = "its structured data"
    CLEANED = "nobody, as it was cleaned before"


@dataclass(slots=True)
class Decision:
    """Which blocks of a page stay, by whom it was decided, and the network's probabilities, if it was asked.

    By what a person wants, `wanted` are the places of blocks put back; `asked` gives reasons for blocks, by
    place, that are left out.
    """

    study: Study
    keep: list[bool]
    by: By
    odds: list[float] | None = None
    asked: dict[int, str] = field(default_factory=dict)
    wanted: set[int] = field(default_factory=set)

    @property
    def said(self) -> int:
        """Characters of what stays."""
        return sum(
            len(block.text) for block, stays in zip(self.study.page.blocks, self.keep, strict=True) if stays
        )

    @property
    def text(self) -> str:
        """What stays, in one line."""
        return " ".join(
            block.text for block, stays in zip(self.study.page.blocks, self.keep, strict=True) if stays
        )


def judged(
    root: HtmlElement,
    base: str | None,
    metadata: Metadata,
    *,
    least: int,
    cautious: bool = False,
    thread: bool = False,
) -> Decision:
    """What stays of a tree from which all unseen is gone; nothing where there is no article.

    A page without paragraphs must say `least` characters that are not links. `cautious`: nothing is taken
    for furniture, and the network is not asked. `thread`: what others say is what the page is about.
    """
    studied = study(root, base, metadata, least=least, cautious=cautious)
    ruled = Decision(studied, list(studied.verdicts.kept), By.RULES)
    if cautious or not LEAST_BLOCKS <= len(studied.page.blocks) <= MOST_BLOCKS:
        return ruled
    taught = weights()
    told = figures(studied.page, metadata.title, studied.verdicts, taught.known, base)
    ruled.odds = probabilities(told, taught)
    keep = decide(studied, ruled.odds, told.words, thread=thread)
    by = _believed(studied, keep, ruled.odds)
    if keep == ruled.keep or by is None:
        return ruled
    return Decision(studied, keep, by, ruled.odds)


def _believed(studied: Study, keep: Sequence[bool], odds: Sequence[float]) -> By | None:
    """As what the network's choice is believed: it must keep a good part of the rules' choice.

    Where there is none, enough text makes an article, and a sure choice that is mostly links a listing.
    """
    blocks = studied.page.blocks
    kept = [(block, odd) for block, stays, odd in zip(blocks, keep, odds, strict=True) if stays]
    said = sum(len(block.text) for block, _ in kept)
    if any(studied.verdicts.kept):
        chosen = zip(blocks, studied.verdicts.kept, strict=True)
        ruled = sum(len(block.text) for block, stays in chosen if stays)
        return By.NETWORK if said > ruled * LEAST_SHARE else None
    if said - sum(block.linked for block, _ in kept) > max(LEAST_OF_ITS_OWN, said / 2):
        return By.NETWORK
    sure = sum(len(block.text) * odd for block, odd in kept) >= SURE * said
    return By.LISTING if said >= LEAST_SURE and sure else None

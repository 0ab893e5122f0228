"""The article by rules, corrected block by block by the learned network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.blocks.apply import apply
from clipper.extract.blocks.decide import decide
from clipper.extract.blocks.figures import figures
from clipper.extract.blocks.network import probabilities, weights
from clipper.extract.blocks.study import study
from clipper.extract.edges import trim_head
from clipper.extract.footnotes import normalise_footnotes
from clipper.extract.links import resolve_links
from clipper.extract.measure import measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from clipper.extract.blocks.study import Study
    from clipper.extract.metadata import Metadata
    from clipper.model import Removal

LEAST_BLOCKS = 12
"""A page of fewer blocks is left to the rules: the network has seen too few of its kind."""

LEAST_SHARE = 0.4
"""Of the rules' article; where the network keeps less of it, it has not understood the page."""

LEAST_OF_ITS_OWN = 250
"""Characters of unlinked text that the network must find where the rules find no article at all."""

MOST_BLOCKS = 20_000
"""A page of more blocks is left to the rules: no article has them."""


def judged(
    root: HtmlElement, base: str | None, metadata: Metadata, *, least: int
) -> tuple[HtmlElement | None, list[Removal]]:
    """The article of a tree from which all unseen is gone, or None; and what was left out, in order.

    Takes the tree apart. A page without paragraphs must say `least` characters that are not links.
    """
    studied = study(root, base, metadata, least=least)
    ruled = studied.ruled
    if not LEAST_BLOCKS <= len(studied.page.blocks) <= MOST_BLOCKS:
        return ruled.article, ruled.removed
    taught = weights()
    told = figures(studied.page, metadata.title, studied.verdicts, taught.known)
    keep = decide(studied, probabilities(told, taught))
    if keep == studied.verdicts.kept or not _is_believable(studied, keep):
        return ruled.article, ruled.removed
    body = root.find("body")
    article, removed = apply(body, studied, keep)
    resolve_links(article, base)
    normalise_footnotes(article, body)
    return article, removed + trim_head(article, measure(article), metadata)


def _is_believable(studied: Study, keep: Sequence[bool]) -> bool:
    """Whether the network keeps a good part of the rules' choice; where there is none, enough text."""
    blocks = studied.page.blocks
    kept = [block for block, stays in zip(blocks, keep, strict=True) if stays]
    said = sum(len(block.text) for block in kept)
    if studied.ruled.article is None:
        return said - sum(block.linked for block in kept) > max(LEAST_OF_ITS_OWN, said / 2)
    chosen = zip(blocks, studied.verdicts.kept, strict=True)
    ruled = sum(len(block.text) for block, stays in chosen if stays)
    return said > ruled * LEAST_SHARE

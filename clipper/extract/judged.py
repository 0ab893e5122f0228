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
    from lxml.html import HtmlElement

    from clipper.extract.metadata import Metadata
    from clipper.model import Removal

LEAST_BLOCKS = 12
"""A page of fewer blocks is left to the rules: the network has seen too few of its kind."""

MOST_BLOCKS = 20_000
"""A page of more blocks is left to the rules: no article has them."""


def judged(
    root: HtmlElement, base: str | None, metadata: Metadata
) -> tuple[HtmlElement | None, list[Removal]]:
    """The article of a tree from which all unseen is gone, or None; and what was left out, in order.

    Takes the tree apart.
    """
    studied = study(root, base, metadata)
    ruled = studied.ruled
    if not LEAST_BLOCKS <= len(studied.page.blocks) <= MOST_BLOCKS:
        return ruled.article, ruled.removed
    taught = weights()
    told = figures(studied.page, metadata.title, studied.verdicts, taught.known)
    keep = decide(studied, probabilities(told, taught))
    if not any(keep) or keep == studied.verdicts.kept:
        return ruled.article, ruled.removed
    body = root.find("body")
    article, removed = apply(body, studied, keep)
    resolve_links(article, base)
    normalise_footnotes(article, body)
    return article, removed + trim_head(article, measure(article), metadata)

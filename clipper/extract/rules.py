"""The article by rules alone: furniture out, the best element chosen, its edges trimmed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.content import choose
from clipper.extract.edges import trim_head, trim_tail
from clipper.extract.footnotes import normalise_footnotes
from clipper.extract.links import host_of, resolve_links
from clipper.extract.measure import measure
from clipper.extract.prune import drop_furniture
from clipper.extract.remains import remains
from clipper.extract.trim import trim

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.measure import Parts
    from clipper.extract.metadata import Metadata
    from clipper.model import Removal


@dataclass(slots=True)
class Ruled:
    """What the rules make of a tree, and which of its elements were still there at each step."""

    article: HtmlElement | None = None
    removed: list[Removal] = field(default_factory=list)
    stayed: set[HtmlElement] = field(default_factory=set)
    chosen: set[HtmlElement] = field(default_factory=set)
    kept: set[HtmlElement] = field(default_factory=set)
    notes: set[HtmlElement] = field(default_factory=set)


def by_rules(root: HtmlElement, base: str | None, metadata: Metadata, *, cautious: bool, least: int) -> Ruled:
    """The article of a tree from which all unseen is gone; takes the tree apart.

    A page without paragraphs must say `least` characters that are not links.
    """
    ruled = Ruled()
    body = root.find("body")
    if body is None:
        return ruled
    parts = measure(body)
    ruled.removed = [] if cautious else drop_furniture(root, parts)
    if ruled.removed:
        parts = measure(body)
    ruled.stayed = set(parts)
    chosen = choose(body, parts, metadata.title)
    if chosen is None:
        chosen = _short_text(body, parts, least)
    if chosen is None:
        return ruled
    article, left = remains(body, chosen)
    ruled.chosen = {chosen, *article.iter()}
    resolve_links(article, base)
    before = {chosen, *body.iter(), *article.iter()}
    normalise_footnotes(article, body)
    inside = set(article.iter())
    ruled.notes = before.difference(inside, body.iter(), (chosen,)) | ((before & inside) - ruled.chosen)
    ruled.removed += left + _trimmed(article, metadata, host_of(base))
    ruled.kept = {chosen, *article.iter()} | ruled.notes
    if tree.words(article) or article.find(".//img") is not None:
        ruled.article = article
    return ruled


def _trimmed(article: HtmlElement, metadata: Metadata, host: str) -> list[Removal]:
    parts = measure(article)
    removed = trim(article, parts, host)
    head = trim_head(article, measure(article) if removed else parts, metadata)
    tail = trim_tail(article, measure(article) if removed or head else parts, metadata)
    return removed + head + tail


def _short_text(body: HtmlElement, parts: Parts, least: int) -> HtmlElement | None:
    """A page of no paragraphs: its body, if it says `least` characters that are not links."""
    part = parts[body]
    if part.text - part.linked < least or part.linked > part.text * 0.5:
        return None
    return body

"""What the rules alone say: what is furniture, which element is the article, what stands at its edges.

They judge the tree itself, taking out as they go, and leave it as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clipper.extract.content import choose
from clipper.extract.edges import trim_head, trim_tail
from clipper.extract.links import host_of, point_within
from clipper.extract.measure import measure
from clipper.extract.note_places import notes_in
from clipper.extract.prune import take_furniture
from clipper.extract.taken import Taken
from clipper.extract.trim import trim
from clipper.extract.wording import OTHER

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.measure import Parts
    from clipper.extract.metadata import Metadata

Reasons = list[tuple["HtmlElement", str]]


@dataclass(slots=True)
class Ruled:
    """Elements of a tree: what is furniture, the article (or None), what of it is not, and its notes."""

    furniture: Reasons = field(default_factory=list)
    chosen: HtmlElement | None = None
    trimmed: Reasons = field(default_factory=list)
    notes: list[HtmlElement] = field(default_factory=list)


def by_rules(
    body: HtmlElement, base: str | None, metadata: Metadata, *, cautious: bool = False, least: int = 1
) -> Ruled:
    """Judge a tree from which all unseen is gone; `cautious`: nothing is taken for furniture.

    A page without paragraphs must say `least` characters that are not links to have an article.
    """
    ruled = Ruled()
    parts = measure(body)
    taken = Taken(parts)
    if not cautious:
        take_furniture(body, parts, taken)
    ruled.furniture, taken.reasons = taken.reasons, []
    ruled.chosen = choose(body, parts, metadata.title)
    if ruled.chosen is None and _says_enough(parts, body, least):
        ruled.chosen = body
    if ruled.chosen is not None:
        _trim(ruled, body, taken, base, metadata)
    taken.put_back()
    return ruled


def _trim(ruled: Ruled, body: HtmlElement, taken: Taken, base: str | None, metadata: Metadata) -> None:
    chosen, parts = ruled.chosen, taken.parts
    if chosen is None:
        return
    point_within(chosen, base)
    ruled.notes = notes_in(chosen, body)
    for note in ruled.notes:
        taken.take(note, OTHER)
    taken.reasons = []
    trim(chosen, parts, taken, host_of(base))
    trim_head(chosen, parts, taken, metadata)
    if not ruled.notes:  # which come last: what stands before them is the text
        trim_tail(chosen, parts, taken, metadata)
    ruled.trimmed = taken.reasons


def _says_enough(parts: Parts, body: HtmlElement, least: int) -> bool:
    """Whether a page of no paragraphs says `least` characters that are not links, and more than its links."""
    part = parts[body]
    return part.text - part.linked >= least and part.linked <= part.text * 0.5

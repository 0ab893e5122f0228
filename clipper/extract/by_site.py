"""What a person's site rules select in a page: done before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.hidden import is_hidden
from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.names import separate_names
from clipper.extract.site_rules import matching, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from clipper.extract.metadata import Metadata
    from clipper.model import SiteRule


@dataclass(slots=True)
class Placed:
    """The elements that site rules choose for the article, keep beside what is judged, and remove."""

    article: list[HtmlElement] = field(default_factory=list)
    keep: list[HtmlElement] = field(default_factory=list)
    remove: list[HtmlElement] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.article or self.keep or self.remove)


def placed(
    root: HtmlElement, rules: Sequence[SiteRule], url: str | None, metadata: Metadata
) -> tuple[Placed, Metadata]:
    """What the rules for this address select; the metadata with what they say of title, authors and date.

    What is chosen or kept is shown, though the page may hide it for a script to show. Raises
    SiteRuleError for a selector that cannot be understood.
    """
    found = Placed()
    for rule in matching(rules, url):
        found.article += select(root, rule.article)
        found.keep += select(root, rule.keep)
        found.remove += select(root, rule.remove)
        metadata = _told(root, rule, metadata)
    for element in (*found.article, *found.keep):
        _show(element)
    return found, metadata


def _show(element: HtmlElement) -> None:
    for one in (element, *element.iterancestors()):
        if is_hidden(one):
            for name in ("hidden", "style", "aria-hidden", "class"):
                one.attrib.pop(name, None)


def _told(root: HtmlElement, rule: SiteRule, metadata: Metadata) -> Metadata:
    title = next(iter(_said(root, rule.title)), None)
    authors = tuple(name for said in _said(root, rule.author) for name in separate_names(said))
    published = next((date for said in _said(root, rule.published) if (date := iso_date(said))), None)
    return replace(
        metadata,
        title=title or metadata.title,
        authors=tuple(dict.fromkeys(authors)) or metadata.authors,
        published=published or metadata.published,
    )


def _said(root: HtmlElement, selector: str | None) -> list[str]:
    """What the selected elements say: for machines first, then their text."""
    if not selector:
        return []
    said = (one.get("content") or one.get("datetime") or tree.text(one) for one in select(root, (selector,)))
    return [text for text in (" ".join(one.split()) for one in said) if text]

"""Takes out of a video's page what only counts: views, subscribers, likes. In any language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.wording import OTHER
from clipper.model import Removal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST = 40
"""Characters; what is longer says more than a count."""

_A_COUNT = re.compile(r"\d[\d.,\s]*(?:[^\W\d_]{1,4}\.?\s?)?[^\W\d_]{3,18}")


def drop_counts(article: HtmlElement) -> list[Removal]:
    """Drop, in place, blocks and spans that are a number and what it counts; gives back what they said."""
    removed = []
    for element in tree.elements(article, "p", "div", "span", "li"):
        if len(element) or element.getparent() is None:
            continue
        said = " ".join((element.text or "").split())
        if said and len(said) <= _MOST and _A_COUNT.fullmatch(said):
            removed.append(Removal(OTHER, said))
            tree.drop(element)
    return removed

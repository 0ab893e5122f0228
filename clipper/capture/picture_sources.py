"""Finds and replaces the picture sources of an article's HTML, in place, without building a tree.

The HTML has gone through the sanitiser, so tags and attributes are well formed.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clipper.model import Article

_TAG = re.compile(r"<img\b((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")


def sources_of(article: Article) -> list[str]:
    """Return every distinct picture source: the lead image, then those of the text in order."""
    lead = [article.lead_image] if article.lead_image else []
    found = [source for source, _, _ in _sources(article.html)]
    return list(dict.fromkeys(source for source in [*lead, *found] if source and not _is_asset(source)))


def replaced_sources(article: Article, names: Mapping[str, str]) -> Article:
    """Return the article with the sources in `names` replaced by what they map to."""
    if not names:
        return article
    pieces: list[str] = []
    position = 0
    for source, start, end in _sources(article.html):
        if source in names:
            pieces += [article.html[position:start], entities.escape(names[source])]
            position = end
    pieces.append(article.html[position:])
    lead = article.lead_image
    return replace(article, html="".join(pieces), lead_image=names.get(lead, lead) if lead else lead)


def _sources(html: str) -> Iterator[tuple[str, int, int]]:
    """Yield (source, start, end) of the value of each `<img src>`."""
    for tag in _TAG.finditer(html):
        for attribute in _ATTRIBUTE.finditer(html, tag.start(1), tag.end(1)):
            group = attribute.lastindex or 1
            if attribute[1].lower() == "src" and group > 1:
                yield entities.unescape(attribute[group]), attribute.start(group), attribute.end(group)
                break


def _is_asset(source: str) -> bool:
    return source.startswith("asset:")

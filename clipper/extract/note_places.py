"""Where the notes stand that an article refers to, so that they are not judged by where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from clipper.extract import tree
from clipper.extract.citations import entry_of, is_citation
from clipper.extract.footnotes import is_reference, targets_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 3000
_HOLDERS = frozenset(("li", "p", "div", "dd", "dt", "aside", "tr", "section"))


def notes_in(article: HtmlElement, page: HtmlElement) -> list[HtmlElement]:
    """The elements, anywhere in the page, that hold the notes which the article refers to; moves nothing."""
    within = [link for link in article.iter("a") if (link.get("href") or "").startswith("#")]
    references = [link for link in within if is_reference(link)]
    citations = [link for link in within if is_citation(link)]
    if not references and not citations:
        return []
    targets = targets_of(article, page)
    found: dict[HtmlElement, None] = {}
    for link in references:
        note = targets.get(unquote((link.get("href") or "")[1:]))
        while note is not None and note.tag not in _HOLDERS:
            note = note.getparent()
        if note is None or note in found or note in set(link.iterancestors()):
            continue
        if not 0 < len(tree.words(note)) <= LONGEST or note.find(".//h1") is not None:
            continue
        found[note] = None
        described = note.getnext() if note.tag == "dt" else None
        if described is not None and described.tag == "dd":
            found[described] = None
    found |= dict.fromkeys(entry for link in citations if (entry := entry_of(link, targets)) is not None)
    return [note for note in found if not any(above in found for above in note.iterancestors())]

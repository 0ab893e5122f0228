"""Poems whose lines are elements: the lines of a stanza become one paragraph with line breaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STANZA = re.compile(
    r"(?:^|[\s_-])(?:poem|poetry|stanza|strophe|verse|verses|line-block|lg|lyrics?|linegroup)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SIGNS = ("poem", "poetry", "stanza", "strophe", "verse", "line-block", "lyric", "linegroup", "lg")
LONGEST_LINE = 120


def join_verses(article: HtmlElement, names: str) -> None:
    """Make one paragraph of each stanza whose lines are elements; `names`: all classes of the article."""
    lowered = names.lower()
    if not any(sign in lowered for sign in _SIGNS):
        return
    for stanza in reversed(tree.elements(article, "div", "section", "p", "span", "article")):
        if _STANZA.search(stanza.get("class") or "") and _is_of_lines(stanza):
            _join(stanza)


def _is_of_lines(stanza: HtmlElement) -> bool:
    lines = [line for line in stanza if isinstance(line.tag, str)]
    return (
        len(lines) > 1
        and not (stanza.text or "").strip()
        and all(line.tag in {"div", "span", "p", "l"} for line in lines)
        and all(not (line.tail or "").strip() and not tree.has_block(line) for line in lines)
        and all(len(tree.text(line)) <= LONGEST_LINE and line.find(".//br") is None for line in lines)
        # short paragraphs in something called a verse are lines only where they say so
        and all(line.tag != "p" or "line" in (line.get("class") or "") for line in lines)
    )


def _join(stanza: HtmlElement) -> None:
    lines = list(stanza)
    stanza.tag = "p"
    stanza.text = None
    for place, line in enumerate(lines):
        line.tail = None
        if place:
            broken = tree.new("br")
            line.addprevious(broken)
        tree.unwrap(line)

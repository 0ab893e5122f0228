"""A text that is no page: all of it kept, its paragraphs, lists, quotes and line breaks found again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.bare_blocks import add_block, blocks_of
from clipper.extract.bare_code import code_runs
from clipper.extract.bare_joints import wrap_width
from clipper.extract.bare_lines import bullet, raw_lines
from clipper.extract.measure import word_count
from clipper.extract.metadata.read import shortened

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST_TITLE = 120
_MOST_TITLE_WORDS = 24


def note_body(source: str, hint: str | None) -> tuple[str, HtmlElement]:
    """The title and the tree of a plain text. A first line that stands alone is the title, not the body's."""
    lines = raw_lines(source)
    while lines and not lines[0].strip():
        lines.pop(0)
    blocks = blocks_of(lines)
    body = tree.new("div")
    title = " ".join((hint or "").split())
    first = blocks[0] if blocks else []
    if len(first) == 1 and len(blocks) > 1 and _is_title(first[0]):
        said = first[0].strip().lstrip("#").strip()
        if not title or title == said:
            title = said
            blocks = blocks[1:]
    if not title:
        title = shortened(re.sub(r"^\s*(?:[-*•]|\[[ xX]\]|>|#+)\s*", "", first[0]) if first else "", 90) or ""
    width = wrap_width([block for block in blocks if not code_runs(block)])
    for block in blocks:
        add_block(body, block, width, source)
    return title, body


def _is_title(line: str) -> bool:
    said = line.strip()
    return (
        len(said) <= _LONGEST_TITLE
        and word_count(said) <= _MOST_TITLE_WORDS
        and bullet(said) is None
        and not re.search(r"[.,;:。]$", said)
        and not said.startswith(">")
    )

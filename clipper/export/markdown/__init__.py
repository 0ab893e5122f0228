"""HTML → Markdown (CommonMark and GFM): our own writer over the lxml tree.

What Markdown can say is written in it; what it cannot (superscripts, tables with spans) stays HTML within
it; and text stays text. Time and memory are linear in the size of the page, however deep it nests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.export.markdown.builder import Builder
from clipper.export.markdown.footnotes import find
from clipper.export.markdown.tree import parse
from clipper.export.markdown.walk import Walker

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["from_html"]


def from_html(html: str, *, images: Mapping[str, str] | None = None) -> str:
    """Write a fragment of HTML as Markdown that ends with one newline; nothing for nothing.

    `images` gives, for a picture's `src` as the HTML has it, the path or address to write instead. A picture
    that only the library has (`asset:…`) and that is not among them is written as its alternative text.
    """
    root = parse(html)
    if root is None:
        return ""
    builder = Builder()
    Walker(builder, images or {}, find(root)).walk(root)
    text = builder.finish()
    return f"{text}\n" if text else ""

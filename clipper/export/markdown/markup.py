"""HTML within Markdown: a table that GFM cannot carry, written so that no blank line ends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from clipper.export.markdown.code import code_text, language
from clipper.export.markdown.escape import escape_in_html
from clipper.export.markdown.inline import collapse
from clipper.export.markdown.media import formula, link, picture_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from clipper.export.markdown.footnotes import Footnotes

_KEPT = frozenset({
    "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "p", "ul", "ol", "li", "blockquote",
    "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "br", "hr", "em", "i", "strong", "b", "del", "s",
    "code", "kbd", "sub", "sup", "mark", "ins", "ruby", "rt", "rp", "details", "summary", "figure",
    "figcaption", "a", "img",
})  # fmt: skip
_OWN_LINE = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr"})
_ATTRIBUTES = {"td": ("colspan", "rowspan", "align"), "th": ("colspan", "rowspan", "align"), "ol": ("start",)}
_PLAIN = re.compile(r"\d{1,9}|left|right|center|justify", re.IGNORECASE)
_EMPTY = frozenset({"br", "hr", "img"})
_SKIPPED = frozenset({"script", "style", "template", "svg", "iframe", "object", "video", "audio", "select"})
_MAX_DEPTH = 64


def table(node: Element, images: Mapping[str, str], notes: Footnotes) -> str:
    """Write a table and all in it as HTML, each row on a line of its own."""
    writer = _Markup(images, notes)
    writer.walk(node)
    text = "".join(writer.out)
    text = re.sub(r" *\n[ \n]*", "\n", text).strip()
    text = re.sub(r" +(?=</?(?:td|th|tr|p|li|ul|ol)\b)", "", text)
    return re.sub(r"(<(?:td|th|p|li)\b[^>]*>) +", r"\1", text)


class _Markup:
    def __init__(self, images: Mapping[str, str], notes: Footnotes) -> None:
        self.images = images
        self.notes = notes
        self.out: list[str] = []
        self.depth = 0
        self.closing: list[tuple[Element, str]] = []

    def walk(self, root: Element) -> None:
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, node in steps:
            if event == "start":
                self.depth += 1
                if self._begin(node):
                    self._text(node.text)
                else:
                    steps.skip_subtree()
                continue
            self.depth -= 1
            if self.closing and self.closing[-1][0] is node:
                self.out.append(self.closing.pop()[1])
            if node is not root:
                self._text(node.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self.out.append(escape_in_html(collapse(text), quote=False))

    def _begin(self, node: Element) -> bool:
        """Write what an element begins with; False where its content is not to be walked."""
        tag = str(node.tag)
        if tag in _SKIPPED or node in self.notes.dropped:
            return False
        if node in self.notes.references:
            mark = f"<sup>[{self.notes.references[node]}]</sup>"
            if node in self.notes.worded:
                self.closing.append((node, mark))
                return True
            self.out.append(mark)
            return False
        if tag == "math" and (found := formula(node)) is not None:
            self._text(f"${found[0]}$")
            return False
        if tag == "pre":
            self._code(node)
            return False
        if tag in _KEPT and self.depth <= _MAX_DEPTH:
            self._open(node, tag)
        elif tag in {"div", "section", "article"}:
            self.out.append(" ")
        return True

    def _open(self, node: Element, tag: str) -> None:
        attributes = self._attributes(node, tag)
        if tag in {"a", "img"} and not attributes:
            return
        line = "\n" if tag in _OWN_LINE else ""
        self.out.append(f"{line}<{tag}{attributes}>")
        if tag not in _EMPTY:
            self.closing.append((node, f"{line if tag not in {'tr', 'caption'} else ''}</{tag}>"))

    def _attributes(self, node: Element, tag: str) -> str:
        if tag == "a":
            target = link(node)
            return f' href="{_attribute(target.address)}"' if target else ""
        if tag == "img":
            source = picture_source(node, self.images)
            alt = _attribute(node.get("alt") or "")
            return f' src="{_attribute(source)}" alt="{alt}"' if source else ""
        values = ((key, node.get(key) or "") for key in _ATTRIBUTES.get(tag, ()))
        return "".join(f' {key}="{value}"' for key, value in values if _PLAIN.fullmatch(value))

    def _code(self, node: Element) -> None:
        code = escape_in_html(code_text(node).strip("\n"), quote=False).replace("\n", "&#10;")
        name = language(node)
        kind = f' class="language-{name}"' if name else ""
        if code.strip():
            self.out.append(f"<pre><code{kind}>{code}</code></pre>")


def _attribute(value: str) -> str:
    return escape_in_html(" ".join(value.split()), quote=True)

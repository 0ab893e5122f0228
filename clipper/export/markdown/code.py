"""Code: its text as written, line by line, and the language it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from clipper.export.markdown.escape import fenced

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|highlight-text)-([\w+#.-]+)")
_NO_LANGUAGE = frozenset({"none", "plain", "plaintext", "text", "nohighlight"})
_LINES = frozenset({"div", "p", "li", "tr"})


def block(node: Element) -> str:
    """Write a <pre> as a fenced block; nothing where it is empty."""
    text = code_text(node).strip("\n")
    return fenced(text, language(node)) if text.strip() else ""


def code_text(node: Element) -> str:
    """Give code as it reads: <br> and the ends of line elements are newlines."""
    parts: list[str] = []
    for event, inner in etree.iterwalk(node, events=("start", "end")):
        if event == "start":
            parts.append("\n" if inner.tag == "br" else str(inner.text or ""))
            continue
        if inner is node:
            break
        if inner.tag in _LINES and not _ends_line(parts):
            parts.append("\n")
        parts.append(str(inner.tail or ""))
    return re.sub(r"\r\n?", "\n", "".join(parts))


def _ends_line(parts: list[str]) -> bool:
    last = next((part for part in reversed(parts) if part), "\n")
    return last.endswith("\n")


def language(node: Element) -> str:
    """Find the language in the classes or data attributes of a <pre> or the <code> in it."""
    code = node.find(".//code")
    for holder in (code, node):
        if holder is None:
            continue
        said = _LANGUAGE.search(holder.get("class") or "")
        name = said[1] if said else holder.get("data-lang") or holder.get("data-language") or ""
        name = re.sub(r"[^\w+#.-]", "", name)
        if name and (said or name.lower() not in _NO_LANGUAGE):
            return name
    return ""

"""HTML text → lxml tree, whatever the text is: lone surrogates, NULs, nesting deeper than the parser goes."""

from __future__ import annotations

import re
from itertools import dropwhile, islice
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

# libxml2 drops what is nested deeper than about 2,000 elements, text and all
_PARSER_DEPTH = 2000
_FLATTENED_DEPTH = 400
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/><]*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input",
    "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_HEAD = frozenset({"title", "meta", "link", "style", "script", "base", "template", "noscript"})
# the parser ends these where a paragraph begins in them; what they mean the same by is left open
_ENDED_BY_PARAGRAPHS = re.compile(r"<(?:b|i|s|u|tt|big|small)[\s>]", re.IGNORECASE)
_SAME_AS = {"b": "strong", "i": "em", "s": "del", "u": "span", "tt": "code", "big": "span", "small": "span"}


def parse(html: str) -> Element | None:
    """Parse a fragment or a page; None where there is nothing."""
    html = html.replace("\0", "").replace("\ufeff", "")
    if not html or html.isspace():
        return None
    if _ENDED_BY_PARAGRAPHS.search(html):
        html = _TAG.sub(_renamed, html)
    root = _parse(html)
    if root is not None and html.count("<") > _PARSER_DEPTH and _too_deep(root):
        root = _parse(_flattened(html))
    if root is not None:
        _free_from_head(root)
    return root


def _free_from_head(root: Element) -> None:
    """Move content out of the head: the parser leaves elements newer than itself there if no body begins."""
    head, body = root.find("head"), root.find("body")
    content = list(dropwhile(lambda node: node.tag in _HEAD, [] if head is None else head))
    if not content:
        return
    body = etree.SubElement(root, "body") if body is None else body
    content[-1].tail = f"{content[-1].tail or ''}{body.text or ''}"
    body.text = None
    body[:0] = content


def _renamed(tag: re.Match[str]) -> str:
    name = _SAME_AS.get(tag[2].lower())
    return tag[0] if name is None else f"<{tag[1]}{name}{tag[0][len(tag[1]) + len(tag[2]) + 1 :]}"


def _parse(html: str) -> Element | None:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        data = html.encode()
    except UnicodeEncodeError:  # lone surrogates
        data = html.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    try:
        root: Element | None = etree.fromstring(data, parser)
    except etree.ParserError:  # nothing but comments
        return None
    return root


def _too_deep(root: Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= _PARSER_DEPTH:
            return True
    return False


def _flattened(html: str) -> str:
    """Leave out the tags that are nested too deep, and keep what is between them."""
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _VOID:
            return tag[0]
        if tag[1]:
            depth = max(0, depth - 1)
            return "" if depth >= _FLATTENED_DEPTH else tag[0]
        depth += 1
        return " " if depth > _FLATTENED_DEPTH else tag[0]

    return _TAG.sub(keep, html)


def first(nodes: Iterator[Element]) -> Element | None:
    """Give the first of some elements."""
    return next(islice(nodes, 1), None)


def words(node: Element, limit: int | None = None) -> str:
    """Give the text of an element, white space collapsed; of its first `limit` pieces of text."""
    return " ".join("".join(islice((str(piece) for piece in node.itertext()), limit)).split())

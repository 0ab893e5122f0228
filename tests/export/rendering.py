"""Reads Markdown back: rendered by markdown-it-py and compared with the HTML it was written from."""

from __future__ import annotations

import re

from lxml import etree, html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

_RENDERER = MarkdownIt("commonmark", {"html": True, "maxNesting": 100})
_RENDERER.enable(["table", "strikethrough"]).use(footnote_plugin)

FORMATS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "del": "del", "s": "del"}
FORMATS |= {"code": "code", "sup": "sup", "a": "a"}
INLINE = {*FORMATS, "br", "img", "span"}


def rendered(markdown: str) -> str:
    return _RENDERER.render(markdown)


def tree(fragment: str) -> etree._Element:
    return html.fragment_fromstring(fragment, create_parent="div")


def squeezed(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff]", "", text).split())


def formatted_characters(fragment: str) -> list[tuple[str, frozenset[str]]]:
    """Each visible character with the formats it stands in."""
    out: list[tuple[str, frozenset[str]]] = []

    def walk(node: etree._Element, around: frozenset[str]) -> None:
        name = FORMATS.get(str(node.tag))
        inside = around | ({name} if name else set())
        if name == "a":
            inside |= {f"href={node.get('href')}"}
        if node.tag in {"br", "img"}:
            out.append((f"<{node.tag} {node.get('src')}>", inside))
        out.extend((char, inside) for char in node.text or "" if not char.isspace())
        for child in node:
            walk(child, inside)
            out.extend((char, inside) for char in child.tail or "" if not char.isspace())

    walk(tree(fragment), frozenset())
    return out


def outline(node: etree._Element) -> list:
    """The blocks of a tree: containers with what they hold, running text as paragraphs."""
    out: list = []
    run: list[str] = [node.text or ""]

    def end_run() -> None:
        text = squeezed("".join(run))
        run.clear()
        if text:
            out.append(("p", text))

    for child in node:
        if child.tag in INLINE:
            run.append("".join(child.itertext()))
        else:
            end_run()
            out.extend(_block(child))
        run.append(child.tail or "")
    end_run()
    return out


def _block(node: etree._Element) -> list:
    if node.tag in {"ul", "ol"}:
        return [
            (node.tag, node.get("start") or "1" if node.tag == "ol" else "", [outline(item) for item in node])
        ]
    if node.tag == "blockquote":
        return [("blockquote", outline(node))]
    if node.tag == "pre":
        return [("pre", node.text_content().strip("\n"))]
    if node.tag == "hr":
        return [("hr",)]
    if node.tag in {"p", "div"}:
        return outline(node)
    return [(node.tag, squeezed("".join(node.itertext())))]

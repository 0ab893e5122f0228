"""Emphasis that is only in styles becomes elements: bold, italic, struck, raised, code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_WEIGHT = re.compile(r"(?<![\w-])font-weight\s*:\s*(bold|bolder|[6-9]00|normal|400)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_MONOSPACE = re.compile(
    r"font-family\s*:[^;]{0,200}(?:monospace|Menlo|Monaco|Consolas|Courier)", re.IGNORECASE
)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)", re.IGNORECASE)
_BOLD_TAGS = frozenset(("b", "strong", "th", *tree.HEADINGS))
_ITALIC_TAGS = frozenset(("i", "em", "cite", "blockquote"))
_STYLED = ".//span[contains(@style, 'font-') or contains(@style, 'line-through')]"

MOST_BOLD = 0.3
"""A page of which more is bold by style alone is written so; nothing of it is emphasis."""


def styles_to_tags(body: HtmlElement) -> None:
    """In a selection: emphasis only in styles becomes elements, where the text around it has none."""
    for element in tree.elements(body):
        style = element.get("style")
        if not style:
            continue
        if "position" in style and re.search(r"(?:left|top)\s*:\s*-\d{4,}", style):
            continue
        if element.tag not in {"span", "font", "a", "p", "div", "td", "li"} or not tree.text(element):
            continue
        for tag in _tags_of(element, style):
            _wrap_inside(element, tag)
        if element.tag != "pre" and "white-space" not in style:
            del element.attrib["style"]


def emphasise(article: HtmlElement) -> None:
    """In an article: words within a text that only a style makes bold, italic or struck become so."""
    wanted: list[tuple[HtmlElement, list[str]]] = []
    marked = 0
    for span in article.xpath(_STYLED):
        said = tree.text(span)
        if not said or tree.has_block(span) or next(span.iterancestors("pre", "code"), None) is not None:
            continue
        tags = [tag for tag in _tags_of(span, span.get("style")) if tag in {"strong", "em", "del"}]
        if tags:
            wanted.append((span, tags))
            marked += len(said)
    if not wanted or marked > MOST_BOLD * len(tree.text(article)):
        return
    for span, tags in wanted:
        for tag in tags:
            _wrap_inside(span, tag)


def _tags_of(element: HtmlElement, style: str) -> list[str]:
    if element.tag in {"p", "div", "td", "li"} and tree.has_block(element):
        return []
    wanted = []
    inside = {above.tag for above in element.iterancestors()} | {child.tag for child in element}
    if _bold(style) and not inside & _BOLD_TAGS and not _inherited(element, _bold):
        wanted.append("strong")
    if _italic(style) and not inside & _ITALIC_TAGS and not _inherited(element, _italic):
        wanted.append("em")
    if _STRUCK.search(style) and not inside & {"s", "del", "strike"}:
        wanted.append("del")
    if (
        element.tag == "span"
        and _monospaced(style)
        and not inside & {"code", "pre", "kbd", "samp", "tt"}
        and not _inherited(element, _monospaced)
    ):
        wanted.append("code")
    if (raised := _RAISED.search(style)) and element.tag == "span" and not inside & {"sup", "sub"}:
        wanted.append("sup" if raised[1].lower() == "super" else "sub")
    return wanted


def _bold(style: str) -> bool:
    # of two declarations the later one holds
    weight = next(reversed(list(_WEIGHT.finditer(style))), None)
    return weight is not None and weight[1].lower() not in {"normal", "400"}


def _italic(style: str) -> bool:
    return _ITALIC.search(style) is not None


def _monospaced(style: str) -> bool:
    return _MONOSPACE.search(style) is not None


def _inherited(element: HtmlElement, test: Callable[[str], bool]) -> bool:
    """Whether a block around says the same of all of its text: then it is the page's face, not emphasis."""
    return any(
        test(above.get("style") or "")
        for above in element.iterancestors("div", "p", "span", "td", "li", "body")
    )


def _wrap_inside(element: HtmlElement, tag: str) -> None:
    made = tree.new(tag, element.text)
    element.text = None
    made.extend(list(element))
    element.append(made)

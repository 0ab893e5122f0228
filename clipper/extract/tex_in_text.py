r"""Formulas that stand as TeX in the text, such as `\(x^2\)`, on pages that load what would draw them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

_FENCED = (
    r"\\\(((?:[^\\]|\\[^(]){1,3000}?)\\\)|\\\[((?:[^\\]|\\[^\[]){1,3000}?)\\\]|"
    r"(?<!\\)\$\$(.{1,3000}?)(?<!\\)\$\$"
)
_SURE = re.compile(_FENCED, re.DOTALL)
_DOLLARS = re.compile(
    rf"{_FENCED}|(?<![\\$\w])\$(?![\s$])((?:[^$\\]|\\.){{0,300}}?)(?<!\s)\$(?![\d$])",
    re.DOTALL,
)
_ONE_DOLLAR = re.compile(r"""["']\$["']\s*,\s*["']\$["']""")
_DRAWS = ("mathjax", "katex", "tex-mml", "tex-chtml", "tex-svg")
_VERBATIM = vocabulary("pre code script style textarea math kbd samp noscript title")
_MARKED = ("arithmatex", "math inline", "math display", "math-tex", "math notranslate", "tex2jax_process")
_BORDERS = (("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$"))


def without_delimiters(latex: str) -> str:
    """The TeX without what only tells a page where it begins and ends."""
    for opening, closing in _BORDERS:
        inner = latex[len(opening) : -len(closing)]
        if latex.startswith(opening) and latex.endswith(closing) and inner and opening not in inner:
            return inner.strip()
    return latex


def find_in_text(root: HtmlElement, names: str, made_of: Callable[..., HtmlElement | None]) -> None:
    """Make formulas of the TeX in the text, where the page loads a script that would draw it.

    `made_of(latex, display=…)` gives the element. Without such a script only what is marked as one counts.
    """
    drawn = _is_drawn(root)
    if drawn is not None:
        for element in [root, *tree.elements(root)]:
            if element.tag not in _VERBATIM:
                _replace_in(element, drawn, made_of)
    elif any(mark in names for mark in _MARKED):
        for element in tree.elements(root, "span", "div"):
            if any(mark in (element.get("class") or "") for mark in _MARKED) and not len(element):
                _replace_in(element, _DOLLARS, made_of)


def _is_drawn(root: HtmlElement) -> re.Pattern[str] | None:
    """What counts as a formula on this page; None where nothing would be drawn."""
    drawn, dollars = False, False
    for script in root.getroottree().iter("script"):
        source = script.get("src")
        if source:
            lowered = source.lower()
            drawn = drawn or any(name in lowered for name in _DRAWS)
        elif (said := script.text) and ("MathJax" in said or "renderMathInElement" in said):
            drawn = True
            dollars = dollars or _ONE_DOLLAR.search(said) is not None
    if not drawn:
        return None
    return _DOLLARS if dollars else _SURE


def _replace_in(
    element: HtmlElement, pattern: re.Pattern[str], made_of: Callable[..., HtmlElement | None]
) -> None:
    for child in list(element):
        said = child.tail
        if said and ("\\" in said or "$" in said) and (parts := list(_parts(said, pattern, made_of))):
            child.tail = None
            _put(parts, element, child)
    said = element.text
    if said and ("\\" in said or "$" in said) and (parts := list(_parts(said, pattern, made_of))):
        element.text = None
        _put(parts, element, None)


def _parts(
    said: str, pattern: re.Pattern[str], made_of: Callable[..., HtmlElement | None]
) -> Iterator[str | HtmlElement]:
    at = 0
    for match in pattern.finditer(said):
        number = match.lastindex or 1
        made = made_of(match[number], display=number in {2, 3})
        if made is not None:
            yield said[at : match.start()]
            yield made
            at = match.end()
    if at:
        yield said[at:]


def _put(parts: list[str | HtmlElement], holder: HtmlElement, after: HtmlElement | None) -> None:
    """Put text and elements into the holder, after one of its children or at its beginning."""
    last = after
    for part in parts:
        if isinstance(part, str):
            if last is None:
                holder.text = part
            else:
                last.tail = part
        else:
            if last is None:
                holder.insert(0, part)
            else:
                last.addnext(part)
            last = part

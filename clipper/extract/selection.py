"""A part of a page that a person chose: cleaned, all of it kept, in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError
from clipper.extract import tree
from clipper.extract.code import normalise_code
from clipper.extract.finish import finish
from clipper.extract.formulas import normalise_formulas
from clipper.extract.images import drop_unseen_pictures, resolve_pictures
from clipper.extract.links import base_of, resolve_links
from clipper.extract.metadata import Metadata
from clipper.extract.metadata.read import shortened

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.model import Article, Capture

_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)
_CONDITIONAL = re.compile(r"<!--\[if .*?<!\[endif\]-->|<!\[(?:if|endif)[^>]*>", re.DOTALL | re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|400)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_MONOSPACE = re.compile(r"font-family\s*:[^;]*(?:monospace|Menlo|Monaco|Consolas|Courier)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)", re.IGNORECASE)
_NEVER = (
    "script",
    "style",
    "link",
    "meta",
    "title",
    "base",
    "template",
    "head",
    "select",
    "textarea",
    "button",
)
_BOLD_TAGS = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
MOST_WORDS_OF_TITLE = 80


def extract_selection(capture: Capture) -> Article:
    """The Article of a chosen part. Raises EmptyPageError where it has neither words nor pictures."""
    markup = capture.text
    if (found := _FRAGMENT.search(markup)) is not None and found[1].strip():
        markup = found[1]
    root = tree.parse(_CONDITIONAL.sub("", markup))
    base = base_of(root, capture.url)
    language = root.get("lang")
    drop_unseen_pictures(root)
    resolve_pictures(root, base)
    body = root.find("body")
    if body is None:
        raise EmptyPageError("There is nothing in this selection.")
    normalise_formulas(body)
    for element in tree.elements(body, *_NEVER):
        tree.drop(element)
    _unwrap_documents(body)
    styles_to_tags(body)
    normalise_code(body)
    resolve_links(body, base)
    if not tree.words(body) and body.find(".//img") is None:
        raise EmptyPageError("There is nothing in this selection.")
    heading, title = _title(body, capture.title_hint)
    article = tree.new("div", body.text)
    article.extend(list(body))
    metadata = Metadata(title=title, language=language)
    return finish(article, base, metadata, url=capture.url, keep_title=heading is None)


def _unwrap_documents(body: HtmlElement) -> None:
    """Google Docs wraps everything in a bold that is none; Word has elements of its own namespace."""
    for element in tree.elements(body, "b"):
        if (element.get("id") or "").startswith("docs-internal-guid") or re.search(
            r"font-weight\s*:\s*normal", element.get("style") or ""
        ):
            element.tag = "div" if tree.has_block(element) else "span"
            element.attrib.pop("style", None)
    for element in tree.elements(body, "span"):
        if "Apple-converted-space" in (element.get("class") or ""):
            element.text = " "


def styles_to_tags(body: HtmlElement) -> None:
    """Emphasis that is only in styles becomes elements, where the text around it has none."""
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


def _tags_of(element: HtmlElement, style: str) -> list[str]:
    if element.tag in {"p", "div", "td", "li"} and tree.has_block(element):
        return []
    wanted = []
    inside = {above.tag for above in element.iterancestors()} | {child.tag for child in element}
    weight = _last(_WEIGHT, style)
    if (
        weight
        and weight[1].lower() not in {"normal", "400"}
        and not inside & _BOLD_TAGS
        and not _inherited(element, _bold)
    ):
        wanted.append("strong")
    if (
        _ITALIC.search(style)
        and not inside & {"i", "em", "cite", "blockquote"}
        and not _inherited(element, lambda given: _ITALIC.search(given) is not None)
    ):
        wanted.append("em")
    if _STRUCK.search(style) and not inside & {"s", "del", "strike"}:
        wanted.append("del")
    if (
        element.tag == "span"
        and _MONOSPACE.search(style)
        and not inside & {"code", "pre", "kbd", "samp", "tt"}
        and not _inherited(element, lambda given: _MONOSPACE.search(given) is not None)
    ):
        wanted.append("code")
    if (raised := _RAISED.search(style)) and element.tag == "span" and not inside & {"sup", "sub"}:
        wanted.append("sup" if raised[1].lower() == "super" else "sub")
    return wanted


def _last(pattern: re.Pattern[str], style: str) -> re.Match[str] | None:
    """The last match: of two declarations the later one holds."""
    return next(reversed(list(pattern.finditer(style))), None)


def _bold(style: str) -> bool:
    weight = _last(_WEIGHT, style)
    return weight is not None and weight[1].lower() not in {"normal", "400"}


def _inherited(element: HtmlElement, test: object) -> bool:
    """Whether a block around says the same of all of its text: then it is the page's face, not emphasis."""
    return any(
        callable(test) and test(above.get("style") or "")
        for above in element.iterancestors("div", "p", "span", "td", "li", "body")
    )


def _wrap_inside(element: HtmlElement, tag: str) -> None:
    made = tree.new(tag, element.text)
    element.text = None
    made.extend(list(element))
    element.append(made)


def _title(body: HtmlElement, hint: str | None) -> tuple[HtmlElement | None, str]:
    """The heading that gives the title, if one does, and the title: the hint, a heading, the first words."""
    if hint and hint.strip():
        return None, " ".join(hint.split())
    heading = next((one for one in body.iter(*tree.HEADINGS) if tree.text(one)), None)
    if heading is not None:
        return heading, tree.text(heading)
    return None, shortened(tree.words(body), MOST_WORDS_OF_TITLE) or ""

"""The last cut: the article's element parted from the page; and why something beside it was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.wording import FOOTER, MENU, OTHER, SIDEBAR, furniture_by_name, furniture_by_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BY_TAG = {"nav": MENU, "footer": FOOTER, "aside": SIDEBAR}


def parted(chosen: HtmlElement, body: HtmlElement) -> HtmlElement:
    """A new `div` with the chosen element's content; the element itself is left empty, or moved whole."""
    article = tree.new("div")
    if chosen.tag in {"ul", "ol", "dl", "table", "pre", "blockquote", "p", "figure"} and chosen is not body:
        chosen.tail = None
        article.append(chosen)
        return article
    if chosen.tag not in {"tbody", "tr"}:
        article.text = chosen.text
    else:
        chosen.tag = "div"
        for part in tree.elements(chosen, "tr", "td", "th"):
            part.tag = "div"
    article.extend(list(chosen))
    for name in ("lang", "dir"):
        if chosen.get(name):
            article.set(name, chosen.get(name, ""))
    return article


def reason_of(element: HtmlElement) -> str:
    """The plainest reason why an element outside the article was left out."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        furniture_by_name(names)
        or _BY_TAG.get(str(element.tag))
        or furniture_by_words(tree.words(element)[:200])
        or OTHER
    )

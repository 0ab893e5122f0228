"""Parts the chosen element from the rest of the page; the rest becomes removals with a reason each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.wording import FOOTER, MENU, OTHER, SIDEBAR, furniture_by_name, furniture_by_words
from clipper.model import Removal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BY_TAG = {"nav": MENU, "footer": FOOTER, "aside": SIDEBAR}


def remains(body: HtmlElement, chosen: HtmlElement) -> tuple[HtmlElement, list[Removal]]:
    """A new `div` with the chosen element's content, and what the page said outside it, in order."""
    path = [chosen, *tree.ancestors_until(chosen, body)]
    removed: list[Removal] = []
    if chosen is not body:
        removed = _around(body, path)
    article = tree.new("div")
    article.text = chosen.text if chosen.tag not in {"table", "tbody", "tr", "ul", "ol", "dl"} else None
    if chosen.tag in {"ul", "ol", "dl", "table", "pre", "blockquote", "p", "figure"} and chosen is not body:
        article.text = None
        chosen.tail = None
        article.append(chosen)
        return article, removed
    if chosen.tag in {"tbody", "tr"}:
        chosen.tag = "div"
        for part in tree.elements(chosen, "tr", "td", "th"):
            part.tag = "div"
    article.extend(list(chosen))
    for name in ("lang", "dir"):
        if chosen.get(name):
            article.set(name, chosen.get(name, ""))
    return article, removed


def _around(body: HtmlElement, path: list[HtmlElement]) -> list[Removal]:
    before: list[Removal] = []
    after: list[Removal] = []
    for inner in reversed(path):
        outer = inner.getparent()
        if outer is None:
            continue
        _add(before, OTHER, " ".join((outer.text or "").split()))
        for beside in reversed([*inner.itersiblings(preceding=True)]):
            _add(before, reason_of(beside), _said(beside))
        late: list[Removal] = []
        _add(late, OTHER, " ".join((inner.tail or "").split()))
        for beside in inner.itersiblings():
            _add(late, reason_of(beside), _said(beside))
        after = late + after
        if outer is body:
            continue
    return before + after


def _said(element: HtmlElement) -> str:
    tail = " ".join((element.tail or "").split())
    return f"{tree.words(element)} {tail}".strip()


def _add(removed: list[Removal], reason: str, said: str) -> None:
    if said:
        removed.append(Removal(reason, said))


def reason_of(element: HtmlElement) -> str:
    """The plainest reason why an element outside the article was left out."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        furniture_by_name(names)
        or _BY_TAG.get(str(element.tag))
        or furniture_by_words(tree.words(element)[:200])
        or OTHER
    )

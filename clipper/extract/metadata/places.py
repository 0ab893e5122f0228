"""Where on a page its author and its date may stand, and where only those of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_OTHERS = re.compile(
    r"comment|related|sidebar|footer|recommend|teaser|widget|reply|(?<!v)card|promo|cookie|newsletter|menu|"
    r"(?:^|[-_])nav(?:$|[-_])|popular|trending|breadcrumb",
    re.IGNORECASE,
)
_NEVER = re.compile(r"comment(?!ed|ary)|related|recommend|cookie", re.IGNORECASE)
_ITS_OWN = re.compile(
    r"author|byline|elementor|writer|hero|widget[-_]?(?:container|wrap)|(?:no|has|with|hide|disable)[-_]?(?:comments?|sidebar)",
    re.IGNORECASE,
)
_UNSAID = vocabulary("script style template noscript svg select option button form nav footer head title")
_MOST_BESIDE = 300
_BEFORE = 40
_AFTER = 90
_MOST_WALKED = 6000
_WITHOUT_HEADING = 200


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text between tags, the element that says it, whether an element or a line begins with it."""

    text: str
    element: HtmlElement
    starts: bool


def is_elsewhere(element: HtmlElement) -> bool:
    """Whether an element belongs to comments, related articles, menus or the like."""
    footer = False
    for depth, above in enumerate((element, *element.iterancestors())):
        if above.tag in {"body", "article", "main"}:
            return footer and above.tag == "body"
        footer = footer or above.tag == "footer"
        if depth > 6:
            continue
        if above.tag == "nav":
            return True
        names = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag == "aside" and not _ITS_OWN.search(names) and _is_box(above):
            return True
        if _OTHERS.search(names) and any(
            _OTHERS.search(name) and not _ITS_OWN.search(name) for name in names.split()
        ):
            return True
    return footer


def _is_box(aside: HtmlElement) -> bool:
    """Whether an aside has a subject of its own, and is no mere line of dates and names."""
    return aside.find(".//a") is not None and (
        any(next(aside.iter(tag), None) is not None for tag in ("h2", "h3", "h4"))
        or len(tree.words(aside)) > _MOST_BESIDE
    )


def is_others(element: HtmlElement) -> bool:
    """Whether an element belongs to comments or related articles, or to a link in a box beside the text."""
    linked = False
    for above in islice((element, *element.iterancestors()), 6):
        if above.tag in {"html", "body", "article", "main"}:
            return False
        linked = linked or above.tag == "a"
        if linked and above.tag == "aside":
            return True
        if _NEVER.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False


def said_in(element: HtmlElement, most: int = 60) -> list[Said]:
    """The pieces of text of an element, in order."""
    return list(islice(_walk(element), most))


def said_around(root: HtmlElement) -> list[Said]:
    """The pieces of text around the page's main heading, or its first ones where it has none."""
    body = root.find("body")
    if body is None:
        return []
    pieces: list[Said] = []
    at: int | None = None
    if next(body.iter("h1"), None) is None:
        return said_in(body, _WITHOUT_HEADING)
    for piece in _walk(body):
        if at is None and any(above.tag == "h1" for above in (piece.element, *_two_above(piece.element))):
            at = len(pieces)
        pieces.append(piece)
        if len(pieces) > (at + _AFTER if at is not None else _MOST_WALKED):
            break
    return pieces[max(0, at - _BEFORE) :] if at is not None else pieces[:_WITHOUT_HEADING]


def _two_above(element: HtmlElement) -> Iterator[HtmlElement]:
    for depth, above in enumerate(element.iterancestors()):
        if depth > 1:
            return
        yield above


def _walk(top: HtmlElement) -> Iterator[Said]:
    stack: list[tuple[HtmlElement, bool]] = [(top, False)]
    while stack:
        element, tail = stack.pop()
        if tail:
            text, owner = element.tail, element.getparent()
            starts = element.tag in tree.BLOCKS or element.tag == "br"
        else:
            if not isinstance(element.tag, str) or element.tag in _UNSAID:
                continue
            text, owner, starts = element.text, element, True
            for child in reversed(element):
                stack.append((child, True))
                stack.append((child, False))
        if text and (said := " ".join(text.split())) and owner is not None:
            yield Said(said, owner, starts)

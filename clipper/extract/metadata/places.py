"""Where on a page its author and its date may stand, and where only those of something else."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from clipper.extract import tree
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_OTHERS = re.compile(
    r"comment|related|sidebar|footer|recommend|teaser|widget|reply|(?<!v)(?<!h-)card|promo|cookie|newsletter|menu|"
    r"(?:^|[-_])nav(?:$|[-_])|popular|trending|breadcrumb",
    re.IGNORECASE,
)
_NEVER = re.compile(r"comment(?!ed|ary)|related|recommend|cookie", re.IGNORECASE)
_ITS_OWN = re.compile(
    r"author|byline|elementor|writer|hero|widget[-_]?(?:container|wrap)|(?:no|has|with|hide|disable)[-_]?(?:comments?|sidebar)",
    re.IGNORECASE,
)
UNSAID = vocabulary("script style template noscript svg select option button form nav footer head title")
_MOST_BESIDE = 300


class Said(NamedTuple):
    """A piece of text between tags, the element that says it, whether an element or a line begins with it."""

    text: str
    element: HtmlElement
    starts: bool


def is_elsewhere(element: HtmlElement, home: frozenset[HtmlElement] = frozenset()) -> bool:
    """Whether an element belongs to comments, related articles, menus or the like.

    `home` are the elements around the article's heading: whatever they are called, they hold the article.
    """
    footer = False
    for depth, above in enumerate((element, *element.iterancestors())):
        if above in home:
            return footer
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
        if names != " " and _speaks_of_others(names):
            return True
    return footer


@lru_cache(maxsize=4096)
def _speaks_of_others(names: str) -> bool:
    return _OTHERS.search(names) is not None and any(
        _OTHERS.search(name) and not _ITS_OWN.search(name) for name in names.split()
    )


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
        names = f"{above.get('class') or ''} {above.get('id') or ''}"
        if names != " " and _NEVER.search(names):
            return True
    return False


def said_in(element: HtmlElement, most: int = 60) -> list[Said]:
    """The pieces of text of an element, in order."""
    return list(islice(_walk(element), most))


def _walk(top: HtmlElement) -> Iterator[Said]:
    stack: list[tuple[HtmlElement, bool]] = [(top, False)]
    while stack:
        element, after = stack.pop()
        if after:
            piece = tail_of(element)
        else:
            if not isinstance(element.tag, str) or element.tag in UNSAID:
                continue
            piece = piece_of(element)
            for child in reversed(element):
                stack.append((child, True))
                stack.append((child, False))
        if piece is not None:
            yield piece


def piece_of(element: HtmlElement) -> Said | None:
    """What an element says before its first child; None if nothing."""
    text = element.text
    if not text or text.isspace():
        return None
    return Said(" ".join(text.split()), element, True)


def tail_of(element: HtmlElement) -> Said | None:
    """What is said right after an element, by the one around it; None if nothing."""
    text = element.tail
    if not text or text.isspace():
        return None
    owner = element.getparent()
    if owner is None:
        return None
    return Said(" ".join(text.split()), owner, element.tag in tree.BLOCKS or element.tag == "br")

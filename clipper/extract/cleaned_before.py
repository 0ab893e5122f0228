"""Knows a page that was cleaned before: it holds what an article may hold, and nothing that a site adds.

Such a page has nothing to be judged by, and nothing left to take out: it is kept as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract.sanitise import TAGS, may_have

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_OF_A_SITE = re.compile(r"<(?:script|link|style|nav|header|footer|main|form|button|svg|h1)\b", re.IGNORECASE)
_FRAME = frozenset(("html", "head", "body", "title"))


def was_cleaned(text: str, root: HtmlElement) -> bool:
    """Whether the page of this text and tree, which is as it was parsed, is an article that was cleaned."""
    if _OF_A_SITE.search(text):
        return False
    said = 0
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            return False
        if element.tag in _FRAME:
            known = not element.attrib or element.keys() == ["lang"]
        else:
            said += 1
            known = element.tag in TAGS and all(
                may_have(element.tag, name, value) for name, value in element.items()
            )
        if not known:
            return False
        if element.tag != "math":  # in a formula the rules of another language hold
            waiting.extend(element)
    return said > 0

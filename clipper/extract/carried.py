"""The text that a page carries as data for its scripts, for a page that shows none of it by itself."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_KEYS = frozenset(
    ("body", "content", "text", "html", "cooked", "markdown", "message", "rendered", "post", "articlebody",
     "bodyhtml", "contenthtml", "posthtml", "bodytext", "fulltext", "richtext")
)  # fmt: skip
"""Names under which programs keep what people wrote, in small letters and without signs."""

LEAST = 150
"""Characters of text that are worth showing."""

LARGEST = 5_000_000
"""Characters of data that are looked through."""

_MARKUP = re.compile(
    r"<(?:script|style)\b[^<>]{0,500}>[^<]{0,20000}</(?:script|style)>|<[^<>]{1,2000}>|"
    r"\[/?[a-z*]{1,20}(?:=[^\[\]]{0,500})?\]",
    re.IGNORECASE,
)
_ENDS_LINE = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|br|blockquote|tr)\b[^<>]{0,500}>|\[/?(?:p|list|\*|h[1-6]|quote)\]",
    re.IGNORECASE,
)
_PROSE = re.compile(r"(?:\S{1,60}\s+){11}|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{15}")


def carried_text(root: HtmlElement) -> str:
    """The longest text in the data of an `html` element, a paragraph a line; empty where there is none.

    Of texts in the same place of a list, such as a thread's posts, all are taken, in order.
    """
    places: dict[tuple[str, ...], list[str]] = {}
    for data in _data(root):
        for place, said in _strings(data):
            if _PROSE.search(said):
                places.setdefault(place, []).append(_plain(said))
    texts = ["\n".join(dict.fromkeys(said)) for said in places.values()]
    longest = max(texts, key=len, default="")
    return longest if len(longest) >= LEAST else ""


def _data(root: HtmlElement) -> Iterator[object]:
    for script in root.iter("script"):
        if (script.get("type") or "").endswith("json") and "ld+json" not in script.get("type"):
            yield from _read(script.text or "")
    for element in root.xpath(".//@*[starts-with(name(), 'data-') and string-length(.) > 150]/.."):
        for name, given in element.attrib.items():
            if str(name).startswith("data-") and str(given).lstrip()[:1] in {"{", "["}:
                yield from _read(str(given))


def _read(said: str) -> Iterator[object]:
    if 150 < len(said) < LARGEST:
        try:
            yield json.loads(said)
        except (ValueError, RecursionError):
            return


def _strings(data: object) -> Iterator[tuple[tuple[str, ...], str]]:
    """The strings under a promising name, each with the names on the way to it; of any depth."""
    work: list[tuple[tuple[str, ...], object]] = [((), data)]
    while work:
        place, value = work.pop()
        if isinstance(value, dict):
            work.extend(((*place, str(name)), inner) for name, inner in reversed(value.items()))
        elif isinstance(value, list):
            work.extend((place, inner) for inner in reversed(value))
        elif isinstance(value, str):
            inside = list(_read(value)) if value[:1] in {"{", "["} and value[-1:] in {"}", "]"} else []
            work.extend((place, inner) for inner in inside)
            if not inside and place and re.sub(r"[\W_]", "", place[-1]).lower() in _KEYS:
                yield place, value


def _plain(said: str) -> str:
    """What marked-up text says, a line for each of its blocks."""
    lines = _MARKUP.sub(" ", _ENDS_LINE.sub("\n", said)).split("\n")
    return "\n".join(filter(None, (" ".join(html.unescape(line).split()) for line in lines)))

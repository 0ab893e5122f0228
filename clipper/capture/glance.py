"""A quick look at HTML: its visible text, links and pictures, in time linear in what is looked at.

Made for the moment a drag enters the window, when there is no time to build a tree.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.capture.links import Link, clean_url
from clipper.capture.words import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEN = 96 * 1024  # characters looked at; a megabyte of page answers the same questions

_MARKUP = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\s/>]*)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>|[!?][^<>]*>)")
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:href|src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*+>")
_PICTURE = re.compile(r"<img\b", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "title", "svg", "textarea", "select"})
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "br",
        "hr",
        "blockquote",
        "pre",
        "section",
        "article",
        "figure",
    ]
)


@dataclass(frozen=True, slots=True)
class Glance:
    """What a quick look saw: `beside` is the text outside all links, `more` that it stopped early."""

    text: str
    beside: str
    links: tuple[Link, ...]
    pictures: int
    title: str | None
    more: bool

    @property
    def words(self) -> int:
        """The words of the visible text, as far as was looked."""
        return count_words(self.text)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see: no text and no picture, to the very end."""
        return not self.text and not self.pictures and not self.more


def quick_text(html: str) -> tuple[str, int]:
    """Return roughly the visible text of `html`, and how many pictures it has; several times as fast."""
    for name in ("script", "style"):
        before, *scripted = html.split(f"<{name}")
        html = " ".join([before, *(piece.partition(f"</{name}>")[2] for piece in scripted)])
    text = _TAG.sub(" ", html)
    return entities.unescape(text) if "&" in text else text, len(_PICTURE.findall(html))


def glance(html: str) -> Glance:
    """Look at the first part of `html`."""
    text: list[str] = []
    beside: list[str] = []
    links: list[Link] = []
    title: str | None = None
    href: str | None = None
    inside: list[str] = []
    pictures = 0
    for kind, value in _pieces(html[:SEEN]):
        if kind == "text":
            text.append(value)
            (beside if href is None else inside).append(value)
        elif kind == "title":
            title = title or _plain([value]) or None
        elif kind == "a":
            _keep(links, href, inside)
            href, inside = value, []
            beside.append(" ")
        elif kind == "/a":
            _keep(links, href, inside)
            href, inside = None, []
        elif kind == "img":
            pictures += 1
    _keep(links, href, inside)
    return Glance(_plain(text), _plain(beside), tuple(links), pictures, title, len(html) > SEEN)


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """Yield ("text", …), ("title", …), ("a", href), ("/a", "") and ("img", "") in document order."""
    position = 0
    while match := _MARKUP.search(html, position):
        if match.start() > position:
            yield "text", html[position : match.start()]
        position = match.end()
        name = (match[3] or "").lower()
        if match[1]:
            position = _after(html, "-->", position)
        elif not match[2] and name in _UNSEEN and not match[4].endswith("/"):
            end = _after(html, f"</{name}", position)
            if name == "title":
                yield "title", html[position:end].removesuffix(html[end - 7 : end])
            position = _after(html, ">", end)
        else:
            yield from _element(name, match[4] or "", closing=bool(match[2]))
    yield "text", html[position:].partition("<")[0]


def _element(name: str, attributes: str, *, closing: bool) -> Iterator[tuple[str, str]]:
    if name == "a":
        yield ("/a", "") if closing else ("a", _href(attributes))
    elif name == "img" and not closing:
        yield "img", ""
    elif name in _BLOCKS:
        yield "text", "\n"


def _after(text: str, mark: str, position: int) -> int:
    found = re.compile(re.escape(mark), re.IGNORECASE).search(text, position)
    return found.end() if found else len(text)


def _href(attributes: str) -> str:
    for match in _ATTRIBUTE.finditer(attributes):
        if match[0][:4].lower() == "href":
            return entities.unescape(match[1] or match[2] or match[3] or "")
    return ""


def _keep(links: list[Link], href: str | None, inside: list[str]) -> None:
    url = clean_url(href) if href else None
    if url:
        title = _plain(inside)
        links.append(Link(url, title if title and title != url else None))


def _plain(pieces: list[str]) -> str:
    return " ".join(entities.unescape("".join(pieces)).replace("\u200b", "").split())

"""Inline HTML → runs: pieces of text with what the elements around them make of each, pictures and anchors.

White space collapses as in a browser; a line break is U+2028, which a text document shows as one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from clipper.gui.reader.styles import BOLD, CODE, ITALIC, KBD, MARK, PLAIN, STRIKE, SUB, SUPER, Inline

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

LINE_BREAK = "\u2028"
DEEPEST = 60
"""Elements nested deeper than this are read as the text they hold."""

_SPACES = re.compile(r"[ \t\n\r\f]+")
# Characters with a meaning of their own in a text document: object, paragraph end, frame begin and end.
_RESERVED = re.compile("[\x00\ufffc\ufdd0\ufdd1\ufffe\uffff\ud800-\udfff]")
_SILENT = frozenset({"script", "style", "template", "head", "title", "noscript", "rp", "colgroup", "col"})

_FLAGS = {
    "b": BOLD,
    "strong": BOLD,
    "i": ITALIC,
    "em": ITALIC,
    "cite": ITALIC,
    "dfn": ITALIC,
    "var": ITALIC,
    "code": CODE,
    "tt": CODE,
    "samp": CODE,
    "kbd": KBD,
    "mark": MARK,
    "del": STRIKE,
    "s": STRIKE,
    "strike": STRIKE,
    "sup": SUPER,
    "sub": SUB,
}


class Text(NamedTuple):
    """Words, and how they look."""

    text: str
    look: Inline


class Image(NamedTuple):
    """An `<img>` among the words; `href` where it is part of a link."""

    source: str
    alt: str
    width: int | None
    href: str


class Anchor(NamedTuple):
    """A place that a link within the page may name."""

    name: str


Run = Text | Image | Anchor


def tag_of(node: HtmlElement) -> str:
    """Return an element's tag; the empty string for comments and the like."""
    return node.tag if isinstance(node.tag, str) else ""


def clean(text: str) -> str:
    """Return text without the characters that a text document keeps for itself."""
    if text.isascii():
        return text.replace("\x00", "")
    return _RESERVED.sub("", text.replace("\u2029", LINE_BREAK))


def runs_of(node: HtmlElement, look: Inline = PLAIN) -> list[Run]:
    """Return the collapsed runs of an element's content."""
    found: list[Run] = []
    gather(node, look, found)
    return collapsed(found)


def gather(node: HtmlElement, look: Inline, found: list[Run], depth: int = 0) -> None:
    """Add the runs of an element's content, white space not yet collapsed."""
    if node.text:
        found.append(Text(node.text, look))
    for child in node:
        gather_one(child, look, found, depth + 1)
        if child.tail:
            found.append(Text(child.tail, look))


def gather_one(node: HtmlElement, look: Inline, found: list[Run], depth: int = 0) -> None:
    """Add the runs of one element, without the text after it."""
    tag = tag_of(node)
    if not tag or tag in _SILENT:
        return
    if name := node.get("id") or (node.get("name") if tag == "a" else None):
        found.append(Anchor(name))
    if depth > DEEPEST:
        found.append(Text("".join(map(str, node.itertext())), look))
    elif special := _SPECIAL.get(tag):
        special(node, look, found)
    else:
        gather(node, inside(node, look), found, depth)


def inside(node: HtmlElement, look: Inline) -> Inline:
    """Return how text within an inline element looks."""
    tag = tag_of(node)
    if flag := _FLAGS.get(tag):
        if tag == "code" and is_formula(node):
            return look.plus(CODE | ITALIC)
        return look.plus(flag)
    if tag == "a" and (href := node.get("href")):
        bare = "footnote-backref" in (node.get("class") or "")
        return look._replace(href=href, bare=bare)
    if tag == "small":
        return look._replace(small=True)
    if tag in {"u", "ins"}:
        return look._replace(under=True)
    return look


def is_formula(node: HtmlElement) -> bool:
    """Return whether a `<code>` or `<pre>` says that it holds TeX."""
    names = (node.get("class") or "").split()
    return any(name in {"math", "language-math", "math-inline", "math-display"} for name in names)


def _line_break(_node: HtmlElement, look: Inline, found: list[Run]) -> None:
    found.append(Text(LINE_BREAK, look))


def _may_break(_node: HtmlElement, look: Inline, found: list[Run]) -> None:
    found.append(Text("\u200b", look))


def _image(node: HtmlElement, look: Inline, found: list[Run]) -> None:
    source = (node.get("src") or "").strip()
    if source:
        width = node.get("width") or ""
        pixels = int(width) if width.isdecimal() and len(width) < 6 else None
        found.append(Image(source, " ".join((node.get("alt") or "").split()), pixels or None, look.href))


def _input(node: HtmlElement, look: Inline, found: list[Run]) -> None:
    if (node.get("type") or "").lower() == "checkbox":
        found.append(Text("☑ " if node.get("checked") is not None else "☐ ", look))


def _quotation(node: HtmlElement, look: Inline, found: list[Run]) -> None:
    found.append(Text("“", look))
    gather(node, look, found)
    found.append(Text("”", look))


def _ruby(node: HtmlElement, look: Inline, found: list[Run]) -> None:
    """Base text, then its reading small and in parentheses: 漢字(かんじ)."""
    if node.text:
        found.append(Text(node.text, look))
    for child in node:
        if tag_of(child) in {"rt", "rtc"}:
            small = look._replace(small=True, color="secondary")
            found.append(Text("(", small))
            gather(child, small, found)
            found.append(Text(")", small))
        else:
            gather_one(child, look, found)
        if child.tail and child.tail.strip():
            found.append(Text(child.tail, look))


def _formula(node: HtmlElement, look: Inline, found: list[Run]) -> None:
    found.append(Text(tex_of(node), look.plus(CODE | ITALIC)))


def tex_of(node: HtmlElement) -> str:
    """Return the TeX source that a `<math>` carries, or else its characters."""
    if said := (node.get("data-latex") or "").strip():
        return said
    for annotation in node.iter("annotation"):
        if "tex" in (annotation.get("encoding") or ""):
            return (annotation.text or "").strip()
    return node.get("alttext") or " ".join("".join(map(str, node.itertext())).split())


_SPECIAL: dict[str, Callable[[HtmlElement, Inline, list[Run]], None]] = {
    "br": _line_break,
    "wbr": _may_break,
    "img": _image,
    "input": _input,
    "q": _quotation,
    "ruby": _ruby,
    "math": _formula,
}


def collapsed(runs: list[Run]) -> list[Run]:
    """Return runs with white space collapsed, none at the ends or beside line breaks, neighbours joined."""
    out: list[Run] = []
    after_space = True
    for run in runs:
        if not isinstance(run, Text):
            out.append(run)
            after_space = after_space and isinstance(run, Anchor)
            continue
        if run.text == LINE_BREAK:
            _trim_end(out)
            out.append(run)
            after_space = True
            continue
        text = clean(run.text)
        if "  " in text or not text.isprintable():
            text = _SPACES.sub(" ", text)
        if after_space:
            text = text.lstrip(" ")
        if text:
            after_space = text.endswith(" ")
            last = out[-1] if out else None
            if isinstance(last, Text) and last.look == run.look:
                out[-1] = Text(last.text + text, run.look)
            else:
                out.append(Text(text, run.look))
    while out and _trim_end(out, f" {LINE_BREAK}"):
        pass
    return out


def _trim_end(out: list[Run], characters: str = " ") -> bool:
    """Take white space off the end; return whether a whole run went."""
    last = out[-1] if out else None
    if not isinstance(last, Text):
        return False
    text = last.text.rstrip(characters)
    if text:
        out[-1] = Text(text, last.look)
        return False
    out.pop()
    return True


def plain(runs: list[Run]) -> str:
    """Return the words of runs."""
    return "".join(run.text for run in runs if isinstance(run, Text))

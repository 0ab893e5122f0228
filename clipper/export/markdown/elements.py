"""What each element means: one function an element, and the table of them.

A function begins its element in the walker's builder, says what to do at its end, and returns whether what
the element holds is to be walked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.export.markdown import code, markup, media, tables
from clipper.export.markdown.blocks import Box
from clipper.export.markdown.builder import Builder
from clipper.export.markdown.inline import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from clipper.export.markdown.walk import Walker

BLOCKS = frozenset({
    "div", "section", "article", "main", "header", "footer", "aside", "nav", "figure", "figcaption",
    "address", "center", "form", "fieldset", "legend", "dl", "dd", "hgroup", "dialog", "body", "html",
    "caption", "tbody", "thead", "tfoot", "tr", "td", "th", "search", "noscript",
})  # fmt: skip
SKIPPED = frozenset({
    "script", "style", "template", "svg", "head", "title", "select",
    "textarea", "datalist", "meta", "link",
})  # fmt: skip
_FORMATS = {
    "em": "em",
    "i": "em",
    "strong": "strong",
    "b": "strong",
    "del": "del",
    "s": "del",
    "strike": "del",
}
_CALLOUT = re.compile(r"[a-z\-]{1,30}")
_FOLDS = {"open": "+", "closed": "-"}
_KEPT_TAGS = ("sub", "sup", "kbd", "mark", "ins", "ruby", "rt", "rp")


def _begin_format(walker: Walker, node: Element, token: Token) -> bool:
    if walker.builder.open_format(token):
        walker.at_end(node, walker.builder.close_format)
    return True


def _format(walker: Walker, node: Element) -> bool:
    tag = str(node.tag)
    return _begin_format(walker, node, Token("open", _FORMATS.get(tag, tag)))


def _link(walker: Walker, node: Element) -> bool:
    token = media.link(node)
    return token is None or _begin_format(walker, node, token)


def _code(walker: Walker, node: Element) -> bool:
    walker.builder.open_code()
    walker.at_end(node, walker.builder.close_code)
    return True


def _quotation(walker: Walker, node: Element) -> bool:
    opening, closing = "‘’" if walker.quotations % 2 else "“”"
    walker.quotations += 1
    walker.builder.text(opening)

    def end() -> None:
        walker.quotations -= 1
        walker.builder.text(closing)

    walker.at_end(node, end)
    return True


def _line_break(walker: Walker, _node: Element) -> bool:
    walker.builder.line_break()
    return False


def _picture(walker: Walker, node: Element) -> bool:
    token = media.picture(node, walker.images)
    if token:
        walker.builder.add(token)
    return False


def _embedded(walker: Walker, node: Element) -> bool:
    walker.builder.boundary()
    for token in media.embedded(node):
        walker.builder.add(token)
    walker.builder.boundary()
    return False


def _formula(walker: Walker, node: Element) -> bool:
    found = media.formula(node)
    if found is None:
        return True
    tex, alone = found
    if alone and not walker.builder.in_line:
        walker.builder.block("raw", f"$$\n{tex}\n$$")
    else:
        walker.builder.add(Token("raw", f"${' '.join(tex.split())}$"))
    return False


def _checkbox(walker: Walker, node: Element) -> bool:
    if (node.get("type") or "").lower() == "checkbox":
        walker.builder.task(checked=node.get("checked") is not None)
    return False


def _paragraph(walker: Walker, node: Element) -> bool:
    builder = walker.builder
    if node.get("class") == "callout-title" and builder.begin_line():
        walker.at_end(node, builder.end_callout_title)
        return True
    builder.boundary()
    builder.explicit = True

    def end() -> None:
        builder.boundary()
        builder.explicit = False

    walker.at_end(node, end)
    return True


def _heading(walker: Walker, node: Element) -> bool:
    level = int(str(node.tag)[1])
    if walker.builder.begin_line():
        walker.at_end(node, lambda: walker.builder.end_heading(level))
    else:
        walker.at_end(node, walker.builder.boundary)
    return True


def _summary(walker: Walker, node: Element) -> bool:
    begun = walker.builder.begin_line()
    walker.at_end(node, walker.builder.end_summary if begun else walker.builder.boundary)
    return True


def _rule(walker: Walker, _node: Element) -> bool:
    walker.builder.block("rule", "---")
    return False


def _preformatted(walker: Walker, node: Element) -> bool:
    if walker.builder.in_line:
        walker.builder.boundary()
        walker.builder.add(Token("code", code.code_text(node)))
        walker.builder.boundary()
    else:
        walker.builder.block("code", code.block(node))
    return False


def _box(walker: Walker, node: Element, box: Box) -> bool:
    if walker.builder.open_box(box):
        walker.at_end(node, lambda: walker.builder.close_box(box.kind))
    else:
        walker.at_end(node, walker.builder.boundary)
    return True


def _quote(walker: Walker, node: Element) -> bool:
    kind = node.get("data-callout") or "" if node.get("class") == "callout" else ""
    fold = _FOLDS.get(node.get("data-fold") or "", "")
    return _box(walker, node, Box("quote", label=kind if _CALLOUT.fullmatch(kind) else "", fold=fold))


def _details(walker: Walker, node: Element) -> bool:
    return _box(walker, node, Box("details", opened=node.get("open") is not None))


def _list(walker: Walker, node: Element) -> bool:
    return _box(walker, node, Box("list", ordered=node.tag == "ol", number=_number(node.get("start"))))


def _item(walker: Walker, node: Element) -> bool:
    label = walker.notes.definitions.get(node)
    if label is not None:
        return _box(walker, node, Box("note", label=label))
    return _box(walker, node, Box("item", number=_number(node.get("value"))))


def _number(value: str | None) -> int | None:
    value = (value or "").strip()
    return int(value) if value.isdecimal() and len(value) < 10 else None


def _term(walker: Walker, node: Element) -> bool:
    """Markdown has no definition lists: a term stands bold above what it means."""
    builder = walker.builder
    builder.boundary()
    begun = builder.open_format(Token("open", "strong"))

    def end() -> None:
        if begun:
            builder.close_format()
        builder.boundary()

    walker.at_end(node, end)
    return True


def _table(walker: Walker, node: Element) -> bool:
    builder = walker.builder
    lines = tables.rows(node)
    shape = tables.shape(node, lines)
    builder.boundary()
    if shape == "layout" or builder.in_line:
        walker.at_end(node, builder.boundary)
        return True
    if shape == "html":
        builder.block("raw", markup.table(node, walker.images, walker.notes))
        return False

    def cell_text(cell: Element) -> str:
        line = Builder(one_line=True, line_break="<br>")
        walker.walk_apart(cell, line)
        return line.finish_line()

    caption = tables.caption(node)
    if caption is not None:
        walker.walk_apart(caption, builder)
    builder.block("raw", tables.grid(lines, cell_text))
    return False


HANDLERS: dict[str, Callable[[Walker, Element], bool]] = {
    **dict.fromkeys((*_FORMATS, *_KEPT_TAGS), _format),
    **dict.fromkeys(("code", "tt", "samp"), _code),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("iframe", "video", "audio", "embed", "object"), _embedded),
    "a": _link,
    "q": _quotation,
    "br": _line_break,
    "img": _picture,
    "math": _formula,
    "input": _checkbox,
    "p": _paragraph,
    "summary": _summary,
    "hr": _rule,
    "pre": _preformatted,
    "blockquote": _quote,
    "details": _details,
    "li": _item,
    "dt": _term,
    "table": _table,
}

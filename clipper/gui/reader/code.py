"""Code blocks: one block for each line, on a painted ground; a line too long hangs in where it wraps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF

from clipper.gui.reader.inline import Text, clean, tag_of
from clipper.gui.reader.page import Ground
from clipper.gui.reader.styles import CODE_TEXT, FORMULA, PLAIN, Inline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from clipper.gui.reader.writer import Place, Writer

_LONGEST_LINE = 4000
_SLICE = 40
_OUTER = 26


def write_code(writer: Writer, node: HtmlElement, place: Place) -> Iterator[None]:
    """Write a `<pre>`."""
    text = _text(node).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not text.strip():
        return
    style = CODE_TEXT
    hang = QFontMetricsF(writer.formats.font(style)).horizontalAdvance("0") * 2
    spot = replace(place, look=Inline(), rtl=False, fixed_direction=True, centred=False, align_end=False)
    spot = spot.under(writer.element("pre", _language(node)))
    box = writer.open_box(Ground.CODE, spot, outer=_OUTER, pad=14)
    spot = spot.inset(18, 18)
    for number, line in enumerate(text.split("\n")):
        shown = clean(line).rstrip()
        for at in range(0, max(1, len(shown)), _LONGEST_LINE):
            writer.code_line(shown[at : at + _LONGEST_LINE], style, spot, hang)
        if number % _SLICE == _SLICE - 1:
            yield
    writer.close_box(box, outer=_OUTER)


def write_formula(writer: Writer, tex: str, place: Place) -> None:
    """Write TeX in its own block, in the middle of the column."""
    lines = [line.strip() for line in tex.strip().strip("$").splitlines() if line.strip()]
    spot = replace(place, centred=True, rtl=False, fixed_direction=True)
    writer.paragraph([Text("\u2028".join(lines), PLAIN)], FORMULA, spot)


def _text(node: HtmlElement) -> str:
    parts = [node.text or ""]
    for child in node.iterdescendants():
        if tag_of(child) == "br":
            parts.append("\n")
        elif tag_of(child):
            parts.append(child.text or "")
        # A tail comes after everything in its element, so an element with children is closed by its last one.
        closing = child
        while len(closing) == 0 or closing is not child:
            parts.append(closing.tail or "")
            above = closing.getparent()
            if above is None or above is node or closing.getnext() is not None:
                break
            closing = above
    return "".join(parts)


def _language(node: HtmlElement) -> str:
    for holder in (node, *node.iter("code")):
        for name in (holder.get("class") or "").split():
            if name.startswith("language-"):
                return name
    return ""

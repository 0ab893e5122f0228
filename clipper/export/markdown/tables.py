"""Tables: GFM where it can carry them, HTML where cells span or hold blocks."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Literal

from clipper.export.markdown.tree import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

Shape = Literal["nothing", "layout", "grid", "html"]

_BLOCKS = (
    "table",
    "ul",
    "ol",
    "pre",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "dl",
    "details",
)
_RULES = {"left": ":--", "right": "--:", "center": ":-:"}


def rows(table: Element) -> list[list[Element]]:
    """Give the table's own rows of cells, not those of tables within it."""
    found = []
    for part in table:
        lines = [part] if part.tag == "tr" else part if part.tag in {"thead", "tbody", "tfoot"} else []
        found += [cells for line in lines if (cells := [cell for cell in line if cell.tag in {"td", "th"}])]
    return found


def shape(table: Element, lines: list[list[Element]]) -> Shape:
    """Say how a table is best written. One cell is only layout: its content stands on its own."""
    if not lines:
        return "layout"
    if len(lines) == 1 and len(lines[0]) == 1:
        return "layout"
    if any(_spans(cell) for line in lines for cell in line) or bool(_inner_blocks(table)):
        return "html"
    return "grid"


def _spans(cell: Element) -> bool:
    return any((cell.get(key) or "1").strip() not in {"1", ""} for key in ("colspan", "rowspan"))


def _inner_blocks(table: Element) -> list[Element]:
    return [node for node in islice(table.iter(*_BLOCKS), 2) if node is not table]


def grid(lines: list[list[Element]], write: Callable[[Element], str]) -> str:
    """Write a GFM table; `write` gives a cell's content as one line. Nothing where all cells are empty.

    GFM has no table without a row of heads. Where a table names no columns this row stays empty: a first row
    of data put there would be read as names. What names a row is bold, as browsers show it.
    """
    head = 1 if _is_head(lines[0]) else 0
    texts = [[_cell(cell, write, bold=number >= head) for cell in line] for number, line in enumerate(lines)]
    width = max(map(len, lines))
    if not any(text for line in texts for text in line):
        return ""
    aligned = [_alignment(lines, column) for column in range(width)]
    out = [_row(texts[0] if head else [], width), _row(aligned, width)]
    return "\n".join(out + [_row(line, width) for line in texts[head:]])


def _cell(cell: Element, write: Callable[[Element], str], *, bold: bool) -> str:
    said = write(cell).replace("|", "\\|")
    return f"**{said}**" if bold and cell.tag == "th" and said and "*" not in said else said


def _row(cells: list[str], width: int) -> str:
    return f"| {' | '.join(cells + [''] * (width - len(cells)))} |"


def _is_head(line: list[Element]) -> bool:
    part = line[0].getparent()
    group = part.getparent() if part is not None else None
    return (group is not None and group.tag == "thead") or all(cell.tag == "th" for cell in line)


def _alignment(lines: list[list[Element]], column: int) -> str:
    """Take the alignment that the column's first two cells agree on, or that one of them names."""
    named = [_named_alignment(line[column]) for line in lines[:2] if column < len(line)]
    return _RULES.get(named[-1] or named[0] if named else "", "---")


def _named_alignment(cell: Element) -> str:
    style = re.search(r"text-align\s*:\s*(left|right|center)", cell.get("style") or "", re.IGNORECASE)
    return (style[1] if style else cell.get("align") or "").strip().lower()


def caption(table: Element) -> Element | None:
    """Give the table's caption, if it says something."""
    first = next((part for part in islice(table, 3) if part.tag == "caption"), None)
    return first if first is not None and words(first) else None

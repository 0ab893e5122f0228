"""Tables: only horizontal hairlines, columns shared out as their texts need.

A table whose longest words do not fit the column side by side is set as a record for each row, every value
with its column's name; so nothing ever has to be scrolled sideways.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QTextCharFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)

from clipper.gui.reader.inline import Image, Run, Text, plain, runs_of, tag_of
from clipper.gui.reader.styles import BOLD, CAPTION, CELL, HEAD_CELL, Inline
from clipper.gui.reader.writer import CELL_PAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
    from PySide6.QtGui import QTextTable

    from clipper.gui.reader.flow import Flow
    from clipper.gui.reader.writer import Place

_GUTTER = 24
_MOST_COLUMNS = 40
_ROWS_AT_ONCE = 150
_LONGEST_WORD = 150.0
_WIDEST_CELL = 900.0
_BLOCKS = frozenset(
    {"p", "ul", "ol", "pre", "blockquote", "table", "div", "figure", "h1", "h2", "h3", "h4", "dl"}
)


@dataclass(slots=True)
class _Cell:
    """A cell at its place in the grid. `runs` is None where it holds blocks."""

    node: HtmlElement
    row: int
    column: int
    rows: int
    columns: int
    head: bool
    runs: list[Run] | None
    text: str


def write_table(flow: Flow, node: HtmlElement, place: Place) -> Iterator[None]:
    """Write a `<table>`, its caption above it."""
    writer = flow.writer
    cells, rows, columns = _grid(node, place)
    if not cells:
        return
    if columns == 1 and not any(cell.head for cell in cells):
        for cell in cells:
            yield from flow.children(cell.node, place)
        return
    caption = node.find("caption")
    if caption is not None:
        flow.words(runs_of(caption, place.look), CAPTION, place, leaf="p", before=20)
        writer.after = 6
    heads = _header_rows(cells, rows)
    available = flow.column - place.left - place.right
    shares, need = _shares(flow, cells, columns, available)
    writer.page.table_needs.append(need + place.left + place.right)
    place = replace(place, style=CELL)
    if need > available or place.share < 1:
        yield from _write_records(flow, cells, rows, heads, place)
    else:
        for first in range(0, rows, _ROWS_AT_ONCE):
            part = [cell for cell in cells if first <= cell.row < first + _ROWS_AT_ONCE]
            sheet = range(first, min(rows, first + _ROWS_AT_ONCE))
            _write_grid(flow, part, sheet, shares, heads=heads, place=place)
            yield
    writer.after = 30


def _grid(node: HtmlElement, place: Place) -> tuple[list[_Cell], int, int]:
    """Return a table's cells with their places, and its numbers of rows and columns."""
    cells: list[_Cell] = []
    taken: set[tuple[int, int]] = set()
    rows = [row for row in node.iter("tr") if next(row.iterancestors("table"), None) is node]
    columns = 0
    for number, row in enumerate(rows):
        column = 0
        for child in row:
            if tag_of(child) not in {"td", "th"}:
                continue
            while (number, column) in taken:
                column += 1
            if column >= _MOST_COLUMNS:
                break
            across = min(_span(child.get("colspan")), _MOST_COLUMNS - column)
            down = min(_span(child.get("rowspan")), len(rows) - number)
            taken.update((number + r, column + c) for r in range(down) for c in range(across))
            cells.append(_cell(child, (number, column), (down, across), place))
            column += across
        columns = max(columns, column)
    return cells, len(rows), columns


def _cell(node: HtmlElement, at: tuple[int, int], spans: tuple[int, int], place: Place) -> _Cell:
    holds_blocks = any(below.tag in _BLOCKS for below in node.iterdescendants())
    runs = None if holds_blocks else runs_of(node, place.look)
    text = " ".join("".join(map(str, node.itertext())).split()) if runs is None else plain(runs)
    return _Cell(node, *at, *spans, tag_of(node) == "th", runs, text)


def _span(text: str | None) -> int:
    digits = (text or "1").strip()
    return max(1, min(int(digits), 1000)) if digits.isdecimal() and len(digits) < 6 else 1


def _header_rows(cells: list[_Cell], rows: int) -> int:
    """Return how many rows at the top are made of header cells alone."""
    plain_rows = {cell.row for cell in cells if not cell.head}
    return next((row for row in range(rows) if row in plain_rows), 0)


def _shares(flow: Flow, cells: list[_Cell], columns: int, available: float) -> tuple[list[float], float]:
    """Share the width out: return each column's part of 100, and the least width that all of it needs."""
    measure = QFontMetricsF(flow.writer.formats.font(replace(CELL, weight=600))).horizontalAdvance
    least, full = [30.0] * columns, [30.0] * columns
    for cell in cells[:2000]:
        if cell.columns > 1:
            continue
        word = max(cell.text.split(), key=len, default="")
        picture = 64.0 if any(isinstance(run, Image) for run in cell.runs or ()) else 0.0
        low = max(min(measure(word), _LONGEST_WORD), picture)
        least[cell.column] = max(least[cell.column], low)
        full[cell.column] = max(full[cell.column], min(measure(cell.text[:120]), _WIDEST_CELL), low)
    gutters = _GUTTER * (columns - 1)
    room = available - gutters
    if sum(full) <= room:
        spare = (room - sum(full)) / columns
        widths = [width + spare for width in full]
    else:
        stretch = sum(full) - sum(least)
        spare = max(0.0, room - sum(least)) / stretch if stretch else 0.0
        widths = [low + (high - low) * spare for low, high in zip(least, full, strict=True)]
    widths = [width + (_GUTTER if column < columns - 1 else 0) for column, width in enumerate(widths)]
    return [100 * width / sum(widths) for width in widths], sum(least) + gutters


def _write_grid(
    flow: Flow, cells: list[_Cell], part: range, shares: list[float], *, heads: int, place: Place
) -> None:
    writer = flow.writer
    first, rows = part.start, len(part)
    if place.rtl:
        # A text document's tables run left to right, always.
        shares = [*shares]
        shares.reverse()
        cells = [
            replace(cell, column=len(shares) - cell.column - cell.columns)
            for cell in sorted(cells, key=lambda cell: (cell.row, -cell.column))
        ]
    table = writer.insert_table(rows, len(shares), _table_format(shares, place), place)
    element = writer.element("table")
    # A merged cell keeps the blocks of those it swallows, so merge before anything is written.
    for cell in cells:
        if cell.rows > 1 or cell.columns > 1:
            table.mergeCells(
                cell.row - first, cell.column, min(cell.rows, first + rows - cell.row), cell.columns
            )
    _draw_hairlines(writer.formats.theme.hairline, table, place)
    width = (flow.column - place.left - place.right) / flow.column
    row_elements = [writer.element("tr") for _ in range(rows)]
    for cell in cells:
        at = table.cellAt(cell.row - first, cell.column)
        writer.enter(at.firstCursorPosition())
        head = cell.row < heads
        style = HEAD_CELL if head else replace(CELL, weight=600) if cell.head else CELL
        spot = replace(
            place,
            left=0,
            right=0,
            style=style,
            share=width * sum(shares[cell.column : cell.column + cell.columns]) / 100,
            align_end=(cell.node.get("align") or "").lower() == "right",
            centred=(cell.node.get("align") or "").lower() == "center",
            path=(
                *place.path,
                element,
                row_elements[cell.row - first],
                writer.element("th" if cell.head else "td"),
            ),
        )
        if cell.runs is None:
            for _ in flow.children(cell.node, spot):
                pass
        else:
            flow.words(cell.runs, style, spot, leaf="")
    writer.leave_table(table)


def _table_format(shares: list[float], place: Place) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setBorder(0)
    form.setBorderCollapse(True)
    form.setCellSpacing(0)
    form.setCellPadding(0)
    form.setLeftMargin(place.left)
    form.setRightMargin(place.right)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    lengths = [QTextLength(QTextLength.Type.PercentageLength, share) for share in shares]
    form.setColumnWidthConstraints(lengths)
    return form


def _draw_hairlines(color: str, table: QTextTable, place: Place) -> None:
    last = table.columns() - 1
    outermost = 0 if place.rtl else last
    forms: list[QTextTableCellFormat] = []
    for column in range(last + 1):
        form = QTextTableCellFormat()
        form.setTopPadding(CELL_PAD)
        form.setBottomPadding(CELL_PAD)
        gutter = 0 if column == outermost else _GUTTER
        (form.setLeftPadding if place.rtl else form.setRightPadding)(gutter)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignTop)
        form.setBottomBorder(1)
        form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBottomBorderBrush(QColor(color))
        forms.append(form)
    for row in range(table.rows()):
        for column in range(last + 1):
            table.cellAt(row, column).setFormat(forms[column])


def _write_records(flow: Flow, cells: list[_Cell], rows: int, heads: int, place: Place) -> Iterator[None]:
    """Write each row as lines of "Column: value", with a hairline between the rows."""
    writer = flow.writer
    names = {cell.column: cell.text for cell in cells if heads and cell.row == heads - 1}
    by_row: dict[int, list[_Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    style = replace(CELL, after=2)
    for row in range(heads, rows):
        for cell in by_row.get(row, []):
            label = names.get(cell.column, "")
            look = Inline(flags=BOLD) if cell.column == 0 else place.look
            runs = runs_of(cell.node, look) if cell.runs is None or cell.column == 0 else cell.runs
            if label and cell.text:
                runs = [Text(f"{label}\u2002", Inline(color="secondary")), *runs]
            flow.words(runs, style, place, leaf="p")
        if row < rows - 1:
            writer.thin_rule(place)
        yield

"""Tables: those that only place things become blocks, those of data keep their head and their spans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.signs import roles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_ROLES = {"row": "tr", "columnheader": "th", "rowheader": "th", "cell": "td", "gridcell": "td"}
_BOLD = frozenset(("b", "strong"))
_QUANTITY = re.compile(r"[^\w]{0,3}[^\W\d]{0,3}[^\w]{0,3}\d[\d\W]*(?:[^\W\d]{1,4}\W{0,2}){0,2}")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
LONGEST_NAME = 60
"""Characters of the name of a column, or of a row of two cells."""


def normalise_tables(article: HtmlElement) -> None:
    """Unwrap tables of layout, make tables of roles, and find the heads of tables that name none."""
    tables_from_roles(article)
    unwrap_layout_tables(article)
    for table in tree.elements(article, "table"):
        _drop_empty_head(table)
        if table.find(".//th") is None and not _head_from_bold(table):
            _head_from_contents(table)


def tables_from_roles(article: HtmlElement) -> None:
    """Elements that only say by their role that they are a table become one."""
    if roles(article).isdisjoint(("table", "grid")):
        return
    for table in article.xpath(".//*[@role='table' or @role='grid']"):
        if table.tag == "table" or table.find(".//table") is not None:
            continue
        rows = table.xpath(".//*[@role='row']")
        cells = [[one for one in row.iterdescendants() if one.get("role") in _ROLES] for row in rows]
        if len(rows) < 2 or not all(cells):
            continue
        made = tree.new("table")
        body = tree.new("tbody")
        made.append(body)
        for row in cells:
            line = tree.new("tr")
            for cell in row:
                cell.tag = _ROLES[cell.get("role", "")]
                cell.tail = None
                line.append(cell)
            body.append(line)
        tree.replace(table, made)


def _own_rows(table: HtmlElement) -> list[HtmlElement]:
    return [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]


def _drop_empty_head(table: HtmlElement) -> None:
    """Drop a head that says nothing, as Markdown writes one before a table that has none."""
    head = table.find("thead")
    if (
        head is not None
        and not tree.words(head)
        and head.find(".//img") is None
        and len(_own_rows(table)) > 1
    ):
        tree.drop(head)


def _head_from_bold(table: HtmlElement) -> bool:
    rows = _own_rows(table)
    if len(rows) < 2:
        return False
    if all(_is_bold(cell) for cell in rows[0]) and not all(map(_is_bold, rows[1])):
        _name(rows[0])
        return True
    firsts = [row[0] for row in rows if len(row) > 1]
    if len(firsts) == len(rows) and all(map(_is_bold, firsts)):
        _name(firsts, scope="row")
        return True
    return False


def _name(cells: Iterable[HtmlElement], scope: str | None = None) -> None:
    """Make heads of cells; that they are bold goes without saying."""
    for cell in cells:
        cell.tag = "th"
        if scope is not None:
            cell.set("scope", scope)
        for bold in tree.elements(cell, *_BOLD):
            tree.unwrap(bold)


def _head_from_contents(table: HtmlElement) -> None:
    """Find the head of a table that marks none, as spreadsheets and data sheets are copied.

    A first row of words above a column of numbers names the columns; of pairs, the first names the second.
    """
    rows = _own_rows(table)
    width = len(rows[0]) if rows else 0
    if len(rows) < 2 or width < 2 or any(len(row) != width for row in rows):
        return
    if any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row):
        return
    said = [[tree.text(cell) for cell in row] for row in rows]
    if len(rows) > 2 and _names_columns(said):
        _name(rows[0])
    elif width == 2 and _names_rows([row[0] for row in said]):
        _name((row[0] for row in rows), scope="row")


def _names_columns(said: list[list[str]]) -> bool:
    first = said[0]
    if not all(0 < len(name) <= LONGEST_NAME for name in first[1:]) or len(first[0]) > LONGEST_NAME:
        return False
    counted = 0
    for column, name in enumerate(first):
        below = [row[column] for row in said[1:] if row[column]]
        numbers = len(below) > 1 and all(_QUANTITY.fullmatch(one) for one in below)
        if _QUANTITY.fullmatch(name):
            # a year may name a column of anything but years
            if not _YEAR.fullmatch(name) or all(_YEAR.fullmatch(one) for one in below):
                return False
        elif not numbers:
            continue
        counted += numbers
    return counted > 0


def _names_rows(names: list[str]) -> bool:
    return (
        len(set(names)) == len(names)
        and all(0 < len(name) <= LONGEST_NAME and not _QUANTITY.fullmatch(name) for name in names)
        and not any(name.endswith((".", "!", "?")) and " " in name for name in names)
    )


def _is_bold(cell: HtmlElement) -> bool:
    """Whether all that a cell says is bold."""
    said = tree.text(cell)
    return bool(said) and any(tree.text(bold) == said for bold in cell.iter(*_BOLD))


def unwrap_layout_tables(article: HtmlElement) -> None:
    """Tables that only place things become blocks; tables of data stay."""
    for table in reversed(tree.elements(article, "table")):
        if table.getparent() is None or not _is_layout(table):
            continue
        for part in [*table.iter("tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup")]:
            if part.tag == "colgroup":
                tree.drop(part)
            elif next(part.iterancestors("table"), None) is table:
                part.tag = "div"
                for name in ("colspan", "rowspan", "align"):
                    part.attrib.pop(name, None)
        table.tag = "div"


def _is_layout(table: HtmlElement) -> bool:
    if table.get("role") in {"presentation", "none"}:
        return True
    if (
        table.find(".//th") is not None
        or table.find(".//caption") is not None
        or table.find("thead") is not None
    ):
        return False
    if table.find(".//table") is not None:
        return True
    rows = list(table.iter("tr"))
    widest = max((sum(1 for cell in row if cell.tag in {"td", "th"}) for row in rows), default=0)
    if widest <= 1 or len(rows) <= 1:
        return True
    cells = list(table.iter("td"))
    blocks = sum(
        1
        for cell in cells
        if next(cell.iterdescendants("p", "div", "ul", "ol", "h2", "h3", "h4", "blockquote"), None)
        is not None
    )
    longest = max((len(tree.words(cell)) for cell in cells), default=0)
    return blocks * 2 > len(cells) and longest > 300

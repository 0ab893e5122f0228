"""Tables: those that only place things become blocks, those of data keep their head and their spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.signs import roles

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ROLES = {"row": "tr", "columnheader": "th", "rowheader": "th", "cell": "td", "gridcell": "td"}
_BOLD = frozenset(("b", "strong"))


def normalise_tables(article: HtmlElement) -> None:
    """Unwrap tables of layout, make tables of roles, and give tables whose first row is bold a head."""
    tables_from_roles(article)
    unwrap_layout_tables(article)
    for table in tree.elements(article, "table"):
        if table.find(".//th") is None:
            _head_from_bold(table)


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


def _head_from_bold(table: HtmlElement) -> None:
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    if len(rows) < 2 or not all(_is_bold(cell) for cell in rows[0]) or all(map(_is_bold, rows[1])):
        return
    for cell in rows[0]:
        cell.tag = "th"
        for bold in tree.elements(cell, *_BOLD):
            tree.unwrap(bold)


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

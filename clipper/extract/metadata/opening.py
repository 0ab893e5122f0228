"""Who wrote a chosen part of a page, and when, where it begins with the lines that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.inventory import Inventory
from clipper.extract.metadata.byline import authors_in
from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.places import said_in
from clipper.extract.metadata.shown_dates import date_in
from clipper.extract.metadata.survey import Survey

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.metadata.places import Said

_MOST = 24
_PROSE = 120


def read_opening(root: HtmlElement, language: str | None) -> tuple[tuple[str, ...], str | None]:
    """The authors and the date in ISO 8601 that stand before the first long text; nothing is taken out."""
    body = root.find("body")
    pieces = [] if body is None else _opening(body)
    if not pieces:
        return (), None
    told = next((found for piece in pieces if (found := _of_time(piece, language))), None)
    return tuple(authors_in(Survey(Inventory(root), ""), pieces)), told or date_in(pieces, language)


def _opening(body: HtmlElement) -> list[Said]:
    """The pieces of text before the first long one, without those of headings."""
    opening: list[Said] = []
    for piece in said_in(body, _MOST):
        if tree.HEADINGS.intersection(one.tag for one in (piece.element, *piece.element.iterancestors())):
            continue
        if len(piece.text) > _PROSE:
            return opening
        opening.append(piece)
    return opening


def _of_time(piece: Said, language: str | None) -> str | None:
    return iso_date(piece.element.get("datetime"), language) if piece.element.tag == "time" else None

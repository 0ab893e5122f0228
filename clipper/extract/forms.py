"""Brings a tree's pictures, formulas, code, notes and callouts into one form each, whatever wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.callouts import normalise_callouts
from clipper.extract.code import normalise_code
from clipper.extract.embeds import show_embeds
from clipper.extract.formulas import normalise_formulas
from clipper.extract.images import resolve_pictures
from clipper.extract.inline_notes import normalise_inline_notes
from clipper.extract.lists import mark_tasks
from clipper.extract.signs import class_names

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def one_form(root: HtmlElement, base: str | None) -> None:
    """Bring all below the `html` element into one form, before anything is judged or taken out."""
    names = class_names(root)
    show_embeds(root, names, base)
    normalise_formulas(root, names)
    resolve_pictures(root, base)
    normalise_code(root, names)
    normalise_callouts(root, names)
    normalise_inline_notes(root, names)
    mark_tasks(root)

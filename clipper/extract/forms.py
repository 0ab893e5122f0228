"""Brings a tree's pictures, formulas, code, notes and callouts into one form each, whatever wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract.callouts import fold_titles, normalise_callouts
from clipper.extract.captions import figures_from_captions
from clipper.extract.code import normalise_code
from clipper.extract.control_links import part_control_links
from clipper.extract.embeds import show_embeds
from clipper.extract.formulas import normalise_formulas
from clipper.extract.images import resolve_pictures
from clipper.extract.inline_notes import normalise_inline_notes
from clipper.extract.lists import mark_tasks
from clipper.extract.raised_numbers import link_raised_numbers
from clipper.extract.signs import class_names

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def show_forms(root: HtmlElement, base: str | None) -> str:
    """Show what a page holds in scripts, lazy attributes and hidden copies: formulas, pictures, embeds.

    Takes the `html` element, from which nothing is gone yet. Gives the names of all its classes.
    """
    names = class_names(root)
    part_control_links(root)
    show_embeds(root, names, base)
    normalise_formulas(root, names)
    resolve_pictures(root, base)
    mark_tasks(root)
    return names


def one_form(root: HtmlElement, names: str) -> None:
    """Bring code, callouts, notes and captions into one form; `names` as `show_forms` gives them."""
    normalise_code(root, names)
    figures_from_captions(root, names)
    normalise_callouts(root, names)
    fold_titles(root)
    normalise_inline_notes(root, names)
    link_raised_numbers(root)

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

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.inventory import Inventory


def show_forms(root: HtmlElement, base: str | None, inventory: Inventory) -> None:
    """Show what a page holds in scripts, lazy attributes and hidden copies: formulas, pictures, embeds.

    Takes the `html` element, from which nothing is gone yet, and what is on it.
    """
    part_control_links(root)
    show_embeds(root, inventory.names, base)
    normalise_formulas(root, inventory)
    resolve_pictures(root, base, inventory)
    mark_tasks(root, inventory)


def one_form(root: HtmlElement, inventory: Inventory) -> None:
    """Bring code, callouts, notes and captions into one form; `inventory` is what was there at first."""
    normalise_code(root, inventory)
    figures_from_captions(root, inventory)
    normalise_callouts(root, inventory)
    fold_titles(root)
    normalise_inline_notes(root, inventory)
    link_raised_numbers(root)

"""The language of the search field: `parse` makes a tree of what was typed. Nothing typed is an error."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from clipper.library.query.hosts import plain_host, shown_host
from clipper.library.query.parsing import parse
from clipper.library.query.tree import (
    And,
    Expression,
    Field,
    Filter,
    Has,
    InLanguage,
    InTag,
    Is,
    Not,
    OfKind,
    OnSite,
    Or,
    Part,
    Published,
    Query,
    Saved,
    State,
    Term,
    Words,
)

if TYPE_CHECKING:
    from clipper.library.query.completion import Completion, complete
    from clipper.library.query.editing import has_filter, quoted_filter, with_filter, without_filter
    from clipper.library.query.help import HelpRow, help_page, help_rows

__all__ = [
    "And",
    "Completion",
    "Expression",
    "Field",
    "Filter",
    "Has",
    "HelpRow",
    "InLanguage",
    "InTag",
    "Is",
    "Not",
    "OfKind",
    "OnSite",
    "Or",
    "Part",
    "Published",
    "Query",
    "Saved",
    "State",
    "Term",
    "Words",
    "complete",
    "has_filter",
    "help_page",
    "help_rows",
    "parse",
    "plain_host",
    "quoted_filter",
    "shown_host",
    "with_filter",
    "without_filter",
]

_LATER = {
    "Completion": "completion",
    "complete": "completion",
    "has_filter": "editing",
    "quoted_filter": "editing",
    "with_filter": "editing",
    "without_filter": "editing",
    "HelpRow": "help",
    "help_page": "help",
    "help_rows": "help",
}
"""What is not needed to open a library, and where it is."""


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"clipper.library.query.{_LATER[name]}"), name)

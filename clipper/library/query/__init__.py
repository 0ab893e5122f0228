"""The language of the search field: `parse` makes a tree of what was typed. Nothing typed is an error."""

from __future__ import annotations

from clipper.library.query.completion import Completion, complete
from clipper.library.query.editing import has_filter, quoted_filter, with_filter, without_filter
from clipper.library.query.help import HelpRow, help_page, help_rows
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

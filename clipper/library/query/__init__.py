"""The language of the search field: `parse` makes a tree of what was typed. Nothing typed is an error."""

from __future__ import annotations

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
    "Expression",
    "Field",
    "Filter",
    "Has",
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
    "parse",
]

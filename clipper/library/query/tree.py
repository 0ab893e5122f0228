"""What a query means: an immutable tree of words to find and filters to fit, and what to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from clipper.library.view import Sort


class Field(StrEnum):
    """Where the words of a term must stand. `SITE` is the name of a site or its host, as text."""

    TITLE = "title"
    AUTHOR = "author"
    SITE = "site"
    NOTE = "note"
    URL = "url"


class State(StrEnum):
    """What a clip can be. All but `TRASHED` leave the trash out."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"
    INBOX = "inbox"
    ARCHIVED = "archived"
    TRASHED = "trashed"
    FAILED = "failed"
    PENDING = "pending"
    DUPLICATE = "duplicate"


class Part(StrEnum):
    """What a clip can have. `NOTE` is a note on the clip or on one of its highlights."""

    HIGHLIGHT = "highlight"
    NOTE = "note"
    IMAGE = "image"
    CODE = "code"
    MATH = "math"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more parts; none of them is an And."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of two or more parts; none of them is an Or."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that does not fit `part`, which is no Not itself."""

    part: Expression


@dataclass(frozen=True, slots=True)
class Term:
    """Text to find as it was typed, without its quotes: its words one after the other.

    It may turn out to have no word that an index knows; it then means nothing. `phrase` is true for what
    stood in quotes. With `unfinished` the last word may be the beginning of a longer one. `field` is where it
    must stand, None for anywhere.
    """

    text: str
    phrase: bool = False
    unfinished: bool = False
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class InTag:
    """Clips with the tag of this path (`a/b`, as typed), or one below it.

    With `unfinished`, and only if there is no such tag: clips with a tag whose path begins so.
    """

    path: str
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class OnSite:
    """Clips from this host or one below it: lower case, without `www.`, in ASCII (`xn--…`)."""

    host: str


@dataclass(frozen=True, slots=True)
class InLanguage:
    """Clips in the language with this primary subtag (`de`)."""

    code: str


@dataclass(frozen=True, slots=True)
class OfKind:
    """Clips of this kind, one of those that cleaning tells apart (`recipe`)."""

    kind: str


@dataclass(frozen=True, slots=True)
class Is:
    """Clips in this state."""

    state: State


@dataclass(frozen=True, slots=True)
class Has:
    """Clips that have this."""

    part: Part


@dataclass(frozen=True, slots=True)
class Saved:
    """Clips saved at `start` or later, and before `end`; both know their zone, the local one."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Published:
    """Clips whose date of publication fits as a string: not before `start`, and before `end`.

    Both are ISO 8601 and as exact as they were typed (`2020`, `2020-05`, `2020-05-01`).
    """

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """Clips of at least `least` and at most `most` words."""

    least: int | None
    most: int | None


Filter: TypeAlias = InTag | OnSite | InLanguage | OfKind | Is | Has | Saved | Published | Words
Expression: TypeAlias = And | Or | Not | Term | Filter


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, understood. `expression` is None where nothing is asked: everything fits.

    `hints` are sentences about what was not understood, which is then searched for as text.
    """

    text: str
    expression: Expression | None = None
    sort: Sort | None = None
    hints: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that a clip may be found by, in the order typed; not those under a Not."""
        return tuple(leaf for leaf in leaves(self.expression) if isinstance(leaf, Term))

    @property
    def asks_for_trash(self) -> bool:
        """True if the query names the trash itself, so that a search of everything must look there too."""
        return Is(State.TRASHED) in leaves(self.expression)


def leaves(expression: Expression | None) -> Iterator[Term | Filter]:
    """Yield the terms and filters that count for a clip; not those under a Not."""
    if isinstance(expression, And | Or):
        for part in expression.parts:
            yield from leaves(part)
    elif expression is not None and not isinstance(expression, Not):
        yield expression


def all_of(parts: Sequence[Expression]) -> Expression | None:
    """Return the parts joined by And, each once, as flat as it can be; None for no parts."""
    flat = dict.fromkeys(
        inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))
    )
    return And(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def any_of(parts: Sequence[Expression]) -> Expression | None:
    """Return the parts joined by Or, each once, as flat as it can be; None for no parts."""
    flat = dict.fromkeys(
        inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))
    )
    return Or(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def negated(part: Expression) -> Expression:
    """Return what does not fit the part. What is excluded is meant whole: no word of it is a beginning."""
    if isinstance(part, Not):
        return part.part
    return Not(finished(part))


def finished(part: Expression) -> Expression:
    """Return the part with every word of it whole."""
    match part:
        case And(parts):
            return And(tuple(finished(inner) for inner in parts))
        case Or(parts):
            return Or(tuple(finished(inner) for inner in parts))
        case Not(inner):
            return Not(finished(inner))
        case Term(text, phrase, True, field):
            return Term(text, phrase, unfinished=False, field=field)
        case InTag(path, True):
            return InTag(path)
        case _:
            return part

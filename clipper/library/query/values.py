"""What stands behind a query word's colon, read into a filter or term; None for what is not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.library.query.choices import KINDS, LANGUAGES, PARTS, SORTS, STATES, chosen
from clipper.library.query.dates import may_become, period, plain_period
from clipper.library.query.hosts import host_in
from clipper.library.query.tree import (
    Field,
    Has,
    InLanguage,
    InTag,
    Is,
    OfKind,
    OnSite,
    Published,
    Saved,
    Term,
    Words,
    any_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from clipper.library.query.periods import Period
    from clipper.library.query.tree import Expression
    from clipper.library.view import Sort

MOST_WORDS = 10**12
"""More words than any clip has; a database can hold the number."""

_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]*)?", re.IGNORECASE)
_COUNT = re.compile(r"(\d{1,3}(?:[.,' ]\d{3})+|\d+)\s*(k?)", re.IGNORECASE)
_RANGE = re.compile(r"(.*?)\s*(?:\.{2,3}|…|‥)\s*(.*)", re.DOTALL)
_COMPARED = re.compile(r"(<=|>=|=<|=>|<|>|≤|≥|=)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as typed, without quotes; `unfinished` if more of it may follow. `today` is for dates."""

    text: str
    today: date
    quoted: bool = False
    unfinished: bool = False


def text_in(field: Field) -> Callable[[Typed], Expression | None]:
    """Return what reads a value as text to find in this field."""

    def read(typed: Typed) -> Expression | None:
        return Term(typed.text, typed.quoted, typed.unfinished, field) if typed.text.strip() else None

    return read


def site(typed: Typed) -> Expression | None:
    """Read hosts, or addresses with hosts, parted by commas; anything else is part of a site's name."""
    hosts = [host_in(part) for part in typed.text.split(",")]
    known = [OnSite(host) for host in hosts if host is not None]
    if len(known) == len(hosts):
        return any_of(known)
    return text_in(Field.SITE)(typed)


def tag(typed: Typed) -> Expression | None:
    """Read the path of a tag, with or without `#`."""
    path = "/".join(part.strip() for part in typed.text.removeprefix("#").split("/") if part.strip())
    return InTag(path, typed.unfinished) if path else None


def state(typed: Typed) -> Expression | None:
    """Read states parted by commas."""
    found = [chosen(STATES, part) for part in typed.text.split(",")]
    known = [Is(choice.meaning) for choice in found if choice]
    return any_of(known) if len(known) == len(found) else None


def part(typed: Typed) -> Expression | None:
    """Read what a clip can have, parted by commas."""
    found = [chosen(PARTS, part) for part in typed.text.split(",")]
    known = [Has(choice.meaning) for choice in found if choice]
    return any_of(known) if len(known) == len(found) else None


def kind(typed: Typed) -> Expression | None:
    """Read kinds parted by commas."""
    found = [chosen(KINDS, part) for part in typed.text.split(",")]
    known = [OfKind(choice.meaning) for choice in found if choice]
    return any_of(known) if len(known) == len(found) else None


def language(typed: Typed) -> Expression | None:
    """Read languages, as codes or names, parted by commas."""
    codes = [_code(part) for part in typed.text.split(",")]
    known = [InLanguage(code) for code in codes if code]
    return any_of(known) if len(known) == len(codes) else None


def _code(text: str) -> str | None:
    if choice := chosen(LANGUAGES, text):
        return choice.meaning
    match = _CODE.fullmatch(text.strip())
    return match[1].lower() if match else None


def saved(typed: Typed) -> Expression | None:
    """Read a date or period in local time."""
    found = _period(typed)
    return None if found is None else Saved(*found.moments)


def published(typed: Typed) -> Expression | None:
    """Read a date or period, to be compared as strings."""
    found = _period(typed)
    return None if found is None else Published(*found.strings)


def _period(typed: Typed) -> Period | None:
    # Who still types "yesterday" must not wait until dateparser knows that "yeste" is no date.
    is_clear = not (typed.unfinished and may_become(typed.text))
    return (period if is_clear else plain_period)(typed.text, typed.today)


def words(typed: Typed) -> Expression | None:
    """Read a number of words, a range or a comparison."""
    text = typed.text.strip()
    if (match := _RANGE.fullmatch(text)) and (match[1] or match[2]):
        least, most = _count(match[1]), _count(match[2])
        if (match[1] and least is None) or (match[2] and most is None):
            return None
        if least is not None and most is not None and least > most:
            least, most = most, least
        return Words(least, most)
    if match := _COMPARED.fullmatch(text):
        count = _count(match[2])
        if count is None:
            return None
        match match[1]:
            case "<":
                return Words(None, count - 1)
            case ">":
                return Words(count + 1, None)
            case "<=" | "=<" | "≤":
                return Words(None, count)
            case ">=" | "=>" | "≥":
                return Words(count, None)
    count = _count(text.removeprefix("="))
    return None if count is None else Words(count, count)


def _count(text: str) -> int | None:
    match = _COUNT.fullmatch(text.strip())
    if match is None:
        return None
    digits = re.sub(r"\D", "", match[1])
    return MOST_WORDS if len(digits) > 12 else int(digits) * (1000 if match[2] else 1)


def sort(typed: Typed) -> Sort | None:
    """Read the name of an order."""
    choice = chosen(SORTS, typed.text)
    return None if choice is None else choice.meaning

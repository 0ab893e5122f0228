"""Dates as people type them in a query, as half-open periods of days."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clipper.library.query.foreign_dates import foreign_period
from clipper.library.query.periods import Period, Unit, later, period_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    _Single: TypeAlias = Callable[[str, date], Period | None]

LONGEST = 60
PROPOSED = (
    "today",
    "yesterday",
    "this week",
    "last week",
    "this month",
    "last month",
    "this year",
    "last year",
)
"""Some of the words, for those who look for them."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_BEGINNINGS = ("past ", "previous ", *PROPOSED, *_MONTHS, *_DAYS)

_RANGE = re.compile(r"(.*?)\s*\.{2,3}\s*(.*)", re.DOTALL)
_COMPARED = re.compile(r"(<=|>=|=<|=>|<|>|≤|≥|=)\s*(.*)", re.DOTALL)
_ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_QUARTER = re.compile(r"(\d{4})[- ]?q([1-4])|q([1-4])[- ]?(\d{4})")
_WEEK = re.compile(r"(\d{4})-?w(\d{1,2})")
_DECADE = re.compile(r"(\d{3})0s")
_AGO = re.compile(r"(\w+) (day|week|month|year)s? ago")
_LAST = re.compile(r"(?:the )?(?:last|past|previous) (?:(\w+) )?(day|week|month|year)s?|(\d{1,4})([dwmy])")
_THIS = re.compile(r"this (week|month|year)")
_WEEKDAY = re.compile(rf"(?:last )?({'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _DAYS)})")
_MONTH = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?)?(?P<early>\d{4} )?(?:last )?"
    rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)}|sept)\.?"
    r"(?: (?P<late_day>\d{1,2})(?:st|nd|rd|th)?(?=,| \d{4}|$))?,?(?: (?P<year>\d{4}))?"
)
_PARTLY = re.compile(r"\d{1,3}|\d{4}-|\d{4}-\d{1,2}-|\d+ [a-z]{0,6}( ag?)?")


def period(text: str, today: date) -> Period | None:
    """Return the period that the text names, a single one, a range or a comparison; None if it is none."""
    return _period(text, today, _single)


def plain_period(text: str, today: date) -> Period | None:
    """Return the same for the forms of this file alone, at once and never by a guess."""
    return _period(text, today, _plain)


def may_become(text: str) -> bool:
    """Whether the text may be the beginning of a date."""
    text = _simple(text)
    if match := _RANGE.fullmatch(text) or _COMPARED.fullmatch(text):
        text = match[2]
    return (
        not text.strip(".")
        or bool(_PARTLY.fullmatch(text))
        or any(beginning.startswith(text) for beginning in _BEGINNINGS)
    )


def _simple(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text[: LONGEST + 1]).casefold().split())


def _period(text: str, today: date, single: _Single) -> Period | None:
    text = _simple(text)
    if len(text) > LONGEST:
        return None
    if (match := _RANGE.fullmatch(text)) and (match[1] or match[2]):
        return _between(match[1], match[2], today, single)
    if not (match := _COMPARED.fullmatch(text)):
        return single(text, today)
    found = single(match[2], today)
    if found is None:
        return None
    if found.point is not None:
        found = Period(found.point, later(found.point, Unit.DAY, 1))
    match match[1]:
        case "<":
            return Period(None, found.start)
        case ">":
            return None if found.end is None else Period(found.end, None, _exact(found.end, found.exact))
        case "<=" | "=<" | "≤":
            return Period(None, found.end)
        case ">=" | "=>" | "≥":
            return Period(found.start, None, found.exact)
        case _:
            return found


def _between(first: str, last: str, today: date, single: _Single) -> Period | None:
    early = single(first, today) if first else None
    late = single(last, today) if last else None
    if (first and early is None) or (last and late is None):
        return None
    if early and late and early.start and late.start and late.start < early.start:
        early, late = late, early
    start = (early.point or early.start) if early else None
    exact = early.exact if early and early.point is None else Unit.DAY
    end = (later(late.point, Unit.DAY, 1) if late.point else late.end) if late else None
    return Period(start, end, exact)


def _exact(day: date, exact: Unit) -> Unit:
    return exact if day.day == 1 and (exact is not Unit.YEAR or day.month == 1) else Unit.DAY


def _single(text: str, today: date) -> Period | None:
    return _plain(text, today) or foreign_period(text, today)


def _plain(text: str, today: date) -> Period | None:
    try:
        return _numbers(text) or _relative(text, today) or _named(text, today)
    except (ValueError, OverflowError):
        return None


def _numbers(text: str) -> Period | None:
    if match := _ISO.fullmatch(text):
        year, _, month, day = match.groups()
        unit = Unit.DAY if day else Unit.MONTH if month else Unit.YEAR
        return period_of(date(int(year), int(month or 1), int(day or 1)), unit)
    if match := _COMPACT.fullmatch(text):
        return period_of(date(int(match[1]), int(match[2]), int(match[3])), Unit.DAY)
    if match := _DAY_FIRST.fullmatch(text):
        return period_of(date(int(match[3]), int(match[2]), int(match[1])), Unit.DAY)
    if match := _MONTH_FIRST.fullmatch(text):
        return period_of(date(int(match[2]), int(match[1]), 1), Unit.MONTH)
    if match := _QUARTER.fullmatch(text):
        start = date(int(match[1] or match[4]), int(match[2] or match[3]) * 3 - 2, 1)
        return Period(start, later(start, Unit.MONTH, 3), Unit.MONTH)
    if match := _WEEK.fullmatch(text):
        return period_of(date.fromisocalendar(int(match[1]), int(match[2]), 1), Unit.WEEK)
    if match := _DECADE.fullmatch(text):
        start = date(int(match[1]) * 10, 1, 1)
        return Period(start, later(start, Unit.YEAR, 10), Unit.YEAR)
    return None


def _relative(text: str, today: date) -> Period | None:
    if text in {"today", "yesterday"}:
        return period_of(today - timedelta(days=text == "yesterday"), Unit.DAY)
    if match := _THIS.fullmatch(text):
        return period_of(today, Unit(match[1]))
    if match := _AGO.fullmatch(text):
        unit, count = Unit(match[2]), _number(match[1])
        day = None if count is None else later(today, unit, -count)
        return None if day is None else replace(period_of(day, unit), point=day)
    if match := _LAST.fullmatch(text):
        unit = Unit(match[2]) if match[2] else {u.value[0]: u for u in Unit}[match[4]]
        if not match[1] and not match[3]:
            day = later(today, unit, -1)
            return None if day is None else period_of(day, unit)
        count = _number(match[1] or match[3])
        if not count:
            return None
        tomorrow = today + timedelta(days=1)
        start = later(tomorrow, unit, -count)
        return None if start is None else Period(start, tomorrow, point=start)
    return None


def _named(text: str, today: date) -> Period | None:
    if match := _WEEKDAY.fullmatch(text):
        back = (today.weekday() - [name[:3] for name in _DAYS].index(match[1][:3])) % 7
        return period_of(today - timedelta(days=back or (7 if text.startswith("last ") else 0)), Unit.DAY)
    match = _MONTH.fullmatch(text)
    if match is None or (match["day"] and match["late_day"]) or (match["early"] and match["year"]):
        return None
    month = [name[:3] for name in _MONTHS].index(match["month"][:3]) + 1
    day = match["day"] or match["late_day"]
    unit = Unit.DAY if day else Unit.MONTH
    if year := match["early"] or match["year"]:
        return period_of(date(int(year), month, int(day or 1)), unit)
    # Without a year the last one is meant; the 29th of February may lie a few years back.
    for candidate in range(today.year, today.year - 9, -1):
        try:
            found = date(candidate, month, int(day or 1))
        except ValueError:
            continue
        if found <= today:
            return period_of(found, unit)
    return None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 5 else _NUMBERS.get(text)

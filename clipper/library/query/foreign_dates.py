"""Dates in words of other languages (`letzte Woche`, `先週`), as the dateparser library reads them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from clipper.library.query.periods import Unit, period_of

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

    from clipper.library.query.periods import Period

_LANGUAGES = [
    *("en", "de", "fr", "es", "it", "pt", "ca", "nl", "sv", "da", "nb", "fi", "is", "et", "lv", "lt"),
    *("pl", "cs", "sk", "sl", "hr", "sr", "hu", "ro", "bg", "el", "tr", "ru", "uk", "he", "ar", "fa"),
    *("hi", "bn", "ta", "th", "vi", "id", "ms", "zh", "ja", "ko"),
]

_ONE_WORD_OF_LETTERS = re.compile(r"[a-z]{1,2}\.?")
_one_at_a_time = Lock()
_ONLY_SIGNS = re.compile(r"[\d\W_]+")


@lru_cache(maxsize=256)
def foreign_period(text: str, today: date) -> Period | None:
    """Return the day, week, month or year that the text names; None if it names none.

    The first call takes some tenths of a second, because the library's languages are loaded.
    """
    if _ONE_WORD_OF_LETTERS.fullmatch(text) or _ONLY_SIGNS.fullmatch(text):
        return None  # dateparser finds a date in "x" and in "-5"
    try:
        with _one_at_a_time:
            found = _parser(datetime.combine(today, time(12))).get_date_data(text)
    except (ValueError, OverflowError, RecursionError, TypeError, AttributeError, re.error):
        return None  # what it raises for some text that is no date
    if found.date_obj is None:
        return None
    unit = Unit(found.period) if found.period in set(Unit) else Unit.DAY
    return period_of(found.date_obj.date(), unit)


@lru_cache(maxsize=1)
def _parser(base: datetime) -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=_LANGUAGES,
        settings={
            "RELATIVE_BASE": base,
            "PREFER_DATES_FROM": "past",
            "RETURN_AS_TIMEZONE_AWARE": False,
            "PARSERS": ["relative-time", "absolute-time"],
        },
    )

"""Words the window says about numbers, days and clips, as the person's locale writes them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QDate, QLocale

from clipper.model import Via

if TYPE_CHECKING:
    from datetime import date, datetime

    from clipper.model import ClipSummary

_WORDS_PER_MINUTE = 230
MARK_START, MARK_END = "\x01", "\x02"


def number(value: int) -> str:
    """Write a number as the locale groups it: 3,214."""
    return QLocale().toString(value)


def clips(value: int) -> str:
    """Write "1 clip", "3,214 clips"."""
    return "1 clip" if value == 1 else f"{number(value)} clips"


def day(moment: datetime, today: date) -> str:
    """Write the day of `moment` in local time: Today, Yesterday, Sunday, 9 Nov, 9 Nov 2024."""
    local = moment.astimezone().date()
    age = (today - local).days
    if age == 0:
        return "Today"
    if age == 1:
        return "Yesterday"
    locale = QLocale()
    then = QDate(local.year, local.month, local.day)
    if 1 < age < 7:
        return locale.standaloneDayName(then.dayOfWeek())
    return locale.toString(then, _short_pattern(locale, with_year=local.year != today.year))


def _short_pattern(locale: QLocale, *, with_year: bool) -> str:
    """The locale's long date without its weekday, the month abbreviated, the year only where asked for."""
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat).replace("MMMM", "MMM")
    pattern = re.sub(r"[\s,،]*dddd[\s,،]*", "", pattern)
    if with_year:
        return pattern
    pattern = re.sub(r"(?:[\s,،./]|'[^']*')*y+(?:年|년\s*|'[^']*')?", "", pattern)
    return pattern.strip(" ,،/")


def minutes(words: int) -> str:
    """Write how long `words` take to read: "9 min"."""
    return f"{number(max(1, round(words / _WORDS_PER_MINUTE)))} min"


_WITHOUT_ADDRESS = {
    Via.PASTE: "Pasted text",
    Via.DROP: "Dropped here",
    Via.TYPED: "Typed text",
    Via.FILE: "File",
    Via.COMMAND: "File",
}


def site(summary: ClipSummary) -> str:
    """Where a clip came from: the site's name, else its host, else that it was pasted or a file."""
    if summary.site_name:
        return summary.site_name
    if not summary.url:
        return _WITHOUT_ADDRESS[summary.via]
    parts = urlsplit(summary.url)
    return parts.hostname.removeprefix("www.") if parts.hostname else "File"


def isolated(words: str) -> str:
    """Keep words that run right to left, in part or whole, from changing the order of what is beside them."""
    rightwards = any(unicodedata.bidirectional(letter) in {"R", "AL", "AN"} for letter in words)
    return f"\u2068{words}\u2069" if rightwards else words


def breakable(words: str) -> str:
    """Let a label break words that are longer than any: a label breaks between words alone."""
    return re.sub(r"\S{32,}", lambda long: "\u200b".join(re.findall(r".{1,8}", long[0])), words)


def title(summary: ClipSummary) -> str:
    """The clip's title on one line, without the scheme where it is still an address."""
    words = " ".join(summary.title.split()) or summary.url or "Untitled"
    return re.sub(r"^https?://(?:www\.)?", "", words) if "://" in words[:8] else words


def marked(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Part a snippet from its marks: the plain text, and (start, length) of each match in it."""
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    position, start = 0, None
    for piece in re.split(f"([{MARK_START}{MARK_END}])", " ".join(snippet.split(" "))):
        if piece == MARK_START:
            start = position
        elif piece == MARK_END:
            if start is not None and position > start:
                marks.append((start, position - start))
            start = None
        else:
            clean = re.sub(r"[\r\n\t\u2028\u2029]", " ", piece)
            plain.append(clean)
            position += len(clean)
    return "".join(plain), tuple(marks)


def spoken(summary: ClipSummary, today: date) -> str:
    """One sentence for a screen reader about a row of the list."""
    words = [title(summary), site(summary), day(summary.saved_at, today)]
    if summary.failure is not None:
        return ". ".join(["Failed", *words, summary.failure.message])
    if summary.state == "pending":
        return ". ".join(["In progress", *words])
    words.append(minutes(summary.word_count))
    if summary.tags:
        words.append(f"Tagged {', '.join(summary.tags)}")
    if summary.starred:
        words.insert(0, "Starred")
    return ". ".join(words if summary.read else ["Unread", *words])

"""The head of an article: its title, who wrote it, when, how long it takes and where it is from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from clipper.gui import wording
from clipper.gui.reader.inline import Text, clean
from clipper.gui.reader.styles import BYLINE, NARROW_TITLE, PLAIN, TITLE

if TYPE_CHECKING:
    from clipper.gui.reader.writer import Place, Writer
    from clipper.model import Clip

_DOT = " · "
_LEAD_LENGTH = 300


def write_heading(writer: Writer, clip: Clip, place: Place, *, narrow: bool) -> None:
    """Write the title and the line under it."""
    title = wording.title(clip.summary)
    if clip.article is not None and clip.article.title.strip():
        title = " ".join(clip.article.title.split())
    style = NARROW_TITLE if narrow else TITLE
    writer.paragraph([Text(clean(title), PLAIN)], style, place, leaf="h1")
    # The line is in the interface's language, whatever the article's; it only begins at the article's side.
    spot = replace(place, rtl=False, fixed_direction=True, align_end=place.rtl)
    writer.paragraph([Text(clean(byline(clip)), PLAIN)], BYLINE, spot)
    writer.after = BYLINE.after


def byline(clip: Clip) -> str:
    """Return "By A and B · 18 November 2026 · 9 min · site", as much of it as is known."""
    article, summary = clip.article, clip.summary
    authors = article.authors if article is not None else summary.authors
    words = article.word_count if article is not None else summary.word_count
    parts = [
        f"By {_joined(tuple(wording.isolated(name) for name in authors))}" if authors else "",
        _apart(written_date((article.published if article is not None else None) or summary.published)),
        _apart(wording.minutes(words)) if words else "",
        wording.isolated(wording.site(summary)),
    ]
    return _DOT.join(part for part in parts if part)


def _apart(words: str) -> str:
    """Keep words on one line, and from pulling their neighbours over where they run right to left."""
    return wording.isolated(words.replace(" ", "\u00a0"))


def _joined(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def written_date(published: str | None) -> str:
    """Write an ISO 8601 date as the person's locale does, as exact as it is: 18 November 2026, 2026."""
    match = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", published or "")
    if match is None:
        return ""
    year, month, day = (int(part or 0) for part in match.groups())
    date = QDate(year, month or 1, day or 1)
    if not month or not date.isValid():
        return match[1]
    locale = QLocale()
    if not day:
        return f"{locale.standaloneMonthName(month)} {year}"
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat)
    pattern = re.sub(r"[\s,،]*dddd[\s,،]*", "", pattern)
    return locale.toString(date, pattern)


def lead_of(clip: Clip) -> str:
    """Return the excerpt where it may be the article's own first paragraph, to be set as its lead."""
    excerpt = " ".join(((clip.article.excerpt if clip.article else None) or "").split())
    return excerpt if 0 < len(excerpt) <= _LEAD_LENGTH else ""

"""The head of an article: its title, who wrote it, when, how long it takes and where it is from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from clipper.gui import wording
from clipper.gui.reader.inline import Run, Text, clean
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
    before, source = byline(clip)
    runs: list[Run] = [Text(clean(before), PLAIN)] if before else []
    if source:
        runs.append(Text(clean(f"{_DOT if before else ''}{source}"), PLAIN))
    writer.paragraph(runs, BYLINE, place)
    writer.after = BYLINE.after


def byline(clip: Clip) -> tuple[str, str]:
    """Return "By A and B · 18 November 2026 · 9 min", and the site."""
    article, summary = clip.article, clip.summary
    authors = article.authors if article is not None else summary.authors
    words = article.word_count if article is not None else summary.word_count
    parts = [
        f"By {_joined(authors)}" if authors else "",
        written_date((article.published if article is not None else None) or summary.published),
        wording.minutes(words) if words else "",
    ]
    return _DOT.join(part for part in parts if part), wording.site(summary)


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

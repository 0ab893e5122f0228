"""The title of a page's dumped text: what its window said, the line that says it again, or the line above."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clipper.extract.bare_about import byline_of
from clipper.extract.bare_lines import Kind, is_dated
from clipper.extract.bare_run import repeated_title
from clipper.extract.metadata.titles import key, without_tail

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from clipper.extract.bare_lines import Line

_SEPARATED = re.compile(r"\s[|│–—·»-]\s|｜")
_TRAIL = re.compile(r"\s[›»>/]\s|^(?:home|start|startseite|inicio|accueil)\b", re.IGNORECASE)
_SEARCHED = 40
_LONGEST = 220
_SHORTEST = 6
_FEWEST_WORDS = 4
_AKIN = 0.7


def headline(
    lines: Sequence[Line], first: int, kept: Collection[int], url: str | None = None
) -> tuple[int, str]:
    """Where the title stands last before the article that begins at `first`, and the title; maybe empty.

    A dumped text often begins with the window's title: the headline, and the site's name behind a bar.
    """
    opening = next((at for at, line in enumerate(lines) if line.words), first)
    whole = lines[opening].text
    again = repeated_title(lines)
    if again is not None and _is_headline(lines[again]):
        return _last_said(lines, again, first), lines[again].text
    part = _part_said_again(lines, opening, first)
    if part is not None:
        return part, lines[part].text
    akin = _akin(lines, opening, first)
    if akin is not None:
        return akin, lines[akin].text
    if lines[opening].words >= _FEWEST_WORDS and _SEPARATED.search(whole) and _is_headline(lines[opening]):
        return _above(lines, first, kept)[0], without_tail(whole)
    named = _named_by_address(lines, first, url)
    if named is not None:
        return named, lines[named].text
    return _above(lines, first, kept)


def _last_said(lines: Sequence[Line], at: int, first: int) -> int:
    """The last place before the article where the same is said, or the first after it where there is none."""
    said = lines[at].key
    places = [place for place in range(first + 1) if lines[place].key == said]
    return places[-1] if places else at


def _part_said_again(lines: Sequence[Line], opening: int, first: int) -> int | None:
    """The line before the article that says what stands first between the bars of the window's title."""
    parts = [key(part) for part in _SEPARATED.split(lines[opening].text)]
    if len(parts) < 2 or len(parts[0]) < _SHORTEST:
        return None
    places = [at for at in range(opening + 1, first + 1) if lines[at].key == parts[0]]
    return places[-1] if places and _is_headline(lines[places[-1]]) else None


def _akin(lines: Sequence[Line], opening: int, first: int) -> int | None:
    """The line before the article that is nearest to the text's first line in words; the last of equals."""
    words = _words(lines[opening].text)
    if len(words) < _FEWEST_WORDS or not _is_headline(lines[opening]):
        return None
    best: tuple[int, int | None] = (0, None)
    for at in range(first, opening, -1):
        said = _words(lines[at].text) if lines[at].words > 2 and len(lines[at].text) < _LONGEST else set()
        shared = len(words & said)
        if shared > best[0] and shared >= _AKIN * len(said) and shared * 2 >= len(words):
            best = (shared, at)
    return best[1]


def _named_by_address(lines: Sequence[Line], first: int, url: str | None) -> int | None:
    """The line before the article that has most of the words in the last part of the page's address."""
    path = [part for part in urlsplit(url or "").path.split("/") if part]
    slug = set(re.findall(r"[^\W\d_]{2,}", path[-1].casefold())) if path else set()
    if len(slug) < _FEWEST_WORDS:
        return None
    best: tuple[float, int | None] = (_AKIN, None)
    for at in range(first, -1, -1):
        said = _words(lines[at].text) if lines[at].words > 2 and _is_headline(lines[at]) else set()
        share = len(slug & said) / len(slug)
        if share > best[0] and len(slug & said) * 2 >= len(said):
            best = (share, at)
    return best[1]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _above(lines: Sequence[Line], first: int, kept: Collection[int]) -> tuple[int, str]:
    """The line over the article that is most like a headline: no sentence, a byline or date below it."""
    best: tuple[float, int, str] = (0.0, first, "")
    steps = 0
    for at in range(first, max(-1, first - _SEARCHED), -1):
        line = lines[at]
        if not line.words:
            continue
        steps += 1
        if not _is_headline(line):
            continue
        score = min(line.words, 8) / 2 - steps * 0.35
        score -= 4.0 if line.kind is Kind.PROSE else 2.0 if line.kind is not Kind.LABEL else 0.0
        score -= 2.0 if line.words < 3 else 0.0
        score += 2.0 if _is_signed(lines, at) else 0.0
        score += 1.0 if at in kept and line.kind is Kind.LABEL else 0.0
        if score > best[0]:
            best = (score, at, line.text)
    return best[1], best[2]


def _is_headline(line: Line) -> bool:
    return (
        line.kind in {Kind.LABEL, Kind.SENTENCE, Kind.PROSE}
        and 1 < line.words <= 30
        and len(line.text) < _LONGEST
        and _TRAIL.search(line.text) is None
        and not is_dated(line.text)
        and not byline_of(line.text)
    )


def _is_signed(lines: Sequence[Line], at: int) -> bool:
    """Whether one of the next few lines says by whom or when."""
    below = [line.text for line in lines[at + 1 : at + 8] if line.words][:4]
    return any(len(text) < 100 and (is_dated(text) or byline_of(text)) for text in below)

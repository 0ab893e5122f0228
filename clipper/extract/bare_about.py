"""What a page's dumped text says about its article: when it was published, and who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract.bare_lines import Kind, is_dated
from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.names import is_person, separate_names
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from clipper.extract.bare_lines import Line

_LONGEST_BYLINE = 100
_LONGEST_NAME = 40
_LONGEST_DATED = 80
_FEWEST_POSTS = 3
_LEAST_APART = 3
"""Lines from one post's date to the next: a name, a date and a text."""

_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_NEAREST = 6
_HEAD = 4
_UNDER_TITLE = 16
_LONGEST_PARTICLE = 3
_SAYS_NO_MORE = vocabulary("by author von autor par auteur por di door av автор текст 作者 文")

_BYLINE = re.compile(
    r"\s*(?:(?:(?:written|posted|published|reported|words|text|story|photos?)\s+)?by|von|par|por|di|door|av|af|"
    r"text|autor(?:en|in|a|es)?|auteurs?|autore|authors?|tekst|teksti|írta|yazan|przez|автор|текст|"
    r"oleh|penulis|tác giả|bởi|โดย|लेखक|"
    r"מאת|بقلم|كتب|كتبت|نویسنده|作者|撰文|文|記者|记者|글)"
    r"(?:\s*[:：/／]\s*|\s+)(\S.{1,79})$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:\W*\S+=)?\s*([가-힣]{2,4})\s*기자\b|[(（【]?(?:記者|记者)\s*([\u4e00-\u9fff]{2,4})[)）】]?$"
)


def byline_of(text: str) -> list[str]:
    """The names in a line that says by whom the text is; empty if it does not."""
    if len(text) >= _LONGEST_BYLINE:
        return []
    if signed := _SIGNED.match(text):
        return [signed[1] or signed[2]]
    match = _BYLINE.match(text)
    return separate_names(match[1]) if match else []


def about_lines(lines: Sequence[Line], kept: Collection[int], authors: Sequence[str]) -> set[int]:
    """The first of the kept lines that say no more than who wrote the article and when.

    In a thread they belong to its first post: there are more of the kind further on.
    """
    order = sorted(kept)
    signed = [at for at in order if len(lines[at].text) < _LONGEST_DATED and is_dated(lines[at].text)]
    if len(signed) >= _FEWEST_POSTS:
        return set()
    return {at for at in order[:_HEAD] if is_about(lines[at].text, authors)}


def is_thread(lines: Sequence[Line], kept: Collection[int]) -> bool:
    """Whether the kept lines are a thread: dates with a time, each beside a short name, text between."""
    order = [at for at in sorted(kept) if lines[at].text]
    names: set[str] = set()
    posts, last = 0, -_LEAST_APART
    for place, at in enumerate(order):
        text = lines[at].text
        if len(text) >= _LONGEST_DATED or _CLOCK.search(text) is None or not is_dated(text):
            continue
        beside = [lines[order[near]] for near in (place - 1, place + 1) if 0 <= near < len(order)]
        name = next(
            (one for one in beside if len(one.text) <= _LONGEST_NAME and one.kind is not Kind.PROSE), None
        )
        if name is not None and place - last >= _LEAST_APART:
            names.add(name.text)
            posts, last = posts + 1, place
    return posts >= _FEWEST_POSTS and len(names) > 1


def is_about(text: str, authors: Sequence[str]) -> bool:
    """Whether a line says no more than who wrote the article or when."""
    if is_dated(text) and len(text) < _LONGEST_DATED:
        return True
    if byline_of(text) and text[-1] not in ".!?。":
        return True
    return any(name in text and len(name) * 3 > len(text) for name in authors)


def published_in(lines: Sequence[Line], title_at: int, first: int) -> str | None:
    """The date nearest to the title, with a time if one is near; else the last before the text."""
    near = [text for text in _around(title_at, first, lines) if len(text) < 160]
    found = [date for text in near if (date := iso_date(text, guess=False))]
    timed = next((date for date in found if "T" in date), None)
    if timed and found[0][:10] == timed[:10]:
        return timed
    if found:
        return found[0]
    others = [line.text for line in lines[: first + 1] if len(line.text) < 100]
    return next((date for text in reversed(others) if (date := iso_date(text, guess=False))), None)


def authors_in(lines: Sequence[Line], title_at: int, first: int) -> list[str]:
    """The names in the first line near the title that says by whom, or in the line after a bare "By"."""
    near = _around(title_at, first, lines)
    for place, text in enumerate(near):
        if names := byline_of(text):
            return names
        if text.casefold().rstrip(":：") in _SAYS_NO_MORE and place + 1 < len(near):
            names = separate_names(near[place + 1])
            if names and all(map(is_person, names)):
                return names
    return _beside_date([line for line in lines[title_at + 1 : first + 1] if line.text][:_NEAREST])


def _beside_date(near: Sequence[Line]) -> list[str]:
    """A name that stands by itself in the line before or after a date, under the title."""
    for place, line in enumerate(near):
        text = line.text
        capitalised = all(word[0].isupper() for word in text.split() if len(word) > _LONGEST_PARTICLE)
        if line.reason or len(text) > _LONGEST_NAME or not is_person(text) or not capitalised:
            continue
        beside = [*near[max(0, place - 1) : place], *near[place + 1 : place + 2]]
        if any(len(other.text) < _LONGEST_BYLINE and is_dated(other.text) for other in beside):
            return separate_names(text)
    return []


def _around(title_at: int, first: int, lines: Sequence[Line]) -> list[str]:
    """The lines where a page says who wrote it and when: between title and text, then just before."""
    between = range(title_at + 1, min(len(lines), max(first + 2, title_at + _UNDER_TITLE)))
    before = range(title_at - 1, max(-1, title_at - 6), -1)
    # Under a standfirst, and no further than the text itself.
    near = [at for at in between if at < first + 2 or lines[at].kind is not Kind.PROSE]
    return [lines[at].text for at in (*near, *before) if at >= 0 and lines[at].text]

"""The words over the window while something hovers: what a drop will become, in a few milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from clipper.capture.glance import quick_text
from clipper.capture.links import host_of, url_label
from clipper.capture.words import count_words, shortened
from clipper.model import Content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.model import Capture, Handover

_SEEN = 128 * 1024  # bytes that are counted, of all captures together
_COUNTED = 4  # captures that are counted one by one
_NAMED = 3  # hosts or files that are named


@dataclass(frozen=True, slots=True)
class Description:
    """A headline and a line below it; the line may be empty."""

    headline: str
    detail: str


def describe(handovers: Sequence[Handover]) -> Description:
    """Return the words for what a drop of these will become."""
    if not handovers:
        return Description(
            "Nothing here to clip", "Drop a link, a selection, or an HTML, text or Markdown file"
        )
    links = [handover.url for handover in handovers if handover.url and handover.capture is None]
    files = [PurePath(handover.path).name for handover in handovers if handover.path]
    captures = [handover.capture for handover in handovers if handover.capture]
    things = [
        _count(len(links), "this link", "links"),
        _count(len(files), "this file", "files"),
        *_contents(captures),
    ]
    return Description(
        f"Drop to clip {_and([thing for thing in things if thing])}", _detail(links, files, captures)
    )


def _detail(links: list[str], files: list[str], captures: list[Capture]) -> str:
    if captures:
        hosts = _hosts([capture.url for capture in captures if capture.url])
        amounts = _amounts(captures)
        return " · ".join(part for part in (f"from {hosts}" if hosts else "", amounts) if part)
    if len(links) == 1 and not files:
        return shortened(url_label(links[0]), 90)
    named = _named([shortened(name, 60) for name in files], "file")
    return " · ".join(part for part in (f"from {_hosts(links)}" if links else "", named) if part)


def _contents(captures: Sequence[Capture]) -> list[str]:
    selections = sum(1 for capture in captures if capture.selection)
    pages = sum(1 for capture in captures if capture.content is Content.HTML and not capture.selection)
    texts = len(captures) - selections - pages
    return [
        _count(selections, "this selection", "selections"),
        _count(pages, "this page", "pages"),
        _count(texts, "this text", "texts"),
    ]


def _amounts(captures: Sequence[Capture]) -> str:
    words = pictures = 0
    counted = captures[:_COUNTED]
    seen = _SEEN // len(counted)
    more = len(captures) > len(counted) or any(len(capture.data) > seen for capture in counted)
    for capture in counted:
        text = capture.data[:seen].decode(capture.encoding, errors="ignore")
        if capture.content is Content.HTML:
            text, found = quick_text(text)
            pictures += found
        words += count_words(text)
    if more:
        return f"more than {_number(_rounded(words), 'word')}" if words >= 10 else ""
    amounts = [_number(words, "word")] if words else []
    return _and([*amounts, *([_number(pictures, "picture")] if pictures else [])])


def _rounded(number: int) -> int:
    """Round down to two figures: a count of a part is no count."""
    unit = int("1" + "0" * max(0, len(str(number)) - 2))
    return number // unit * unit


def _hosts(urls: Sequence[str]) -> str:
    return _named([host for url in urls[:2000] if (host := host_of(url))], "site")


def _named(names: Sequence[str], noun: str) -> str:
    """Name the first few, and say how many others there are."""
    different = list(dict.fromkeys(names))
    if len(different) <= _NAMED:
        return _and(different)
    others = len(different) - _NAMED + 1
    return _and([*different[: _NAMED - 1], f"{others:,} other {noun}s"])


def _count(number: int, one: str, many: str) -> str:
    return "" if number == 0 else one if number == 1 else f"{number:,} {many}"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _and(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"

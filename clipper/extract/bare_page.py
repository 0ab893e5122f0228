"""The article's lines of a page's dumped text as a tree: headings, paragraphs, lists, captions, code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.bare_blocks import add_block, say
from clipper.extract.bare_code import code_block, code_runs
from clipper.extract.bare_lines import Kind, bullet, is_dated

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from lxml.html import HtmlElement

    from clipper.extract.bare_lines import Line

_LONGEST_HEADING = 14
_LONGEST_ITEM = 16
_FEWEST_ITEMS = 3
_HEADED = frozenset((Kind.PROSE, Kind.CODE))
_COLONS = (":", "：")


def page_body(lines: Sequence[Line], kept: Collection[int], lists: Collection[int]) -> HtmlElement:
    """A `div` with the kept lines in their forms. `lists` are the lines that stand in lists or tables."""
    body = tree.new("div")
    order = sorted(kept)
    code = _code(lines, kept)
    place = 0
    while place < len(order):
        at = order[place]
        if at in code:
            end, language = code[at]
            body.append(code_block([lines[one].raw for one in range(at, end)], language))
            while place < len(order) and order[place] < end:
                place += 1
            continue
        run = _run(lines, order, place, code)
        if len(run) > 1 or _is_quote(lines[at]) or (_is_item(lines[at]) and not _is_numbered(lines[at])):
            _add_run(body, lines, run)
            place += len(run)
            continue
        following = order[place + 1] if place + 1 < len(order) else None
        heads = following is not None and at not in lists and _heads(lines[at], lines[following])
        _add_line(body, lines[at], heads=heads)
        place += 1
    return body


def _code(lines: Sequence[Line], kept: Collection[int]) -> dict[int, tuple[int, str]]:
    """Where code begins among the kept lines, with its end and its language; a run is kept whole."""
    if not any(line.kind is Kind.CODE for line in lines):
        return {}
    runs = code_runs([line.raw for line in lines])
    return {
        start: (end, language)
        for start, end, language in runs
        if all(place in kept for place in range(start, end) if lines[place].kind is not Kind.BLANK)
    }


def _run(lines: Sequence[Line], order: Sequence[int], place: int, code: Collection[int]) -> list[int]:
    """The lines from a place on that are one list: with the same kind of sign, or announced by a colon."""
    at = order[place]
    if _is_quote(lines[at]):
        return _while(lines, order, place, _is_quote, code)
    if _is_item(lines[at]):
        return _while(lines, order, place, _is_item, code)
    announced = place > 0 and lines[order[place - 1]].text.endswith(_COLONS)
    if not announced or not _is_short(lines[at]):
        return [at]
    run = _while(lines, order, place, _is_short, code)
    return run if len(run) >= _FEWEST_ITEMS else [at]


def _while(
    lines: Sequence[Line],
    order: Sequence[int],
    place: int,
    belongs: Callable[[Line], bool],
    code: Collection[int],
) -> list[int]:
    """The kept lines from a place on that belong together, with no words left out between them."""
    run = [order[place]]
    for at in order[place + 1 :]:
        if at in code or not belongs(lines[at]) or any(lines[one].words for one in range(run[-1] + 1, at)):
            break
        run.append(at)
    return run


def _is_short(line: Line) -> bool:
    return line.kind in {Kind.LABEL, Kind.SENTENCE} and line.words <= _LONGEST_ITEM


def _is_item(line: Line) -> bool:
    return line.kind is not Kind.CODE and bullet(line.text) is not None


def _is_numbered(line: Line) -> bool:
    """Whether an item begins with its number: one that stands alone is a heading or a paragraph."""
    return re.match(r"[(（]?\w", line.text) is not None


def _is_quote(line: Line) -> bool:
    return line.text.startswith("> ")


def _add_run(body: HtmlElement, lines: Sequence[Line], run: Sequence[int]) -> None:
    if _is_item(lines[run[0]]) or _is_quote(lines[run[0]]):
        add_block(body, [lines[at].raw for at in run], 0, "")
        return
    listing = tree.new("ul")
    for at in run:
        item = tree.new("li")
        say(item, lines[at].text)
        listing.append(item)
    body.append(listing)


def _add_line(body: HtmlElement, line: Line, *, heads: bool) -> None:
    if line.kind is Kind.CAPTION:
        figure = tree.new("figure")
        figure.append(tree.new("figcaption", line.text))
        body.append(figure)
        return
    element = tree.new("h2" if heads else "p")
    say(element, line.text.lstrip("# ") if heads else line.text)
    body.append(element)


def _heads(line: Line, following: Line) -> bool:
    """Whether a kept label is the heading of the paragraph that follows."""
    return (
        line.kind in {Kind.LABEL, Kind.ITEM}
        and 0 < line.words <= _LONGEST_HEADING
        and line.text[-1] not in ".,;:…)]"
        and (
            following.kind in {Kind.PROSE, Kind.CODE}
            or _is_item(following)
            or following.text.endswith(_COLONS)
        )
        and not is_dated(line.text)
    )

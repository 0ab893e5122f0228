"""Text pasted without markup. A dump of a page's visible text gives up its article; any other text is kept whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError
from clipper.extract import tree
from clipper.extract.bare_lines import Kind, Line, is_dated, read_lines
from clipper.extract.bare_notes import note_body
from clipper.extract.finish import finish
from clipper.extract.measure import word_count
from clipper.extract.metadata import Metadata
from clipper.extract.metadata.byline import SAYS_BY
from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.names import separate_names
from clipper.extract.metadata.titles import key
from clipper.extract.wording import COMMENTS, MENU, OTHER, RELATED
from clipper.model import Removal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.model import Article, Capture

_WEIGHT = {Kind.LABEL: -7.0, Kind.FURNITURE: -12.0, Kind.CAPTION: -1.0, Kind.ITEM: -2.0, Kind.BLANK: 0.0}
_BARRIER = -90.0


def extract_text(capture: Capture) -> Article:
    """The Article of bare text. Raises EmptyPageError where it has no words."""
    source = tree.without_controls(capture.text)
    lines = read_lines(source)
    if not any(line.words for line in lines):
        raise EmptyPageError("There are no words in this text.")
    run = _article_run(lines) if looks_like_a_page(lines) else None
    if run is None:
        title, body = note_body(source, capture.title_hint)
        return finish(body, capture.url, Metadata(title=title), url=capture.url, kind="note", keep_title=True)
    return _from_page(lines, run, capture)


def looks_like_a_page(lines: Sequence[Line]) -> bool:
    """Whether the text has the furniture of a page around prose: signs of several kinds, and many bare labels."""
    said = [line for line in lines if line.kind is not Kind.BLANK]
    furniture = [line for line in said if line.kind is Kind.FURNITURE]
    prose = sum(1 for line in said if line.kind is Kind.PROSE)
    labels = sum(1 for line in said if line.kind is Kind.LABEL)
    if prose < 1 or len({line.reason for line in furniture}) < 2:
        return False
    return len(furniture) >= 3 and (len(furniture) + labels) * 4 >= len(said)


def _article_run(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The first and the last line of the densest run of prose: the span of the greatest sum of weights."""
    best, best_span = 0.0, None
    total, start = 0.0, 0
    for at, line in enumerate(lines):
        weight = _weight(line)
        if total <= 0:
            total, start = 0.0, at
        total += weight
        if total > best:
            best, best_span = total, (start, at)
    return best_span


def _weight(line: Line) -> float:
    if line.kind is Kind.PROSE:
        return min(line.words, 70)
    if line.kind is Kind.SENTENCE:
        return line.words * 0.5
    if line.kind is Kind.FURNITURE and line.reason in {COMMENTS, RELATED} and line.words < 7:
        return _BARRIER if line.reason == COMMENTS else -30.0
    return _WEIGHT[line.kind]


def _from_page(lines: Sequence[Line], run: tuple[int, int], capture: Capture) -> Article:
    first, last = run
    title_at, title = _title(lines, first)
    if capture.title_hint and not title:
        title = capture.title_hint
    first = _with_caption(lines, first, title)
    kept = _kept(lines, first, last, title)
    published = _published(lines, title_at, first)
    authors = _authors(lines, title_at, first)
    kept -= {at for at in sorted(kept)[:4] if _is_about(lines[at].text, authors)}
    body = tree.new("div")
    for at in sorted(kept):
        body.append(_block(lines[at]))
    if not len(body):
        raise EmptyPageError("There is no article in this text, only menus and links.")
    removed = _removed(lines, kept, first, title)
    metadata = Metadata(title=title, authors=tuple(authors), published=published)
    words = sum(line.words for line in lines)
    article = finish(body, capture.url, metadata, url=capture.url, kind="article")
    return type(article)(
        **{
            name: getattr(article, name)
            for name in article.__dataclass_fields__
            if name not in {"page_word_count", "removed"}
        },
        page_word_count=words,
        removed=removed,
    )


def _block(line: Line) -> tree.HtmlElement:
    if line.kind is not Kind.CAPTION:
        return tree.new("p", line.text)
    figure = tree.new("figure")
    figure.append(tree.new("figcaption", line.text))
    return figure


def _title(lines: Sequence[Line], first: int) -> tuple[int, str]:
    """Where the title stands last before the article, and the title: a line said twice, or like the page's first."""
    before = [(at, lines[at]) for at in range(max(0, first - 40), first + 1) if _titular(lines[at])]
    everywhere = [line.text for line in lines]
    opening = next((line.text for line in lines if line.kind is not Kind.BLANK), "")
    best: tuple[float, int, str] = (0.0, first, "")
    for at, line in before:
        said = line.text
        score = min(line.words, 12) / 4 - (first - at) * 0.08
        if everywhere.count(said) > 1 and line.words >= 3:
            score += 3
        if said != opening and key(said) and key(said) in key(opening) and line.words >= 2:
            score += 6
        if said == opening:
            score += 1
        if score > best[0] + (0 if said == best[2] else 1e-9):
            best = (score, at, said)
    if best[2]:
        return best[1], best[2]
    return first, opening if len(opening) < 200 else ""


def _titular(line: Line) -> bool:
    if line.kind is Kind.PROSE:
        return line.words <= 30 and len(line.text) < 180
    return (
        line.kind in {Kind.LABEL, Kind.SENTENCE}
        and 1 < line.words <= 30
        and len(line.text) < 220
        and not is_dated(line.text)
    )


def _with_caption(lines: Sequence[Line], first: int, title: str) -> int:
    """The run begun earlier by a caption that stands right before it."""
    at = first - 1
    while at >= 0 and lines[at].kind is Kind.BLANK:
        at -= 1
    return at if at >= 0 and lines[at].kind is Kind.CAPTION and key(lines[at].text) != key(title) else first


def _kept(lines: Sequence[Line], first: int, last: int, title: str) -> set[int]:
    """The lines of the run that are the article's: prose, captions, lists, and labels that head prose."""
    kept: set[int] = set()
    said = [at for at in range(first, last + 1) if lines[at].kind is not Kind.BLANK]
    for place, at in enumerate(said):
        line = lines[at]
        if line.kind is Kind.FURNITURE or key(line.text) == key(title):
            continue
        if line.kind is Kind.LABEL:
            following = lines[said[place + 1]] if place + 1 < len(said) else None
            before = lines[said[place - 1]] if place else None
            listed = before is not None and (
                before.text.endswith((":", "："))
                or said[place - 1] in kept
                and before.kind is Kind.LABEL
                and before.words > 3
            )
            if not listed and (
                following is None or following.kind not in {Kind.PROSE, Kind.SENTENCE, Kind.ITEM, Kind.LABEL}
            ):
                continue
            if not listed and following is not None and following.kind is Kind.LABEL:
                continue
            if is_dated(line.text) or (place < 3 and line.words < 4):
                continue
        kept.add(at)
    return kept


def _is_about(text: str, authors: Sequence[str]) -> bool:
    if is_dated(text) and len(text) < 80:
        return True
    return SAYS_BY.match(text) is not None or any(
        name in text and len(name) * 3 > len(text) for name in authors
    )


def _around(title_at: int, first: int, lines: Sequence[Line]) -> list[str]:
    """The lines where a page says who wrote it and when: between title and text, then just before, then just after."""
    between = range(title_at + 1, first + 2)
    before = range(title_at - 1, max(-1, title_at - 6), -1)
    return [lines[at].text for at in (*between, *before) if 0 <= at < len(lines) and lines[at].text]


def _published(lines: Sequence[Line], title_at: int, first: int) -> str | None:
    near = [text for text in _around(title_at, first, lines) if len(text) < 160]
    found = [date for text in near if (date := iso_date(text, guess=False))]
    timed = next((date for date in found if "T" in date), None)
    if timed and found[0][:10] == timed[:10]:
        return timed
    if found:
        return found[0]
    others = [line.text for line in lines[: first + 1] if len(line.text) < 100]
    return next((date for text in reversed(others) if (date := iso_date(text, guess=False))), None)


def _authors(lines: Sequence[Line], title_at: int, first: int) -> list[str]:
    for text in _around(title_at, first, lines):
        match = SAYS_BY.match(text) if len(text) < 100 else None
        if match and (names := separate_names(match[1])):
            return names
    return []


def _removed(lines: Sequence[Line], kept: set[int], first: int, title: str) -> tuple[Removal, ...]:
    """What was left out, neighbours of one reason together."""
    found: list[tuple[str, list[str]]] = []
    for at, line in enumerate(lines):
        if at in kept or line.kind is Kind.BLANK or key(line.text) == key(title):
            continue
        reason = line.reason or (MENU if at < first and line.kind is Kind.LABEL else OTHER)
        if found and found[-1][0] == reason:
            found[-1][1].append(line.text)
        else:
            found.append((reason, [line.text]))
    return tuple(Removal(reason, "\n".join(texts)) for reason, texts in found)


def words_of(lines: Sequence[Line]) -> int:
    """Words of all lines together."""
    return (
        word_count(" ".join(line.text for line in lines))
        if re.search(r"\w", "".join(line.text for line in lines))
        else 0
    )

"""Text pasted without markup. A dump of a page's text gives up its article; any other text is kept whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError, ExtractError
from clipper.extract import tree
from clipper.extract.bare_lines import Kind, Line, is_dated, raw_lines, read_lines
from clipper.extract.bare_mail import Mail, read_mail
from clipper.extract.bare_notes import note_body
from clipper.extract.bare_run import article_run, listed, looks_like_a_page
from clipper.extract.finish import finish
from clipper.extract.metadata import Metadata
from clipper.extract.metadata.byline import SAYS_BY
from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.names import separate_names
from clipper.extract.metadata.titles import key
from clipper.extract.wording import MENU, OTHER
from clipper.model import Removal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from clipper.model import Article, Capture

MOST_LINES = 200_000


def extract_text(capture: Capture) -> Article:
    """The Article of bare text. Raises EmptyPageError where it has no words."""
    source = tree.without_controls(capture.text)
    if source.count("\n") > MOST_LINES:
        raise ExtractError("This text has too many lines to clean. Copy a part of it and paste that.")
    mail = read_mail(raw_lines(source))
    if mail is not None:
        return _from_mail(mail, capture)
    lines = read_lines(source)
    if not any(line.words for line in lines):
        raise EmptyPageError("There are no words in this text.")
    run = article_run(lines) if looks_like_a_page(lines) else None
    if run is None:
        title, body = note_body(source, capture.title_hint)
        return finish(body, capture.url, Metadata(title=title), url=capture.url, kind="note", keep_title=True)
    return _from_page(lines, run, capture)


def _from_mail(mail: Mail, capture: Capture) -> Article:
    _, body = note_body(mail.text, mail.subject)
    authors = (mail.sender,) if mail.sender else ()
    metadata = Metadata(title=mail.subject, authors=authors, published=mail.date)
    article = finish(body, capture.url, metadata, url=capture.url, kind="note", keep_title=True)
    left_out = [Removal(OTHER, text) for text in (mail.headers, mail.signature) if text.strip()]
    return replace(article, removed=tuple(left_out))


def _from_page(lines: Sequence[Line], run: tuple[int, int], capture: Capture) -> Article:
    first, last = run
    title_at, title = _title(lines, first)
    if capture.title_hint and not title:
        title = capture.title_hint
    introduction = {at for at in range(title_at + 1, first) if lines[at].kind in {Kind.SENTENCE, Kind.PROSE}}
    first = _with_caption(lines, first, title)
    kept = _kept(lines, first, last, title) | {at for at in introduction if lines[at].words > 6}
    published = _published(lines, title_at, first)
    authors = _authors(lines, title_at, first)
    kept -= {at for at in sorted(kept)[:4] if _is_about(lines[at].text, authors)}
    body = tree.new("div")
    order = sorted(kept)
    lists = listed(lines)
    for at, following in zip(order, [*order[1:], -1], strict=True):
        heads = following >= 0 and at not in lists and _heads(lines[at], lines[following])
        body.append(_block(lines[at], heads=heads))
    if not len(body):
        raise EmptyPageError("There is no article in this text, only menus and links.")
    removed = _removed(lines, kept, first, title)
    metadata = Metadata(title=title, authors=tuple(authors), published=published)
    words = sum(line.words for line in lines)
    article = finish(body, capture.url, metadata, url=capture.url, kind="article")
    return replace(article, page_word_count=words, removed=removed)


def _block(line: Line, *, heads: bool) -> HtmlElement:
    if line.kind is not Kind.CAPTION:
        return tree.new("h2" if heads else "p", line.text)
    figure = tree.new("figure")
    figure.append(tree.new("figcaption", line.text))
    return figure


def _heads(line: Line, following: Line) -> bool:
    """Whether a kept label is the heading of the paragraph that follows."""
    return (
        line.kind is Kind.LABEL
        and line.words <= 12
        and line.text[-1] not in ".,;:…)]"
        and following.kind is Kind.PROSE
    )


def _title(lines: Sequence[Line], first: int) -> tuple[int, str]:
    """Where the title stands last before the article, and the title: said twice, or in the first line."""
    before = [(at, lines[at]) for at in range(max(0, first - 40), first + 1) if _titular(lines[at])]
    everywhere = [line.text for line in lines]
    opening = next((line.text for line in lines if line.kind is not Kind.BLANK), "")
    best: tuple[float, int, str] = (0.0, first, "")
    for at, line in before:
        said = line.text
        score = min(line.words, 12) / 4 - (first - at) * 0.08
        if line.kind is not Kind.LABEL:
            score -= 2.5
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
    lists = listed(lines)
    said = [at for at in range(first, last + 1) if lines[at].kind is not Kind.BLANK]
    for place, at in enumerate(said):
        line = lines[at]
        if line.kind is Kind.FURNITURE or key(line.text) == key(title):
            continue
        if line.kind is Kind.LABEL and at not in lists:
            following = lines[said[place + 1]] if place + 1 < len(said) else None
            before = said[place - 1] if place else None
            if not _heads_or_continues(lines, before, following, kept):
                continue
            if is_dated(line.text) or (place < 3 and line.words < 4):
                continue
        kept.add(at)
    return kept


def _heads_or_continues(
    lines: Sequence[Line], before: int | None, following: Line | None, kept: set[int]
) -> bool:
    """Whether a label heads the text that follows, or goes on with a list that was announced or begun."""
    if before is not None:
        line = lines[before]
        if line.text.endswith((":", "：")) or (before in kept and line.kind is Kind.LABEL and line.words > 3):
            return True
    return following is not None and following.kind in {Kind.PROSE, Kind.SENTENCE, Kind.ITEM}


def _is_about(text: str, authors: Sequence[str]) -> bool:
    if is_dated(text) and len(text) < 80:
        return True
    return SAYS_BY.match(text) is not None or any(
        name in text and len(name) * 3 > len(text) for name in authors
    )


def _around(title_at: int, first: int, lines: Sequence[Line]) -> list[str]:
    """The lines where a page says who wrote it and when: between title and text, then just before."""
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

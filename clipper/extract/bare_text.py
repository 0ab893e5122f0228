"""Text pasted without markup. A dump of a page's text gives up its article; any other text is kept whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError, ExtractError
from clipper.extract import tree
from clipper.extract.bare_lines import Kind, Line, is_dated, raw_lines, read_lines
from clipper.extract.bare_mail import Mail, read_mail
from clipper.extract.bare_notes import note_body
from clipper.extract.bare_rules import Ruled, ruled
from clipper.extract.bare_run import looks_like_a_page
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
    chosen = ruled(lines) if looks_like_a_page(lines) else None
    if chosen is None:
        title, body = note_body(source, capture.title_hint)
        return finish(body, capture.url, Metadata(title=title), url=capture.url, kind="note", keep_title=True)
    return _from_page(lines, chosen, capture)


def _from_mail(mail: Mail, capture: Capture) -> Article:
    _, body = note_body(mail.text, mail.subject)
    authors = (mail.sender,) if mail.sender else ()
    metadata = Metadata(title=mail.subject, authors=authors, published=mail.date)
    article = finish(body, capture.url, metadata, url=capture.url, kind="note", keep_title=True)
    left_out = [Removal(OTHER, text) for text in (mail.headers, mail.signature) if text.strip()]
    return replace(article, removed=tuple(left_out))


def _from_page(lines: Sequence[Line], chosen: Ruled, capture: Capture) -> Article:
    title = chosen.title or capture.title_hint or ""
    title_at, first, kept = chosen.title_at, chosen.first, set(chosen.kept)
    published = _published(lines, title_at, first)
    authors = _authors(lines, title_at, first)
    kept -= {at for at in sorted(kept)[:4] if _is_about(lines[at].text, authors)}
    body = tree.new("div")
    order = sorted(kept)
    for at, following in zip(order, [*order[1:], -1], strict=True):
        heads = following >= 0 and at not in chosen.lists and _heads(lines[at], lines[following])
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

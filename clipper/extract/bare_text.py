"""Text pasted without markup. A dump of a page's text gives up its article; any other text is kept whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError, ExtractError
from clipper.extract import tree
from clipper.extract.bare_about import about_lines, authors_in, is_thread, published_in
from clipper.extract.bare_choice import chosen_lines
from clipper.extract.bare_headline import headline
from clipper.extract.bare_joints import unwrapped
from clipper.extract.bare_lines import Line, raw_lines, read_lines
from clipper.extract.bare_mail import Mail, read_mail
from clipper.extract.bare_notes import note_body
from clipper.extract.bare_page import page_body
from clipper.extract.bare_removed import left_out
from clipper.extract.bare_run import looks_like_a_page
from clipper.extract.blocks.keys import Keys
from clipper.extract.finish import finish
from clipper.extract.line_wishes import granted_lines
from clipper.extract.metadata import Metadata
from clipper.extract.metadata.dates import address_date
from clipper.extract.metadata.titles import key
from clipper.extract.wording import OTHER
from clipper.model import AS_JUDGED, Removal, Width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.extract.bare_rules import Ruled
    from clipper.model import Article, Capture, Choice

MOST_LINES = 200_000


def extract_text(capture: Capture, choice: Choice = AS_JUDGED) -> Article:
    """The Article of bare text, as the person chose. Raises EmptyPageError where it has no words."""
    source = tree.without_controls(capture.text)
    if source.count("\n") > MOST_LINES:
        raise ExtractError("This text has too many lines to clean. Copy a part of it and paste that.")
    raw = raw_lines(source)
    mail = read_mail(raw)
    if mail is not None:
        return _from_mail(mail, capture)
    lines = read_lines(unwrapped(raw))
    if not any(line.words for line in lines):
        raise EmptyPageError("There are no words in this text.")
    judge = choice.width is not Width.PAGE and looks_like_a_page(lines)
    chosen = chosen_lines(lines) if judge else None
    if chosen is None:
        title, body = note_body(source, capture.title_hint)
        return finish(body, capture.url, Metadata(title=title), url=capture.url, kind="note", keep_title=True)
    return _from_page(lines, chosen, capture, choice)


def _from_mail(mail: Mail, capture: Capture) -> Article:
    _, body = note_body(mail.text, mail.subject)
    authors = (mail.sender,) if mail.sender else ()
    metadata = Metadata(title=mail.subject, authors=authors, published=mail.date)
    article = finish(body, capture.url, metadata, url=capture.url, kind="note", keep_title=True)
    apart = [Removal(OTHER, text) for text in (mail.headers, mail.signature) if text.strip()]
    return replace(article, removed=tuple(apart))


def _from_page(lines: Sequence[Line], chosen: Ruled, capture: Capture, choice: Choice) -> Article:
    title_at, title = headline(lines, chosen.first, chosen.kept, capture.url)
    title = title or chosen.title or capture.title_hint or ""
    authors = authors_in(lines, title_at, chosen.first)
    published = published_in(lines, title_at, chosen.first) or address_date(capture.url)
    named = key(title)
    about = about_lines(lines, chosen.kept, authors)
    kept = {at for at in chosen.kept - about if lines[at].key != named}
    keys = Keys([line.text for line in lines])
    kept = granted_lines(lines, kept, choice, keys)
    chosen = replace(chosen, title_at=title_at, title=title)
    if not kept:
        raise EmptyPageError("There is no article in this text, only menus and links.")
    body = page_body(lines, kept, chosen.lists)
    metadata = Metadata(title=title, authors=tuple(authors), published=published)
    article = finish(
        body, capture.url, metadata, url=capture.url, kind="forum" if is_thread(lines, kept) else "article"
    )
    words = sum(line.words for line in lines)
    return replace(article, page_word_count=words, removed=left_out(lines, kept, chosen, keys))

"""Takes a capture to the cleaner for what it is: a whole page, a chosen part, bare text, Markdown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError
from clipper.extract.bare_text import extract_text
from clipper.extract.kept_whole import without
from clipper.extract.ledger import account, lines_of_text
from clipper.extract.markdown_source import extract_markdown
from clipper.extract.metadata import Metadata
from clipper.extract.page import extract_page
from clipper.extract.selection import extract_selection
from clipper.model import AS_JUDGED, Content

if TYPE_CHECKING:
    from clipper.model import Article, Capture, Choice


def extract(capture: Capture, choice: Choice = AS_JUDGED) -> Article:
    """The Article in what was handed over, as the person chose.

    Raises EmptyPageError where there is nothing to read, ExtractError where it cannot be cleaned.
    """
    if not capture.data or capture.data.isspace():
        raise EmptyPageError("The page is empty.")
    if capture.content is Content.TEXT:
        return _accounted(capture, extract_text(capture, choice), choice)
    if capture.content is Content.MARKDOWN:
        return without(extract_markdown(capture), choice.left_out)
    if capture.selection:
        return without(extract_selection(capture), choice.left_out)
    return extract_page(capture, choice)


def _accounted(capture: Capture, article: Article, choice: Choice) -> Article:
    """The article of a bare text with all that its text says among the removals, if not in it."""
    if article.kind == "note":
        article = without(article, choice.left_out)
    known = Metadata(title=article.title, authors=article.authors)
    lines = lines_of_text(capture.text)
    return replace(article, removed=account(lines, article.text, article.removed, known))

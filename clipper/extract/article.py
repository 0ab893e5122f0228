"""Takes a capture to the cleaner for what it is: a whole page, a chosen part, bare text, Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError
from clipper.extract.bare_text import extract_text
from clipper.extract.markdown_source import extract_markdown
from clipper.extract.page import extract_page
from clipper.extract.selection import extract_selection
from clipper.model import AS_JUDGED, Content

if TYPE_CHECKING:
    from clipper.model import Article, Capture, Choice


def extract(capture: Capture, choice: Choice = AS_JUDGED) -> Article:
    """The Article in what was handed over, as the person chose.

    Raises EmptyPageError where there is nothing to read, ExtractError where it cannot be cleaned.
    """
    if not capture.data.strip():
        raise EmptyPageError("The page is empty.")
    if capture.content is Content.TEXT:
        return extract_text(capture)
    if capture.content is Content.MARKDOWN:
        return extract_markdown(capture)
    if capture.selection:
        return extract_selection(capture)
    return extract_page(capture, choice)

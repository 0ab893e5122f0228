"""Text without markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.finish import finish
from clipper.extract.metadata import Metadata

if TYPE_CHECKING:
    from clipper.model import Article, Capture


def extract_text(capture: Capture) -> Article:
    """The Article of bare text."""
    body = tree.new("div")
    for part in tree.without_controls(capture.text).split("\n"):
        if part.strip():
            body.append(tree.new("p", part))
    return finish(body, capture.url, Metadata(title=capture.title_hint or ""), url=capture.url, kind="note")

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from clipper.extract import extract
from clipper.model import Capture, Content, Via

URL = "https://www.news.example/2024/05/story"


def prose(count: int, word: str = "harbour") -> str:
    """Paragraphs of sentences, each different from the others."""
    return "".join(
        f"<p>Paragraph {number} says something about the {word}, at some length, because a page is known by "
        f"its prose. It has a second sentence as well, and {number} boats lie in it.</p>"
        for number in range(1, count + 1)
    )


@pytest.fixture
def clean():
    """Extract from a text: `clean(markup, url=…, content=…, selection=…, hint=…)`."""

    def run(source, *, url=URL, content=Content.HTML, selection=False, hint=None):
        data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
        capture = Capture(
            data=data,
            content=content,
            encoding="utf-8",
            via=Via.PASTE,
            captured_at=datetime(2026, 1, 2, tzinfo=UTC),
            url=url,
            title_hint=hint,
            selection=selection,
        )
        return extract(capture)

    return run


@pytest.fixture
def page(clean):
    """Extract from a page with this body and head, the article's title being "The long pier"."""

    def run(body, head="", *, title="The long pier", lang="en", **more):
        return clean(
            f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title>{head}</head>'
            f"<body>{body}</body></html>",
            **more,
        )

    return run


@pytest.fixture
def body(page):
    """The article's HTML for markup between paragraphs of prose."""

    def run(markup, **more):
        html = page(
            f"<article><h1>The long pier</h1>{prose(3)}{markup}{prose(2, 'dock')}</article>", **more
        ).html
        start, end = (
            html.index("3 boats lie in it.</p>") + 22,
            html.index("<p>Paragraph 1 says something about the dock"),
        )
        return html[start:end]

    return run

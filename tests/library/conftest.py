"""An open library, and what to put into it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis.configuration import set_hypothesis_home_dir

from clipper.library import Library
from clipper.model import Article, Capture, Content, Handover, HttpFacts, Via

set_hypothesis_home_dir(Path(__file__).parents[2] / "build" / "hypothesis")

MOMENT = datetime(2026, 3, 1, 8, 30, 15, 250, tzinfo=UTC)


def link(url="https://reef.example/corals", **fields):
    return Handover(label=url.removeprefix("https://"), via=Via.TYPED, url=url, **fields)


def page(data=b"<h1>Corals</h1><p>They grow at night.", **fields):
    defaults = {
        "content": Content.HTML,
        "encoding": "utf-8",
        "via": Via.PASTE,
        "captured_at": MOMENT,
        "url": "https://reef.example/corals",
        "http": HttpFacts(200, "text/html; charset=utf-8", "https://reef.example/corals?x=1", MOMENT),
    }
    return Capture(data=data, **(defaults | fields))


def article(text="They grow at night.", title="Corals", **fields):
    return Article(title=title, html=f"<p>{text}</p>", text=text, word_count=len(text.split()), **fields)


@pytest.fixture(scope="session")
def make():
    """Makers of hand-overs, captures and articles: make.link(), make.page(), make.article()."""
    return SimpleNamespace(link=link, page=page, article=article)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def library(folder):
    with Library(folder) as library:
        yield library


@pytest.fixture
def clipped(library):
    """Add a finished clip with this text and title; return its id."""

    def clip(text="They grow at night.", title="Corals", url="https://reef.example/corals", **fields):
        [clip_id] = library.add([link(url)])
        library.fill(clip_id, article(text, title, **fields), [])
        return clip_id

    return clip

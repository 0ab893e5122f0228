"""Clips with articles made here, pictures painted here, and a pane that shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from clipper.gui.theme import LIGHT
from clipper.model import Article, Clip, ClipSummary, Failure, Handover, Status, Via

URL = "https://coastal-review.example/keepers"


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def make_clip():
    """Make a clip of an article's HTML; keywords change the article, `assets`, `failure` and `status` the clip."""

    def make(html="<p>Words.</p>", *, status=Status.READY, failure=None, assets=(), clip_id="1", **article):
        summary = ClipSummary(
            id=clip_id,
            status=status,
            title=article.get("title", "The keepers"),
            saved_at=datetime(2026, 11, 20, tzinfo=UTC),
            url=URL,
            site_name="coastal-review.example",
            failure=Failure("fetch", failure) if failure else None,
        )
        made = Article(title="The keepers", html=html, text="", word_count=2114)
        made = replace(made, **article) if status is Status.READY else None
        return Clip(summary, Handover("x", Via.PASTE, url=URL), made, tuple(assets))

    return make


@pytest.fixture
def paint_picture(tmp_path):
    """Paint a picture file of one colour."""

    def paint(name="a.png", width=1200, height=600, color="#336699"):
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor(color))
        assert image.save(str(tmp_path / name))
        return name

    return paint


@pytest.fixture
def make_pane(qtbot, tmp_path, runner):
    """Show a pane that runs everything at once."""
    from clipper.gui.reader import ReaderPane

    def make(size=(776, 700), theme=LIGHT, runner=runner):
        pane = ReaderPane(theme, lambda name: tmp_path / name, runner)
        qtbot.addWidget(pane)
        pane.resize(*size)
        pane.show()
        QApplication.processEvents()
        return pane

    return make


@pytest.fixture
def build(qapp):
    """Build a clip's whole document."""
    from clipper.gui.reader.document import Build

    def make(clip, theme=LIGHT, column=680):
        made = Build(clip, theme, column)
        assert made.advance(float("inf"))
        return made

    return make


@pytest.fixture
def blocks(build, make_clip):
    """Build HTML and return (text, block, font) of each block after the title and the line under it."""

    def make(html, **article):
        made = build(make_clip(html, **article))
        found = []
        block = made.document.begin()
        while block.isValid():
            font = block.begin().fragment().charFormat().font() if block.text() else None
            found.append((block.text(), block, font))
            block = block.next()
        make.build = made
        return found[2:]

    return make

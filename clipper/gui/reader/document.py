"""Builds the document of a clip from its clean HTML, all at once or in slices."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html
from PySide6.QtGui import QTextDocument, QTextOption

from clipper.gui.reader.figures import CANNOT_BE_SHOWN
from clipper.gui.reader.flow import Flow
from clipper.gui.reader.fonts import faces
from clipper.gui.reader.heading import lead_of, write_heading
from clipper.gui.reader.scripts import first_strong_is_rtl, language_is_rtl
from clipper.gui.reader.styles import BODY, CODE_TEXT, Formats
from clipper.gui.reader.writer import Place, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
    from PySide6.QtCore import QObject

    from clipper.gui.reader.page import Page
    from clipper.gui.theme import Theme
    from clipper.model import Clip

NARROW = 420


class Build:
    """The making of one document.

    `column` is the width of its lines in pixels; `broken` are the sources of pictures whose kept files
    turned out not to be pictures; `parent` owns the document.

    Call `advance` until it returns True; `document` may be shown before that and grows at its end.
    """

    def __init__(
        self,
        clip: Clip,
        theme: Theme,
        column: float,
        broken: frozenset[str] = frozenset(),
        parent: QObject | None = None,
    ) -> None:
        article = clip.article
        assert article is not None, "only a clip with an article has a document"
        self.clip = clip
        self.column = column
        self.done = False
        self._root = parsed(article.html)
        self._formats = Formats(theme, faces(article.language))
        self.document = _empty(self._formats, parent)
        self._writer = Writer(self.document, self._formats)
        rtl = language_is_rtl(article.language) or bool(first_strong_is_rtl(article.text or article.title))
        self._place = Place(rtl=rtl)
        self._assets = {
            asset.source: replace(asset, name=None, failure=CANNOT_BE_SHOWN)
            if asset.source in broken
            else asset
            for asset in clip.assets
        }
        self._steps = self._write()

    @property
    def page(self) -> Page:
        """What lies beneath the text, as far as it is written."""
        return self._writer.page

    @property
    def sources(self) -> list[str]:
        """The addresses of the article's pictures, in order, each once."""
        found = (image.get("src", "").strip() for image in self._root.iter("img"))
        return list(dict.fromkeys(source for source in found if source))

    def advance(self, seconds: float) -> bool:
        """Write for about so long; return whether the document is complete."""
        until = perf_counter() + seconds
        cursor = self._writer.cursor
        cursor.beginEditBlock()
        try:
            for _ in self._steps:
                if perf_counter() >= until:
                    return False
        finally:
            cursor.endEditBlock()
        self.done = True
        return True

    def fits(self, column: float) -> bool:
        """Return whether the document needs no other form in a column of this width."""
        if (column < NARROW) != (self.column < NARROW):
            return False
        return all((need > column) == (need > self.column) for need in self.page.table_needs)

    def _write(self) -> Iterator[None]:
        write_heading(self._writer, self.clip, self._place, narrow=self.column < NARROW)
        flow = Flow(self._writer, self._assets, column=self.column, lead=lead_of(self.clip))
        yield from flow.write(self._root, self._place)


def parsed(html: str) -> HtmlElement:
    """Return the tree of a clean fragment; whatever it holds, there is one."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = f"<div>{html}</div>".replace("\x00", "").encode("utf-8", "ignore")
    try:
        root = lxml_html.fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = lxml_html.Element("div")
    return root


def _empty(formats: Formats, parent: QObject | None) -> QTextDocument:
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(formats.font(BODY))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(4 * 0.6 * CODE_TEXT.size)
    document.setDefaultTextOption(option)
    return document

"""Block HTML → blocks: walks the clean fragment and hands each block to the writer.

The walk is a generator that yields between blocks, so that a very long article can be built in slices.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.gui.reader import lists, tables
from clipper.gui.reader.code import write_code, write_formula
from clipper.gui.reader.figures import alternative, fits_a_line, write_picture
from clipper.gui.reader.inline import (
    DEEPEST,
    Image,
    Run,
    Text,
    clean,
    collapsed,
    gather_one,
    inside,
    is_formula,
    plain,
    runs_of,
    tag_of,
)
from clipper.gui.reader.page import Ground, Marker, Sign
from clipper.gui.reader.scripts import first_strong_is_rtl, language_is_rtl
from clipper.gui.reader.styles import (
    BODY,
    CAPTION,
    FOOTNOTE,
    HEADINGS,
    LEAD,
    NOTE,
    PULL_QUOTE,
    QUOTE,
    SUMMARY,
    TERM,
    TextStyle,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.html import HtmlElement

    from clipper.gui.reader.writer import Place, Writer
    from clipper.model import Asset

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
))
# fmt: on
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PULL_QUOTE_LENGTH = 280
_FOLD_INDENT = 24


class Flow:
    """Writes an article's blocks. `assets` are its pictures by source; `lead` is its standfirst, if any."""

    def __init__(self, writer: Writer, assets: Mapping[str, Asset], *, column: float, lead: str = "") -> None:
        self.writer = writer
        self.assets = assets
        self.column = column
        self._lead = lead
        self._top_heading = 1
        self._leaves: dict[str, Callable[[HtmlElement, Place], None]] = {
            "p": self._paragraph,
            "dt": self._term,
            "hr": self._rule,
            "figcaption": self._caption,
            "summary": self._summary,
            **dict.fromkeys(_HEADINGS, self._heading),
        }
        self._holders: dict[str, Callable[[HtmlElement, Place], Iterator[None]]] = {
            "blockquote": self._quote,
            "pre": self._pre,
            "ul": self._list,
            "ol": self._list,
            "dd": self._definition,
            "table": self._table,
            "figure": self._figure,
            "aside": self._aside,
            "section": self._section,
            "details": self._details,
        }

    def write(self, root: HtmlElement, place: Place) -> Iterator[None]:
        """Write everything below `root`."""
        levels = [int(tag_of(node)[1]) for node in root.iter(*_HEADINGS)]
        self._top_heading = min(levels, default=1)
        yield from self.children(root, place)

    def children(self, node: HtmlElement, place: Place, leaf: str = "p") -> Iterator[None]:
        """Write an element's content: blocks as blocks, the words between them as paragraphs."""
        loose: list[Run] = []
        if node.text:
            loose.append(Text(node.text, place.look))
        for child in node:
            tag = tag_of(child)
            if tag and self._is_block(child):
                self.words(collapsed(loose), place.style, place, leaf=leaf)
                loose = []
                yield from self._one(child, tag, place)
                yield
            elif tag:
                gather_one(child, place.look, loose)
            if child.tail:
                loose.append(Text(child.tail, place.look))
        self.words(collapsed(loose), place.style, place, leaf=leaf)

    def words(
        self, runs: list[Run], style: TextStyle, place: Place, *, leaf: str = "p", before: float | None = None
    ) -> None:
        """Write runs as a paragraph; pictures too large for a line become blocks of their own."""
        part: list[Run] = []
        for run in runs:
            if not isinstance(run, Image) or fits_a_line(run, self.assets, alone=len(runs) == 1):
                part.append(alternative(run, self.assets) if isinstance(run, Image) else run)
                continue
            self.writer.paragraph(collapsed(part), style, place, leaf=leaf, before=before)
            part = []
            write_picture(self.writer, run, self.assets.get(run.source), place)
        self.writer.paragraph(collapsed(part), style, place, leaf=leaf, before=before)

    def place_for(self, node: HtmlElement, place: Place) -> Place:
        """Return the place for an element, with the direction that it says or its language has."""
        said = (node.get("dir") or "").lower()
        if said in {"rtl", "ltr"}:
            return replace(place, rtl=said == "rtl", fixed_direction=True)
        if said == "auto":
            rtl = first_strong_is_rtl("".join(map(str, node.itertext())))
            return place if rtl is None else replace(place, rtl=rtl)
        if language := node.get("lang"):
            return replace(place, rtl=language_is_rtl(language))
        return place

    def _is_block(self, node: HtmlElement) -> bool:
        if node.tag in _BLOCKS:
            return True
        return len(node) > 0 and any(below.tag in _BLOCKS for below in node.iter())

    def _one(self, node: HtmlElement, tag: str, place: Place) -> Iterator[None]:
        self.writer.anchor(node.get("id"))
        place = self.place_for(node, place)
        if place.depth > DEEPEST:
            self.words(runs_of(node, place.look), place.style, place)
            return
        if leaf := self._leaves.get(tag):
            leaf(node, place)
        else:
            holder = self._holders.get(tag, self._container)
            yield from holder(node, replace(place, depth=place.depth + 1))

    def _container(self, node: HtmlElement, place: Place) -> Iterator[None]:
        if node.tag not in _BLOCKS:
            place = replace(place, look=inside(node, place.look))
        yield from self.children(node, place)

    def _paragraph(self, node: HtmlElement, place: Place) -> None:
        runs = runs_of(node, place.look)
        style = place.style
        if node.get("class") == "callout-title":
            style = replace(style, weight=style.strong, after=4)
        if self._lead:
            if plain(runs) == self._lead:
                style = LEAD
            self._lead = ""
        self.words(runs, style, place)

    def _heading(self, node: HtmlElement, place: Place) -> None:
        tag = tag_of(node)
        rank = min(int(tag[1]) - self._top_heading, len(HEADINGS) - 1)
        self.words(runs_of(node, place.look), HEADINGS[rank], place, leaf=tag)

    def _quote(self, node: HtmlElement, place: Place) -> Iterator[None]:
        if node.get("class") == "callout":
            yield from self._aside(node, place)
            return
        writer = self.writer
        text = " ".join("".join(map(str, node.itertext())).split())
        simple = next(node.iter("ul", "ol", "pre", "table", "img", "blockquote", *_HEADINGS), node) is node
        nested = any(element.tag == "blockquote" for element in place.path)
        short = simple and not nested and place.style is BODY and len(text) <= _PULL_QUOTE_LENGTH
        style = PULL_QUOTE if short else QUOTE if place.style is BODY else place.style
        place = self._turned(place, text).under(writer.element("blockquote"))
        box = writer.open_box(Ground.QUOTE, place, outer=28, pad=4)
        yield from self.children(node, replace(place.inset(24), style=style))
        writer.close_box(box, outer=28 if place.style is BODY else 16)

    def _aside(self, node: HtmlElement, place: Place) -> Iterator[None]:
        writer = self.writer
        text = "".join(map(str, node.itertext()))
        if not text.strip():
            yield from self.children(node, place)
            return
        place = self._turned(place, text).under(writer.element("aside"))
        box = writer.open_box(Ground.CALLOUT, place, outer=28, pad=16)
        yield from self.children(node, replace(place.inset(20, 20), style=NOTE))
        writer.close_box(box, outer=28)

    def _turned(self, place: Place, text: str) -> Place:
        """Return the place in the direction in which a container's text begins."""
        if place.fixed_direction:
            return place
        rtl = first_strong_is_rtl(text)
        return place if rtl is None else replace(place, rtl=rtl)

    def _pre(self, node: HtmlElement, place: Place) -> Iterator[None]:
        if is_formula(node) or (len(node) == 1 and is_formula(node[0])):
            write_formula(self.writer, clean("".join(map(str, node.itertext()))), place)
            return
        yield from write_code(self.writer, node, place)

    def _list(self, node: HtmlElement, place: Place) -> Iterator[None]:
        yield from lists.write_list(self, node, place)

    def _term(self, node: HtmlElement, place: Place) -> None:
        style = TERM if place.style is BODY else replace(place.style, weight=place.style.strong, after=2)
        self.words(runs_of(node, place.look), style, place, leaf="dt")

    def _definition(self, node: HtmlElement, place: Place) -> Iterator[None]:
        yield from self.children(node, place.inset(24).under(self.writer.element("dd")), leaf="")

    def _table(self, node: HtmlElement, place: Place) -> Iterator[None]:
        yield from tables.write_table(self, node, place)

    def _rule(self, _node: HtmlElement, place: Place) -> None:
        self.writer.rule(place)

    def _figure(self, node: HtmlElement, place: Place) -> Iterator[None]:
        yield from self.children(node, place.under(self.writer.element("figure")))
        self.writer.after = max(self.writer.after, 28)

    def _caption(self, node: HtmlElement, place: Place) -> None:
        runs = runs_of(node, place.look)
        self.words(runs, CAPTION, place, leaf="figcaption", before=self.writer.caption_gap(10))

    def _summary(self, node: HtmlElement, place: Place) -> None:
        self.words(runs_of(node, place.look), SUMMARY, place)

    def _details(self, node: HtmlElement, place: Place) -> Iterator[None]:
        place = self._turned(place, "".join(map(str, node.itertext())))
        for summary in node.findall("summary"):
            edge = place.right if place.rtl else place.left
            self.writer.mark_item(Marker(Sign.FOLD, "", edge + 16, place.rtl))
            self._summary(summary, place.inset(_FOLD_INDENT))
            summary.drop_tree()
        yield from self.children(node, place.inset(_FOLD_INDENT))

    def _section(self, node: HtmlElement, place: Place) -> Iterator[None]:
        if "footnotes" not in (node.get("class") or "").split():
            yield from self.children(node, place)
            return
        self.writer.rule(place)
        yield from self.children(node, replace(place, style=FOOTNOTE))

"""Writes blocks at the end of a document and keeps the record of what belongs beneath them.

Every gap is the top margin of the block after it, so that gaps never add up: the larger of what the block
before wants after it and what this one wants before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat, QTextImageFormat

from clipper.gui.reader.inline import Anchor, Image, Run, Text, plain
from clipper.gui.reader.page import Box, Element, Ground, Marker, Page, Tint, Tinted
from clipper.gui.reader.scripts import Script, runs_right_to_left, script_of
from clipper.gui.reader.styles import (
    BODY,
    CODE,
    KBD,
    MARK,
    PLAIN,
    RULE,
    SUB,
    SUPER,
    Formats,
    Inline,
    TextStyle,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument, QTextTable, QTextTableFormat

OBJECT = "\ufffc"
PADDING = "\u202f"
"""Stands on both sides of a tinted piece of text, to keep its ground off the neighbours."""
WIDTH_PROPERTY = int(QTextFormat.Property.UserProperty) + 2
"""Picture property: the width that the page asks for, in pixels."""
SHARE_PROPERTY = int(QTextFormat.Property.UserProperty) + 3
"""Picture property: the part of the column's width that its table cell has."""
PICTURE_GAP = 28
CELL_PAD = 9
_TINTS = ((MARK, Tint.MARK), (KBD, Tint.KBD), (CODE, Tint.CODE))
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks go: physical insets from the column's edges, direction, text style, HTML around them."""

    left: float = 0
    right: float = 0
    rtl: bool = False
    fixed_direction: bool = False
    style: TextStyle = BODY
    look: Inline = PLAIN
    share: float = 1
    align_end: bool = False
    centred: bool = False
    depth: int = 0
    path: tuple[Element, ...] = ()

    def inset(self, start: float, end: float = 0) -> Place:
        """Return this place moved in from where its lines start, and end."""
        left, right = (end, start) if self.rtl else (start, end)
        return replace(self, left=self.left + left, right=self.right + right, depth=self.depth + 1)

    def under(self, element: Element) -> Place:
        """Return this place within one more element."""
        return replace(self, path=(*self.path, element))


class Writer:
    """Appends to `document`. Call between its cursor's beginEditBlock and endEditBlock."""

    def __init__(self, document: QTextDocument, formats: Formats) -> None:
        self.document = document
        self.formats = formats
        self.page = Page()
        self.cursor = QTextCursor(document)
        self.fresh = True
        self._table: QTextTable | None = None
        self.after: float = 0
        self._inner = 0.0
        self._opening: list[Box] = []
        self._closed: Box | None = None
        self._drop = 0.0
        self._marker: Marker | None = None
        self._anchors: list[str] = []
        self._serial = count(1)
        self._after_picture: float | None = None

    def element(self, tag: str, attributes: str = "") -> Element:
        """Return a new element for the paths of blocks."""
        return Element(tag, next(self._serial), attributes)

    @property
    def block_number(self) -> int:
        """The number of the block written last."""
        return self.cursor.blockNumber()

    # Blocks

    def paragraph(
        self, runs: list[Run], style: TextStyle, place: Place, *, leaf: str = "p", before: float | None = None
    ) -> bool:
        """Write one block of text; return False, and write nothing, where there are no words in it."""
        words = plain(runs)
        self._anchors.extend(run.name for run in runs if isinstance(run, Anchor) and not words)
        pictures = any(isinstance(run, Image) for run in runs)
        if not words.strip() and not pictures:
            return False
        rtl = place.rtl if place.fixed_direction else runs_right_to_left(words, around=place.rtl)
        path = (*place.path, self.element(leaf)) if leaf else place.path
        self._begin(style, place, script_of(words), rtl=rtl, path=path, before=before, free=pictures)
        self._runs(runs, style, place)
        self.after = style.after
        return True

    def picture(self, image: Image, place: Place) -> None:
        """Write a block that holds nothing but a picture."""
        self._begin(RULE, place, Script.LATIN, rtl=place.rtl, path=place.path, before=PICTURE_GAP, free=True)
        self._image(image, place)
        self.after = PICTURE_GAP
        self._after_picture = 0

    def code_line(self, line: str, style: TextStyle, place: Place, hang: float) -> None:
        """Write one line of code; where it is too long, it goes on `hang` further in."""
        self._begin(style, place, Script.LATIN, rtl=False, path=place.path, hang=hang)
        self.cursor.insertText(line, self.formats.character(style, place.look))
        self.after = 0

    def rule(self, place: Place, gap: float = 32) -> None:
        """Write a rule across the column, with `gap` above and below it."""
        path = (*place.path, self.element("hr"))
        self._begin(RULE, place, Script.LATIN, rtl=False, path=path, before=gap)
        self.page.rules[self.block_number] = (place.left, place.right)
        self.after = gap

    def anchor(self, name: str | None) -> None:
        """Let the next block be found by a name."""
        if name:
            self._anchors.append(name)

    def thin_rule(self, place: Place) -> None:
        """Write a rule between rows that belong together."""
        self.rule(place, gap=12)

    def mark_item(self, marker: Marker) -> None:
        """Put a list item's sign before the next block."""
        self._marker = marker

    def forget_item(self) -> None:
        """Drop the sign of an item that has no block."""
        self._marker = None

    def after_missing_picture(self, pad: float) -> None:
        """Say that the box just closed stands for a picture."""
        self._after_picture = pad

    def caption_gap(self, otherwise: float) -> float:
        """Return the gap above a caption: small right under a picture."""
        if self._after_picture is None:
            return otherwise
        self.after = 0
        return 10 + self._after_picture

    # Grounds

    def open_box(self, ground: Ground, place: Place, *, outer: float, pad: float) -> Box:
        """Begin a ground: the blocks from here lie on it, `pad` below its upper edge."""
        box = Box(ground, -1, -1, place.left, place.right, pad, pad, place.rtl)
        self.after = max(self.after, outer)
        for waiting in self._opening:
            waiting.above += pad
        self._inner += pad
        self._opening.append(box)
        return box

    def close_box(self, box: Box, *, outer: float) -> None:
        """End a ground after the block written last."""
        if box in self._opening:
            self._opening.remove(box)
            self._inner -= box.below
            return
        box.last = self.block_number
        if self._table is not None:
            box.last = self._table.lastCursorPosition().blockNumber()
            box.below += CELL_PAD
        if self._closed is not None and self._closed.last == box.last:
            box.below += self._closed.below
        self._closed = box
        self.after = outer + box.below

    # Tables

    def insert_table(self, rows: int, columns: int, form: QTextTableFormat, place: Place) -> QTextTable:
        """Begin a table; write each cell after `enter`, and end it with `leave_table`."""
        gap = max(self.after, place.style.before) + self._inner
        form.setTopMargin(max(0, round(gap + self._drop)))
        self._inner = 0
        if self.fresh:
            self._settle_below_table(0)
            # Qt keeps an empty block between two tables: make it as good as nothing.
            self.cursor.setBlockFormat(
                self.formats.block(RULE, Script.LATIN, left=0, right=0, top=0, rtl=False)
            )
            self.cursor.setBlockCharFormat(self.formats.character(RULE))
        table = self.cursor.insertTable(rows, columns, form)
        self._table = None
        for box in self._opening:
            box.first = table.firstCursorPosition().blockNumber()
        self.page.boxes.extend(self._opening)
        self._opening.clear()
        return table

    def enter(self, cursor: QTextCursor) -> None:
        """Go on writing in an empty block: a cell's first."""
        self.cursor.setPosition(cursor.position())
        self.fresh = True
        self.after = 0
        self._drop = 0

    def leave_table(self, table: QTextTable) -> None:
        """Go on writing after the table, in the block that Qt keeps there."""
        self._table = table
        self.cursor.movePosition(QTextCursor.MoveOperation.End)
        self.fresh = True
        self._drop = 0

    def _settle_below_table(self, gap: float) -> None:
        """Put the gap below a table into its frame: a text document drops a block's margin there."""
        if self._table is not None:
            form = self._table.format()
            form.setBottomMargin(max(0, round(gap)))
            self._table.setFormat(form)
            self._table = None

    # Within

    def _begin(
        self,
        style: TextStyle,
        place: Place,
        script: Script,
        *,
        rtl: bool,
        path: tuple[Element, ...],
        before: float | None = None,
        free: bool = False,
        hang: float = 0,
    ) -> None:
        height, drop = self.formats.line(style, script)
        gap = max(self.after, style.before if before is None else before) + self._inner
        form = self.formats.block(
            style,
            script,
            left=place.left + hang,
            right=place.right,
            top=max(0, round(gap - drop + self._drop)),
            rtl=rtl,
        )
        if hang:
            form.setTextIndent(-hang)
        if free:
            # A picture may be higher than the line: let the line grow.
            form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        self._align(form, place, rtl=rtl)
        if self.fresh:
            self._settle_below_table(gap - drop)
            self.cursor.setBlockFormat(form)
            self.fresh = False
        else:
            self.cursor.insertBlock(form, self.formats.character(style))
        self._drop = drop
        self._inner = 0
        self._after_picture = None
        self._record(height, path)

    @staticmethod
    def _align(form: QTextBlockFormat, place: Place, *, rtl: bool) -> None:
        if place.centred:
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        elif place.align_end:
            edge = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
            form.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)

    def _record(self, height: int, path: tuple[Element, ...]) -> None:
        number = self.block_number
        page = self.page
        page.line_heights[number] = height
        page.paths[number] = path
        for box in self._opening:
            box.first = number
        page.boxes.extend(self._opening)
        self._opening.clear()
        if self._marker is not None:
            page.markers[number] = self._marker
            self._marker = None
        for name in self._anchors:
            page.anchors.setdefault(name, self.cursor.position())
        self._anchors.clear()

    def _runs(self, runs: list[Run], style: TextStyle, place: Place) -> None:
        start = self.cursor.position()
        tints: list[Tinted] = []
        for run in runs:
            if isinstance(run, Anchor):
                self.page.anchors.setdefault(run.name, self.cursor.position())
            elif isinstance(run, Image):
                self._image(run, place)
            else:
                begin = self.cursor.position() - start
                self._text(run, style)
                tint = next((tint for flag, tint in _TINTS if run.look.flags & flag), None)
                if tint is not None:
                    pad = 0 if tint is Tint.MARK else len(PADDING)
                    tints.append(Tinted(tint, begin + pad, self.cursor.position() - start - pad))
        if tints:
            self.page.tints[self.block_number] = tints

    def _text(self, run: Text, style: TextStyle) -> None:
        form = self.formats.character(style, run.look)
        padded = run.look.flags & (CODE | KBD) and not run.look.flags & (SUPER | SUB)
        if padded:
            self.cursor.insertText(PADDING, self.formats.padding(style))
        for at in range(0, len(run.text), _LONGEST):
            self.cursor.insertText(run.text[at : at + _LONGEST], form)
        if padded:
            self.cursor.insertText(PADDING, self.formats.padding(style))

    def _image(self, image: Image, place: Place) -> None:
        form = QTextImageFormat()
        form.merge(self.formats.character(RULE))
        form.setName(image.source)
        form.setProperty(QTextFormat.Property.ImageAltText, image.alt)
        if image.width:
            form.setProperty(WIDTH_PROPERTY, image.width)
        if place.share < 1:
            form.setProperty(SHARE_PROPERTY, place.share)
        if image.href:
            form.setAnchor(True)
            form.setAnchorHref(image.href)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBottom)
        self.cursor.insertText(OBJECT, form)

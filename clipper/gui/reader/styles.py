"""The reader's typography: one `TextStyle` for every kind of text, and the Qt formats made from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextFormat

from clipper.gui.reader.scripts import Script

if TYPE_CHECKING:
    from clipper.gui.reader.fonts import Faces
    from clipper.gui.theme import Theme

LOOK = int(QTextFormat.Property.UserProperty) + 1
"""Character property: the `Inline` flags as an integer, for copying."""
PADDED = int(QTextFormat.Property.UserProperty) + 4
"""Character property: this is only a gap beside a tint, no part of the text."""

BOLD, ITALIC, STRIKE, CODE, KBD, MARK, SUPER, SUB = (1 << n for n in range(8))


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of text is set. Sizes and gaps in pixels; `line` in multiples of the size."""

    voice: str
    size: int
    line: float
    before: int
    after: int
    weight: int = 400
    color: str = "text"
    italic: bool = False
    tracking: float = 0.0

    @property
    def strong(self) -> int:
        """The weight of emphasised text in this style."""
        return 700 if self.voice == "serif" else 600


TITLE = TextStyle("serif", 32, 1.2, 0, 12, weight=700, tracking=-0.2)
NARROW_TITLE = replace(TITLE, size=26)
BYLINE = TextStyle("sans", 13, 1.5, 0, 28, color="secondary")
LEAD = TextStyle("serif", 21, 1.5, 0, 28, color="secondary")
BODY = TextStyle("serif", 18, 1.6, 0, 20)
QUOTE = TextStyle("serif", 18, 1.6, 0, 18, color="secondary")
PULL_QUOTE = TextStyle("serif", 20, 1.5, 0, 18, color="secondary")
HEADINGS = (
    TextStyle("serif", 23, 1.3, 44, 10, weight=700),
    TextStyle("serif", 20, 1.3, 36, 8, weight=700),
    TextStyle("serif", 18, 1.4, 30, 6, weight=700),
    TextStyle("sans", 15, 1.4, 28, 6, weight=600),
)
CAPTION = TextStyle("sans", 13, 1.5, 0, 30, color="secondary")
CODE_TEXT = TextStyle("mono", 14, 1.5, 0, 0)
CELL = TextStyle("sans", 15, 1.4, 0, 8)
HEAD_CELL = replace(CELL, weight=600, color="secondary")
NOTE = TextStyle("sans", 15, 1.5, 0, 10)
NOTE_TITLE = replace(NOTE, weight=600, after=4)
FOOTNOTE = TextStyle("serif", 15, 1.55, 0, 10, color="secondary")
SUMMARY = replace(BODY, voice="sans", size=16, line=1.5, weight=600, after=10)
TERM = replace(BODY, weight=700, after=2)
FORMULA = TextStyle("mono", 16, 1.5, 0, 20, italic=True)
RULE = TextStyle("sans", 1, 1.0, 0, 0)
MISSING = TextStyle("sans", 13, 1.5, 0, 0, color="secondary")


class Inline(NamedTuple):
    """What the inline elements around a piece of text make of it."""

    flags: int = 0
    href: str = ""
    small: bool = False
    under: bool = False
    bare: bool = False
    color: str = ""

    def plus(self, flag: int) -> Inline:
        """Return this with one more flag."""
        return self._replace(flags=self.flags | flag)


PLAIN = Inline()


class Formats:
    """Makes and keeps the Qt formats of one document: few are needed, and each many times."""

    def __init__(self, theme: Theme, faces: Faces) -> None:
        self.theme = theme
        self.faces = faces
        self._fonts: dict[TextStyle, QFont] = {}
        self._characters: dict[tuple[TextStyle, Inline], QTextCharFormat] = {}
        self._paddings: dict[TextStyle, QTextCharFormat] = {}
        self._lines: dict[tuple[TextStyle, Script], tuple[int, float]] = {}

    def font(self, style: TextStyle) -> QFont:
        """Return the font of a style without emphasis."""
        font = self._fonts.get(style)
        if font is None:
            font = QFont(self.faces.families(style.voice))
            font.setPixelSize(style.size)
            font.setWeight(QFont.Weight(style.weight))
            if style.italic:
                font.setItalic(True)
            if style.tracking:
                font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.tracking)
            self._fonts[style] = font
        return font

    def line(self, style: TextStyle, script: Script = Script.LATIN) -> tuple[int, float]:
        """Return a style's line height, and how far Qt sets the text below the middle of that line.

        Qt puts all the air of a fixed line height above the text; to get the same air above and below
        as everywhere else in typography, gaps are corrected by this half of it.
        """
        key = (style, script)
        known = self._lines.get(key)
        if known is None:
            height = round(style.line * style.size * script.air)
            drop = (height - QFontMetricsF(self.font(style)).lineSpacing()) / 2
            known = self._lines[key] = (height, drop)
        return known

    def character(self, style: TextStyle, look: Inline = PLAIN) -> QTextCharFormat:
        """Return the format of a piece of text in `style` as its inline elements change it."""
        key = (style, look)
        known = self._characters.get(key)
        if known is None:
            known = self._characters[key] = self._make_character(style, look)
        return known

    def padding(self, style: TextStyle) -> QTextCharFormat:
        """Return the format of the narrow space that keeps a tint off its neighbours; it is not copied."""
        known = self._paddings.get(style)
        if known is None:
            known = self._paddings[style] = self._make_character(
                replace(style, size=round(style.size * 0.8)), PLAIN
            )
            known.setProperty(PADDED, True)
        return known

    def _make_character(self, style: TextStyle, look: Inline) -> QTextCharFormat:
        flags = look.flags
        made = QTextCharFormat()
        made.setFont(
            self._styled_font(style, look),
            QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly,
        )
        # On the ground of a mark only the full text colour has contrast enough.
        role = "text" if flags & MARK else look.color or style.color
        made.setForeground(QColor(getattr(self.theme, role)))
        if flags & STRIKE:
            made.setFontStrikeOut(True)
        if look.under:
            made.setFontUnderline(True)
        if flags & SUPER:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif flags & SUB:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        if look.href:
            self._make_link(
                made, look.href, plain=look.bare or bool(flags & SUPER), marked=bool(flags & MARK)
            )
        if flags:
            made.setProperty(LOOK, flags)
        return made

    def _styled_font(self, style: TextStyle, look: Inline) -> QFont:
        flags = look.flags
        font = QFont(self.font(style))
        if flags & (CODE | KBD) and style.voice != "mono":
            font.setFamilies(list(self.faces.mono))
            font.setPixelSize(max(11, round(style.size * (0.78 if flags & KBD else 0.86))))
        elif look.small:
            font.setPixelSize(max(11, round(style.size * 0.8)))
        if flags & BOLD:
            font.setWeight(QFont.Weight(max(style.strong, style.weight)))
        if flags & ITALIC:
            font.setItalic(not style.italic)
        return font

    def _make_link(self, made: QTextCharFormat, href: str, *, plain: bool, marked: bool) -> None:
        color = QColor(self.theme.link)
        made.setAnchor(True)
        made.setAnchorHref(href)
        if not marked:
            made.setForeground(color)
        if not plain:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            color.setAlphaF(0.45)
            made.setUnderlineColor(color)

    def block(
        self, style: TextStyle, script: Script, *, left: float, right: float, top: float, rtl: bool
    ) -> QTextBlockFormat:
        """Return a block's format: `left`, `right` and `top` are physical margins in pixels."""
        made = QTextBlockFormat()
        height, _drop = self.line(style, script)
        # Scripts with stacked marks may need more than the rhythm gives them.
        kind = (
            QTextBlockFormat.LineHeightTypes.MinimumHeight
            if script is Script.TALL
            else QTextBlockFormat.LineHeightTypes.FixedHeight
        )
        made.setLineHeight(height, kind.value)
        made.setTopMargin(top)
        made.setLeftMargin(left)
        made.setRightMargin(right)
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        return made

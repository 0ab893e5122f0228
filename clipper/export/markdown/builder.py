"""Takes text, formats and boxes in reading order and builds finished blocks of them.

Inline formats stay active across blocks: a link around a heading and a paragraph becomes a link in each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.export.markdown import blocks
from clipper.export.markdown.blocks import Block, Box
from clipper.export.markdown.escape import escape_heading, escape_in_html
from clipper.export.markdown.inline import BREAK, SPACE, Token, closing, plain_text, write

if TYPE_CHECKING:
    from clipper.export.markdown.blocks import BlockKind, BoxKind


class Builder:
    """One document, or one line of it where blocks cannot be.

    `line_break` is what a hard break becomes inside paragraphs. With `one_line`, all content becomes a
    single line, and the borders of blocks become breaks in it.
    """

    def __init__(self, *, one_line: bool = False, line_break: str = "  \n") -> None:
        self._boxes = [Box("root")]
        self._inline: list[Token] | None = None
        self._active: list[Token] = []
        self._code = 0
        self._line_break = line_break
        # in a captured line the borders of blocks are only separators
        self._separator: Token | None = BREAK if one_line else None
        self.explicit = False
        self.footnotes: list[str] = []

    # inline content

    def text(self, text: str) -> None:
        """Add text as the tree has it, white space and all."""
        if self._inline is None and text.isspace():
            return
        self._line().append(Token("code" if self._code else "text", text))

    def add(self, token: Token) -> None:
        """Add an inline token that is content (raw Markdown, code)."""
        self._line().append(token)

    def line_break(self) -> None:
        """Add a hard break; the second of two ends the paragraph."""
        line = self._inline
        if line is None:
            return
        at = len(line) - 1
        while at >= 0 and line[at].kind == "text" and line[at].text.isspace():
            at -= 1
        if at >= 0 and line[at].kind == "break" and self._separator is None:
            self.boundary()
        else:
            line.append(BREAK)

    def open_format(self, token: Token) -> bool:
        """Begin a format; False where it is active already, or is inside code, which holds links only."""
        if any(active.text == token.text for active in self._active) or (self._code and token.text != "a"):
            return False
        self._active.append(token)
        if self._inline is not None:
            self._inline.append(token)
        return True

    def close_format(self) -> None:
        """End the format that was begun last."""
        token = self._active.pop()
        if self._inline is not None:
            self._inline.append(closing(token))

    def open_code(self) -> None:
        """Begin inline code."""
        self._code += 1

    def close_code(self) -> None:
        """End inline code."""
        self._code -= 1

    @property
    def in_line(self) -> bool:
        """Whether a single line is being captured, in which blocks cannot be."""
        return self._separator is not None

    def task(self, *, checked: bool) -> None:
        """Make the item that has just begun a task."""
        begun = any(
            token.kind in {"code", "raw"} or (token.kind == "text" and token.text.strip())
            for token in self._inline or ()
        )
        box = self._boxes[-1]
        if box.kind == "item" and not begun and not box.blocks and box.checked is None:
            box.checked = checked

    # blocks

    def boundary(self) -> None:
        """End the paragraph, if one has begun."""
        if self._separator is not None:
            if self._inline is not None:
                self._inline.append(self._separator)
        elif self._inline is not None:
            text = self._take(self._line_break)
            if text:
                self._boxes[-1].blocks.append(Block("paragraph", text, explicit=self.explicit))

    def block(self, kind: BlockKind, text: str) -> None:
        """Add a finished block."""
        self.boundary()
        if self._separator is None and text:
            self._home().blocks.append(Block(kind, text))

    def begin_line(self) -> bool:
        """Begin to capture a heading or summary; False where a line is captured already."""
        self.boundary()
        if self._separator is not None:
            return False
        self._home()
        self._separator = SPACE
        return True

    def end_heading(self, level: int) -> None:
        """End a captured line as a heading."""
        self._separator = None
        text = escape_heading(self._take(" "))
        if text:
            self._boxes[-1].blocks.append(Block("heading", f"{'#' * level} {text}"))

    def end_summary(self) -> None:
        """End a captured line as the summary of the disclosure it stands in, or as a paragraph."""
        self._separator = None
        box = self._boxes[-1]
        if box.kind == "details" and not box.summary:
            tokens, self._inline = self._inline or [], None
            box.summary = escape_in_html(plain_text(tokens), quote=False)
        elif text := self._take(" "):
            box.blocks.append(Block("paragraph", text))

    def end_callout_title(self) -> None:
        """End a captured line as the title of the callout it stands in."""
        self._separator = None
        text = self._take(" ")
        box = self._boxes[-1]
        if box.kind == "quote" and box.label and not box.blocks and not box.summary:
            box.summary = text
        elif text:
            box.blocks.append(Block("paragraph", text))

    def open_box(self, box: Box) -> bool:
        """Begin a container; False where it is too deep or in a captured line: its content stays outside."""
        self.boundary()
        if self._separator is not None or len(self._boxes) >= blocks.MAX_DEPTH:
            return False
        if box.kind == "item":
            self._begin_item(box)
        elif box.kind == "list":
            self._begin_list(box)
        else:
            if box.kind != "note":
                self._home()
            self._boxes.append(box)
        return True

    def close_box(self, kind: BoxKind) -> None:
        """End the innermost container of this kind, and what it implied."""
        self.boundary()
        while True:
            box = self._boxes[-1]
            self._close_innermost()
            if box.kind == kind and not box.implied:
                return

    def finish(self) -> str:
        """Give the whole document; blocks are parted by blank lines."""
        self.boundary()
        while len(self._boxes) > 1:
            self._close_innermost()
        return "\n\n".join([*(block.text for block in self._boxes[0].blocks), *self.footnotes])

    def finish_line(self) -> str:
        """Give the captured line."""
        return self._take(self._line_break)

    def _line(self) -> list[Token]:
        if self._inline is None:
            if self._separator is None:
                self._home()
            self._inline = list(self._active)
        return self._inline

    def _take(self, line_break: str) -> str:
        tokens, self._inline = self._inline, None
        if tokens is None:
            return ""
        tokens += [closing(token) for token in reversed(self._active)]
        return write(tokens, line_break=line_break)

    def _home(self) -> Box:
        """Find the box that content goes into: never a list, which holds items only."""
        box = self._boxes[-1]
        if box.kind == "list":
            if box.implied:
                self._close_innermost()
                return self._home()
            self._begin_item(Box("item", implied=True))
        return self._boxes[-1]

    def _begin_item(self, item: Box) -> None:
        if self._boxes[-1].kind == "item" and self._boxes[-1].implied:
            self._close_innermost()
        if self._boxes[-1].kind != "list":
            self._boxes.append(Box("list", implied=True))
        self._boxes[-1].items.append(item)
        self._boxes.append(item)

    def _begin_list(self, box: Box) -> None:
        around = self._boxes[-1]
        if around.kind == "list" and not around.implied and around.items:
            # a list right inside a list belongs to the item before it
            again = around.items[-1]
            again.implied = True
            self._boxes.append(again)
        else:
            self._home()
        self._boxes.append(box)

    def _close_innermost(self) -> None:
        box = self._boxes.pop()
        around = self._boxes[-1].blocks
        if box.kind == "list":
            around.extend(blocks.lists(box, around[-1] if around else None))
        elif box.kind == "quote" and (box.blocks or box.summary):
            around.append(blocks.quote(box))
        elif box.kind == "details":
            around.extend(blocks.details(box))
        elif box.kind == "note":
            self.footnotes.append(blocks.footnote(box))

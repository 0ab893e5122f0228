"""What a selection becomes on the clipboard: plain words and clean HTML, both without the reader's looks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextFormat

from clipper.gui.reader.page import Element, Page, Sign
from clipper.gui.reader.styles import BOLD, CODE, ITALIC, KBD, LOOK, MARK, PADDED, STRIKE, SUB, SUPER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

_TAGS = (
    (CODE, "code"),
    (KBD, "kbd"),
    (MARK, "mark"),
    (BOLD, "strong"),
    (ITALIC, "em"),
    (STRIKE, "s"),
    (SUPER, "sup"),
    (SUB, "sub"),
)
_OBJECT = "\ufffc"
_TIGHT = frozenset({"pre", "ul", "ol", "dl"})


def mime_data(cursor: QTextCursor, page: Page) -> QMimeData:
    """Return the selection as ``text/plain`` and ``text/html``."""
    pieces = list(_pieces(cursor, page))
    data = QMimeData()
    data.setText(_plain(pieces, page))
    data.setHtml(_rich(pieces))
    return data


def plain_text(cursor: QTextCursor, page: Page) -> str:
    """Return the selection's words."""
    return _plain(list(_pieces(cursor, page)), page)


_Piece = tuple[int, tuple[Element, ...], str, str, bool]
"""A block's number, path, words, inline HTML, and whether it is selected from its beginning."""


def _pieces(cursor: QTextCursor, page: Page) -> Iterator[_Piece]:
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        number = block.blockNumber()
        path = page.paths.get(number)
        if path is not None:
            words, rich = _content(block, start, end)
            yield number, path, words, rich, start <= block.position()
        block = block.next()


def _content(block: QTextBlock, start: int, end: int) -> tuple[str, str]:
    words: list[str] = []
    rich: list[str] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        iterator += 1
        first, last = max(start - fragment.position(), 0), end - fragment.position()
        text = _units(fragment.text(), first, last)
        form = fragment.charFormat()
        if not text or form.hasProperty(PADDED):
            continue
        if form.isImageFormat():
            image = form.toImageFormat()
            alt = form.stringProperty(int(QTextFormat.Property.ImageAltText))
            rich.append(f'<img src="{escape(image.name())}" alt="{escape(alt)}">')
            continue
        words.append(text.replace(_OBJECT, "").replace("\u2028", "\n"))
        rich.append(_inline(text, form))
    return "".join(words), "".join(rich)


def _units(text: str, first: int, last: int) -> str:
    """Cut text by positions that count UTF-16 units, as documents do."""
    if last <= 0:
        return ""
    if all(character <= "\uffff" for character in text):
        return text[first:last]
    return text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le", "ignore")


def _inline(text: str, form: QTextCharFormat) -> str:
    html = escape(text, quote=False).replace("\u2028", "<br>")
    flags = form.intProperty(LOOK) if form.hasProperty(LOOK) else 0
    for flag, tag in _TAGS:
        if flags & flag:
            html = f"<{tag}>{html}</{tag}>"
    if form.isAnchor() and form.anchorHref():
        html = f'<a href="{escape(form.anchorHref())}">{html}</a>'
    return html


def _plain(pieces: list[_Piece], page: Page) -> str:
    out: list[str] = []
    before: tuple[Element, ...] | None = None
    for number, path, words, _rich, whole in pieces:
        shown = words.replace("\u200b", "")
        if not shown and not any(element.tag == "pre" for element in path):
            continue
        if before is not None:
            out.append(_between(before, path))
        marker = page.markers.get(number)
        if marker is not None and whole:
            signs = {Sign.NUMBER: f"{marker.text} ", Sign.OPEN: "☐ ", Sign.DONE: "☑ ", Sign.FOLD: ""}
            out.append(signs.get(marker.sign, "• "))
        out.append(shown)
        before = path
    return "".join(out)


def _between(before: tuple[Element, ...], path: tuple[Element, ...]) -> str:
    """Return what parts two blocks in plain text."""
    shared = set(before) & set(path)
    if any(element.tag in {"td", "th"} for element in shared):
        return "\n"
    if any(element.tag == "tr" for element in shared):
        return "\t"
    if any(element.tag == "table" or element.tag in _TIGHT for element in shared):
        return "\n"
    return "\n\n"


def _rich(pieces: list[_Piece]) -> str:
    out: list[str] = []
    open_: tuple[Element, ...] = ()
    for _number, path, _words, rich, _whole in pieces:
        same = 0
        while same < min(len(open_), len(path)) and open_[same] == path[same]:
            same += 1
        out.extend(f"</{element.tag}>" for element in reversed(open_[same:]) if element.tag != "hr")
        if same == len(open_) == len(path) and path and path[-1].tag == "pre":
            out.append("\n")
        out.extend(_opening(element) for element in path[same:])
        out.append(rich)
        open_ = path
    out.extend(f"</{element.tag}>" for element in reversed(open_) if element.tag != "hr")
    return "".join(out)


def _opening(element: Element) -> str:
    if element.tag == "pre" and element.attributes:
        return f'<pre class="{escape(element.attributes)}">'
    return f"<{element.tag}{element.attributes}>"

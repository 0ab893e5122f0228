"""Recognises what bytes are by looking at them, and names what Clipper cannot read.

A file's extension and a server's Content-Type only decide where the bytes leave it open.
"""

from __future__ import annotations

import re

from clipper.capture.containers import container_name
from clipper.capture.encoding import marked_encoding, unmarked_utf16
from clipper.capture.image import image_type
from clipper.errors import UnsupportedContentError
from clipper.model import Content

_HEAD = 4096
_PASTE = "Open it, copy the text and paste it here."
_PICTURE = "Clip the page that shows it instead."
_UNPACK = "Unpack it and hand over the pages inside."
_NOTHING = "Hand over a page, a text or a link instead."

_MAGIC: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"%!PS", "a PostScript file", _PASTE),
    (0, b"{\\rtf", "an RTF document", _PASTE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word or other Office document", _PASTE),
    (0, b"\x1f\x8b", "a gzip archive", _UNPACK),
    (0, b"BZh", "a bzip2 archive", _UNPACK),
    (0, b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"SQLite format 3\0", "an SQLite database", _NOTHING),
    (60, b"BOOKMOBI", "a Kindle book", _PASTE),
    (0, b"wOFF", "a font", _NOTHING),
    (0, b"wOF2", "a font", _NOTHING),
    (0, b"\0\1\0\0\0", "a font", _NOTHING),
    (0, b"OTTO", "a font", _NOTHING),
    (0, b"\x7fELF", "a program", _NOTHING),
    (0, b"MZ\x90\0", "a program", _NOTHING),
    (0, b"\xcf\xfa\xed\xfe", "a program", _NOTHING),
    (0, b"\xca\xfe\xba\xbe", "a program", _NOTHING),
    (0, b"ID3", "a sound file (MP3)", _PICTURE),
    (0, b"\xff\xfb", "a sound file (MP3)", _PICTURE),
    (0, b"fLaC", "a sound file (FLAC)", _PICTURE),
    (0, b"OggS", "a sound or video file (Ogg)", _PICTURE),
    (8, b"WAVE", "a sound file (WAV)", _PICTURE),
    (8, b"AVI ", "a video (AVI)", _PICTURE),
    (0, b"\x1a\x45\xdf\xa3", "a video (WebM)", _PICTURE),
    (0, b"II*\0", "a picture (TIFF)", _PICTURE),
    (0, b"MM\0*", "a picture (TIFF)", _PICTURE),
    (0, b"8BPS", "a picture (Photoshop)", _PICTURE),
)
_TYPES = {
    "application/json": "JSON data",
    "application/ld+json": "JSON data",
    "application/javascript": "a script",
    "text/javascript": "a script",
    "text/css": "a style sheet",
    "text/csv": "a table of data (CSV)",
    "text/calendar": "a calendar",
    "text/vcard": "a contact card",
}
_DOCUMENT = re.compile(r"<!doctype\s+html\b|<html\b|<head\b|<body\b", re.IGNORECASE)
_ELEMENT = re.compile(
    r"</?(?:title|meta|link|script|style|base|article|main|section|header|nav|aside|div|p|h[1-6]|a|b|i|em|strong|"
    r"span|font|center|ul|ol|li|dl|table|tr|td|pre|code|blockquote|figure|img|br|hr|iframe|noscript)\b[^<]*?>",
    re.IGNORECASE,
)
_FEED = re.compile(r"<(?:rss|feed|rdf:rdf|channel)\b", re.IGNORECASE)
_MHTML = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_PROLOGUE = re.compile(
    r"\s*(?:<\?[^>]*\?>|<!--.*?-->|<!doctype\s+(?!html\b)[^>]*>)", re.IGNORECASE | re.DOTALL
)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[^\n]*\n){0,60}?---[ \t]*(?:\r?\n|\Z)")
_MARKDOWN_SIGNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,6} \S",
        r"^(?:```|~~~)[\w+-]*\s*$",
        r"!?\[[^\[\]\n]+\]\((?:https?://|/|\./|#)[^)\n]{0,2000}\)",
        r"^\|?[ \t]*:?-{3,}:?[ \t]*\|[-|: \t]*$",
        r"\*\*[^\s*][^*\n]*\*\*",
        r"^(?:[-*+]|\d+\.) \[[ xX]\] ",
        r"^> \S",
    )
)


def recognise(data: bytes, *, content_type: str = "", name: str = "") -> Content:
    """Return what `data` is.

    `content_type` is the header or clipboard type it came under, `name` a file name; both are hints.
    Raises UnsupportedContentError, which names what it is, for all that is not text or HTML.
    """
    declared = content_type.partition(";")[0].strip().lower()
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    if unreadable := _named(data):
        raise UnsupportedContentError(_sentence(*unreadable))
    text = head_text(data)
    start = _after_prologue(text)
    if _DOCUMENT.match(start):
        return Content.HTML
    if _FEED.match(start) or declared in {"application/rss+xml", "application/atom+xml"}:
        raise UnsupportedContentError(
            "This is a news feed, which Clipper cannot read yet. Hand over the address of an article in it."
        )
    if _is_binary(data):
        raise UnsupportedContentError(f"This is neither a page nor a text. {_NOTHING}")
    if declared in _TYPES and not _ELEMENT.match(start):
        raise UnsupportedContentError(f"This is {_TYPES[declared]}, not a page to read. {_NOTHING}")
    return _textual(text, start, declared, ending)


def looks_like_html_source(text: str) -> bool:
    """Say whether a text is the source of a whole page, as copied from "view source"."""
    start = _after_prologue(text[:_HEAD].lstrip("\ufeff"))
    return bool(re.match(r"<!doctype\s+html\b|<html\b", start, re.IGNORECASE))


def looks_like_markdown(text: str) -> bool:
    """Say whether a text is written in Markdown: front matter, or two different marks of it."""
    if _FRONT_MATTER.match(text[:16_384].lstrip("\ufeff")):
        return True
    return sum(1 for sign in _MARKDOWN_SIGNS if sign.search(text[:65_536])) >= 2


def head_text(data: bytes) -> str:
    """Return the first bytes as text, well enough to find markup in."""
    codec = marked_encoding(data) or unmarked_utf16(data) or "utf-8"
    return data[:_HEAD].decode(codec, errors="replace").lstrip("\ufeff")


def _textual(text: str, start: str, declared: str, ending: str) -> Content:
    if declared == "text/markdown" or ending in {"md", "markdown", "mdown", "mkd"}:
        return Content.MARKDOWN
    if declared in {"text/html", "application/xhtml+xml"} or ending in {
        "html",
        "htm",
        "xhtml",
        "xht",
        "shtml",
    }:
        return Content.HTML
    if declared != "text/plain" and ending != "txt" and _ELEMENT.match(start):
        return Content.HTML
    return Content.MARKDOWN if looks_like_markdown(text) else Content.TEXT


def _after_prologue(text: str) -> str:
    while match := _PROLOGUE.match(text):
        text = text[match.end() :]
    return text.lstrip()


def _named(data: bytes) -> tuple[str, str] | None:
    """Return the name of what cannot be read, with what can be done, or None."""
    if b"%PDF-" in data[:1024] and not data[:1024].lstrip().startswith(b"<"):
        return "a PDF", _PASTE
    if data.startswith((b"PK\3\4", b"PK\5\6", b"PK\7\x08")):
        name = container_name(data)
        return name, _UNPACK if name == "a zip archive" else _PASTE
    if data.startswith(b"bplist00") and b"WebMainResource" in data:
        return "a Safari web archive", "Open it, copy the page and paste it here."
    if _MHTML.search(data[:_HEAD]) and re.match(rb"[A-Za-z-]+:\s", data):
        return "a saved page in the MHTML form", "Open it, copy the page and paste it here."
    if media := image_type(data):
        return (
            f"a picture ({media.removeprefix('image/').removeprefix('x-').partition('+')[0].upper()})",
            _PICTURE,
        )
    if data[4:8] == b"ftyp":
        return "a video (MP4)", _PICTURE
    return next(
        ((name, advice) for offset, magic, name, advice in _MAGIC if data.startswith(magic, offset)), None
    )


def _sentence(name: str, advice: str) -> str:
    if advice in {_PICTURE, _NOTHING}:
        return f"This is {name}, not a page to read. {advice}"
    return f"This is {name}, which Clipper cannot read yet. {advice}"


def _is_binary(data: bytes) -> bool:
    if marked_encoding(data) or unmarked_utf16(data):
        return False
    head = data[:8192]
    control = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b\x08")
    return control > max(2, len(head) * 0.01)

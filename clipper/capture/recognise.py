"""Recognises what a person typed, pasted as text, piped in or named on the command line."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.capture.encoding import decide_encoding
from clipper.capture.linkfile import read_link_file
from clipper.capture.links import Link, bare_url, batch, clean_url
from clipper.capture.offered import local_path
from clipper.capture.origin import address_of
from clipper.capture.recognised import capture_handover, file_handover, link_handover, text_handover
from clipper.capture.sniff import looks_like_html_source, looks_like_markdown, recognise
from clipper.errors import FetchError
from clipper.model import Capture, Content, Handover

if TYPE_CHECKING:
    from clipper.model import Via


def from_text(text: str, via: Via) -> list[Handover]:
    """Return what a text hands over: its addresses, a page's source, Markdown, or the text itself.

    Nothing but white space hands over nothing.
    """
    if not text.strip("\ufeff\0 \t\r\n\f\v") or text.isspace():
        return []
    if looks_like_html_source(text):
        return [text_handover(text, Content.HTML, via, url=address_of(text))]
    if links := batch(text):
        return [link_handover(link, via) for link in links]
    content = Content.MARKDOWN if looks_like_markdown(text) else Content.TEXT
    return [text_handover(text, content, via)]


def from_path(path: Path, via: Via) -> Handover:
    """Return the hand-over of a file. It is not opened here."""
    return file_handover(Path(path), via)


def from_source(source: str, via: Via) -> Handover:
    """Return the hand-over of a SOURCE on the command line: an address or a file's path."""
    address = source.strip()
    if re.match(r"https?://", address, re.IGNORECASE):
        # One that is no address is kept as it is, and fails with its sentence.
        return link_handover(Link(clean_url(address) or address), via)
    if path := local_path(address):
        return file_handover(path, via)
    if not _exists(source) and (url := bare_url(address)):
        return link_handover(Link(url), via)
    # Absolute: the program that reads it at last may have been started in another folder.
    return file_handover(Path(source).absolute(), via)


def from_bytes(data: bytes, via: Via, *, url: str | None = None, name: str | None = None) -> Handover:
    """Return the hand-over of bytes that are already here, from standard input or another program.

    `url` is their address where it is known, `name` a file name as a hint. Raises
    UnsupportedContentError for what Clipper cannot read, FetchError (code "empty") for nothing.
    """
    if link := link_in(data):
        return link_handover(link, via)
    return capture_handover(read_page(data, via, url=url, name=name or ""))


def link_in(data: bytes) -> Link | None:
    """Return the link where bytes are a link file, or a text that is one address and nothing else."""
    if link := read_link_file(data):
        return link
    if len(data) > 8192:
        return None
    text = data.decode(decide_encoding(data, markup=False), errors="replace").removeprefix("\ufeff").strip()
    return Link(url) if (url := clean_url(text)) else None


def read_page(
    data: bytes,
    via: Via,
    *,
    url: str | None = None,
    name: str = "",
    title_hint: str | None = None,
) -> Capture:
    """Return the capture of a page or text whose bytes came without a Content-Type.

    Raises UnsupportedContentError, or FetchError (code "empty") where there is nothing in it.
    """
    if not data.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf\xff\xfe"):
        what = f"“{name}”" if name else "What was handed over"
        raise FetchError(f"{what} is empty, so there is nothing to clip.", code="empty", retryable=False)
    content = recognise(data, name=name)
    encoding = decide_encoding(data, markup=content is Content.HTML)
    if url is None and content is Content.HTML:
        url = address_of(data[: 256 * 1024].decode(encoding, errors="replace"))
    return Capture(data, content, encoding, via, datetime.now(UTC), url=url, title_hint=title_hint)


def _exists(source: str) -> bool:
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False

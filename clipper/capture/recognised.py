"""Builds the values that the rest of the room hands on: links, files and content that is already here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from clipper.capture.glance import Glance, glance
from clipper.capture.links import Link, url_label
from clipper.capture.words import first_words, shortened
from clipper.model import Capture, Content, Handover

if TYPE_CHECKING:
    from pathlib import Path

    from clipper.model import Via


def link_handover(link: Link, via: Via) -> Handover:
    """Return the hand-over of an address, which is fetched later."""
    return Handover(link.title or url_label(link.url), via, url=link.url, title_hint=link.title)


def file_handover(path: Path, via: Via) -> Handover:
    """Return the hand-over of a local file, which is read later."""
    return Handover(path.name or str(path), via, path=str(path))


def text_handover(
    text: str,
    content: Content,
    via: Via,
    *,
    url: str | None = None,
    title: str | None = None,
    selection: bool = False,
    seen: Glance | None = None,
) -> Handover:
    """Return the hand-over of content that is already here as text; `seen` saves looking again."""
    data = well_formed(text).encode()
    capture = Capture(
        data, content, "utf-8", via, datetime.now(UTC), url=url, title_hint=title, selection=selection
    )
    return capture_handover(capture, title=title, seen=seen)


def capture_handover(capture: Capture, *, title: str | None = None, seen: Glance | None = None) -> Handover:
    """Return the hand-over of a capture, labelled by its title or first words."""
    label = title or _label(capture, seen)
    return Handover(label, capture.via, capture=capture, title_hint=title)


def well_formed(text: str) -> str:
    """Join surrogate pairs and replace lone halves, which no encoding can hold."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _label(capture: Capture, seen: Glance | None) -> str:
    head = capture.data[: 256 * 1024].decode(capture.encoding, errors="replace").removeprefix("\ufeff")
    if capture.content is Content.HTML:
        seen = seen or glance(head)
        words = shortened(seen.title, 120) if seen.title else first_words(seen.text)
    else:
        words = first_words(head).lstrip("# ")
    return words or (url_label(capture.url) if capture.url else "Untitled")

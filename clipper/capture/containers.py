"""Names what a zip file really is: a book, an Office document, or just a zip archive."""

from __future__ import annotations

import re

_OFFICE = ((b"word/", "a Word document"), (b"xl/", "an Excel sheet"), (b"ppt/", "a PowerPoint presentation"))
_ENTRY = re.compile(rb"PK\x03\x04.{26}(word/|xl/|ppt/)", re.DOTALL)


def container_name(data: bytes) -> str:
    """Return what the zip file `data` is, with its article ("an EPUB book")."""
    # EPUB and OpenDocument put an uncompressed entry "mimetype" first, for exactly this purpose.
    if data[30:38] == b"mimetype":
        declared = data[38:120]
        if declared.startswith(b"application/epub+zip"):
            return "an EPUB book"
        if declared.startswith(b"application/vnd.oasis.opendocument"):
            return "an OpenDocument file"
    if entry := _ENTRY.search(data[: 1 << 20]):
        return next(name for folder, name in _OFFICE if entry[1] == folder)
    return "a zip archive"

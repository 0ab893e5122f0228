"""Link files of the three desktops, read as the address they hold: .url, .webloc and .desktop."""

from __future__ import annotations

import plistlib
import re
from xml.parsers.expat import ExpatError

from clipper.capture.encoding import decide_encoding
from clipper.capture.links import Link, clean_url

_LARGEST = 64 * 1024
_INI = re.compile(r"\A(?:\s|[#;][^\n]*\n)*\[")
_HEADING = re.compile(r"^[ \t]*\[(InternetShortcut|Desktop Entry)\]", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"^[ \t]*URL(?:\[\$e\])?[ \t]*=[ \t]*(\S+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_NAME = re.compile(r"^[ \t]*Name[ \t]*=[ \t]*([^\r\n]+?)[ \t]*\r?$", re.MULTILINE)


def read_link_file(data: bytes) -> Link | None:
    """Return the link that the bytes of a link file hold, or None where they are not one.

    The bytes decide, not the name. A desktop entry that starts a program is not a link.
    """
    if len(data) > _LARGEST:
        return None
    if data.startswith(b"bplist00") or b"<plist" in data[:1024]:
        return _from_plist(data)
    text = data.decode(decide_encoding(data, markup=False), errors="replace").removeprefix("\ufeff")
    heading = _HEADING.search(text) if _INI.match(text) else None
    if heading is None:
        return None
    entry = heading[1].lower() == "desktop entry"
    if entry and not re.search(r"^Type[ \t]*=[ \t]*Link[ \t]*\r?$", text, re.MULTILINE):
        return None
    match = _ADDRESS.search(text)
    url = clean_url(match[1]) if match else None
    name = _NAME.search(text) if entry else None
    title = name[1].removeprefix("Link to ") if name else None
    return Link(url, title) if url else None


def _from_plist(data: bytes) -> Link | None:
    if b"<!ENTITY" in data:  # a property list has no use for entities
        return None
    try:
        values = plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError, OverflowError, RecursionError, TypeError):
        return None
    address = values.get("URL") if isinstance(values, dict) else None
    url = clean_url(address) if isinstance(address, str) else None
    return Link(url) if url else None

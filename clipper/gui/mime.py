"""What Qt's clipboard and drags hold, as plain bytes by MIME name for the capture room."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

if TYPE_CHECKING:
    from collections.abc import Sequence

CLIPS = "application/x-clipper-clips"

# On Windows Qt cuts the header (with the page's address) off HTML; this name gives the whole of it.
_WINDOWS_HTML = 'application/x-qt-windows-mime;value="HTML Format"'
# Pictures are not clipped on their own, and reading one from the clipboard converts it, which is slow.
_UNREAD = ("image/", "application/x-qt-image", "application/octet-stream", "text/rtf")


def formats(data: QMimeData | None) -> dict[str, bytes]:
    """Return every format that may be clipped, MIME name → raw bytes; formats without bytes are left out.

    HTML is taken raw: what Qt decodes has lost its byte-order mark, and on Windows its source address.
    """
    if data is None:  # an empty clipboard, on some systems
        return {}
    names = [name for name in data.formats() if not name.startswith(_UNREAD)]
    if sys.platform == "win32" and data.hasHtml():
        names.append(_WINDOWS_HTML)
    raw = {name: bytes(data.data(name).data()) for name in names}
    return {name: value for name, value in raw.items() if value}


def clips_data(ids: Sequence[str]) -> QMimeData:
    """What a drag from the list carries: the clips' ids, for this window alone."""
    data = QMimeData()
    data.setData(CLIPS, "\n".join(ids).encode())
    return data


def dragged_clips(data: QMimeData | None) -> list[str]:
    """The ids of the clips that a drag from the list carries; none for any other drag."""
    if data is None or not data.hasFormat(CLIPS):
        return []
    return bytes(data.data(CLIPS).data()).decode().split("\n")

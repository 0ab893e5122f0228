"""What goes into the full-text index for a clip, whatever its status."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from clipper.library.rows import storable, unpacked

if TYPE_CHECKING:
    import apsw

WEIGHTS = (10.0, 4.0, 2.0, 1.0)
"""How much a match counts in title, byline, address and text."""

_SIGNS = re.compile(r"[\W_]+")


def index_clip(db: apsw.Connection, clip: int) -> None:
    """Write the index entry of the clip with this key anew from its rows."""
    row = db.execute(
        """
        SELECT c.title, h.title_hint, h.url, h.path, c.url, a.canonical_url,
               a.authors, a.site_name, a.excerpt, a.text
        FROM clips c JOIN handovers h ON h.clip = c.id LEFT JOIN articles a ON a.clip = c.id
        WHERE c.id = ?
        """,
        (clip,),
    ).get
    title, hint, url, path, shown_url, canonical_url, authors, site_name, excerpt, text = row
    byline = [*(json.loads(authors) if authors else ()), site_name]
    addresses = [url, shown_url, canonical_url, path.decode("utf-8", "replace") if path else None]
    body = [unpacked(text) if text else None, excerpt]
    db.execute(
        "INSERT OR REPLACE INTO search (rowid, title, byline, address, text) VALUES (?, ?, ?, ?, ?)",
        (clip, _lines(title, hint), _lines(*byline), _addresses(addresses), _lines(*body)),
    )


def unindex_clip(db: apsw.Connection, clip: int) -> None:
    """Remove the clip with this key from the index."""
    db.execute("DELETE FROM search WHERE rowid = ?", (clip,))


def _lines(*texts: str | None) -> str:
    """Join the texts, without those that another one already contains."""
    lines: list[str] = []
    for text in texts:
        if text and not any(text in line for line in lines):
            lines.append(text)
    return "\n".join(lines)


def _addresses(addresses: list[str | None]) -> str:
    """Join the addresses as they are and in single words: `reef.example` is one word to the tokenizer."""
    plain = _lines(*addresses)
    readable = storable(unquote(plain))
    return _lines(plain, readable, _SIGNS.sub(" ", readable))

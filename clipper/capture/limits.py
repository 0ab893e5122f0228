"""How long the network may take and how much it may send, in one place."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds (`_s`), bytes and counts beyond which Clipper stops and says so.

    `page_bytes` and `picture_bytes` count what comes out of decompression, so that a small bomb is
    stopped as well. Files and pasted pages are held to `page_bytes` too.
    """

    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 60.0
    redirects: int = 10
    page_bytes: int = 20 * MEGABYTE
    picture_s: float = 30.0
    picture_bytes: int = 15 * MEGABYTE
    pictures: int = 200
    pictures_total_bytes: int = 150 * MEGABYTE
    pictures_total_s: float = 120.0
    pictures_at_once: int = 5


def megabytes(size: int) -> str:
    """Return `size` bytes for people: "20 MB", "0.5 MB"."""
    amount = size / MEGABYTE
    return f"{amount:.0f} MB" if amount >= 10 or amount == int(amount) else f"{amount:.1f} MB"

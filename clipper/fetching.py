"""The fetcher that the settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.capture import Fetcher, Limits

if TYPE_CHECKING:
    from clipper.settings import Settings


def make_fetcher(settings: Settings) -> Fetcher:
    """A fetcher with the limits that the settings give."""
    return Fetcher(
        Limits(
            total_s=settings.seconds_per_page,
            page_bytes=settings.page_megabytes * 1_000_000,
            pictures=settings.pictures_per_clip,
        )
    )

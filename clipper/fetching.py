"""The fetcher that the settings ask for, and the limits that hold for files as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.capture import Fetcher, Limits
from clipper.capture.limits import MEGABYTE

if TYPE_CHECKING:
    from clipper.settings import Settings


def make_fetcher(settings: Settings) -> Fetcher:
    """A fetcher with the limits that the settings give."""
    return Fetcher(limits_of(settings))


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings give; the others stay as they are."""
    return Limits(
        total_s=settings.seconds_per_page,
        page_bytes=settings.page_megabytes * MEGABYTE,
        pictures=settings.pictures_per_clip,
    )

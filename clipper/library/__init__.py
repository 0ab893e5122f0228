"""The library: clips, their raw pages, their index and their pictures. The only room that knows SQL."""

from __future__ import annotations

from clipper.library.library import Library
from clipper.library.view import Counts, Found, Sort, View

__all__ = ["Counts", "Found", "Library", "Sort", "View"]

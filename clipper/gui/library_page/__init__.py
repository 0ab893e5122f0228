"""The page that shows the library as a whole: its numbers, drawn, and its health."""

from __future__ import annotations

from clipper.gui.library_page.page import LibraryPage

__all__ = ["LibraryPage"]

"""What a page says about itself: title, authors, date, site, language, excerpt, picture, address."""

from __future__ import annotations

from clipper.extract.metadata.read import Metadata, read_metadata

__all__ = ["Metadata", "read_metadata"]

"""What people hand over → Capture: recognise it, fetch it, read it, and fetch its pictures."""

from __future__ import annotations

from clipper.capture.describe import Description, describe
from clipper.capture.fetcher import Fetcher
from clipper.capture.formats import from_formats
from clipper.capture.limits import Limits
from clipper.capture.obtain import capture, read_file, read_stream
from clipper.capture.pictures import collect_pictures
from clipper.capture.recognise import from_bytes, from_path, from_source, from_text

__all__ = [
    "Description",
    "Fetcher",
    "Limits",
    "capture",
    "collect_pictures",
    "describe",
    "from_bytes",
    "from_formats",
    "from_path",
    "from_source",
    "from_text",
    "read_file",
    "read_stream",
]

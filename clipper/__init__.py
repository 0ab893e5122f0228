"""Clipper keeps what people read: clean articles in a library on their own disk."""

from __future__ import annotations

__version__ = "0.1.0"

"""Capture → Article. Pure: no network, disk, clock or Qt. Runs in worker processes."""

from __future__ import annotations

from clipper.extract.article import extract

__all__ = ["extract"]

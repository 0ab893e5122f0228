"""Clip → files: the Markdown writer, front matter, file names, folders of notes."""

from __future__ import annotations

"""The reader: a clip's clean article, set for reading; its document is built block by block."""

from __future__ import annotations

from clipper.gui.reader.pane import ReaderPane

__all__ = ["ReaderPane"]

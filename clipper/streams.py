"""Standard output and standard error, made fit for text in any script."""

from __future__ import annotations

import io
import sys


def carry_any_text() -> None:
    """Let the streams print any character: UTF-8 in pipes and files, replaced where a terminal lacks it."""
    for stream, replaced in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors=replaced)

"""The note beside a library that its file was found damaged, so that the next program only reads it.

The note holds for the file as it was: one that was mended or replaced has another size or time.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from clipper.library.presence import LOCKS

if TYPE_CHECKING:
    from pathlib import Path


def mark_damaged(path: Path) -> None:
    """Note that the library file at `path` is damaged, where a note can be written."""
    with suppress(OSError):
        _note(path).write_text(_state(path), encoding="ascii")


def is_marked_damaged(path: Path) -> bool:
    """Tell whether the file, as it is now, was found damaged."""
    try:
        return _note(path).read_text("ascii") == _state(path)
    except (OSError, UnicodeDecodeError):
        return False


def unmark_damaged(path: Path) -> None:
    """Take the note away."""
    with suppress(OSError):
        _note(path).unlink(missing_ok=True)


def _note(path: Path) -> Path:
    return path.parent / LOCKS / "damaged"


def _state(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}"

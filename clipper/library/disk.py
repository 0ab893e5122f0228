"""What the file system is asked for: bytes and names that outlive a power cut, room before it is needed."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from clipper.errors import LibraryError

if TYPE_CHECKING:
    from pathlib import Path

MARGIN = 16 * 1024 * 1024
"""Bytes that stay free when a big file is written, for all else that writes to the disk meanwhile."""

_UNITS = ("bytes", "KB", "MB", "GB", "TB")


def sync_folder(folder: Path) -> None:
    """Make names that were changed in `folder` last through a power cut, where the system can."""
    with suppress(PermissionError):  # Windows does not open folders, and keeps their names by itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_file(path: Path) -> None:
    """Make the bytes of the file last through a power cut."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def copy_file(source: Path, target: Path) -> None:
    """Copy the bytes to a new file; they and its name are on disk when this returns."""
    unfinished = target.with_name(f"{target.name}.new")
    try:
        shutil.copyfile(source, unfinished)
        sync_file(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(target.parent)


def ask_for_room(folder: Path, needed: int, purpose: str) -> None:
    """Raise LibraryError unless `needed` bytes and a margin are free where `folder` is.

    `purpose` begins the sentence: "A backup of the library".
    """
    free = shutil.disk_usage(folder).free
    if free < needed + MARGIN:
        raise LibraryError(
            f"{purpose} needs {in_words(needed + MARGIN)} on the disk that holds {folder}, "
            f"and only {in_words(free)} are free. Make some space and try again."
        )


def in_words(size: int) -> str:
    """Return a number of bytes as people write it: ``1.2 GB``."""
    amount = float(size)
    for unit in _UNITS:
        if amount < 1000 or unit == _UNITS[-1]:
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if amount >= 10 or unit == "bytes" else f"{amount:.1f} {unit}"

"""Putting another file in the library's place, so that a power cut leaves the old one or the new one.

The old file, with what waits beside it to be written into it, gets a second name first and stays under that.
The new one waits, whole and synced, as `library.ready`; from then on whoever opens the library next
finishes what was begun.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from clipper.library.backup_files import stamp
from clipper.library.damage import unmark_damaged
from clipper.library.disk import copy_file, sync_file, sync_folder

if TYPE_CHECKING:
    from pathlib import Path

UNFINISHED = "library.new-"
SET_ASIDE = "set-aside"
_READY = "library.ready"
_BESIDE = ("-wal", "-shm", "-journal")


def new_file(folder: Path) -> Path:
    """Return a name for a file that may become the library in `folder`."""
    return folder / f"{UNFINISHED}{uuid4().hex}"


def replace_library(path: Path, new: Path, what: str) -> Path | None:
    """Make the whole and closed database `new` the library at `path`, which nobody has open.

    Return where the old file is now, ``set-aside/<what>-<time>.sqlite3``, None if there was none.
    """
    sync_file(new)
    aside = _set_aside(path, what)
    new.replace(path.with_name(_READY))
    sync_folder(path.parent)
    finish_replacing(path)
    return aside


def finish_replacing(path: Path) -> None:
    """Do what is left of a replacement that a power cut ended; nothing if there is none."""
    ready = path.with_name(_READY)
    if not ready.exists():
        return
    for ending in _BESIDE:  # they belong to the old file; SQLite would write them into the new one
        path.with_name(path.name + ending).unlink(missing_ok=True)
    sync_folder(path.parent)
    ready.replace(path)
    sync_folder(path.parent)
    unmark_damaged(path)


def _set_aside(path: Path, what: str) -> Path | None:
    if not path.exists():
        return None
    folder = path.parent / SET_ASIDE
    folder.mkdir(exist_ok=True)
    aside = folder / f"{what}-{stamp(datetime.now(UTC))}.sqlite3"
    for ending in ("", "-wal", "-journal"):
        source = path.with_name(path.name + ending)
        if source.exists():
            link_or_copy(source, aside.with_name(aside.name + ending))
    sync_folder(folder)
    return aside


def link_or_copy(source: Path, target: Path) -> None:
    """Give the file a second name; where the disk knows no such thing, copy it."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        copy_file(source, target)

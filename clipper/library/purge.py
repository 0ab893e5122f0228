"""What goes by itself, and only by age: the trash, pictures that no clip names, files never finished."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from clipper.library.backup_files import FOLDER
from clipper.library.backup_pictures import ASSETS, files_in, named_in
from clipper.library.disk_errors import told_plainly
from clipper.library.replacing import UNFINISHED
from clipper.library.rows import microseconds
from clipper.library.store import unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clipper.library.assets import AssetStore
    from clipper.library.claims import Claims
    from clipper.library.connections import Connections
    from clipper.library.order import Order

SWEPT_AFTER_S = 24 * 3600.0
"""How long what nobody names stays: a clip that is being made names its pictures only when it is ready."""
LEAP = timedelta(days=60)
"""A library that seems unused for longer than this may be one whose clock jumped: nothing goes at once."""
_SWEPT_AT_ONCE = 200


def purge_trash(path: Path, order: Order, days: int) -> list[str]:
    """Delete for good what lies in the trash for more than this many days; return the ids.

    Not after a leap of the clock, seen by the age of the library's file at `path`: then the next time.
    """
    now = datetime.now(UTC)
    with told_plainly(path.parent):
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if now - written > LEAP:
        return []
    return order.empty_trash(microseconds(now - timedelta(days=days)))


def sweep(folder: Path, connections: Connections, claims: Claims, assets: AssetStore) -> None:
    """Remove old pictures that no clip names, and old files that were never finished.

    Not while another program works on a clip, which may be about to name one. Pictures that a backup needs
    have a second name there, and so stay for it.
    """
    with told_plainly(folder):
        for path in _unfinished(folder):
            if _is_old(path):
                path.unlink(missing_ok=True)
        with connections.reading() as reader:
            old = [path.name for path in orphans(folder, named_in(reader.db)) if _is_old(path)]
    for start in range(0, len(old), _SWEPT_AT_ONCE):
        # Under the lock that keeps every program from naming one of them meanwhile.
        with connections.writing() as db:
            if claims.others_work(db):
                return
            assets.remove(unnamed(db, set(old[start : start + _SWEPT_AT_ONCE])))


def orphans(folder: Path, named: set[str]) -> list[Path]:
    """Return the pictures in the library's folder that are not among the named ones."""
    return [path for name, path in files_in(folder / ASSETS).items() if name not in named]


def _unfinished(folder: Path) -> Iterator[Path]:
    yield from folder.glob(f"{UNFINISHED}*")
    yield from (folder / ASSETS).glob("??/*.new")
    yield from (folder / FOLDER).glob("*.new")
    yield from (folder / FOLDER / ASSETS).glob("??/*.new")


def _is_old(path: Path) -> bool:
    try:
        return path.stat().st_mtime < time.time() - SWEPT_AFTER_S
    except FileNotFoundError:
        return False

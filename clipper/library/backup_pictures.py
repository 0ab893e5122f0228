"""The pictures beside the backups of a folder: one store for all of them, each picture once.

A picture is named by its bytes and never changes, so what an earlier backup brought needs no second copy.
Where the backups lie in the library's own folder a picture has two names and takes no room; elsewhere it is
copied, and checked against its name on the way.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import apsw

from clipper.library.connections import Access, close_quietly, connect
from clipper.library.disk import ask_for_room, copy_file, sync_folder
from clipper.library.replacing import link_or_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

ASSETS = "assets"
_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")


def named_in(db: apsw.Connection) -> set[str]:
    """Return the names of all pictures that a database's clips need, in this version or an earlier one."""
    try:
        rows = db.execute("SELECT name FROM named_assets")
    except apsw.SQLError:
        rows = db.execute("SELECT name FROM assets WHERE name IS NOT NULL")
    return {str(row[0]) for row in rows if _NAME.fullmatch(str(row[0]))}


def named_in_file(path: Path) -> set[str]:
    """Return what `named_in` does, of a backup."""
    db = connect(path, Access.NEVER_CHANGES)
    try:
        return named_in(db)
    finally:
        close_quietly(db)


def files_in(store: Path) -> dict[str, Path]:
    """Return the pictures in a store, by name."""
    return {path.name: path for path in store.glob("??/*") if _NAME.fullmatch(path.name)}


def is_good(path: Path) -> bool:
    """Tell whether the file has the bytes that its name says."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == path.name.partition(".")[0]
    except OSError:
        return False


def bring(
    names: Iterable[str], source: Path, target: Path, go_on: Callable[[], None], *, copies: bool
) -> set[str]:
    """Bring pictures that `target` lacks from the store `source`; return the names of those not there either.

    With `copies` they are bytes of their own, else further names of the same file. Raises LibraryError if
    there is no room for them.
    """
    wanted = sorted(set(names) - files_in(target).keys())
    here = files_in(source)
    missing = {name for name in wanted if name not in here}
    if copies and wanted:
        size = sum(here[name].stat().st_size for name in wanted if name in here)
        ask_for_room(target.parent, size, "A copy of the library's pictures")
    touched = set()
    for name in wanted:
        go_on()
        if name in missing:
            continue
        path = target / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not copies:
            link_or_copy(here[name], path)
        elif is_good(here[name]):
            copy_file(here[name], path)
        else:
            missing.add(name)
        touched.add(path.parent)
    for folder in touched:
        sync_folder(folder)
    return missing


def sweep(store: Path, needed: set[str]) -> None:
    """Remove pictures that no backup needs any more."""
    for name, path in files_in(store).items():
        if name not in needed:
            path.unlink(missing_ok=True)

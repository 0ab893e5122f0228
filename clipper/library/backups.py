"""Backups of an open library, and putting one in its place.

A backup is one plain file, checked before it counts, and beside it the pictures that its clips show. The
daily ones are kept for 7 days, 4 weeks and 12 months; those that a person made are never removed. All lie in
the library's folder, and in a second one of the person's choice: on another disk they outlive this one.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import apsw

from clipper.errors import Cancelled, DamagedLibraryError, LibraryError
from clipper.library.backup_files import (
    BEFORE_VERSION,
    DAILY,
    FOLDER,
    KEPT,
    Backup,
    backups_in,
    new_name,
)
from clipper.library.backup_pictures import ASSETS, bring, named_in, named_in_file, sweep
from clipper.library.clock import become_new_device
from clipper.library.connections import Access, close_quietly, connect, transaction
from clipper.library.copying import copy_database
from clipper.library.disk import ask_for_room
from clipper.library.disk_errors import told_plainly
from clipper.library.rotation import to_keep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from clipper.library.connections import Connections

OLD_VERSION_DAYS = 60
"""How long the copy from before an upgrade is kept; the newest stays longer."""


class Backups:
    """The backups of the library in `folder`. `second` is a further folder for them, None for none.

    Without connections the
    backups can be listed, not made. `problem` is the sentence of why the last daily backup could not be made,
    None if it could.
    """

    def __init__(
        self, folder: Path, connections: Connections | None = None, *, second: Path | None = None
    ) -> None:
        self.second = second
        self.problem: str | None = None
        self._folder = folder
        self._connections = connections

    def make(self, folder: Path | None = None) -> Backup:
        """Make a backup that stays until a person removes it, in `folder`, else the library's own backups.

        The library may be in use. Raises LibraryError (no room, no such disk; nothing is left of the
        backup then), DamagedLibraryError, Cancelled when the library is closed meanwhile.
        """
        if folder is None:
            return self._make(self._own(), KEPT, datetime.now(UTC))
        folder.mkdir(parents=True, exist_ok=True)
        return self._make(folder, KEPT, datetime.now(UTC))

    def list(self) -> tuple[Backup, ...]:
        """Return all backups, in the library's folder and the second one, newest first."""
        found = [backup for folder in self._folders() for backup in backups_in(folder)]
        return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))

    def daily(self, now: datetime | None = None) -> tuple[Backup, ...]:
        """Make today's backup in each folder that has none, then remove those that are too old.

        Returns what was made. Raises LibraryError, after trying every folder; `problem` says it too.
        """
        now = now or datetime.now(UTC)
        made: tuple[Backup, ...] = ()
        problem = None
        for folder in self._folders():
            try:
                if not any(backup.made_at.date() == now.date() for backup in _of_kind(folder, DAILY)):
                    made += (self._make(folder, DAILY, now),)
                    with told_plainly(folder):
                        _rotate(folder, now)
            except LibraryError as error:
                problem = error
        self.problem = problem.message if problem else None
        if problem is not None:
            raise problem
        return made

    def _own(self) -> Path:
        return self._folder / FOLDER

    def _folders(self) -> tuple[Path, ...]:
        if self.second is None:
            return (self._own(),)
        # Several libraries may have their backups on one disk.
        place = hashlib.sha256(os.fsencode(self._folder.absolute())).hexdigest()[:8]
        return self._own(), self.second / f"{self._folder.name}-{place}"

    def _make(self, folder: Path, kind: str, now: datetime) -> Backup:
        if self._connections is None:
            raise LibraryError(f"The library in {self._folder} is not open.")
        with told_plainly(self._folder):
            if self.second is not None and self.second in folder.parents and not self.second.is_dir():
                raise LibraryError(
                    f"The folder for backups {self.second} is not there. Is its disk connected?"
                )
            folder.mkdir(exist_ok=True)
        target = folder / new_name(kind, now)
        with self._connections.reading() as reader:

            def go_on() -> None:
                reader.check()

            size = int(reader.db.pragma("page_count")) * int(reader.db.pragma("page_size"))
            ask_for_room(folder, size, "A backup of the library")
            # Pictures first: a backup that is there is whole.
            inside = self._folder in folder.parents
            bring(named_in(reader.db), self._folder / ASSETS, folder / ASSETS, go_on, copies=not inside)
            copy_database(reader.db, target, go_on)
        return Backup(target, now, kind, target.stat().st_size)


def _of_kind(folder: Path, kind: str) -> list[Backup]:
    return [backup for backup in backups_in(folder) if backup.kind == kind]


def _rotate(folder: Path, now: datetime) -> None:
    """Remove daily backups that are not to be kept, old copies from before upgrades, and their pictures."""
    daily = _of_kind(folder, DAILY)
    kept = to_keep([backup.made_at for backup in daily], now)
    gone = [backup for backup in daily if backup.made_at not in kept]
    oldest = now - timedelta(days=OLD_VERSION_DAYS)
    gone += [backup for backup in _of_kind(folder, BEFORE_VERSION)[1:] if backup.made_at < oldest]
    for backup in gone:
        backup.path.unlink(missing_ok=True)
    if gone:
        with suppress(apsw.Error):  # one that cannot be read may need any of them: then all stay
            needed = [named_in_file(backup.path) for backup in backups_in(folder)]
            sweep(folder / ASSETS, set().union(*needed))


def check_backup(path: Path) -> int:
    """Return the version of the library that the backup holds.

    Raises NotALibraryError for what is none, DamagedLibraryError for a damaged one.
    """
    from clipper.library.opening import is_library

    with told_plainly(path.parent):
        if not path.is_file() or not is_library(path):
            raise LibraryError(f"There is no backup {path}.")
        try:
            problem, version = _examined(path)
        except (apsw.CorruptError, apsw.NotADBError) as error:
            problem, version = str(error), 0
    if problem != "ok":
        raise DamagedLibraryError(f"The backup {path} is damaged itself. Take another one.", path.parent)
    return version


def _examined(path: Path) -> tuple[str, int]:
    db = connect(path, Access.NEVER_CHANGES)
    try:
        return str(db.execute("PRAGMA quick_check(1)").get), int(db.pragma("user_version"))
    finally:
        close_quietly(db)


def newest_good(backups: Iterable[Backup]) -> Backup | None:
    """Return the first of the backups that can be restored."""
    for backup in backups:
        try:
            check_backup(backup.path)
        except (LibraryError, Cancelled):
            continue
        return backup
    return None


def restore(backup: Path, folder: Path, go_on: Callable[[], None] = lambda: None) -> Path | None:
    """Put a backup in the place of the library in `folder`, which nobody may have open.

    Return where the library that was there is now, None if there was none. Its pictures stay, and those
    that only the backup has are brought. Raises LibraryError, with the library as it was.
    """
    from clipper.library import schema
    from clipper.library.opening import FILE_NAME
    from clipper.library.presence import alone
    from clipper.library.replacing import finish_replacing, new_file, replace_library

    if check_backup(backup) > len(schema.STEPS):
        raise LibraryError(
            f"The backup {backup} was made by a newer version of Clipper. Update Clipper first."
        )
    with told_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder, "before a backup is put in its place"):
            finish_replacing(folder / FILE_NAME)
            ask_for_room(folder, backup.stat().st_size, "The backup")
            unfinished = new_file(folder)
            source = connect(backup, Access.NEVER_CHANGES)
            try:
                bring(named_in(source), backup.parent / ASSETS, folder / ASSETS, go_on, copies=True)
                copy_database(source, unfinished, go_on)
            finally:
                close_quietly(source)
            _prepare(unfinished)
            return replace_library(folder / FILE_NAME, unfinished, "before-restore")


def _prepare(path: Path) -> None:
    db = connect(path)
    try:
        with transaction(db):
            db.execute("DELETE FROM claims")
            if db.table_exists("main", "about"):
                become_new_device(db)  # what was done since the backup was done by the one before
        db.pragma("journal_mode", "wal")
    finally:
        db.close()

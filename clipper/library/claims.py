"""Who works on which pending clip, so that no two programs work on the same one.

A claim names its owner, and an owner is a locked file. The system unlocks it when the program ends,
however it ends: a claim whose file can be locked belongs to nobody any more.
"""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import filelock

from clipper.library.opening import LOCKS
from clipper.library.store import json_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw


_NAME = re.compile(r"[0-9a-f]{32}")


class Claims:
    """The claims of one open library. Its functions work inside the transaction they are given."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / LOCKS
        self._lock = threading.Lock()
        self._owner: str | None = None
        self._held: filelock.BaseFileLock | None = None

    def claim(self, db: apsw.Connection, limit: int) -> list[str]:
        """Claim the oldest pending clips that nobody works on; return their ids."""
        owner = self._own_name()
        self._drop_dead(db, owner)
        free = db.execute(
            """
            SELECT id, uuid FROM clips
            WHERE trashed_at IS NULL AND status = 'pending' AND id NOT IN (SELECT clip FROM claims)
            ORDER BY saved_at, id LIMIT ?
            """,
            (max(limit, 0),),
        ).fetchall()
        db.executemany("INSERT INTO claims (clip, owner) VALUES (?, ?)", [(clip, owner) for clip, _ in free])
        return [str(uuid) for _, uuid in free]

    def others_work(self, db: apsw.Connection) -> bool:
        """Tell whether another open library has claimed a clip."""
        self._drop_dead(db, self._owner or "")
        return (
            db.execute("SELECT 1 FROM claims WHERE owner <> ?", (self._owner or "",)).fetchone() is not None
        )

    def release(self, db: apsw.Connection, clip_ids: Sequence[str]) -> None:
        """Give back those of the clips that are claimed here."""
        db.execute(
            """
            DELETE FROM claims WHERE owner = ? AND clip IN
                (SELECT id FROM clips WHERE uuid IN (SELECT value FROM json_each(?)))
            """,
            (self._owner or "", json_list(clip_ids)),
        )

    def release_all(self, db: apsw.Connection) -> None:
        """Give back all that is claimed here."""
        db.execute("DELETE FROM claims WHERE owner = ?", (self._owner or "",))

    @property
    def has_claimed(self) -> bool:
        """Whether anything was ever claimed here."""
        return self._owner is not None

    def close(self) -> None:
        """Let go of the lock: claims that were not given back are void from now on."""
        with self._lock:
            if self._held is not None:
                _remove_and_unlock(self._held)
            self._held = None

    def _own_name(self) -> str:
        with self._lock:
            while self._owner is None:
                name = uuid4().hex
                lock = self._lock_of(name)
                lock.acquire()
                # Another program may have taken the new file for a dead one's and removed it just before.
                if self._path_of(name).exists():
                    self._owner, self._held = name, lock
                else:
                    lock.release()
            return self._owner

    def _drop_dead(self, db: apsw.Connection, own_name: str) -> None:
        owners = db.execute("SELECT DISTINCT owner FROM claims WHERE owner <> ?", (own_name,)).fetchall()
        for (owner,) in owners:
            if self._is_dead(str(owner)):
                db.execute("DELETE FROM claims WHERE owner = ?", (owner,))

    def _is_dead(self, owner: str) -> bool:
        if not _NAME.fullmatch(owner):  # it comes from the file, and must not lead out of the folder
            return True
        lock = self._lock_of(owner)
        try:
            lock.acquire()
        except filelock.Timeout:
            return False
        _remove_and_unlock(lock)
        return True

    def _path_of(self, owner: str) -> Path:
        return self._folder / f"{owner}.lock"

    def _lock_of(self, owner: str) -> filelock.BaseFileLock:
        # Not bound to a thread: the library may be closed by another one than that which claimed.
        return filelock.FileLock(self._path_of(owner), timeout=0, thread_local=False)


def _remove_and_unlock(lock: filelock.BaseFileLock) -> None:
    """Remove the file while it is locked; where open files cannot be removed (Windows), after that."""
    path = Path(lock.lock_file)
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        lock.release()
        path.unlink(missing_ok=True)
    else:
        lock.release()

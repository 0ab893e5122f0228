"""Who has the library open: a locked file for each.

The system unlocks the file when the program ends, however it ends: one that can be locked belongs to
nobody any more. What needs the library for itself (putting another file in its place) asks here first.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import filelock

from clipper.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCKS = "locks"
WAIT_S = 5.0
_NAME = re.compile(r"[0-9a-f]{32}")


class Presence:
    """One open library in `folder`; `name` is its own among all.

    `hidden` is for a folder in which nothing can be written, so that nobody can be told of it.
    """

    def __init__(self, folder: Path, *, hidden: bool = False) -> None:
        self._locks = folder / LOCKS
        self.name = ""
        self._held: filelock.BaseFileLock | None = None
        if not hidden:
            self._locks.mkdir(parents=True, exist_ok=True)
            self.name, self._held = _own_lock(self._locks)

    def is_dead(self, name: str) -> bool:
        """Tell whether the program of this name has ended; its file is gone then."""
        return _is_dead(self._locks, name)

    def others(self) -> list[str]:
        """Return the names of the others that have the library open; files of dead ones are removed."""
        return _alive(self._locks, self.name)

    def close(self) -> None:
        """Let go of the lock."""
        if self._held is not None:
            _remove_and_unlock(self._held)
            self._held = None


@contextmanager
def opening(folder: Path) -> Iterator[None]:
    """Keep every other program from opening the library in `folder`; where it is open it stays so."""
    locks = folder / LOCKS
    locks.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(locks / "opening.lock", timeout=WAIT_S):
        yield


@contextmanager
def alone(folder: Path, what: str) -> Iterator[None]:
    """Have the library in `folder` closed everywhere while the block runs. Raises LibraryError if it is open.

    `what` ends the sentence: "before it can be repaired".
    """
    with opening(folder):
        if _alive(folder / LOCKS, ""):
            raise LibraryError(
                f"The library in {folder} is open in another window or command. Close it {what}."
            )
        yield


def _own_lock(locks: Path) -> tuple[str, filelock.BaseFileLock]:
    while True:
        name = uuid4().hex
        lock = _lock_of(locks, name)
        lock.acquire()
        # Another program may have taken the new file for a dead one's and removed it just before.
        if Path(lock.lock_file).exists():
            return name, lock
        lock.release()


def _alive(locks: Path, own: str) -> list[str]:
    names = [path.stem for path in locks.glob("*.lock") if _NAME.fullmatch(path.stem)]
    return [name for name in names if name != own and not _is_dead(locks, name)]


def _is_dead(locks: Path, name: str) -> bool:
    if not _NAME.fullmatch(name):  # it comes from the database, and must not lead out of the folder
        return True
    lock = _lock_of(locks, name)
    try:
        lock.acquire()
    except filelock.Timeout:
        return False
    _remove_and_unlock(lock)
    return True


def _lock_of(locks: Path, name: str) -> filelock.BaseFileLock:
    # Not bound to a thread: the library may be closed by another one than that which opened it.
    return filelock.FileLock(locks / f"{name}.lock", timeout=0, thread_local=False)


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

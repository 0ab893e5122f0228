"""The open connections to one library file: one that writes, behind a lock, and one for each read.

A reader is lent for one read and goes back to be lent again, so a thread that ends leaves none behind.
"""

from __future__ import annotations

import random
import threading
import time
from contextlib import contextmanager, suppress
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import quote

import apsw

from clipper.errors import Cancelled, DamagedLibraryError, LibraryError
from clipper.library import ranking
from clipper.library.damage import mark_damaged
from clipper.library.disk_errors import DAMAGED_SINCE, told_plainly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_MS = 5_000
CLOSING_S = 5.0
IDLE_READERS = 8


class Access(Enum):
    """What a connection may do with the file. NEVER_CHANGES is for a disk that nobody can write to."""

    CREATE = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    WRITE = apsw.SQLITE_OPEN_READWRITE
    READ = apsw.SQLITE_OPEN_READONLY
    NEVER_CHANGES = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


def connect(path: Path, access: Access = Access.WRITE) -> apsw.Connection:
    """Open the database at `path` with what every connection of ours needs."""
    name = _unchanging(path) if access is Access.NEVER_CHANGES else str(path)
    db = apsw.Connection(name, flags=access.value)
    db.set_busy_handler(_Patience())
    db.pragma("foreign_keys", True)
    # FULL: a hand-over that was confirmed survives a power cut, for one more sync a transaction.
    db.pragma("synchronous", "FULL")
    ranking.register(db)
    return db


def _unchanging(path: Path) -> str:
    """The address by which SQLite reads the file without locks and without files beside it."""
    name = path.absolute().as_posix()
    return f"file:{'//' if name.startswith('//') else ''}{quote(name)}?immutable=1"


class _Patience:
    """Waits while another connection writes, up to `BUSY_MS` milliseconds.

    SQLite's own waiting grows to a tenth of a second between looks, so that of many programs the one that
    has waited longest has the least luck; this one looks often, at uneven moments.
    """

    def __init__(self) -> None:
        self._until = 0.0

    def __call__(self, tries: int) -> bool:
        now = time.monotonic()
        if tries == 0:
            self._until = now + BUSY_MS / 1000
        if now >= self._until:
            return False
        time.sleep(random.uniform(0.0005, 0.006))
        return True


@contextmanager
def transaction(db: apsw.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """Commit what the block did when it ends, undo all of it when it raises."""
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # SQLite has already rolled back after some errors (a full disk); then there is nothing to undo.
        # Where Ctrl+C broke in between, the connection may be closed by now.
        with suppress(apsw.Error):
            if db.in_transaction:
                db.execute("ROLLBACK")
        raise


class Reader:
    """A connection lent for one read; everything read with it is of one moment."""

    def __init__(self, db: apsw.Connection, *, interruptible: bool) -> None:
        self.db = db
        self.interruptible = interruptible
        self._interrupted = False

    def interrupt(self) -> None:
        """Stop the read; called from another thread."""
        self._interrupted = True
        self.db.interrupt()

    def check(self) -> None:
        """Raise Cancelled if the read was interrupted; called between statements."""
        if self._interrupted:
            raise Cancelled


class Connections:
    """All connections to the library file at `path`. Safe to use from any thread.

    `read_only` is the sentence that says why nothing may be written, None while it may. It becomes one when
    the file turns out to be damaged: from then on it is only read, here and by whoever opens it next.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: str | None = None,
        access: Access = Access.WRITE,
        damaged: bool = False,
    ) -> None:
        self.read_only = read_only
        self._access = access
        self._damaged = damaged
        self._path = path
        self._folder = path.parent
        self._write_lock = threading.RLock()
        self._changed = threading.Condition()
        self._lent: set[Reader] = set()
        self._idle: list[apsw.Connection] = []
        self._closed = False
        self._writer = connect(path, access)

    def _connect_reader(self) -> apsw.Connection:
        db = connect(self._path, self._access)
        db.pragma("query_only", True)
        return db

    @contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """Lend the writing connection for one transaction, durable when the block has ended."""
        with self._write_lock, self._watched():
            self.check_writable()
            with transaction(self._writer):
                yield self._writer

    def check_writable(self) -> None:
        """Raise LibraryError if the library may only be read, DamagedLibraryError if that is why."""
        if self.read_only is not None and self._damaged:
            raise DamagedLibraryError(self.read_only, self._folder)
        if self.read_only is not None:
            raise LibraryError(self.read_only)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Tell trouble plainly, and write no more once it is damage."""
        try:
            with told_plainly(self._folder):
                yield
        except DamagedLibraryError:
            if not self._damaged:
                self._damaged = True
                self.read_only = DAMAGED_SINCE.format(folder=self._folder)
                mark_damaged(self._path)
            raise

    @contextmanager
    def reading(self, *, interruptible: bool = False) -> Iterator[Reader]:
        """Lend a reading connection of this thread's own; `interrupt` stops only interruptible reads."""
        with self._watched():
            reader = self._lend(interruptible=interruptible)
            try:
                with transaction(reader.db, "BEGIN"):
                    yield reader
            finally:
                self._take_back(reader)

    def _lend(self, *, interruptible: bool) -> Reader:
        with self._changed:
            self._check_open()
            db = self._idle.pop() if self._idle else None
        db = self._connect_reader() if db is None else db
        reader = Reader(db, interruptible=interruptible)
        with self._changed:
            if self._closed:
                reader.db.close()
            self._check_open()
            self._lent.add(reader)
        return reader

    def _take_back(self, reader: Reader) -> None:
        with self._changed:
            self._lent.discard(reader)
            # A statement that is still open when a read is interrupted lets its transaction not end.
            if self._closed or len(self._idle) >= IDLE_READERS or reader.db.in_transaction:
                reader.db.close(True)
            else:
                self._idle.append(reader.db)
            self._changed.notify_all()

    def _check_open(self) -> None:
        if self._closed:
            raise LibraryError(f"The library in {self._folder} has been closed.")

    def interrupt(self) -> None:
        """Stop the interruptible reads that are running now; they raise Cancelled."""
        with self._changed:
            for reader in self._lent:
                if reader.interruptible:
                    reader.interrupt()

    def data_version(self) -> int:
        """Return a number that differs from the last one if another program wrote in between."""
        # SQLite counts what others commit than the connection that asks, and this one makes all our changes.
        with self._write_lock, told_plainly(self._folder):
            return int(self._writer.pragma("data_version"))

    def close(self) -> None:
        """Close all connections, after stopping the reads and waiting for the write that run."""
        with self._changed:
            self._closed = True
            for reader in self._lent:
                reader.interrupt()
            self._changed.wait_for(lambda: not self._lent, timeout=CLOSING_S)
            idle, self._idle = self._idle, []
        for db in idle:
            close_quietly(db)
        with self._write_lock, suppress(apsw.ConnectionClosedError):
            if self._damaged:  # what waits to be written into the file stays beside it, for the repair
                self._writer.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            close_quietly(self._writer)


def close_quietly(db: apsw.Connection) -> None:
    """Close the connection, whatever the disk says to that."""
    # What SQLite tidies up when it closes, and cannot on a full disk or where it may only read, it tidies
    # up the next time.
    with suppress(apsw.Error):
        db.close()

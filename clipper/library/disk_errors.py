"""The one place where trouble with disk and database file becomes a sentence for people.

What is not listed here (a wrong statement, a broken constraint) is a bug of ours and passes through.
"""

from __future__ import annotations

import errno
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import apsw
import filelock
import zstandard

from clipper.errors import Cancelled, DamagedLibraryError, LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FULL = "The disk that holds the library in {folder} is full. Make some space and try again."
READ_ONLY = (
    "The library in {folder} can only be read: the folder or its files are write-protected. "
    "Make them writable, or choose another library."
)
BUSY = "Another program is using the library in {folder} and does not let go. Try again in a moment."
DENIED = "The library in {folder} may not be opened by you. Check the folder's permissions."
DAMAGED = (
    "The library file in {folder} is damaged. Repair it (clipper doctor --repair), "
    "or put a backup in its place (clipper restore-backup)."
)
DAMAGED_SINCE = (
    "The library file in {folder} is damaged, and is only read until it is mended. Repair it "
    "(clipper doctor --repair), or put a backup in its place (clipper restore-backup)."
)
CANNOT_OPEN = (
    "The library in {folder} cannot be opened. Check that the folder exists and that you may write to it."
)
NOT_A_FOLDER = "There is a file where the library's folder {folder} should be. Choose another folder."
UNREADABLE = "The disk that holds the library in {folder} failed while reading or writing ({reason})."
TOO_BIG = "That is too large for the library: one page can have at most a gigabyte."

_BY_ERROR: dict[type[apsw.Error], str] = {
    apsw.FullError: FULL,
    apsw.ReadOnlyError: READ_ONLY,
    apsw.BusyError: BUSY,
    apsw.LockedError: BUSY,
    apsw.ProtocolError: BUSY,
    apsw.PermissionsError: DENIED,
    apsw.AuthError: DENIED,
    apsw.CantOpenError: CANNOT_OPEN,
    apsw.IOError: UNREADABLE,
    apsw.TooBigError: TOO_BIG,
}
_BY_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: DENIED,
    errno.EPERM: DENIED,
    errno.EEXIST: NOT_A_FOLDER,
    errno.ENOTDIR: NOT_A_FOLDER,
    errno.EISDIR: CANNOT_OPEN,
}
if hasattr(errno, "EDQUOT"):
    _BY_ERRNO[errno.EDQUOT] = FULL


@contextmanager
def told_plainly(folder: Path) -> Iterator[None]:
    """Turn errors of SQLite and the file system inside the block into `LibraryError` about `folder`.

    An interrupted query becomes `Cancelled`, a damaged file `DamagedLibraryError`.
    """
    try:
        yield
    except apsw.InterruptError:
        raise Cancelled from None
    except (
        apsw.CorruptError,
        apsw.NotADBError,
        zlib.error,
        zstandard.ZstdError,
        UnicodeDecodeError,
    ) as error:
        raise DamagedLibraryError(DAMAGED.format(folder=folder), folder) from error
    except apsw.ConnectionClosedError as error:
        raise LibraryError(f"The library in {folder} has been closed.") from error
    except apsw.Error as error:
        sentence = _BY_ERROR.get(type(error))
        if sentence is None:
            raise
        raise LibraryError(sentence.format(folder=folder, reason=error)) from error
    except filelock.Timeout as error:
        raise LibraryError(BUSY.format(folder=folder)) from error
    except OSError as error:
        sentence = _BY_ERRNO.get(error.errno or 0, UNREADABLE)
        raise LibraryError(sentence.format(folder=folder, reason=error.strerror or error)) from error

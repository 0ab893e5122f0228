"""The pictures: files named by the hash of their bytes, so that none is kept twice."""

from __future__ import annotations

import hashlib
import os
import re
import threading
from typing import TYPE_CHECKING
from uuid import uuid4

from clipper.errors import LibraryError
from clipper.library.disk import sync_folder
from clipper.library.disk_errors import told_plainly

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from clipper.library.connections import Connections

_EXTENSIONS = {
    "image/png": "png",
    "image/apng": "png",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/svg+xml": "svg",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/x-icon": "ico",
    "image/vnd.microsoft.icon": "ico",
    "image/jxl": "jxl",
    "image/heic": "heic",
}
_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")


class AssetStore:
    """The asset files of the library in `folder`. Safe to use from any thread and program at once."""

    def __init__(self, folder: Path, connections: Connections) -> None:
        self._library = folder
        self._connections = connections
        self._folder = folder / "assets"
        self._lock = threading.Lock()
        self._promised: set[str] = set()

    def path(self, name: str) -> Path:
        """Return where the asset is. Raises LibraryError if the name is not one that `save` gives."""
        if not _NAME.fullmatch(name):
            raise LibraryError(f"{name!r} is not the name of a picture in the library.")
        return self._folder / name[:2] / name

    def save(self, data: bytes, media_type: str) -> str:
        """Keep the bytes, on disk when this returns. Return the name, ``<sha256>.<extension>``."""
        self._connections.check_writable()
        kind = media_type.partition(";")[0].strip().lower()
        name = f"{hashlib.sha256(data).hexdigest()}.{_EXTENSIONS.get(kind, 'bin')}"
        path = self.path(name)
        with self._lock:
            self._promised.add(name)
        with told_plainly(self._library):
            if not _is_whole(path, len(data)):
                _write(path, data)
        return name

    def named(self, names: Iterable[str]) -> None:
        """Take note that a clip names these assets now: from here on the database says who needs them."""
        with self._lock:
            self._promised.difference_update(names)

    def remove(self, names: Iterable[str]) -> None:
        """Delete the files, but for those saved for a clip that is not yet written."""
        with self._lock, told_plainly(self._library):
            for name in set(names) - self._promised:
                self.path(name).unlink(missing_ok=True)


def _is_whole(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{uuid4().hex}.new")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        try:
            unfinished.replace(path)
        except PermissionError:
            # On Windows a file that somebody reads cannot be replaced; its bytes are the same.
            if not _is_whole(path, len(data)):
                raise
        sync_folder(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)

"""Disks that fail at a certain write, and disks whose power goes before all is synced."""

from __future__ import annotations

import itertools
from pathlib import Path

import apsw

SECTOR = 512
_NAMES = itertools.count()


class _Disk(apsw.VFS):
    file_class: type

    def __init__(self):
        self.base = apsw.vfs_names()[0]
        super().__init__(f"disk of a test {next(_NAMES)}", self.base, makedefault=True)

    def xOpen(self, name, flags):
        return self.file_class(self, name, flags)

    def close(self):
        apsw.set_default_vfs(self.base)
        self.unregister()


class _FailingFile(apsw.VFSFile):
    def __init__(self, disk, name, flags):
        self.disk = disk
        super().__init__(disk.base, name, flags)

    def xWrite(self, data, offset):
        try:
            self.disk.count()
        except apsw.Error:
            if self.disk.torn:
                super().xWrite(data[: len(data) // 2], offset)
            raise
        super().xWrite(data, offset)

    def xTruncate(self, size):
        self.disk.count()
        super().xTruncate(size)

    def xSync(self, flags):
        self.disk.count()
        super().xSync(flags)


class FailingDisk(_Disk):
    """Counts what is written; from the `at`-th on, all of it fails with `error`; `torn`: after a half of it."""

    file_class = _FailingFile

    def __init__(self):
        self.written = 0
        self.at = None
        self.error = apsw.FullError
        self.torn = False
        super().__init__()

    def fail(self, at, error, torn=False):
        self.written, self.at, self.error, self.torn = 0, at, error, torn

    def count(self):
        self.written += 1
        if self.at is not None and self.written >= self.at:
            raise self.error("by the test")


class _UnsyncedFile(apsw.VFSFile):
    def __init__(self, disk, name, flags):
        self.image = None
        super().__init__(disk.base, name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        if path:
            self.image = disk.images.setdefault(Path(path).name, _Image(Path(path).read_bytes()))

    def xWrite(self, data, offset):
        super().xWrite(data, offset)
        if self.image is not None:
            self.image.written(bytes(data), offset)

    def xTruncate(self, size):
        super().xTruncate(size)
        if self.image is not None:
            self.image.waiting.append((size, None))

    def xSync(self, flags):
        super().xSync(flags)
        if self.image is not None:
            self.image.sync()


class _Image:
    """What is safe of a file, and what waits to be synced: pieces of sectors, and sizes."""

    def __init__(self, there):
        self.safe = bytearray(there)  # a new library is made under another name
        self.waiting = []

    def written(self, data, offset):
        while data:
            length = SECTOR - offset % SECTOR
            self.waiting.append((offset, data[:length]))
            data, offset = data[length:], offset + length

    def sync(self):
        for piece in self.waiting:
            put(self.safe, piece)
        self.waiting.clear()


def put(image, piece):
    offset, data = piece
    if data is None:
        del image[offset:]
        return
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(data)] = data


class UnsyncedDisk(_Disk):
    """Remembers what no sync has made safe yet; that may come to the disk in any order, in part, or never."""

    file_class = _UnsyncedFile

    def __init__(self):
        self.images = {}
        super().__init__()

    def xDelete(self, name, sync_dir):
        super().xDelete(name, sync_dir)
        self.images.pop(Path(name).name, None)

    def after_power_loss(self, folder, moments, share):
        """Write into `folder` what is left when the power goes now; `share` of what waits came to the disk."""
        folder.mkdir(parents=True)
        for name, image in self.images.items():
            left = bytearray(image.safe)
            came = [piece for piece in image.waiting if moments.random() < share]
            moments.shuffle(came)
            for piece in came:
                put(left, piece)
            if left:
                (folder / name).write_bytes(left)

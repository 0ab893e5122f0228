"""The pages of a database file as they lie on disk, read without SQLite, which stops at the first bad one.

The format is SQLite's own: https://www.sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_WAL_HEADER = 32
_FRAME_HEADER = 24
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_MASK = 0xFFFFFFFF
_SIZES = (4096, 8192, 16384)
_FIRST_BYTES = b"\x02\x05\x0a\x0d"


class RawPages:
    """The pages of the database at `path`, numbered from 1, with what committed changes lie beside it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._wal: BinaryIO | None = None
        self._newer: dict[int, int] = {}
        header = self._file.read(100).ljust(100, b"\0")
        size = int.from_bytes(header[16:18], "big")
        self.size = 65536 if size == 1 else size
        if self.size < 512 or self.size & (self.size - 1):
            self.size = self._likely_size()
        self.usable = self.size - (header[20] if header[20] < self.size // 2 else 0)
        self.count = -(-path.stat().st_size // self.size)
        wal = path.with_name(f"{path.name}-wal")
        if wal.exists():
            self._wal = wal.open("rb")
            self._read_wal(self._wal)

    def _likely_size(self) -> int:
        """Tell the page size where the header is destroyed, by where pages seem to begin."""
        end = self._file.seek(0, 2)
        for size in _SIZES[:-1]:
            begins = [0, 0]
            for at in range(2 * size, end, size):
                self._file.seek(at)
                begins[at // size % 2] += self._file.read(1) in _FIRST_BYTES
            if begins[1] > begins[0] // 3:
                return size
        return _SIZES[-1]

    def close(self) -> None:
        """Close the files."""
        self._file.close()
        if self._wal is not None:
            self._wal.close()

    def page(self, number: int) -> bytes:
        """Return the bytes of a page, as many as the page size; zeros where there is nothing."""
        if number < 1 or number > self.count:
            return bytes(self.size)
        try:
            if number in self._newer and self._wal is not None:
                self._wal.seek(self._newer[number])
                return self._wal.read(self.size).ljust(self.size, b"\0")
            self._file.seek((number - 1) * self.size)
            return self._file.read(self.size).ljust(self.size, b"\0")
        except OSError:  # a bad place on the disk
            return bytes(self.size)

    def _read_wal(self, wal: BinaryIO) -> None:
        """Note the newest committed copy of each page. A copy whose checksum is wrong is left out."""
        header = wal.read(_WAL_HEADER)
        if len(header) < _WAL_HEADER or int.from_bytes(header[:4], "big") not in _WAL_MAGIC:
            return
        order = ">" if header[3] & 1 else "<"
        salts, sums = header[16:24], struct.unpack(">2I", header[24:32])
        waiting: dict[int, int] = {}
        while True:
            frame = wal.read(_FRAME_HEADER)
            data = wal.read(self.size)
            if len(data) < self.size or frame[8:16] != salts:
                return
            number, committed = struct.unpack(">2I", frame[:8])
            stored = struct.unpack(">2I", frame[16:24])
            if _checksum(frame[:8] + data, order, *sums) == stored:
                waiting[number] = wal.tell() - self.size
                if committed:
                    self._newer |= waiting
                    self.count = max(self.count, committed)
                    waiting = {}
            sums = stored


def _checksum(data: bytes, order: str, first: int, second: int) -> tuple[int, int]:
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _MASK
        second = (second + odd + first) & _MASK
    return first, second

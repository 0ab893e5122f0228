"""The rows in the pages of a damaged database.

They come from every tree as far as it holds together, and from pages that no tree leads to any more.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clipper.library.raw_pages import RawPages

TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER = 0x0D, 0x05, 0x0A, 0x02
_KINDS = (TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER)
_INTEGER_SIZES = (0, 1, 2, 3, 4, 6, 8)


class Lost:
    """Stands for a value that could not be read."""


LOST = Lost()


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row or index entry: its key where the tree has one, and its values, the last perhaps LOST."""

    key: int | None
    values: tuple[object, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every value could be read."""
        return LOST not in self.values


class RawRows:
    """Reads rows from `pages`, and remembers which pages were read as what."""

    def __init__(self, pages: RawPages) -> None:
        self._pages = pages
        self._seen: set[int] = set()

    def schema(self) -> list[tuple[str, str, int]]:
        """Return kind, name and first page of all tables and indexes that the file's first page names."""
        rows = []
        for row in self.tree(1):
            kind, name, _table, root = (*row.values, None, None, None, None)[:4]
            if isinstance(kind, str) and isinstance(name, str) and isinstance(root, int) and root > 1:
                rows.append((kind, name, root))
        return rows

    def tree(self, root: int) -> Iterator[RawRow]:
        """Yield the rows of the tree that begins at this page, leaving out what is damaged."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in self._seen or not 1 <= number <= self._pages.count:
                continue
            data = self._pages.page(number)
            kind, start = data[_header(number)], _header(number)
            if kind not in _KINDS:
                continue
            self._seen.add(number)
            yield from self._rows(data, kind, start)
            if kind in (TABLE_INNER, INDEX_INNER):
                children = [struct.unpack_from(">I", data, at)[0] for at in self._cells(data, start, 12)]
                children.append(struct.unpack_from(">I", data, start + 8)[0])
                waiting += children[::-1]

    def strays(self) -> Iterator[tuple[int, list[RawRow]]]:
        """Yield kind and rows of each page that has rows and was in no tree, free pages left out."""
        free = self._free()
        for number in range(2, self._pages.count + 1):
            if number in self._seen or number in free:
                continue
            data = self._pages.page(number)
            if data[0] in (TABLE_LEAF, INDEX_LEAF, INDEX_INNER):
                rows = [row for row in self._rows(data, data[0], 0) if row.values]
                if rows:
                    yield data[0], rows

    def _free(self) -> set[int]:
        found: set[int] = set()
        trunk = struct.unpack_from(">I", self._pages.page(1), 32)[0]
        while 1 < trunk <= self._pages.count and trunk not in found:
            found.add(trunk)
            data = self._pages.page(trunk)
            trunk, count = struct.unpack_from(">2I", data)
            count = min(count, self._pages.size // 4 - 2)
            found.update(struct.unpack_from(f">{count}I", data, 8))
        return found - self._seen

    def _cells(self, data: bytes, start: int, header: int) -> Iterator[int]:
        count = min(int.from_bytes(data[start + 3 : start + 5], "big"), (len(data) - start - header) // 2)
        for position in struct.unpack_from(f">{count}H", data, start + header):
            if start + header <= position <= self._pages.usable - 4:
                yield position

    def _rows(self, data: bytes, kind: int, start: int) -> Iterator[RawRow]:
        if kind == TABLE_INNER:
            return
        for at in self._cells(data, start, 12 if kind == INDEX_INNER else 8):
            try:
                yield self._row(data, kind, at + 4 if kind == INDEX_INNER else at)
            except (IndexError, ValueError, struct.error):
                continue  # this one cannot be read; the next may be

    def _row(self, data: bytes, kind: int, at: int) -> RawRow:
        size, at = _varint(data, at)
        key = None
        if kind == TABLE_LEAF:
            key, at = _varint(data, at)
            key -= (key >> 63) << 64
        payload = self._payload(data, kind, at, size)
        return RawRow(key, tuple(_values(payload, size)))

    def _payload(self, data: bytes, kind: int, at: int, size: int) -> bytes:
        """The bytes of a row, as many as can be read."""
        usable = self._pages.usable
        most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return data[at : min(at + size, usable)]
        least = (usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (usable - 4)
        local = local if local <= most else least
        if at + local + 4 > usable or size > self._pages.count * self._pages.size:
            raise ValueError(size)
        parts, left = [data[at : at + local]], size - local
        following, chain = struct.unpack_from(">I", data, at + local)[0], set[int]()
        while left > 0 and 1 < following <= self._pages.count and following not in chain:
            chain.add(following)
            page = self._pages.page(following)
            parts.append(page[4 : min(4 + left, usable)])
            left -= len(parts[-1])
            following = struct.unpack_from(">I", page)[0]
        self._seen |= chain
        return b"".join(parts)


def _header(number: int) -> int:
    return 100 if number == 1 else 0


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | data[at + 8], at + 9


def _values(payload: bytes, size: int) -> Iterator[object]:
    end, at = _varint(payload, 0)
    if not 1 <= end <= len(payload):
        raise ValueError(end)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if end + sum(_size(kind) for kind in kinds) != size:
        raise ValueError(size)
    at = end
    for kind in kinds:
        data = payload[at : at + _size(kind)]
        at += _size(kind)
        yield LOST if len(data) < _size(kind) else _value(kind, data)


def _size(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return _INTEGER_SIZES[kind] if kind < 7 else 8 if kind == 7 else 0


def _value(kind: int, data: bytes) -> object:
    if kind == 0:
        return None
    if kind == 7:
        return float(struct.unpack(">d", data)[0])
    if kind in (8, 9):
        return kind - 8
    if kind < 7:
        return int.from_bytes(data, "big", signed=True)
    if kind in (10, 11):
        raise ValueError(kind)
    return data if kind % 2 == 0 else data.decode("utf-8", "replace")

"""Undoes the compression of an HTTP body piece by piece, so that a bomb is stopped before it goes off.

httpx would give out whole decompressed chunks of any size, and takes a truncated gzip body for a whole
one; that is why this is done here.
"""

from __future__ import annotations

import zlib
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PIECE = 64 * 1024  # bytes given out at once
_ZSTD_BITE = 256  # bytes fed at once; zstd cannot limit its output, so its input is kept short
_ZSTD_WINDOW = 1 << 27  # bytes; beyond what any server should use
ACCEPTED = "gzip, deflate, br, zstd"


class DamagedBodyError(Exception):
    """The compressed body is not what its header says."""


class TruncatedBodyError(Exception):
    """The compressed body ends in the middle."""


def decompressed(chunks: Iterable[bytes], content_encoding: str) -> Iterator[bytes]:
    """Yield the body that `chunks` carry, in bounded pieces.

    Several encodings are undone from the last to the first; names that are no compression are passed
    over, as browsers do. Raises DamagedBodyError and TruncatedBodyError.
    """
    body: Iterator[bytes] = iter(chunks)
    for name in reversed([name.strip().lower() for name in content_encoding.split(",")]):
        if decoder := _DECODERS.get(name):
            body = decoder(body)
    return body


def _gzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    return _inflated(chunks, zlib.MAX_WBITS | 16)


def _deflate(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Undo "deflate", which by the standard has a zlib header and by habit often has none."""
    first = next((chunk for chunk in chunks if chunk), b"")
    headed = len(first) > 1 and first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0
    return _inflated(_joined(first, chunks), zlib.MAX_WBITS if headed else -zlib.MAX_WBITS)


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _inflated(chunks: Iterator[bytes], window_bits: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(window_bits)
    begun = False
    for chunk in chunks:
        rest = chunk
        while rest:
            if unpacker.eof:
                if not rest.startswith(b"\x1f\x8b"):
                    break  # what follows the end is padding
                unpacker = zlib.decompressobj(window_bits)
            begun = True
            piece = _inflate(unpacker, rest)
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            if piece:
                yield piece
            while len(piece) == _PIECE and not rest and not unpacker.eof:
                if piece := _inflate(unpacker, b""):
                    yield piece
    if begun and not unpacker.eof:
        raise TruncatedBodyError


def _inflate(unpacker: zlib._Decompress, data: bytes) -> bytes:
    try:
        return unpacker.decompress(data, _PIECE)
    except zlib.error as error:
        raise DamagedBodyError(str(error)) from error


def _brotli(chunks: Iterator[bytes]) -> Iterator[bytes]:
    brotli = import_module("brotli")  # it carries no types
    unpacker = brotli.Decompressor()
    begun = False
    for chunk in chunks:
        rest = piece = chunk
        while (rest or piece or not unpacker.can_accept_more_data()) and not unpacker.is_finished():
            begun = True
            try:
                piece = unpacker.process(rest, output_buffer_limit=_PIECE)
            except brotli.error as error:
                raise DamagedBodyError(str(error)) from error
            rest = b""
            if piece:
                yield piece
    if begun and not unpacker.is_finished():
        raise TruncatedBodyError


def _zstd(chunks: Iterator[bytes]) -> Iterator[bytes]:
    import zstandard

    def fresh() -> zstandard.ZstdDecompressionObj:
        return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()

    unpacker = fresh()
    begun = False
    for chunk in chunks:
        for start in range(0, len(chunk), _ZSTD_BITE):
            bite = chunk[start : start + _ZSTD_BITE]
            while bite:
                if unpacker.eof:
                    unpacker = fresh()
                begun = True
                try:
                    piece = unpacker.decompress(bite)
                except zstandard.ZstdError as error:
                    raise DamagedBodyError(str(error)) from error
                bite = unpacker.unused_data if unpacker.eof else b""
                if piece:
                    yield piece
    if begun and not unpacker.eof:
        raise TruncatedBodyError


_DECODERS: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}

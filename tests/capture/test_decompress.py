from __future__ import annotations

import gzip
import random
import zlib

import brotli
import pytest
import zstandard

from clipper.capture.decompress import DamagedBodyError, TruncatedBodyError, decompressed

BODY = random.Random(1).randbytes(150_000) + b"The keepers wrote the wind down. " * 9000


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": gzip.compress(BODY),
    "x-gzip": gzip.compress(BODY[:1000]) + gzip.compress(BODY[1000:]),
    "deflate": zlib.compress(BODY),
    "Deflate": raw_deflate(BODY),
    "br": brotli.compress(BODY, quality=3),
    "zstd": zstandard.compress(BODY),
    "gzip, br": brotli.compress(gzip.compress(BODY), quality=3),
    "identity": BODY,
    "": BODY,
    "utf-8": BODY,
}


def chunks(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize("name", PACKED)
@pytest.mark.parametrize("size", [7919, 1 << 30])
def test_every_compression_gives_the_body_back_in_bounded_pieces(name, size):
    pieces = list(decompressed(chunks(PACKED[name], size), name))
    assert b"".join(pieces) == BODY
    if name in {"gzip", "deflate", "br"}:
        assert max(map(len, pieces)) <= 128 * 1024


@pytest.mark.parametrize("name", ["gzip", "deflate", "Deflate", "br", "zstd"])
def test_a_body_that_ends_in_the_middle_is_noticed(name):
    with pytest.raises(TruncatedBodyError):
        list(decompressed([PACKED[name][:-20]], name))


@pytest.mark.parametrize("name", ["gzip", "br", "zstd", "deflate"])
def test_a_body_that_is_not_what_it_says_is_noticed(name):
    with pytest.raises(DamagedBodyError):
        list(decompressed([b"<html>not compressed at all</html>" * 9], name))


def test_padding_after_the_end_is_passed_over():
    assert b"".join(decompressed([gzip.compress(b"x") + b"\0" * 99], "gzip")) == b"x"


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_no_body_is_an_empty_body(name):
    assert b"".join(decompressed([], name)) == b""


@pytest.mark.parametrize(
    ("name", "bomb"),
    [
        ("gzip", gzip.compress(bytes(50_000_000))),
        ("br", brotli.compress(bytes(50_000_000), quality=1)),
        ("zstd", zstandard.compress(bytes(50_000_000))),
    ],
)
def test_a_bomb_is_given_out_piece_by_piece(name, bomb):
    assert len(next(piece for piece in decompressed([bomb], name) if piece)) <= 10_000_000

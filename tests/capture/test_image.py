from __future__ import annotations

import struct

import pytest

from clipper.capture.image import image_size, image_type

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\2\0\0\0"
GIF = b"GIF89a" + struct.pack("<HH", 640, 480) + b"\0\0\0"
JPEG = (
    b"\xff\xd8\xff\xe0\0\x10JFIF"
    + bytes(10)
    + b"\xff\xff\xc0\0\x11\x08"
    + struct.pack(">HH", 480, 640)
    + bytes(20)
)
VP8 = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480)
VP8L = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 639 | 479 << 14)
VP8X = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0" + (639).to_bytes(3, "little") + (479).to_bytes(3, "little")
AVIF = (
    b"\0\0\0\x18ftypavif\0\0\0\0mif1avif\0\0\0\x14ispe\0\0\0\0"
    + struct.pack(">II", 64, 48)
    + b"\0\0\0\x14ispe\0\0\0\0"
    + struct.pack(">II", 640, 480)
)
BMP = b"BM\0\0\0\0\0\0\0\0\0\0\0\0" + struct.pack("<Iii", 40, 640, -480) + bytes(20)
ICO = b"\0\0\1\0\2\0" + b"\x10\x10" + bytes(14) + b"\0\0" + bytes(14)


@pytest.mark.parametrize(
    ("data", "media_type", "size"),
    [
        (PNG, "image/png", (640, 480)),
        (GIF, "image/gif", (640, 480)),
        (JPEG, "image/jpeg", (640, 480)),
        (VP8, "image/webp", (640, 480)),
        (VP8L, "image/webp", (640, 480)),
        (VP8X, "image/webp", (640, 480)),
        (AVIF, "image/avif", (640, 480)),
        (BMP, "image/bmp", (640, 480)),
        (ICO, "image/x-icon", (256, 256)),
        (b'<svg width="64.4" height="48px"></svg>', "image/svg+xml", (64, 48)),
        (
            b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --><svg viewBox="0 0 640 480">',
            "image/svg+xml",
            (640, 480),
        ),
        (
            b'<!DOCTYPE svg PUBLIC "x" "y">\n<svg stroke-width="3" width="100%" height="50%">',
            "image/svg+xml",
            None,
        ),
    ],
)
def test_type_and_size_are_read_from_the_first_bytes(data, media_type, size):
    assert image_type(data) == media_type
    assert image_size(data, media_type) == size


@pytest.mark.parametrize("data", [PNG, GIF, JPEG, VP8, VP8L, VP8X, AVIF, BMP, ICO])
def test_a_header_that_breaks_off_has_no_size_and_no_error(data):
    for length in range(len(data)):
        media_type = image_type(data[:length])
        if media_type:
            image_size(data[:length], media_type)


@pytest.mark.parametrize(
    "attributes",
    [
        b'width="' + b"9" * 400 + b'" height="5"',
        b'width="99999999999999999999" height="5"',
        b'viewBox="0 0 1e999 5"',
        b'viewBox="0 0 1e30 5"',
        b'viewBox="0 0 nan 5"',
        b'viewBox="0 0 -3 5"',
    ],
)
def test_a_size_that_no_picture_can_have_is_not_believed(attributes):
    assert image_size(b"<svg " + attributes + b">", "image/svg+xml") is None


def test_a_page_that_begins_with_many_comments_is_looked_at_in_no_time():
    comments = b"<!-- kept -->\n<!---->"
    assert image_type(comments * 400 + b"<!DOCTYPE html>") is None
    assert image_type(comments * 400 + b"--><svg>") is None
    assert image_type(comments * 10 + b"<svg>") == "image/svg+xml"


@pytest.mark.parametrize(
    "data", [b"", b"<html><svg></svg>", b"BM is a word", b"%PDF-1.4", b"<p>x", b"\0\0\1\0"]
)
def test_what_is_no_picture_is_none(data):
    assert image_type(data) is None

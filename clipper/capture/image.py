"""Recognises pictures by their first bytes and reads their size from their headers, without decoding."""

from __future__ import annotations

import re
import struct

# Nothing before the element is ever read twice (`++`): a page may begin with any number of comments.
_SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s++|<\?xml\b[^>]*+>|<!--(?:[^-]++|-(?!->))*+-->"
    rb"|<!DOCTYPE\s+svg\b[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+<(?:\w+:)?svg\b([^>]*)>",
    re.IGNORECASE,
)
_NUMBER = r"\s*([0-9]{0,9}\.?[0-9]{1,20})\s*(?:px)?\s*"
_LONGEST_SIDE = 1_000_000
"""Pixels; what claims more is not believed."""
_SOF = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


def image_type(data: bytes) -> str | None:
    """Return the media type of a picture that can be shown, or None where the bytes are not one."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and any(brand in data[8:32] for brand in (b"avif", b"avis")):
        return "image/avif"
    if data.startswith(b"BM") and len(data) > 26 and data[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if data.startswith(b"\0\0\1\0") and len(data) > 22 and data[4:6] != b"\0\0":
        return "image/x-icon"
    return "image/svg+xml" if _SVG.match(data[:8192]) else None


def image_size(data: bytes, media_type: str) -> tuple[int, int] | None:
    """Return (width, height) in pixels as the headers say, or None where they do not."""
    try:
        size = _READERS[media_type](data) if media_type in _READERS else None
    except (struct.error, IndexError, ValueError, OverflowError):
        return None
    return size if size and min(size) > 0 and max(size) <= _LONGEST_SIDE else None


def _png(data: bytes) -> tuple[int, int] | None:
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _gif(data: bytes) -> tuple[int, int] | None:
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _bmp(data: bytes) -> tuple[int, int] | None:
    if struct.unpack("<I", data[14:18])[0] == 12:
        width, height = struct.unpack("<HH", data[18:22])
    else:
        width, height = struct.unpack("<ii", data[18:26])
    return width, abs(height)


def _ico(data: bytes) -> tuple[int, int] | None:
    entries = [data[6 + 16 * index : 8 + 16 * index] for index in range(min(data[4], 64))]
    return max(((entry[0] or 256, entry[1] or 256) for entry in entries if len(entry) == 2), default=None)


def _jpeg(data: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(data):
        if data[position] != 0xFF:
            return None
        marker = data[position + 1]
        if marker == 0xFF:  # padding
            position += 1
            continue
        if marker in _SOF:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            position += 2
            continue
        position += 2 + max(2, int.from_bytes(data[position + 2 : position + 4], "big"))
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    form = data[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if form == b"VP8L":
        bits = struct.unpack("<I", data[21:25])[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if form == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _avif(data: bytes) -> tuple[int, int] | None:
    # The largest "ispe" (image spatial extents) property belongs to the picture; smaller ones to its tiles.
    sizes = [
        struct.unpack(">II", data[m.end() + 4 : m.end() + 12]) for m in re.finditer(b"ispe", data[:65_536])
    ]
    return max(((width, height) for width, height in sizes), key=lambda size: size[0] * size[1], default=None)


def _svg(data: bytes) -> tuple[int, int] | None:
    match = _SVG.match(data[:8192])
    if match is None:
        return None
    attributes = match[1].decode("utf-8", errors="replace")
    sides = [
        re.search(rf"(?<![\w-]){side}\s*=\s*[\"']{_NUMBER}[\"']", attributes) for side in ("width", "height")
    ]
    if sides[0] and sides[1]:
        return round(float(sides[0][1])), round(float(sides[1][1]))
    box = re.search(r"viewBox\s*=\s*[\"']([^\"']+)[\"']", attributes)
    numbers = re.split(r"[\s,]+", box[1].strip()) if box else []
    return (round(float(numbers[2])), round(float(numbers[3]))) if len(numbers) == 4 else None


_READERS = {
    "image/png": _png,
    "image/gif": _gif,
    "image/bmp": _bmp,
    "image/x-icon": _ico,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
    "image/avif": _avif,
    "image/svg+xml": _svg,
}

"""Decides how the bytes of a page become text: mark, HTTP, the page's own word, then a detector.

A label is only believed while the bytes agree with it; bytes that are good UTF-8 are UTF-8, whatever
a label says.
"""

from __future__ import annotations

import codecs
import re

from clipper.capture.encoding_labels import DOUBLE_BYTE, codec_for

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 256 * 1024  # bytes a label is tried on
_DETECTED = 32 * 1024  # bytes the detector sees
_DECLARED = 4096  # bytes in which a page may name its encoding; browsers read 1024

_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]+)", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.+-]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)

_CANDIDATES = [
    *("cp1252", "cp1251", "koi8_r", "koi8_u", "cp932", "euc_jp", "cp949", "gb18030", "big5", "cp1250"),
    *("cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "iso8859_2", "mac_roman", "cp866"),
]
_WESTERN = frozenset("äöüÄÖÜßéèêëàâáãíîïìóôòõúûùçñÉÀÇÑåæøœÅÆØŒ„“”‘’–—…«»€©®°§·•\xa0¡¿")
_LATIN = frozenset({"cp1250", "cp1254", "cp1257", "cp1258", "iso8859_2", "mac_roman"})


def marked_encoding(data: bytes) -> str | None:
    """Return the codec a byte-order mark names, or None."""
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), None)


def unmarked_utf16(data: bytes) -> str | None:
    """Return "utf-16-le" or "utf-16-be" where bytes without a mark are plainly that, else None."""
    head = data[: min(len(data), 2048) // 2 * 2]
    while head.endswith(b"\0\0"):  # a clipboard ends its texts with zeros
        head = head[:-2]
    if len(head) < 4:
        return None
    units = len(head) // 2
    first, second = head[::2].count(0) / units, head[1::2].count(0) / units
    if second >= 0.2 and first <= 0.02:
        codec = "utf-16-le"
    elif first >= 0.2 and second <= 0.02:
        codec = "utf-16-be"
    else:
        return None
    text = head.decode(codec, errors="replace")
    odd = sum(
        1 for c in text if (c < " " and c not in "\t\n\r\f") or c == "\ufffd" or "\ue000" <= c <= "\uf8ff"
    )
    return codec if odd <= units * 0.02 else None


def decide_encoding(data: bytes, *, http_charset: str | None = None, markup: bool = True) -> str:
    """Return the name of the Python codec that reads `data`.

    `http_charset` is the charset of the Content-Type header; `markup` says that the page itself may
    name its encoding in a `<meta>` element or an XML declaration.
    """
    certain = marked_encoding(data) or unmarked_utf16(data)
    if certain:
        return certain
    labels = [codec_for(http_charset or ""), declared_encoding(data) if markup else None]
    named = [codec for codec in labels if codec]
    if data.isascii():
        # Only escape-coded encodings look like ASCII and are not.
        return next((codec for codec in named if codec in {"iso2022_jp", "iso2022_kr", "hz"}), "utf-8")
    start = match.start() if (match := _NOT_ASCII.search(data)) else 0
    sample = data[start : start + _SAMPLE]
    if _is_utf8(data, sample, named):
        return "utf-8"
    for codec in named:
        if codec != "utf-8" and _fits(sample, codec):
            return codec
    return _detected(data, start, markup=markup)


def declared_encoding(data: bytes) -> str | None:
    """Return the codec that the page itself names in its first bytes, or None."""
    head = _COMMENT.sub(b"", data[:_DECLARED])
    match = _XML.match(head) or _META.search(head)
    codec = codec_for(match[1].decode("ascii")) if match else None
    # What could be read here as ASCII is not UTF-16, whatever it says.
    return "utf-8" if codec and codec.startswith("utf-16") else codec


def charset_of(content_type: str) -> str | None:
    """Return the charset parameter of a Content-Type header, or None."""
    match = re.search(r"""\bcharset\s*=\s*["']?\s*([^\s"';,]+)""", content_type, re.IGNORECASE)
    return match[1] if match else None


def _is_utf8(data: bytes, sample: bytes, named: list[str]) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(sample, certain="utf-8" in named[:1])
    # A handful of double-byte characters can happen to be UTF-8 as well: there the label counts.
    doubtful = len(_NOT_ASCII.findall(data)) < 16 if len(data) < _SAMPLE else False
    return not (doubtful and named and named[0] in DOUBLE_BYTE and _fits(sample, named[0]))


def _nearly_utf8(sample: bytes, *, certain: bool) -> bool:
    """Say whether the bytes are UTF-8 with a few spoilt places, fewer still where nobody says so."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample)
    broken = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - broken
    return broken <= (good if certain else good // 20)


def _fits(sample: bytes, codec: str) -> bool:
    text = codecs.getincrementaldecoder(codec)("replace").decode(sample)
    odd = text.count("\ufffd") + sum(text.count(chr(code)) for code in range(0x80, 0xA0))
    return odd * 20 <= sum(1 for character in text if character > "\x7f")


def _detected(data: bytes, start: int, *, markup: bool) -> str:
    from charset_normalizer import from_bytes

    begin = max(0, start - 256)
    sample = data[begin : begin + _SAMPLE]
    if markup:
        sample = _MARKUP.sub(b" ", sample) if sample.count(b"<") < 20_000 else sample
    # The part with the most to go by: around what is not ASCII.
    match = _NOT_ASCII.search(sample)
    sample = sample[max(0, match.start() - 256) if match else 0 :][:_DETECTED]
    best = from_bytes(sample, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    codec = best.encoding if best else "cp1252"
    if codec in _LATIN and _is_western(sample):
        return "cp1252"
    if codec.startswith("koi8") and _is_hebrew(sample):
        return "cp1255"
    return {"big5": "big5hkscs"}.get(codec, codec)


def _is_western(sample: bytes) -> bool:
    text = sample.decode("cp1252", errors="replace")
    foreign = [character for character in text if character > "\x7f"]
    letters = sum(1 for character in text if character.isalpha())
    return all(character in _WESTERN for character in foreign) and len(foreign) * 2 <= letters


def _is_hebrew(sample: bytes) -> bool:
    """Say whether all letters lie where Hebrew has its alphabet, which for KOI8-R is capitals only."""
    high = [byte for byte in sample if byte >= 0xC0]
    return bool(high) and sum(1 for byte in high if 0xE0 <= byte <= 0xFA) >= 0.98 * len(high)

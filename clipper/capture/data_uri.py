"""Decodes data: URIs, as leniently as browsers do."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes


def decode_data_uri(uri: str) -> bytes | None:
    """Return the bytes a data: URI holds, or None where it cannot be decoded."""
    header, comma, body = uri.partition(",")
    if not comma:
        return None
    data = unquote_to_bytes(body)
    if not header.lower().rstrip().endswith(";base64"):
        return data
    packed = re.sub(rb"\s+", b"", data).translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None

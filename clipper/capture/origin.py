"""Finds the address a saved or copied page came from, where the page itself says so believably."""

from __future__ import annotations

import html as entities
import re
from urllib.parse import urlsplit

from clipper.capture.links import clean_url

_HEAD = 64 * 1024
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\s[^>]*?\burl:\s*(\S+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->", re.IGNORECASE)
_TAG = re.compile(r"<(?:link|meta|base)\b[^<>]*+>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![a-zA-Z:-])([a-zA-Z:-]++)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def saved_address(html: str) -> str | None:
    """Return the address that SingleFile or a browser's "Save page as" wrote into the page, or None."""
    match = _SINGLE_FILE.search(html, 0, 4096) or _SAVED_FROM.search(html, 0, 4096)
    return clean_url(match[1]) if match else None


def declared_address(html: str) -> str | None:
    """Return the page's own address by its canonical link, og:url or base, or None.

    A bare front page is not believed: sites that have one canonical link for all pages name that.
    """
    found: dict[str, str] = {}
    for tag in _TAG.finditer(html, 0, _HEAD):
        attributes = {
            name.lower(): entities.unescape(double or single or plain)
            for name, double, single, plain in _ATTRIBUTE.findall(tag[0])
        }
        if attributes.get("rel", "").lower() == "canonical":
            found.setdefault("canonical", attributes.get("href", ""))
        elif attributes.get("property", "").lower() == "og:url":
            found.setdefault("og:url", attributes.get("content", ""))
        elif tag[0][:5].lower() == "<base":
            found.setdefault("base", attributes.get("href", ""))
    for source in ("canonical", "og:url", "base"):
        url = clean_url(found.get(source, ""))
        if url and (urlsplit(url).path.strip("/") or urlsplit(url).query):
            return url
    return None


def address_of(html: str) -> str | None:
    """Return where the page came from: what its saver wrote, else what it says of itself."""
    return saved_address(html) or declared_address(html)

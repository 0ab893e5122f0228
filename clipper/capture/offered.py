"""What a clipboard or a drag offers, read into text: names unwrapped, byte orders and terminators undone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from clipper.capture.encoding import marked_encoding, unmarked_utf16
from clipper.capture.links import Link, clean_url

if TYPE_CHECKING:
    from collections.abc import Mapping

# Set by password managers, and by browsers for what must not be kept.
_CONFIDENTIAL = (
    "org.nspasteboard.concealedtype",
    "com.agilebits.onepassword",
    "excludeclipboardcontentfrommonitorprocessing",
    "clipboard viewer ignore",
)
_WINDOWS_NAME = re.compile(r'application/x-qt-windows-mime;\s*value="([^"]*)"', re.IGNORECASE)
_FRAGMENT_START = re.compile(r"<!--\s*StartFragment\s*-->", re.IGNORECASE)
_FRAGMENT_END = re.compile(r"<!--\s*EndFragment\s*-->", re.IGNORECASE)
_CF_HTML = re.compile(rb"\s*Version:\s*[\d.]+\s*[\r\n]", re.IGNORECASE)
_CF_FIELD = re.compile(rb"^\s*([A-Za-z]+):[ \t]*([^\r\n]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CopiedHtml:
    """The HTML flavour: the chosen part, all that came around it, and the address beside it, if any."""

    part: str
    whole: str
    source_url: str | None = None


@dataclass(frozen=True)
class Offered:
    """The flavours of one clipboard or drag, by name in lower case without parameters."""

    flavours: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, formats: Mapping[str, bytes]) -> Offered:
        """Read the names as Qt lists them, Windows' own wrapped ones included."""
        flavours: dict[str, bytes] = {}
        for name, data in formats.items():
            wrapped = _WINDOWS_NAME.fullmatch(name.strip())
            plain = (wrapped[1] if wrapped else name.partition(";")[0]).strip().lower()
            if data or plain not in flavours:
                flavours[plain] = flavours.get(plain) or bytes(data)
        return cls(flavours)

    @property
    def confidential(self) -> bool:
        """Whether the program it came from asks that it be kept nowhere."""
        if self._text("x-kde-passwordmanagerhint").strip() == "secret":
            return True
        return any(mark in name for name in self.flavours for mark in _CONFIDENTIAL)

    @cached_property
    def plain(self) -> str:
        """The text flavour."""
        return self._text("text/plain").replace("\r\n", "\n")

    @property
    def markdown(self) -> str:
        """The Markdown flavour, which a few editors give."""
        return self._text("text/markdown").replace("\r\n", "\n")

    @property
    def source_url(self) -> str | None:
        """The address of the page that a copy was made in, where the browser tells it."""
        for name in ("chromium/x-source-url", "org.chromium.source-url"):
            if url := clean_url(self._text(name)):
                return url
        return None

    @cached_property
    def html(self) -> CopiedHtml | None:
        """The HTML flavour, cut to the chosen part; None where it is missing or blank."""
        data = self.flavours.get("html format") or b""
        flavour = self.flavours.get("text/html") or b""
        source_url = None
        if _CF_HTML.match(data) or _CF_HTML.match(flavour):
            whole, part, source_url = _from_cf_html(data if _CF_HTML.match(data) else flavour)
        else:
            whole = _decoded(flavour)
            part = _chosen(whole)
        if not part.strip():
            return None
        return CopiedHtml(part, whole, source_url)

    def links(self) -> list[Link]:
        """The web addresses handed over as such, with their titles where the browser gives them."""
        titled = [*self._pairs("text/x-moz-url", "utf-16-le"), *self._pairs("_netscape_url", None)]
        single = [
            Link(url)
            for name in ("text/x-moz-url-data", "text/x-moz-text-internal", "uniformresourcelocatorw")
            if (url := clean_url(self._text(name, "utf-16-le")))
        ]
        listed = [Link(url) for line in self._uri_list() if (url := clean_url(line))]
        titles = {link.url: link.title for link in titled if link.title}
        known = [Link(link.url, titles.get(link.url)) for link in listed] or titled or single
        return list({link.url: link for link in known}.values())

    def files(self) -> list[Path]:
        """The local files handed over."""
        paths = [path for line in self._uri_list() if (path := local_path(line))]
        return list(dict.fromkeys(paths))

    def _uri_list(self) -> list[str]:
        lines = self._text("text/uri-list").splitlines()
        return [line.strip() for line in lines if line.strip() and not line.startswith("#")]

    def _pairs(self, name: str, codec: str | None) -> list[Link]:
        """Read lines that are addresses and titles in turn."""
        lines = self._text(name, codec).splitlines()
        pairs = zip(lines[::2], [*lines[1::2], ""], strict=False)
        links: list[Link] = []
        for address, title in pairs:
            if url := clean_url(address):
                words = " ".join(title.split())
                links.append(Link(url, words if words and words != address.strip() else None))
        return links

    def _text(self, name: str, codec: str | None = None) -> str:
        return _decoded(self.flavours.get(name) or b"", codec)


def local_path(address: str) -> Path | None:
    """Return the path that a file: address means on this system, or None where it is another address."""
    if not address.lower().startswith("file:"):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = unquote(parts.path)
    if not path.strip("/") or "\0" in path:
        return None
    if re.match(r"/[A-Za-z]:[/\\]", path):  # file:///C:/Users/…
        return Path(path[1:])
    if parts.netloc and parts.netloc.lower() != "localhost" and "\\" in str(Path("/")):
        return Path(f"//{parts.netloc}{path}")
    return Path(path)


def _decoded(data: bytes, codec: str | None = None) -> str:
    """Decode a flavour: its mark, else UTF-16 where it plainly is, else UTF-8, else windows-1252."""
    found = marked_encoding(data) or unmarked_utf16(data)
    if found is None and codec and b"\0" in data:
        found = codec
    try:
        text = data.decode(found or "utf-8", errors="replace" if found else "strict")
    except UnicodeDecodeError as error:
        # One spoilt byte in UTF-8 is more likely than another encoding, which no browser sends.
        spoilt = len(data) - error.start < 4 or data.decode("utf-8", "replace").count("\ufffd") * 20 < len(
            data
        )
        text = data.decode("utf-8" if spoilt else "cp1252", errors="replace")
    return text.removeprefix("\ufeff").rstrip("\0")


def _chosen(html: str) -> str:
    start = _FRAGMENT_START.search(html)
    if start is None:
        return html
    end = _FRAGMENT_END.search(html, start.end())
    return html[start.end() : end.start() if end else len(html)]


def _from_cf_html(data: bytes) -> tuple[str, str, str | None]:
    """Read Windows' HTML Format: a header of byte offsets, then UTF-8. Returns (whole, part, address)."""
    head = data[: max(0, data.find(b"<"))] if b"<" in data[:4096] else data[:1024]
    header = {name.lower(): value.strip() for name, value in _CF_FIELD.findall(head)}
    source_url = clean_url(header.get(b"sourceurl", b"").decode("utf-8", "replace"))

    def offset(name: bytes) -> int:
        value = header.get(name, b"")
        return int(value) if value.isdigit() else -1

    begin = offset(b"starthtml")
    whole = (
        data[begin if len(head) <= begin < len(data) else len(head) :].decode("utf-8", "replace").rstrip("\0")
    )
    start, end = offset(b"startfragment"), offset(b"endfragment")
    marked = _chosen(whole)
    if marked is whole and len(head) <= start < end <= len(data):
        return whole, data[start:end].decode("utf-8", "replace"), source_url
    return whole, marked, source_url

"""Addresses: made absolute against the page's base, and rid of those that run code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_PLAIN = re.compile(r"https?://[a-z0-9.\-]+/[^\s<>\[\];]*[^\s<>\[\];#?]")
"""An absolute address in which nothing is to be resolved."""

_LINKABLE = ("http:", "https:", "mailto:")


def base_of(root: HtmlElement, url: str | None) -> str | None:
    """The address that relative links of the page start from: its `<base>`, else its own."""
    found = next((element.get("href") for element in root.iter("base") if element.get("href")), None)
    if found:
        absolute = absolute_url(found, url)
        if absolute and absolute.startswith(("http:", "https:")):
            return absolute
    return url if url and url.startswith(("http:", "https:")) else None


def absolute_url(address: str, base: str | None) -> str | None:
    """The address made absolute where a base is known; None for an address that is none."""
    if _PLAIN.fullmatch(address):
        return address
    if "<" in address and "\n" in address:
        return None  # an attribute that was never closed, and has swallowed a piece of the page
    address = re.sub(r"[\t\r\n]", "", address.strip())
    try:
        joined = urljoin(base, address) if base else address
        urlsplit(joined)
    except ValueError:
        return None
    return joined.replace(" ", "%20")


def host_of(url: str | None) -> str:
    """The host without `www.`, lower-case; "" where there is none."""
    if not url:
        return ""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_of_host(address: str | None, host: str) -> bool:
    """Whether a link, as the page writes it, leads to a page of this host."""
    if not address or address.startswith("#"):
        return False
    if address.startswith("//") or _SCHEME.match(address):
        return host_of(address) == host
    return bool(host)


def point_within(root: HtmlElement, base: str | None) -> None:
    """Links to a place in the page that are written with the page's own address get the short form."""
    if not base:
        return
    page = base.partition("#")[0] + "#"
    for link in root.iter("a"):
        address = link.get("href")
        if address and "#" in address and not address.startswith("#"):
            absolute = absolute_url(address, base)
            if absolute and absolute.startswith(page):
                link.set("href", absolute[len(page) - 1 :])


def resolve_links(root: HtmlElement, base: str | None) -> None:
    """Make links absolute; unlink what is no web or mail address, keeping its text. In-page links stay."""
    page = base.partition("#")[0] if base else None
    for link in tree.elements(root, "a"):
        address = (link.get("href") or "").strip()
        if address in {"#", "#!"}:  # it runs a script, or did
            link.attrib.pop("href", None)
        if address.startswith("#"):
            continue
        absolute = absolute_url(address, base) if address else None
        if absolute is None or (_SCHEME.match(absolute) and not absolute.lower().startswith(_LINKABLE)):
            link.attrib.pop("href", None)
            continue
        if page and absolute.startswith(page + "#"):
            absolute = absolute[len(page) :]
        link.set("href", absolute)

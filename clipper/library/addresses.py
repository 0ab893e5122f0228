"""Which page an address means, whatever way it was written or reached.

Every address of a page is brought to one form: the domain itself over https, the parameters that choose the
page in order, nothing of how somebody came there. What is not certain to mean the same page stays apart.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, unquote_to_bytes, urlsplit

import idna

from clipper.library.address_facts import (
    ONE_SITE,
    PAGINATION,
    REDIRECTS,
    SECOND_LEVEL,
    SELF_NAMED,
    SHARED_HOSTS,
    is_tracking,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from urllib.parse import SplitResult

_DEFAULT_PORTS = {"http": 80, "https": 443}
_WRAPPED = re.compile(r"(?:view-source:|about:reader\?url=)", re.IGNORECASE)
_UNWRAPPED_AT_MOST = 4
_AMP_CACHE = re.compile(r"/(?:[a-z]/)?(?:s/)?(?P<page>[^/]+\.[^/]+(?:/.*)?)")
_AMP_VIEWER = re.compile(r"/amp/(?:s/)?(?P<page>[^/]+\.[^/]+(?:/.*)?)")
_INDEX = re.compile(r"(?:index|default)\.(?:[xs]?html?|php\d?|aspx?|jsp|cfm)", re.IGNORECASE)
_AMP_ENDING = re.compile(r"\.amp(?=\.html?\Z|\Z)", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^/?;]*", re.IGNORECASE)
_NAMES_ONE_PAGE = re.compile(r"[\d-]|\.html?\Z")
_WALL = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|sign-?up|register|auth|oauth2?|sso|consent|captcha|challenge|subscribe"
    r"|paywall|error|404|not-?found|unsupported|blocked|cookies?)(?:$|[/._-])",
    re.IGNORECASE,
)
_HOME = re.compile(r"(?:/[a-z]{2}(?:[-_][a-z]{2,4})?)?", re.IGNORECASE)
_PART = re.compile(r"/(?:(?:page|p|part|seite|pagina)[-/]?)?(\d{1,3})\Z", re.IGNORECASE)
_SAFE_IN_PATH = "!$&'()*+,;=:@"
_SAFE_IN_QUERY = "!$'()*,;:@/?"


def canonical_address(url: str) -> str:
    """Return the one form of all addresses of the page; what is no web address comes back as it is."""
    text = url.strip()
    for _ in range(_UNWRAPPED_AT_MOST):
        parts = _split(text)
        inner = _unwrapped(text) if parts is None else _page_behind(parts)
        if inner is None:
            return url.strip() if parts is None else _written(parts)
        text = inner
    return url.strip()


def address_key(url: str | None) -> int | None:
    """Return a signed number of 64 bits that all addresses of a page share; None for no web address."""
    address = canonical_address(url) if url else ""
    if _split(address) is None:
        return None
    digest = blake2b(address.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def keys_of_page(
    asked: Sequence[str | None], reached: str | None = None, declared: str | None = None
) -> set[int]:
    """Return the keys of the addresses that a page has shown to be its own.

    `asked` is what a person gave, or where its content was taken from. Where the server sent on to
    (`reached`) and what the page says of itself (`declared`) count only where they are believable.
    """
    own = [url for url in asked if url]
    if reached and (not own or leads_on(own[0], reached)):
        own.append(reached)
    if declared and (not own or any(is_believable(url, declared) for url in own)):
        own.append(declared)
    return {key for url in own if (key := address_key(url)) is not None}


def leads_on(asked: str, reached: str) -> bool:
    """Whether what the server sent on to can be the page asked for, and no wall or home page in its place."""
    here, there = _split(canonical_address(asked)), _split(canonical_address(reached))
    if here is None or there is None or (_is_home(there) and not _is_home(here)):
        return False
    return _WALL.search(there.path) is None or _WALL.search(here.path) is not None


def is_believable(url: str, declared: str) -> bool:
    """Whether the page at `url` can mean itself by the canonical address `declared`.

    Not on another site, not the home page for a page below it, not the first part for a later one: these
    are common mistakes of sites, and would make one page of many.
    """
    here, there = _split(canonical_address(url)), _split(canonical_address(declared))
    if here is None or there is None or site_of(here.netloc) != site_of(there.netloc):
        return False
    if _is_home(there) and not _is_home(here):
        return False
    return _part_of(here) == _part_of(there)


def site_of(host: str) -> str:
    """Return the part of a host that one owner has registered, as far as it shows: `reef.co.uk`."""
    host = host.rpartition("@")[2].lower()
    labels = host.rstrip(".").split(".")
    if host.startswith("[") or labels[-1].split(":")[0].isdigit():
        return host
    is_shared = ".".join(labels[-2:]) in SHARED_HOSTS
    is_national = len(labels[-1]) == 2 and len(labels) > 2 and labels[-2] in SECOND_LEVEL
    return ".".join(labels[-3:] if is_shared or is_national else labels[-2:])


def site_of_address(url: str | None) -> str | None:
    """Return the site of a web address; None for anything else."""
    parts = _split(url) if url else None
    return site_of(parts.hostname or "") if parts else None


def _is_home(parts: SplitResult) -> bool:
    return _HOME.fullmatch(parts.path) is not None and not parts.query and not parts.fragment


def _part_of(parts: SplitResult) -> int:
    """Which part of something long the address means, 1 for the whole."""
    for name, value in parse_qsl(parts.query):
        is_number = value.isdecimal() and len(value) < 4
        if is_number and name.lower() in PAGINATION and (name != "p" or parts.path):  # WordPress: /?p=12
            return max(int(value), 1)
    match = _PART.search(parts.path)
    return max(int(match[1]), 1) if match else 1


def _split(text: str) -> SplitResult | None:
    """Return the parts of a web address, None for anything else."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in _DEFAULT_PORTS and parts.hostname and port != 0 else None


def _unwrapped(text: str) -> str | None:
    """Return the address that a browser's own view of a page holds."""
    match = _WRAPPED.match(text)
    if match is None:
        return None
    inner = text[match.end() :]
    return inner if _split(inner) else unquote(inner)


def _page_behind(parts: SplitResult) -> str | None:
    """Return the address that another one only leads to: an AMP cache, or a page that sends on."""
    host = (parts.hostname or "").removeprefix("www.")
    match = None
    if host.endswith((".cdn.ampproject.org", ".bing-amp.com")) or host == "bing-amp.com":
        match = _AMP_CACHE.fullmatch(parts.path)
    elif host.startswith("google."):
        match = _AMP_VIEWER.fullmatch(parts.path)
        host = "google.com"
    if match:
        return f"https://{match['page']}{'?' if parts.query else ''}{parts.query}"
    if host.endswith(".safelinks.protection.outlook.com"):
        host = "safelinks.protection.outlook.com"
    names = REDIRECTS.get(host + (parts.path or "/"))
    if names is None:
        return None
    given = dict(parse_qsl(parts.query))
    return next((given[name] for name in names if _split(given.get(name, "")) is not None), None)


def _written(parts: SplitResult) -> str:
    host, path = _host(parts.hostname or ""), _path(parts.path)
    query = _query(host, parts.query)
    if host == "youtu.be" and path:
        host, path, query = "youtube.com", "/watch", f"v={path[1:]}"
    elif host == "youtube.com" and path.startswith(("/shorts/", "/embed/", "/live/")):
        path, query = "/watch", f"v={path.rpartition('/')[2]}"
    port = "" if parts.port in {None, _DEFAULT_PORTS[parts.scheme]} else f":{parts.port}"
    # Programs that run in a page choose what they show by what comes after `#!` or `#/`.
    shown = parts.fragment if parts.fragment.startswith(("!", "/")) and parts.fragment.strip("!/") else ""
    return f"https://{host}{port}{path}{'?' if query else ''}{query}{'#' if shown else ''}{shown}"


def _host(host: str) -> str:
    """Return the host as DNS writes it, without names of machines that show the same pages."""
    if ":" in host:
        return f"[{host}]"
    host = host.lower().rstrip(".")
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError:
            host = quote(host, errors="replace")
    site = site_of(host)
    above = host[: -len(site)].split(".")[:-1]
    kept = [label for label in above if label not in SELF_NAMED]
    host = ".".join([*kept, site])
    return ONE_SITE.get(host, host)


def _path(path: str) -> str:
    """Return the path without what only says in which form the page is shown, "" for the home page."""
    segments: list[str] = []
    for segment in _SESSION_IN_PATH.sub("", path).split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in {"", "."}:
            segments.append(_quoted(segment, _SAFE_IN_PATH))
    if len(segments) > 1:
        segments = [segment for segment in segments if segment.lower() != "amp"] or segments
    if len(segments) > 1 and segments[-1].lower() == "print" and _NAMES_ONE_PAGE.search(segments[-2]):
        segments.pop()
    if segments and _INDEX.fullmatch(segments[-1]):
        segments.pop()
    if segments:
        segments[-1] = _AMP_ENDING.sub("", segments[-1]) or segments[-1]
    return "".join(f"/{segment}" for segment in segments)


def _query(host: str, query: str) -> str:
    """Return the parameters that choose the page, by name; those of one name keep their order."""
    chosen: list[tuple[str, str]] = []
    for parameter in query.split("&"):
        name, _, value = parameter.replace("+", "%20").partition("=")
        if not name or is_tracking(host, unquote(name), unquote(value)):
            continue
        written = _quoted(name, _SAFE_IN_QUERY)
        if value:  # `?name=` means what `?name` means
            written += f"={_quoted(value, _SAFE_IN_QUERY)}"
        chosen.append((name, written))
    return "&".join(written for _, written in sorted(chosen, key=lambda parameter: parameter[0]))


def _quoted(text: str, safe: str) -> str:
    """Return the text with the same characters escaped, in the same way, however it was written."""
    if text.isascii() and text.replace("-", "").isalnum():
        return text
    return quote(unquote_to_bytes(text.encode("utf-8", "replace")), safe=safe)

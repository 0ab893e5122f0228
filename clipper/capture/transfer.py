"""One GET over httpx: redirects followed, time and size held to their limits while the body streams in."""

from __future__ import annotations

import locale
import ssl
import time
from contextlib import closing
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import httpx

from clipper import __version__
from clipper.capture.decompress import ACCEPTED, DamagedBodyError, TruncatedBodyError, decompressed
from clipper.capture.http_errors import fetch_error, status_error, transport_error
from clipper.capture.limits import megabytes
from clipper.errors import TooLargeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clipper.capture.limits import Limits

USER_AGENT = (
    f"Clipper/{'.'.join(__version__.split('.')[:2])} (desktop clipping program; fetches what its user saves)"
)
ACCEPT_PAGE = "text/html,application/xhtml+xml,text/markdown;q=0.8,text/plain;q=0.8,*/*;q=0.1"
ACCEPT_PICTURE = "image/avif,image/webp,image/svg+xml,image/*;q=0.9,*/*;q=0.1"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of one transfer: seconds and bytes in all, and redirects."""

    total_s: float
    body_bytes: int
    redirects: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, decompressed; `url` is where the redirects ended."""

    status: int
    content_type: str
    url: str
    body: bytes


def make_client(transport: httpx.BaseTransport | None) -> httpx.Client:
    """Return a client that pools connections and keeps no cookies."""
    local = ("127.0.0.1", "localhost", "[::1]")
    return httpx.Client(
        transport=transport,
        http2=True,
        follow_redirects=False,
        # A jar that takes nothing: what one page sets must not follow to the next.
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        mounts=None if transport else {f"all://{host}": None for host in local},
        limits=httpx.Limits(max_connections=32, max_keepalive_connections=8, keepalive_expiry=15.0),
        headers={
            "User-Agent": USER_AGENT,
            "Accept-Language": accept_language(),
            "Accept-Encoding": ACCEPTED,
        },
    )


def get(client: httpx.Client, url: str, headers: Mapping[str, str], limits: Limits, bounds: Bounds) -> Answer:
    """Fetch `url`. Raises FetchError and TooLargeError."""
    hosts = [_host(url)]  # all that were asked; the last one is named in the sentence
    try:
        return _follow(client, client.build_request("GET", url, headers=headers), limits, bounds, hosts)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise fetch_error("bad_redirect" if len(hosts) > 1 else "bad_address", hosts[-1]) from error
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise transport_error(error, hosts[-1]) from error
    except ssl.SSLError as error:
        raise fetch_error("tls", hosts[-1]) from error
    except DamagedBodyError as error:
        raise fetch_error("damaged", hosts[-1]) from error
    except TruncatedBodyError as error:
        raise fetch_error("truncated", hosts[-1]) from error
    except RuntimeError as error:  # httpx's way to say that the client is closed
        if not client.is_closed:
            raise
        raise fetch_error("closed", hosts[-1]) from error


def referring(page_url: str | None) -> dict[str, str]:
    """Return the header that says which page asks; none where there is no such page, or no good address."""
    try:
        return {"Referer": str(httpx.URL(page_url))} if page_url else {}
    except (httpx.InvalidURL, UnicodeError):
        return {}


def _follow(
    client: httpx.Client, request: httpx.Request, limits: Limits, bounds: Bounds, hosts: list[str]
) -> Answer:
    """Send the request, and those it is redirected to, until there is a body."""
    deadline = time.monotonic() + bounds.total_s
    cookies = httpx.Cookies()  # kept for this chain of redirects: many sites set one and look for it
    for redirects in range(bounds.redirects + 1):
        if not _is_fetchable(request.url):
            raise fetch_error("bad_redirect" if redirects else "bad_address", hosts[-1])
        hosts.append(request.url.host)
        cookies.set_cookie_header(request)
        request.extensions["timeout"] = _timeout(limits, deadline, hosts[-1])
        response = client.send(request, stream=True)
        with closing(response):
            following = response.next_request
            if following is None:
                return _answer(response, deadline, bounds.body_bytes, hosts[-1])
            cookies.extract_cookies(response)
            request = following
    raise fetch_error("too_many_redirects", hosts[-1])


def _is_fetchable(url: httpx.URL) -> bool:
    return url.scheme in {"http", "https"} and bool(url.host) and 0 < (url.port or 80) < 65_536


def _answer(response: httpx.Response, deadline: float, most: int, host: str) -> Answer:
    if not response.is_success:
        raise status_error(response.status_code, host)
    body = _body(response, deadline, most, host)
    return Answer(response.status_code, response.headers.get("content-type", ""), str(response.url), body)


def accept_language() -> str:
    """Return the Accept-Language of the person's own locale, English after it."""
    tag = (locale.getlocale()[0] or "").partition(".")[0].replace("_", "-")
    language = tag.partition("-")[0]
    if not tag.isascii() or not language.isalpha() or not 2 <= len(language) <= 3:
        return "en,*;q=0.5"
    own = tag if tag == language else f"{tag},{language};q=0.9"
    return f"{own},*;q=0.3" if language == "en" else f"{own},en;q=0.5,*;q=0.3"


def _body(response: httpx.Response, deadline: float, most: int, host: str) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        raise _too_large(most)
    if not isinstance(response.stream, httpx.SyncByteStream):
        raise fetch_error("protocol", host)
    body = bytearray()
    # The raw stream, since decompression is ours; see decompress.py.
    for piece in decompressed(response.stream, response.headers.get("content-encoding", "")):
        body += piece
        if len(body) > most:
            raise _too_large(most)
        if time.monotonic() > deadline:
            raise fetch_error("timeout", host)
    return bytes(body)


def _too_large(most: int) -> TooLargeError:
    """Return the error for more than `most` bytes."""
    limit = megabytes(most)
    return TooLargeError(
        f"The page is larger than {limit}, too large to clip. Copy the part you want and paste it here."
    )


def _timeout(limits: Limits, deadline: float, host: str) -> dict[str, float | None]:
    left = deadline - time.monotonic()
    if left <= 0:
        raise fetch_error("timeout", host)
    read = min(limits.read_s, left)
    return {"connect": min(limits.connect_s, left), "read": read, "write": read, "pool": left}


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host
    except (httpx.InvalidURL, UnicodeError):
        return ""

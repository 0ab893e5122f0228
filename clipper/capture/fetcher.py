"""Fetches pages and pictures: with time and size limits, an honest name, and one sentence for a failure."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote, urlsplit

from clipper.capture.encoding import charset_of, decide_encoding
from clipper.capture.image import image_type
from clipper.capture.limits import Limits, megabytes
from clipper.capture.sniff import recognise
from clipper.errors import FetchError, TooLargeError
from clipper.model import Capture, Content, HttpFacts

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

    from clipper.model import Via


class Fetcher:
    """Fetches over one pool of connections. Safe to use from several threads; close it when done.

    >>> with Fetcher() as fetcher:
    ...     capture = fetcher.page("https://example.com/", via=Via.TYPED)
    """

    def __init__(self, limits: Limits | None = None, transport: httpx.BaseTransport | None = None) -> None:
        self.limits = limits or Limits()
        self._transport = transport
        self._client: httpx.Client | None = None
        self._closed = False
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. What is still being fetched fails."""
        with self._lock:
            self._closed = True
            if self._client is not None:
                self._client.close()
                self._client = None

    def page(self, url: str, *, via: Via, title_hint: str | None = None) -> Capture:
        """Fetch a page, whatever its name or type claims it to be.

        Raises FetchError, TooLargeError, or UnsupportedContentError for what is neither HTML nor text.
        """
        from clipper.capture.http_errors import fetch_error
        from clipper.capture.transfer import ACCEPT_PAGE, Bounds, get

        limits = self.limits
        bounds = Bounds(limits.total_s, limits.page_bytes, limits.redirects)
        answer = get(self._ready(), url, {"Accept": ACCEPT_PAGE}, limits, bounds)
        if not answer.body.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf"):
            raise fetch_error("empty", urlsplit(answer.url).hostname or "")
        name = unquote(urlsplit(answer.url).path.rpartition("/")[2])
        content = recognise(answer.body, content_type=answer.content_type, name=name)
        encoding = decide_encoding(
            answer.body, http_charset=charset_of(answer.content_type), markup=content is Content.HTML
        )
        now = datetime.now(UTC)
        facts = HttpFacts(answer.status, answer.content_type, answer.url, now)
        return Capture(
            answer.body, content, encoding, via, now, url=answer.url, title_hint=title_hint, http=facts
        )

    def picture(self, url: str, *, referer: str | None) -> tuple[bytes, str]:
        """Fetch a picture. Returns (bytes, media type as the bytes say).

        Raises FetchError and TooLargeError with a short sentence for a caption's place.
        """
        from clipper.capture.transfer import ACCEPT_PICTURE, Bounds, get, referring

        limits = self.limits
        bounds = Bounds(limits.picture_s, limits.picture_bytes, limits.redirects)
        headers = {"Accept": ACCEPT_PICTURE, **referring(referer)}
        try:
            answer = get(self._ready(), url, headers, limits, bounds)
        except TooLargeError as error:
            raise TooLargeError(f"The picture is larger than {megabytes(limits.picture_bytes)}.") from error
        except FetchError as error:
            raise FetchError(_short(error.code), code=error.code, retryable=error.retryable) from error
        media_type = image_type(answer.body)
        if media_type is None:
            what = "nothing" if not answer.body else "something that is not a picture"
            raise FetchError(f"The server sent {what}.", code="not_a_picture", retryable=not answer.body)
        return answer.body, media_type

    def _ready(self) -> httpx.Client:
        from clipper.capture.http_errors import fetch_error
        from clipper.capture.transfer import make_client

        with self._lock:
            if self._closed:
                raise fetch_error("closed", "")
            if self._client is None:
                try:
                    self._client = make_client(self._transport)
                except (
                    OSError,
                    ValueError,
                    ImportError,
                ) as error:  # what the environment asks of it is not there
                    raise fetch_error("network_settings", "") from error
            return self._client


_SHORT = {
    "offline": "This computer seems to be offline.",
    "dns": "Its server could not be found.",
    "refused": "The server refused the connection.",
    "unreachable": "The server could not be reached.",
    "timeout": "The server did not answer in time.",
    "tls": "The server's certificate could not be trusted.",
    "bad_address": "Its address is not one that can be fetched.",
    "too_many_redirects": "Its address leads round in circles.",
    "bad_redirect": "Its address leads to one that is not followed.",
    "truncated": "It arrived incomplete.",
    "damaged": "It arrived damaged.",
    "network_settings": "The network settings of this computer cannot be used.",
    "closed": "Clipper was closing.",
}


def _short(code: str) -> str:
    if code.startswith("http_"):
        return f"The server answered {code.removeprefix('http_')}."
    return _SHORT.get(code, "The connection was lost.")

"""Fetches the pictures of an article, a few at once and within limits, so that reading needs no network."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from clipper.capture.data_uri import decode_data_uri
from clipper.capture.image import image_size, image_type
from clipper.capture.limits import megabytes
from clipper.capture.picture_sources import replaced_sources, sources_of
from clipper.errors import Cancelled, CaptureError, FetchError
from clipper.model import Asset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from clipper.capture.fetcher import Fetcher
    from clipper.model import Article

_POLL_S = 0.05
# Trouble that is often over a moment later. A time-out is not: it has cost its time already.
_TRANSIENT = frozenset({"connection_lost", "truncated", "protocol", "http_502", "http_503", "http_504"})


@dataclass(frozen=True, slots=True)
class _Fetched:
    source: str
    data: bytes = b""
    media_type: str = ""
    failure: str | None = None


def collect_pictures(
    article: Article,
    *,
    fetcher: Fetcher,
    page_url: str | None,
    save: Callable[[bytes, str], str],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    known: Mapping[str, Asset] | None = None,
) -> tuple[Article, tuple[Asset, ...]]:
    """Return the article and its pictures, each distinct source once, in the article's order.

    `save` keeps bytes of a media type and returns the asset's name; it and `progress` (done, total) are
    called in this thread only. Pictures inside the page (data:) are saved too and their source becomes
    "asset:" and the name. What cannot be had is an Asset with its reason. Raises Cancelled as soon as
    `cancelled` says so; what is being fetched then is left to run out by itself. Pictures that are `known`,
    by source, are taken as they are.
    """
    sources = sources_of(article)
    assets = {source: known[source] for source in sources if source in known} if known else {}
    kept = _Kept(fetcher, save)
    progress(len(assets), len(sources))
    for fetched in _fetched(
        [source for source in sources if source not in assets], fetcher, page_url, cancelled
    ):
        if cancelled():
            raise Cancelled
        assets[fetched.source] = kept.asset(fetched)
        progress(len(assets), len(sources))
    embedded = {
        source: f"asset:{asset.name}"
        for source, asset in assets.items()
        if asset.name and source[:5].lower() == "data:"
    }
    ordered = (assets[source] for source in sources)
    named = tuple(replace(asset, source=embedded.get(asset.source, asset.source)) for asset in ordered)
    # The same bytes may have stood in the page under several spellings.
    different = tuple({asset.source: asset for asset in named}.values())
    return replaced_sources(article, embedded), different


class _Kept:
    """Saves what was fetched while there is room for it."""

    def __init__(self, fetcher: Fetcher, save: Callable[[bytes, str], str]) -> None:
        self._most = fetcher.limits.pictures_total_bytes
        self._save = save
        self._bytes = 0

    def asset(self, fetched: _Fetched) -> Asset:
        if fetched.failure:
            return Asset(fetched.source, failure=fetched.failure)
        size = len(fetched.data)
        if self._bytes + size > self._most:
            return Asset(
                fetched.source, failure=f"The clip's pictures are larger than {megabytes(self._most)}."
            )
        self._bytes += size
        name = self._save(fetched.data, fetched.media_type)
        width, height = image_size(fetched.data, fetched.media_type) or (None, None)
        return Asset(fetched.source, name, fetched.media_type, width, height, size)


def _fetched(
    sources: list[str], fetcher: Fetcher, page_url: str | None, cancelled: Callable[[], bool]
) -> Iterator[_Fetched]:
    """Yield every source's outcome as it comes in."""
    limits = fetcher.limits
    wanted: deque[tuple[str, str]] = deque()
    for index, source in enumerate(sources):
        if index >= limits.pictures:
            yield _Fetched(source, failure=f"Only the first {limits.pictures} pictures of a page are kept.")
        elif source[:5].lower() == "data:":
            yield _embedded(source, limits.picture_bytes)
        elif url := _address(source, page_url):
            wanted.append((source, url))
        else:
            yield _Fetched(source, failure="Its address cannot be fetched from the web.")
    waiting = dict(wanted)
    for fetched in _in_threads(wanted, fetcher, page_url, cancelled):
        del waiting[fetched.source]
        yield fetched
    for source in waiting:
        yield _Fetched(source, failure="There was no time left for it.")


def _in_threads(
    wanted: deque[tuple[str, str]], fetcher: Fetcher, page_url: str | None, cancelled: Callable[[], bool]
) -> Iterator[_Fetched]:
    """Fetch until all are there, the time is over, or it is cancelled."""
    limits = fetcher.limits
    deadline = time.monotonic() + limits.pictures_total_s
    done: queue.SimpleQueue[_Fetched | BaseException] = queue.SimpleQueue()
    stopped = threading.Event()
    left = len(wanted)

    def work() -> None:
        while not stopped.is_set():
            try:
                source, url = wanted.popleft()
            except IndexError:
                return
            try:
                done.put(_fetch(source, url, fetcher, _referer(page_url, url)))
            except BaseException as error:  # noqa: BLE001  (a bug of ours, raised again in the caller's thread)
                done.put(error)

    # Daemons: a server that dawdles must not keep the program from ending.
    for number in range(min(limits.pictures_at_once, left)):
        threading.Thread(target=work, name=f"picture-{number}", daemon=True).start()
    try:
        while left and time.monotonic() < deadline and not cancelled():
            try:
                outcome = done.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if isinstance(outcome, BaseException):
                raise outcome
            left -= 1
            yield outcome
        if cancelled():
            raise Cancelled
    finally:
        stopped.set()


def _fetch(source: str, url: str, fetcher: Fetcher, referer: str | None) -> _Fetched:
    for attempt in (1, 2):
        try:
            data, media_type = fetcher.picture(url, referer=referer)
        except CaptureError as error:
            if attempt == 1 and isinstance(error, FetchError) and error.code in _TRANSIENT:
                continue
            return _Fetched(source, failure=error.message)
        return _Fetched(source, data, media_type)
    raise AssertionError


def _embedded(source: str, most: int) -> _Fetched:
    data = decode_data_uri(source)
    media_type = image_type(data) if data else None
    if not data or media_type is None:
        return _Fetched(source, failure="The picture inside the page could not be read.")
    if len(data) > most:
        return _Fetched(source, failure=f"The picture is larger than {megabytes(most)}.")
    return _Fetched(source, data, media_type)


def _address(source: str, page_url: str | None) -> str | None:
    """Return the http(s) address of a source, or None for all other schemes and loose ends."""
    try:
        parts = urlsplit(source.strip())
        if parts.netloc and not parts.scheme:
            scheme = urlsplit(page_url).scheme if page_url else "https"
            parts = parts._replace(scheme=scheme)
    except ValueError:
        return None
    return urlunsplit(parts) if parts.scheme in {"http", "https"} and parts.netloc else None


def _referer(page_url: str | None, url: str) -> str | None:
    """Return the page's address as a browser would send it: no fragment, no log-in, no secrets over http."""
    if not page_url:
        return None
    parts = urlsplit(page_url)
    if parts.scheme not in {"http", "https"} or (parts.scheme == "https" and not url.startswith("https:")):
        return None
    return urlunsplit(parts._replace(fragment="", netloc=parts.netloc.rpartition("@")[2]))

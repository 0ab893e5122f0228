"""The page a person would open for the address of an embedded player, map or post, where it is known."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_KNOWN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), page)
    for pattern, page in (
        (
            r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w\-]{6,})",
            "https://www.youtube.com/watch?v={}",
        ),
        (r"https?://player\.vimeo\.com/video/(\d+)", "https://vimeo.com/{}"),
        (r"https?://(?:www\.)?dailymotion\.com/embed/video/(\w+)", "https://www.dailymotion.com/video/{}"),
        (r"https?://open\.spotify\.com/embed/(\w+/\w+)", "https://open.spotify.com/{}"),
        (r"https?://embed\.music\.apple\.com/(.+)", "https://music.apple.com/{}"),
        (r"https?://embed\.podcasts\.apple\.com/(.+)", "https://podcasts.apple.com/{}"),
        (r"https?://codepen\.io/([\w\-]+)/embed/(?:preview/)?([\w\-]+)", "https://codepen.io/{}/pen/{}"),
        (
            r"https?://(?:www\.)?instagram\.com/(p|reel|tv)/([\w\-]+)/embed",
            "https://www.instagram.com/{}/{}/",
        ),
        (r"https?://(?:www\.)?tiktok\.com/embed/(?:v2/)?(\d+)", "https://www.tiktok.com/embed/v2/{}"),
        (r"https?://platform\.twitter\.com/embed/.*[?&]id=(\d+)", "https://twitter.com/i/status/{}"),
        (r"https?://(?:www\.)?ted\.com/embed/(.+)|https?://embed\.ted\.com/(.+)", "https://www.ted.com/{}"),
        (r"(https?://[\w.\-]+/@[\w.@\-]+/\d+)/embed", "{}"),
        (r"(https?://[\w.\-]+)/videos/embed/([\w\-]+)", "{}/videos/watch/{}"),
        (r"https?://(?:www\.)?loom\.com/embed/(\w+)", "https://www.loom.com/share/{}"),
        (r"https?://archive\.org/embed/([\w.\-]+)", "https://archive.org/details/{}"),
    )
)


def watch_address(url: str) -> str:
    """The page a person would open for an embedded player's address, where it is known."""
    for pattern, page in _KNOWN:
        if match := pattern.match(url):
            return page.format(*(group for group in match.groups() if group))
    if "soundcloud.com/player" in url:
        return _named_in_query(url, "url", "soundcloud.com") or url
    if "facebook.com/plugins/" in url:
        return _named_in_query(url, "href", "facebook.com") or url
    return url


def _named_in_query(url: str, name: str, host: str) -> str | None:
    try:
        given = parse_qs(urlsplit(url).query).get(name, [""])[0]
        found = urlsplit(given).hostname or ""
    except ValueError:
        return None
    return given if found.endswith(host) and given.startswith(("http:", "https:")) else None

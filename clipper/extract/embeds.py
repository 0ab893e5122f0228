"""Embedded videos, players and maps as links: nothing that was shown goes silently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clipper.extract import tree
from clipper.extract.links import absolute_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_EMBEDS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|twitch\.tv|ted\.com|"
    r"soundcloud\.com|spotify\.com|"
    r"bandcamp\.com|google\.[a-z.]+|openstreetmap\.org|codepen\.io|bilibili\.com|rutube\.ru|vk\.com|"
    r"twitter\.com|x\.com|instagram\.com|"
    r"tiktok\.com|wistia\.(?:com|net)|brightcove\.net|archive\.org|loom\.com|peertube\.[a-z]+|"
    r"streamable\.com|apple\.com)$"
)
_ADVERT = re.compile(
    r"\b(?:ads?|advert\w*|3rd party|tracking|comments?|newsletter|recaptcha|like button|share|consent)\b",
    re.IGNORECASE,
)


def embeds_to_links(article: HtmlElement, base: str | None) -> None:
    """Videos, players and maps become a paragraph with a link; frames without an address or a name go."""
    for frame in tree.elements(article, "iframe", "video", "audio", "embed", "object"):
        if frame.getparent() is None:
            continue
        absolute = _frame_address(frame, base)
        name = (frame.get("title") or frame.get("aria-label") or "").strip()
        if absolute is None or not (
            frame.tag in {"video", "audio"} or _known(absolute) or (name and not _ADVERT.search(name))
        ):
            tree.drop(frame)
            continue
        link = tree.new(
            "a", name or {"audio": "Audio", "video": "Video"}.get(frame.tag) or host_name(absolute)
        )
        link.set("href", watch_address(absolute))
        holder = frame.getparent()
        if holder.tag == "p" and not tree.text(holder).replace(tree.text(frame), "", 1):
            tree.replace(frame, link)
            continue
        paragraph = tree.new("p")
        paragraph.append(link)
        tree.replace(frame, paragraph)


def _frame_address(frame: HtmlElement, base: str | None) -> str | None:
    inner = [source.get("src") for source in frame.iter("source")]
    for source in (frame.get("data-src"), frame.get("src"), frame.get("data"), *inner):
        if not source or source.startswith("about:"):
            continue
        absolute = absolute_url(source, base) or ""
        if absolute.startswith("//"):
            absolute = "https:" + absolute
        if absolute.startswith(("http:", "https:")):
            return absolute
    return None


def _known(url: str) -> bool:
    try:
        return _EMBEDS.search(urlsplit(url).hostname or "") is not None
    except ValueError:
        return False


def host_name(url: str) -> str:
    """What to call an embed without a title: its host."""
    return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("player.") or "Embed"


def watch_address(url: str) -> str:
    """The page a person would open for an embedded player's address, where it is known."""
    if match := re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w\-]{6,})", url):
        return f"https://www.youtube.com/watch?v={match[1]}"
    if match := re.match(r"https?://player\.vimeo\.com/video/(\d+)", url):
        return f"https://vimeo.com/{match[1]}"
    return url

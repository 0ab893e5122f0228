"""Embedded videos, players, maps and posts as links: nothing that was shown goes silently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clipper.extract import tree
from clipper.extract.embed_addresses import watch_address
from clipper.extract.links import absolute_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ADVERT = re.compile(
    r"\b(?:ads?|advert\w*|3rd party|tracking|comments?|newsletter|recaptcha|captcha|like button|share|"
    r"consent|sign ?up|subscribe|login|chat)\b",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?:^|[./\-_])(?:ads?|adserver|adservice|doubleclick|googlesyndication|googletagmanager|gtm|taboola|"
    r"outbrain|recaptcha|hcaptcha|captcha|consent\w*|cmp|cookie\w*|disqus|comments?|newsletter\w*|subscribe|"
    r"signup|login|auth|sso|like|follow|share|sharer|plugins?/(?:like|page|share)\w*|tracking|tracker|pixel|"
    r"analytics|beacon|sync|blank|widget/?chat|intercom|survey|form|forms)(?:[./\-_?]|\.php|$)|\.swf$",
    re.IGNORECASE,
)
_SOURCE_SAYS = frozenset(("src", "data-src", "type"))
_FRAMES = ("iframe", "video", "audio", "embed", "object")
_SOURCES = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-cookieblock-src",
    "data-cmp-src",
    "data-consent-src",
    "data-cookie-src",
    "data-litespeed-src",
    "data-rocket-src",
    "data-ezsrc",
    "src",
    "data",
)
_CUSTOM = {
    "lite-youtube": ("videoid", "https://www.youtube.com/watch?v={}"),
    "youtube-video": ("video-id", "https://www.youtube.com/watch?v={}"),
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}"),
    "lite-vimeo": ("videoid", "https://vimeo.com/{}"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/{}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/{}"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-tiktok": ("data-src", "https://www.tiktok.com/embed/v2/{}"),
    "amp-gist": ("data-gistid", "https://gist.github.com/{}"),
    "amp-soundcloud": ("data-trackid", "https://api.soundcloud.com/tracks/{}"),
    "amp-facebook": ("data-href", "{}"),
    "amp-iframe": ("src", "{}"),
    "amp-video": ("src", "{}"),
    "amp-video-iframe": ("src", "{}"),
    "amp-audio": ("src", "{}"),
}
"""Elements of a page's own that show something from elsewhere: the attribute that names it, its address."""

MOST_EXCUSE = 200
"""Characters that such an element may say for as long as what it shows is not there."""

_LAZY_VIDEO = re.compile(r"youtube|yt-|lyte|video-facade|lazy-?video", re.IGNORECASE)
_LAZY_SIGNS = ("youtube", "lyte", "facade", "yt-")
_VIDEO_IDS = ("data-id", "data-youtube", "data-video-id", "data-video")
_VIDEO_ID = re.compile(r"[\w\-]{11}")
_POST = re.compile(r"(?:^|\s)(?:instagram-media|fb-post|fb-video|reddit-embed-bq|mastodon-embed)(?:\s|$)")
_POST_SIGNS = ("instagram-media", "fb-post", "fb-video", "mastodon-embed")
_POST_ADDRESSES = ("data-instgrm-permalink", "data-href", "data-embed-url", "cite")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"https?://\S+")
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|epub|odt)(?:[?#]|$)", re.IGNORECASE)
_PLAY = re.compile(
    r"^(?:play|watch|abspielen|lire|reproducir|riproduci|воспроизвести|播放|再生)\s*:?\s+", re.IGNORECASE
)


def show_embeds(root: HtmlElement, names: str, base: str | None) -> None:
    """Turn elements and scripts that show something from elsewhere into frames; `names`: all classes."""
    for element in tree.elements(root, *_CUSTOM):
        if element.getparent() is not None:
            _custom(element)
    for frame in tree.elements(root, "video", "audio", "iframe"):
        _drop_excuse(frame)
    for script in tree.elements(root, "script"):
        if "gist." in (script.get("src") or "") and script.getparent().tag != "head":
            _gist(script, base)
    _show_named(root, names)


def _show_named(root: HtmlElement, names: str) -> None:
    if any(sign in names.lower() for sign in _LAZY_SIGNS):
        for element in tree.elements(root, "div"):
            if _LAZY_VIDEO.search(element.get("class") or ""):
                _lazy_video(element)
    if any(sign in names for sign in _POST_SIGNS):
        for element in tree.elements(root, "blockquote", "div"):
            if element.getparent() is not None and _POST.search(element.get("class") or ""):
                _post(element)


def _drop_excuse(frame: HtmlElement) -> None:
    """What a player holds for browsers that cannot play it is not shown."""
    sources = list(frame.iter("source"))
    frame.text = None
    for child in list(frame):
        frame.remove(child)
    for source in sources:
        # to the parser a source may hold all that follows it
        made = tree.new("source")
        made.attrib.update({name: value for name, value in source.attrib.items() if name in _SOURCE_SAYS})
        frame.append(made)


def _custom(element: HtmlElement) -> None:
    attribute, pattern = _CUSTOM[str(element.tag)]
    given = (element.get(attribute) or element.get("data-src") or "").strip()
    if not given:
        return
    frame = _framed(element, given if "/" in given and pattern != "{}" else pattern.format(given))
    if element.find(".//p") is not None or len(tree.words(element)) > MOST_EXCUSE:
        # nobody closed it: it has swallowed a part of the page
        element.addprevious(frame)
        tree.unwrap(element)
    else:
        tree.replace(element, frame)


def _gist(script: HtmlElement, base: str | None) -> None:
    """A script that writes the code of a gist where it stands."""
    if address := absolute_url(script.get("src", ""), base):
        path = urlsplit(address).path.strip("/").removesuffix(".js")
        _frame(script, address.partition(".js")[0], title=f"Gist {path}" if path else "Gist")


def _lazy_video(element: HtmlElement) -> None:
    given = next((said for name in _VIDEO_IDS if (said := element.get(name))), "")
    if _VIDEO_ID.fullmatch(given) and element.find(".//iframe") is None and len(tree.text(element)) < 120:
        _frame(element, f"https://www.youtube.com/watch?v={given}", title=element.get("data-alt"))


def _frame(element: HtmlElement, address: str, *, title: str | None = None) -> None:
    tree.replace(element, _framed(element, address, title=title))


def _framed(element: HtmlElement, address: str, *, title: str | None = None) -> HtmlElement:
    made = tree.new("iframe")
    made.set("src", address)
    said = title or next(
        (
            name
            for key in ("title", "playlabel", "data-title", "aria-label", "videotitle")
            if (name := (element.get(key) or "").strip())
        ),
        "",
    )
    if said:
        made.set("title", _PLAY.sub("", said))
    picture = _poster_of(element)
    if picture:
        made.set("poster", picture)
    return made


def _poster_of(element: HtmlElement) -> str:
    """The picture that the page itself shows in place of what plays, "" where it has none."""
    if given := element.get("poster") or element.get("data-poster"):
        return str(given)
    inner = next(element.iter("img", "amp-img"), None)
    if inner is not None:
        return inner.get("src") or inner.get("data-src") or ""
    match = _BACKGROUND.search(element.get("style") or "")
    return match[1].strip() if match else ""


def _post(element: HtmlElement) -> None:
    """A post that only a script would show: what it says already stays, else a link to it."""
    address = next((given for name in _POST_ADDRESSES if (given := element.get(name))), "")
    links = [link for link in element.iter("a") if link.get("href")]
    address = address or (links[0].get("href") if links else "")
    said = tree.text(element)
    if address and (len(links) == 1 or len(said) < 200):
        _frame(element, address, title=said[:120] or None)


def embeds_to_links(article: HtmlElement, base: str | None) -> None:
    """Videos, players and maps become a paragraph with a link; frames of advertisers and counters go."""
    for frame in tree.elements(article, *_FRAMES):
        if frame.getparent() is None or next(frame.iterancestors(*_FRAMES), None) is not None:
            continue
        absolute = _frame_address(frame, base)
        name = _name(frame)
        if absolute is None or not _is_shown(frame, absolute, name):
            _without(frame)
            continue
        address = watch_address(absolute)
        said = name or {"audio": "Audio", "video": "Video"}.get(str(frame.tag)) or _file_name(address)
        link = tree.new("a", said or host_name(address))
        link.set("href", address)
        _put(frame, link, _poster(frame, base))
    for holder in article.xpath(".//figure[contains(@class, 'embed')]"):
        _link_address(holder)


def _without(frame: HtmlElement) -> None:
    """Drop a frame, but not what an object holds for those who cannot see it."""
    if frame.tag == "object" and (tree.text(frame) or frame.find(".//img") is not None):
        frame.tag = "div"
        frame.attrib.clear()
        return
    tree.drop(frame)


def _is_shown(frame: HtmlElement, address: str, name: str) -> bool:
    if frame.tag in {"video", "audio"}:
        return True
    if name and _ADVERT.search(name):
        return False
    sizes = [frame.get(side) or "" for side in ("width", "height")]
    if any(size in {"0", "1", "0px", "1px"} for size in sizes):
        return False
    if "display:none" in (frame.get("style") or "").replace(" ", ""):
        return False
    names = f"{frame.get('id') or ''} {frame.get('class') or ''}"
    parts = urlsplit(address)
    return not (_NOISE.search(f"{parts.hostname or ''}{parts.path}") or _ADVERT.search(names))


def _name(frame: HtmlElement) -> str:
    given = frame.get("title") or frame.get("aria-label") or frame.get("data-title") or ""
    return " ".join(given.split())


def _file_name(address: str) -> str:
    path = urlsplit(address).path
    return path.rsplit("/", 1)[-1] if _DOCUMENT.search(path) else ""


def _poster(frame: HtmlElement, base: str | None) -> str | None:
    given = frame.get("poster") or frame.get("data-poster")
    absolute = absolute_url(given, base) if given else None
    return absolute if absolute and absolute.startswith(("http:", "https:")) else None


def _put(frame: HtmlElement, link: HtmlElement, poster: str | None) -> None:
    """Put the link, and before it the picture that leads to the same place, in the frame's place."""
    pieces = [link]
    if poster:
        image = tree.new("img")
        image.set("src", poster)
        image.set("alt", "")
        pictured = tree.new("a")
        pictured.set("href", link.get("href", ""))
        pictured.append(image)
        pictured.tail = " "
        pieces.insert(0, pictured)
    holder = frame.getparent()
    alone = frame.getprevious() is None and frame.getnext() is None
    if holder.tag == "p" and alone and not tree.text(holder).replace(tree.text(frame), "", 1):
        holder.extend(pieces)
        frame.tail = None
        holder.remove(frame)
        return
    paragraph = tree.new("p")
    paragraph.extend(pieces)
    tree.replace(frame, paragraph)


def _link_address(holder: HtmlElement) -> None:
    """An address that waited for a script to show what it leads to becomes a link."""
    for element in holder.iter("div", "p"):
        said = (element.text or "").strip()
        if not len(element) and _BARE_ADDRESS.fullmatch(said):
            element.text = None
            link = tree.new("a", said)
            link.set("href", watch_address(said))
            element.append(link)


def _frame_address(frame: HtmlElement, base: str | None) -> str | None:
    inner = [source.get("src") or source.get("data-src") for source in frame.iter("source", "embed")]
    links = re.findall(r'href=["\'](https?://[^"\']+)', frame.get("srcdoc") or "")[:1]
    for source in (*(frame.get(name) for name in _SOURCES), *inner, *links):
        if not source or source.startswith("about:"):
            continue
        absolute = absolute_url(source, base) or ""
        if absolute.startswith("//"):
            absolute = "https:" + absolute
        if absolute.startswith(("http:", "https:")):
            return absolute
    return None


def host_name(url: str) -> str:
    """What to call an embed without a title: its host."""
    host = urlsplit(url).hostname or ""
    for start in ("www.", "player.", "embed.", "open.", "w."):
        host = host.removeprefix(start)
    return host or "Embed"

"""The title: the best of what the page offers, with the site's name cut off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clipper.extract import tree
from clipper.extract.metadata.headings import headings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from clipper.extract.inventory import Inventory
    from clipper.extract.metadata.headings import Heading

_SEPARATOR = re.compile(
    r"\s+[|│\-–—·•»«›<>/\\:~_]+\s+|\s*[|｜│]\s*|\s*::\s*|\s?[–—]\s|(?<=\w):\s+(?=\S)|"
    r"(?<=[^\x00-\x7f])[_\-](?=[^\x00-\x7f])|\s+(?=\[[^\]]+\]$)"
)
_SOURCE = re.compile(r"\s*\((?:[\w-]{1,60}\.){1,4}[a-z]{2,10}\)(?:\s+\d{1,5})?$")
"""The site that a post is about, as link lists put it behind a headline, perhaps before a count."""

_BAR = re.compile(r" ?[|│] ?| [–—-] ")

_SITE_IN_CJK = re.compile(r"[^\x00-\x7f]{0,6}(?:网|網|报|報|新闻|新聞|频道|在线|ニュース|新聞社|뉴스|일보)")


def key(said: str | None) -> str:
    """Letters and digits only, lower-case: equal for titles that differ in punctuation."""
    return re.sub(r"[\W_]+", "", said or "").casefold()


def page_title(root: HtmlElement) -> str:
    """The text of `<title>` (not an SVG's)."""
    found = next(
        (
            element
            for element in root.iter("title")
            if element.getparent() is None or element.getparent().tag != "svg"
        ),
        None,
    )
    return tree.text(found) if found is not None else ""


def choose_title(
    inventory: Inventory, offered: list[str], told: str | None, sites: list[str], url: str | None
) -> str:
    """The headline that the page shows, if it is one; else what it tells others, without the site's name.

    `offered` are the titles of its meta tags, best first, `told` the headline of its structured data,
    `sites` the names by which its site goes. A front page is about its site, whose name may open its title.
    """
    whole = page_title(inventory.root)
    told = told or ""
    own = {key(name) for name in sites} - {""}
    titles = [title for title in (*offered, told, whole) if title]
    found = main_heading(headings(inventory.of("h1"), url), titles, own)
    heading = found.text if found else None
    if url is not None and is_front_page(url):
        first = next((title for title in (*offered[:1], whole) if title), None)
        if first:
            lead = [heading] if heading and first.startswith(heading) else []
            return without_site(first, sites, lead, leading=False)
    if heading and _is_headline(heading, titles):
        return _bare_heading(heading, own)
    parts = [text for text in (heading, told) if text]
    candidates = [text for text in (*offered[:1], told, *offered[1:], whole, heading) if text]
    for text in candidates:
        cut = without_site(text, sites, parts)
        if cut == whole:
            cut = without_tail(whole)
        if cut and key(cut) not in own:
            return cut
    return candidates[0] if candidates else ""


def _bare_heading(heading: str, own: set[str]) -> str:
    """A heading without the name of its own site behind a bar, or that of another in brackets."""
    heading = _SOURCE.sub("", heading) or heading
    bars = list(_BAR.finditer(heading))
    if bars and bars[-1].start() and _is_site(heading[bars[-1].end() :], list(own)):
        return heading[: bars[-1].start()]
    return heading


def is_front_page(url: str) -> bool:
    """Whether an address is that of a site, and of no page in it."""
    parts = urlsplit(url)
    return "." in parts.netloc and not parts.path.strip("/") and not parts.query


def main_heading(found: list[Heading], titles: list[str], own: set[str]) -> Heading | None:
    """The h1 that the titles speak of, or the only one there is; None where there is no telling."""
    found = [heading for heading in found if key(heading.text) and key(heading.text) not in own]
    keys = [key(title) for title in titles]
    named = [heading for heading in found if any(key(heading.text) in title for title in keys)]
    if named:
        return max(
            named,
            key=lambda heading: (
                heading.in_article,
                any(title.startswith(key(heading.text)) for title in keys),
                len(heading.text),
            ),
        )
    inside = [heading for heading in found if heading.in_article]
    return found[0] if len(found) == 1 else inside[0] if len(inside) == 1 else None


def _is_headline(heading: str, titles: list[str]) -> bool:
    """Whether the page's heading is its title: akin to one of the titles given, the first if it is short."""
    said = _words(heading)
    if len(said) < 4 and len(heading) < 20:
        return bool(titles and said) and _is_short_headline(said, titles[0])
    if not titles:
        return True
    for title in titles:
        other = _words(title)
        shared = len(said & other)
        if other and (shared * 2 >= min(len(said), len(other)) or key(heading) in key(title)):
            return True
    return False


def _is_short_headline(said: set[str], title: str) -> bool:
    """Whether a title says all the few words of a heading; a single word counts only where it leads."""
    words = re.findall(r"\w+", title.casefold())
    if not said <= set(words):
        return False
    return len(said) > 1 or len(words) < 4 or words[0] in said


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w+", title.casefold()))


def without_site(title: str, sites: Iterable[str], parts_known: list[str], *, leading: bool = True) -> str:
    """The title without the site's name after a separator, or before one if `leading`."""
    title = " ".join(title.split())
    known = [key(site) for site in sites if key(site)]
    for part in parts_known:
        if len(part) > 8 and key(part) and key(part) != key(title) and _bounded(part, title):
            return part
    for _ in range(2):
        parts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
        if not parts:
            return title
        start, end = parts[-1]
        head, tail = title[:start], title[end:]
        if _is_site(tail, known) and len(head) >= 3:
            title = head.strip()
            continue
        first_end = parts[0][1]
        if leading and _is_site(title[: parts[0][0]], known) and len(title) - first_end > 8:
            title = title[first_end:].strip()
            continue
        break
    return title


def _bounded(part: str, title: str) -> bool:
    """Whether it is one of the title's parts between separators."""
    at = title.find(part)
    if at < 0:
        return False
    before, after = title[:at], title[at + len(part) :]
    return (not before or _SEPARATOR.search(before[-6:]) is not None) and (
        not after or _SEPARATOR.match(after) is not None
    )


def _is_site(part: str, known: list[str]) -> bool:
    said = key(part)
    if _SITE_IN_CJK.fullmatch(part.strip()):
        return True
    return bool(said) and any(
        said == site or (len(said) > 4 and (said in site or site in said) and len(said) < 3 * len(site))
        for site in known
    )


def without_tail(title: str) -> str:
    """A window's title without the few words after its last bar or dash, where more words stand before it."""
    bars = list(re.finditer(r"\s+[|│–—·»›]\s+|\s+-\s+", title))
    if not bars:
        return title
    match = bars[-1]
    head, tail = title[: match.start()], title[match.end() :]
    return head if len(head.split()) >= 4 and len(tail.split()) <= 4 else title

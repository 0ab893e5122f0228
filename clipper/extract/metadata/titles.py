"""The title: the best of what the page offers, with the site's name cut off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SEPARATOR = re.compile(
    r"\s+[|│\-–—·•»«›<>/\\:~_]+\s+|\s*[|｜│]\s*|\s*::\s*|\s?[–—]\s|(?<=\w):\s+(?=\S)|"
    r"(?<=[^\x00-\x7f])[_\-](?=[^\x00-\x7f])"
)


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


def without_site(title: str, sites: list[str], headings: list[str]) -> str:
    """The title without the site's name before or after a separator."""
    title = " ".join(title.split())
    known = [key(site) for site in sites if key(site)]
    for heading in headings:
        if len(heading) > 8 and key(heading) and key(heading) != key(title) and _bounded(heading, title):
            return heading
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
        if _is_site(title[: parts[0][0]], known) and len(title) - first_end > 8:
            title = title[first_end:].strip()
            continue
        break
    return title


def _bounded(heading: str, title: str) -> bool:
    """Whether the heading is one of the title's parts between separators."""
    at = title.find(heading)
    if at < 0:
        return False
    before, after = title[:at], title[at + len(heading) :]
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


def _heading_text(heading: HtmlElement) -> str:
    """A heading's words without permalink signs."""
    said = "".join(heading.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::svg)]"))
    return re.sub(r"\s*[¶#§🔗]\s*$", "", " ".join(said.split())).strip()


def main_heading(root: HtmlElement) -> str | None:
    """The page's one h1, or the one whose text the `<title>` holds; None where there is no telling."""
    headings = [
        _heading_text(heading)
        for heading in root.iter("h1")
        if next(heading.iterancestors("nav", "footer", "aside"), None) is None
    ]
    headings = [heading for heading in headings if 2 < len(heading) < 300]
    title = key(page_title(root))
    for heading in headings:
        if key(heading) and key(heading) in title:
            return heading
    return headings[0] if len(headings) == 1 else None

"""Who wrote a post, and when: by schema.org properties, class names, links to a profile, `time` and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.metadata.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

LONGEST_NAME = 60
_LONGEST_TIME = 60
_TO_THE_MINUTE = 16
"""Characters of a time in ISO 8601."""

_AUTHOR = re.compile(
    r"user-?name|(?:^|[\s_-])(?:author|nick(?:name)?|poster|hnuser|creator|sender|who|displayname|"
    r"display-name|"
    r"screenname|fullname|commenter|byline|autor|auteur|name|user|speaker)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<=\S)\s+@\S+$")
_ABOUT_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:time|date|action|avatar|title|rank|count|reputation|signature|badge|stats|info-?extra|joined)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"/(?:u|user|users|member|members|profile|profiles|people|author|@[\w.-]+)(?:/|$|\?|\.php)|member\.php|"
    r"[?&](?:user|author|profile)=|/@\w"
)
_WHEN = re.compile(
    r"timestamp|(?:^|[\s_-])(?:time|date|datetime|posted|age|ago|when|postdate|published|created|datum|"
    r"fecha|tarih)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_TIME_PROPS = frozenset(("datePublished", "dateCreated", "commentTime"))
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")
_OF_A_DATE = re.compile(r"\d{4}|\d{1,2}[:.]\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_A_DATE = re.compile(
    r"(?:\w{2,9}[\s,.]+)?\d{1,4}[\s./,-]+(?:\w{2,12}|\d{1,2})[\s./,-]+\d{2,4}\b.{0,24}|"
    r"\w{3,12}\.? \d{1,2}, \d{4}.{0,24}"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Author and time of a post, and the elements that say them; `shown` is the time as readers see it."""

    author: str = ""
    time: str | None = None
    shown: str = ""
    by: HtmlElement | None = None
    at: HtmlElement | None = None


def signature_of(holder: HtmlElement, inner: Sequence[HtmlElement]) -> Signature:
    """The signature of a post; `inner` are its own elements in order, without those of posts inside it."""
    author, by = _author(holder, inner)
    at = _clock(inner)
    if at is None:
        return Signature(author, None, "", by, None)
    dated = _dated(at)
    stamp = at.get("datetime") or at.get("content") or ""
    title = next((given for one in at.iter() if (given := one.get("title"))), "")
    said = tree.words(dated)
    time = _exact(stamp) or _exact(title) or _exact(said)
    if not _OF_A_DATE.search(said):
        # "3 days ago" says nothing to those who read the text later.
        said = title if _OF_A_DATE.search(title) else (time or said).replace("T", " ")[:_TO_THE_MINUTE]
    return Signature(author, time, said[:_LONGEST_TIME], by, at)


def _dated(at: HtmlElement) -> HtmlElement:
    """What says the date and nothing else, where it stands among other words: "asked <span>…</span>"."""
    inner = (one for one in at.iterdescendants() if not len(one) and _OF_A_DATE.search(one.text or ""))
    return next(inner, at)


def _author(holder: HtmlElement, inner: Sequence[HtmlElement]) -> tuple[str, HtmlElement | None]:
    declared = (holder.get("data-author") or holder.get("data-username") or "").strip()
    for is_sign in (_is_declared, _is_named, _is_profile):
        for element in inner:
            if is_sign(element) and (name := _name(element)):
                return declared if declared and declared in name else name, element
    return declared[:LONGEST_NAME], None


def _is_declared(element: HtmlElement) -> bool:
    return "author" in (element.get("itemprop") or "") or element.get("rel") == "author"


def _is_named(element: HtmlElement) -> bool:
    names = element.get("class")
    return element.tag == "cite" or (names is not None and _names_author(names))


@lru_cache(maxsize=4096)
def _names_author(names: str) -> bool:
    return _AUTHOR.search(names) is not None and _ABOUT_AUTHOR.search(names) is None


def _is_profile(element: HtmlElement) -> bool:
    return element.tag == "a" and _PROFILE.search(element.get("href") or "") is not None


def _name(element: HtmlElement) -> str:
    """The name alone: what is declared as one, or linked, inside a box about the author; empty for none."""
    inner = next((one for one in element.iter() if one.get("itemprop") == "name"), None)
    if inner is None:
        inner = next((one for one in element.iter("a") if len(tree.words(one)) > 1), element)
    said = (inner.get("content") or tree.words(inner)).strip(" :·,|-–—\u200e")
    said = _HANDLE.sub("", said)
    plausible = (
        1 < len(said) <= LONGEST_NAME and not _OF_A_DATE.search(said) and any(char.isalpha() for char in said)
    )
    return said if plausible else ""


def _clock(inner: Sequence[HtmlElement]) -> HtmlElement | None:
    """The element that says when: `time`, a date by its property or name, or else one that is all date."""
    for element in inner:
        if element.tag == "time" or element.get("itemprop") in _TIME_PROPS:
            return element
    for element in inner:
        names = element.get("class")
        if names is not None and _names_time(names):
            said = tree.words(element)
            if 0 < len(said) <= _LONGEST_TIME and any(char.isdigit() for char in said):
                return element
    for element in inner:
        said = (element.text or "").strip()
        if (
            not len(element)
            and 6 <= len(said) <= 40
            and said[-1].isalnum()
            and _A_DATE.fullmatch(said)
            and _exact(said)
        ):
            return element
    return None


@lru_cache(maxsize=4096)
def _names_time(names: str) -> bool:
    return _WHEN.search(names) is not None


def _exact(said: str) -> str | None:
    match = _ISO.match(said.strip())
    if match:
        return match[0].replace(" ", "T", 1)
    if len(said) > _LONGEST_TIME or not _OF_A_DATE.search(said):
        return None
    return iso_date(said, None, guess=False)

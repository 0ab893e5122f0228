"""Takes off what stands around an article's own text: kicker, byline and date; biographies and tags."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.measure import is_prose
from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.titles import key
from clipper.extract.wording import BYLINE, ENDING, LABEL, furniture_by_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.measure import Parts
    from clipper.extract.metadata import Metadata
    from clipper.extract.taken import Taken

_META_NAMES = re.compile(
    r"byline|dateline|kicker|eyebrow|timestamp|pub-?date|published|posted|category|categories|breadcrumb|"
    r"(?:^|[\s_-])(?:meta|author|authors|date|time|info|details|tags?|credits?|section|reading-?time|"
    r"read-?time|rubric|topic(?!-(?:post|body))|"
    r"label|views|updated|contributors?|source|attribution|datum|entry-?meta|post-?meta|"
    r"article-?meta)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BIO_NAMES = re.compile(
    r"(?:^|[\s_-])(?:author|authors|bio|biography|byline|contributor|about-?the-?author|writer|tags?|"
    r"categor(?:y|ies)|meta|footer|foot|credits?|"
    r"copyright|disclaimer|disclosure|topics?|tagline|endnote|boilerplate|correction|actions)(?:$|"
    r"[\s_-])|author[-_]?(?:bio|info|box|card)|bio[-_]?box",
    re.IGNORECASE,
)
_READING_TIME = re.compile(
    r"\b\d+\s*(?:-\s*)?(?:min(?:ute)?s?|minuten|minutos|minuti|мин\w*|分)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.\w+|@\w+")
_DERIVED = re.compile(r"(?:^|(?<=\s))(?:category|tag|author|post|type|format|status)-\S+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。]$")
_WHOLE = frozenset(("figure", "pre", "blockquote", "code"))
_AFTER_FIRST_PROSE = 10
_MOST_BEFORE_PROSE = 5_000
"""Elements looked at before the first paragraph; a page of nothing but links has no head to trim."""

_LEAST_BREAKS = 2
_LONGEST_VERSE = 60


@lru_cache(maxsize=4096)
def _named(names: str, which: str) -> bool:
    return (_META_NAMES if which == "meta" else _BIO_NAMES).search(names) is not None


def own_names(element: HtmlElement) -> str:
    """Class and id names, without those that a blog derives from the post's categories and tags."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _DERIVED.sub(" ", names) if "-" in names else names


def trim_head(article: HtmlElement, parts: Parts, taken: Taken, metadata: Metadata) -> None:
    """Drop the short blocks before the first paragraph that only say who, when and under which heading.

    After a first paragraph, which may be an introduction, only bylines and dates are looked for, not far.
    """
    whole = parts[article].text
    about = _About(metadata)
    left = _AFTER_FIRST_PROSE
    begun = False
    stack = list(reversed(article))
    waits = _MOST_BEFORE_PROSE
    while stack and left and waits:
        element = stack.pop()
        waits -= 1
        part = parts.get(element)
        if part is None or part.text == 0 or element.tag in _WHOLE:
            continue
        left -= begun
        short = part.text < min(400, whole // 3) and part.prose < 120 and element.tag not in tree.HEADINGS
        if short and about.is_byline(element):
            taken.take(element, BYLINE)
            continue
        if short and not begun and about.is_label(element, part.link_density):
            taken.take(element, LABEL)
            continue
        loose = part.prose - sum(parts[child].prose for child in element if child in parts)
        if _is_verse(element, part.text):
            break  # a date below a poem is the poem's
        if loose > 0:
            begun = True
            continue
        if element.tag in tree.HEADINGS and not about.repeats_title(element):
            break
        if element.tag in {"ul", "ol", "dl", "table"}:
            begun = True
            continue
        if element.tag in tree.BLOCKS:
            stack.extend(reversed(element))


def _is_verse(element: HtmlElement, said: int) -> bool:
    """Whether a text block of so many characters has short lines, as a poem has them."""
    breaks = sum(1 for _ in element.iterchildren("br"))
    return breaks >= _LEAST_BREAKS and said <= breaks * _LONGEST_VERSE and not tree.has_block(element)


class _About:
    """Tells blocks about an article from the article, by what its metadata says."""

    def __init__(self, metadata: Metadata) -> None:
        self.authors = [key(name) for name in metadata.authors]
        self.title = key(metadata.title)
        self.language = metadata.language

    def repeats_title(self, element: HtmlElement) -> bool:
        """Whether a heading only says the title, or is the page's h1."""
        said = key(tree.text(element))
        return bool(said) and (element.tag == "h1" or said in self.title)

    def is_byline(self, element: HtmlElement) -> bool:
        """Whether a short block names the author, or says when the article appeared."""
        said = tree.words(element)
        if len(said) > 200 or element.find(".//h1") is not None or element.find(".//img") is not None:
            return False
        squeezed = key(said)
        sentence = is_prose(said) and _SENTENCE_END.search(said) is not None
        if len(said) < 160 and any(
            name and name in squeezed and len(name) * 5 > len(squeezed) for name in self.authors
        ):
            return not sentence or len(said) < 100
        if sentence and len(said) > 60:
            return False
        if (
            len(said) < 120
            and any(char.isdigit() for char in said)
            and iso_date(said, self.language, guess=False)
        ):
            return True
        if len(said) < 100 and (_READING_TIME.search(said) or _ADDRESS.fullmatch(said)):
            return True
        if element.tag == "article":  # a short post, such as a thread's
            return False
        names = own_names(element)
        return len(said) < 160 and len(names) > 1 and _named(names, "meta")

    def is_label(self, element: HtmlElement, link_density: float) -> bool:
        """Whether a short block before any text is a kicker, a link or the title again."""
        said = tree.words(element)
        if len(said) > 300 or element.find(".//h1") is not None:
            return False
        if element.find(".//img") is not None and element.tag != "a":
            return False
        if is_prose(said) and _SENTENCE_END.search(said) and len(said) > 60:
            return False
        if key(said) == self.title or element.tag in {"time", "address"}:
            return True
        return len(said) < 100 and (link_density > 0.5 or furniture_by_words(said) is not None)


def trim_tail(article: HtmlElement, parts: Parts, taken: Taken, metadata: Metadata) -> None:
    """Drop what follows the last paragraph: biographies, tags, notes of the house; from the end backwards."""
    whole = parts[article].prose
    budget = max(whole * 0.2, 200)
    element = _last(article)
    looked = 0
    while element is not None and looked < 40:
        looked += 1
        if element.tag not in tree.BLOCKS:
            break
        part = parts[element]
        before = element.getprevious()
        if part.text and not _is_after(element, parts, whole, metadata):
            if (
                part.blocks
                and len(element)
                and element.tag in {"div", "section", "article", "header", "footer", "aside"}
            ):
                element = _last(element)
                continue
            break
        budget -= part.prose
        if budget < 0:
            break
        if part.text:
            taken.take(element, ENDING)
        while before is None and element is not None and element is not article:
            element = element.getparent() if element.getparent() is not None else None
            if element is None or element is article:
                return
            before = element.getprevious()
        element = before


def _last(element: HtmlElement) -> HtmlElement | None:
    return next((child for child in element.iterchildren(reversed=True) if isinstance(child.tag, str)), None)


def _is_after(element: HtmlElement, parts: Parts, whole: int, metadata: Metadata) -> bool:
    part = parts[element]
    if (
        element.tag in {"pre", "figure", "blockquote", "table"}
        or element.get("class") == "footnotes"
        or part.media
    ):
        return False
    if (element.tail or "").strip() and element.getparent() is not None and is_prose(element.tail or ""):
        return False
    if part.prose > whole * 0.2:
        return False
    names = own_names(element)
    if len(names) > 1 and _named(names, "bio") and part.text < 1200:
        return True
    said = tree.words(element) if part.text < 800 else ""
    if not said:
        return False
    if furniture_by_words(said) and (len(said) < 120 or part.link_density > 0.2):
        return True
    if element.tag in tree.HEADINGS:
        return True
    if part.link_density > 0.6 and part.prose == 0 and len(said) < 300 and not _SENTENCE_END.search(said):
        return True
    first = metadata.authors[0] if metadata.authors else ""
    return (
        bool(first)
        and said.startswith(first)
        and len(said) < 700
        and re.match(r"\s*(?:is|was|has|writes|covers|,|joined|works|reports)\b", said[len(first) :])
        is not None
    )

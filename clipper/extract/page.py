"""A whole page: judged, and only its article kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError
from clipper.extract import tree
from clipper.extract.code import normalise_code
from clipper.extract.finish import finish
from clipper.extract.formulas import normalise_formulas
from clipper.extract.images import resolve_pictures
from clipper.extract.judged import judged
from clipper.extract.links import base_of, resolve_links
from clipper.extract.measure import measure, word_count
from clipper.extract.metadata import Metadata, read_metadata
from clipper.extract.prune import drop_furniture, drop_unseen, show_fallback
from clipper.extract.remains import remains
from clipper.extract.rules import by_rules
from clipper.extract.warning_signs import warnings_of
from clipper.model import AS_JUDGED

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.model import Article, Capture, Choice, Removal

NOTHING_HERE = (
    "There is no article on this page, only menus and links. "
    "Select the part you want, copy it and paste it here."
)
NO_WORDS = "There are no words on this page."
NEEDS_SCRIPTS = (
    "This page shows its text only in a browser that runs JavaScript. "
    "Open it there, select the text, copy it and paste it here."
)

LEAST_HEADLINES = 5
"""Links of four words or more that make a page without an article worth keeping as a list."""

LEAST_UNRUN = 20
"""Characters of unlinked text that a page of no paragraphs must have where scripts may still change it."""

SHORT = 250
"""Characters; an article shorter than this is looked for again with less taken out before."""


@dataclass(frozen=True, slots=True)
class _Found:
    article: HtmlElement
    page: HtmlElement
    removed: tuple[Removal, ...]
    words: int


def extract_page(capture: Capture, choice: Choice = AS_JUDGED) -> Article:  # noqa: ARG001
    """The article of a whole page. Raises EmptyPageError where the page has none."""
    root = tree.parse(capture.text)
    base = base_of(root, capture.url)
    metadata = read_metadata(root, capture.url, base, capture.title_hint)
    scripts = sum(1 for _ in root.iter("script"))
    asked = _asks_for_scripts(root)
    found = _find(root, base, metadata, cautious=False)
    if found is None or _is_short(found):
        again = _find(tree.parse(capture.text), base, metadata, cautious=True)
        if again is not None and (found is None or _clearly_more(again, found)):
            found = again
    told = _told(metadata, found)
    if told is not None:
        found = told
    if found is None:
        found = _listing(tree.parse(capture.text), base)
    if found is None:
        if scripts and (asked or scripts > 3) and not _says_much(root):
            raise EmptyPageError(NEEDS_SCRIPTS)
        shown = tree.parse(capture.text).find("body")
        raise EmptyPageError(NO_WORDS if shown is None or not tree.words(shown) else NOTHING_HERE)
    article = finish(found.article, base, metadata, url=capture.url)
    warnings = warnings_of(article.text, found.words, article.html, asks_for_scripts=asked)
    return replace(
        article,
        page_word_count=max(found.words, article.word_count),
        removed=found.removed,
        warnings=warnings,
    )


def _is_short(found: _Found) -> bool:
    """Whether so little was found that the page, which says much more, deserves a second look."""
    said = tree.words(found.article)
    return len(said) < SHORT and found.words > 1.1 * word_count(said) + 3


def _told(metadata: Metadata, found: _Found | None) -> _Found | None:
    """The text that the page tells search engines, where it shows its readers next to nothing of it."""
    said = metadata.article_body or ""
    if len(said) < 400 or (found is not None and len(tree.words(found.article)) * 3 > len(said)):
        return None
    article = tree.new("div")
    for line in re.split(r"\n+|(?<=[.!?])\s{2,}", said):
        if line.strip():
            article.append(tree.new("p", tree.without_controls(re.sub(r"<[^>]{1,300}>", "", line)).strip()))
    return _Found(article, article, found.removed if found else (), found.words if found else 0)


def _says_much(root: HtmlElement) -> bool:
    body = root.find("body")
    return body is not None and len(tree.words(body)) > 40


def _asks_for_scripts(root: HtmlElement) -> bool:
    said = " ".join(tree.words(noscript) for noscript in list(root.iter("noscript"))[:20])
    return (
        re.search(
            (
                r"(?:enable|requires?|need|activ|habilit|aktivier|включ|有効)\w*[^.]{0,40}(?:java ?script)|"
                r"java ?script[^.]{0,60}(?:enable|require|disabled|aktiv|activ|habilit|включ|有効)"
            ),
            said,
            re.IGNORECASE,
        )
        is not None
    )


def _clearly_more(again: _Found, found: _Found) -> bool:
    return len(tree.words(again.article)) > 2 * len(tree.words(found.article)) + 80


def _find(root: HtmlElement, base: str | None, metadata: Metadata, *, cautious: bool) -> _Found | None:
    body = root.find("body")
    if body is None:
        return None
    # What a page of scripts says before they run, such as "Loading", is not yet its text.
    least = LEAST_UNRUN if cautious or root.find(".//script") is not None else 1
    prepare(root, base, cautious=cautious)
    words = word_count(tree.words(body))
    if cautious:
        ruled = by_rules(root, base, metadata, cautious=True, least=least)
        article, removed = ruled.article, ruled.removed
    else:
        article, removed = judged(root, base, metadata, least=least)
    return None if article is None else _Found(article, root, tuple(removed), words)


def prepare(root: HtmlElement, base: str | None, *, cautious: bool = False) -> None:
    """Bring pictures, formulas and code of a page into one form, and take out what it does not show."""
    body = root.find("body")
    resolve_pictures(root, base)
    normalise_formulas(body)
    normalise_code(body)
    show_fallback(body)
    drop_unseen(root, cautious=cautious)


def _listing(root: HtmlElement, base: str | None) -> _Found | None:
    """A page of links that say something, such as headlines with their pictures; None for bare menus."""
    body = root.find("body")
    if body is None:
        return None
    resolve_pictures(root, base)
    show_fallback(body)
    drop_unseen(root)
    words = word_count(tree.words(body))
    removed = drop_furniture(root, measure(body))
    headlines = [link for link in body.iter("a") if word_count(tree.words(link)) >= 4]
    if len(headlines) < LEAST_HEADLINES:
        return None
    holder = next(
        (one for one in body.iter("main") if sum(1 for _ in one.iter("a")) >= LEAST_HEADLINES), body
    )
    article, left = remains(body, holder)
    resolve_links(article, base)
    return _Found(article, root, tuple(removed + left), words)

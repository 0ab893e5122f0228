"""Finds the authors where the page shows them: microdata, rel=author, bylines, links to their pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.names import is_handle, is_person, separate_names, signature
from clipper.extract.metadata.places import Said, said_in
from clipper.extract.metadata.survey import AUTHOR, POSTER, Survey
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from clipper.extract.metadata.survey import Named


SAYS_BY = re.compile(
    r"^\s*(?:(?:(?:written |posted |published |reported |submitted |started |recipe |words )?by|"
    r"von|par|por|di|door|av)(?:\s*[:：]\s*|\s+)|"
    r"автор:?\s*|текст:?\s*|文[/／]|作者[：:]\s*|责任编辑[：:]\s*|責任編輯[：:]\s*)(.{2,80})$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:(?:written|posted|published|reported|words|text|story|article|review(?:ed)?|created|started|"
    r"submitted)?\s*by|(?:thread )?(?:author|starter|topic author)s?|von|par|por|di|door|av|"
    r"autor(?:en|in|a|es)?|auteurs?|autore|автор|текст|作者|撰文|記者|记者|text|"
    r"rédigé par|écrit par|publié par|escrito por|ein artikel von)\s*[:：]?\s*$",
    re.IGNORECASE,
)
# With these two letters a label begins: it spares most texts of a page both patterns.
_BEGINNINGS = vocabulary(
    "wr po pu re ré su st by wo vo pa di do av ав те te ar cr th to au éc es ei 文/ 文／ 作者 责任 責任 撰文 "
    "記者 记者"
)
_PLAIN_LABEL = re.compile(r"^\W*(?:von|par|por|di|door|av|text)\s*$", re.IGNORECASE)
_JOINT = re.compile(r"^\s*(?:[,&]|and|und|et|y|e|en|och|og|i|и|,\s*and)\s*$", re.IGNORECASE)
_AUTHOR_ATTRIBUTES = ("data-author", "data-author-username", "data-author-name")
_POSTER_TAGS = frozenset(("a", "span", "h3", "h4", "div", "strong"))
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|contributors?|writers?|journalists?|reporters?|columnists?|"
    r"redaktion|profiles?|people|staff|team|experts?|by)/[^/?#]+/?$",
    re.IGNORECASE,
)
_TOO_LARGE = frozenset(("body", "article", "main", "section"))
_FILLER = re.compile(r"\W+|am|on|le|il|el|em|den|den|op|at|date|datum|fecha|data", re.IGNORECASE)
_MOST = 60
_MOST_LABELS = 200
_MOST_JOINED = 20


def visible_authors(survey: Survey) -> list[str]:
    """The names in the first place for authors that has any; empty if the page shows none."""
    for element in _marked(survey):
        if not survey.is_elsewhere(element) and (names := _names_in(element, marked=True)):
            return names
    named, cards = survey.apart_from_cards(AUTHOR)
    near = survey.near
    return (
        _of_named(survey, named)
        or _after_label(survey, near)
        or _author_page(survey, near)
        or _beside_date(near)
        or _of_named(survey, cards)
        or _poster(survey)
    )


def authors_in(survey: Survey, pieces: Sequence[Said]) -> list[str]:
    """The names in these pieces of text: behind a label, as a link to their page, or beside a date."""
    return (
        _after_label(survey, pieces)
        or _author_page(survey, pieces)
        or _beside_date(pieces)
        or _by_date(survey, pieces)
    )


def _of_named(survey: Survey, named: Sequence[Named]) -> list[str]:
    """The names in the first element that is named for a byline and holds any."""
    for element, _ in named:
        if element.tag not in _TOO_LARGE and not survey.is_elsewhere(element):
            names = [name for name in _names_in(element, marked=False) if _is_capitalised(name)]
            if names:
                return names
    return []


def authors_anywhere(survey: Survey) -> list[str]:
    """The names behind a label on any part of the page."""
    places = [
        place
        for place, text in survey.texts
        if len(text) < 120 and (text[:2].lower() in _BEGINNINGS or not text[0].isalnum()) and _may_name(text)
    ]
    for pieces in survey.at(places[:_MOST_LABELS], _MOST_JOINED):
        if names := _named_at(survey, pieces, 0, anywhere=True):
            return names
    return []


def _may_name(text: str) -> bool:
    """Whether a text may be a label for the next one, or names people itself."""
    if len(text) < 40 and _LABEL.match(text):
        return _PLAIN_LABEL.match(text) is None
    match = SAYS_BY.match(text)
    return match is not None and _are_known(separate_names(match[1]))


def _are_known(names: list[str]) -> bool:
    return bool(names) and all(is_person(name) or is_handle(name) for name in names)


def visible_signature(survey: Survey) -> str | None:
    """How a desk or a team signs in a place for authors, "Harbour Staff"; None if none does."""
    for element in (*_marked(survey), *_named(survey)):
        if not survey.is_elsewhere(element):
            for said in said_in(element):
                if found := signature(said.text):
                    return found
    return None


def _is_capitalised(name: str) -> bool:
    """Whether first and last word begin with a capital, in scripts that have them."""
    words = name.split()
    return not (words[0][0].islower() and len(words) < 2 and "_" in name) and not words[-1][0].islower()


def _marked(survey: Survey) -> Iterator[HtmlElement]:
    """The elements that say by an attribute for machines that they name the author."""
    marked = survey.marked
    yield from [one for one in marked if "author" in (one.get("itemprop") or "").split()][:_MOST]
    for one in marked:
        if (one.get("rel") in {"author", "me author"} and one.tag != "link") or (
            one.get("data-testid") == "author-name"
        ):
            yield one
    yield from [one for one in marked if any(one.get(name) for name in _AUTHOR_ATTRIBUTES)][:1]
    for card, names in survey.named(AUTHOR):
        if "vcard" in names:
            yield from card.xpath("descendant::*[contains(concat(' ', @class, ' '), ' fn ')]")


def _named(survey: Survey) -> Iterator[HtmlElement]:
    """The elements whose class or id names a byline."""
    return (element for element, _ in survey.named(AUTHOR) if element.tag not in _TOO_LARGE)


def _names_in(element: HtmlElement, *, marked: bool) -> list[str]:
    inner = element.xpath(".//*[@itemprop='name']")
    if inner:
        found = [name for one in inner for name in separate_names(one.get("content") or tree.text(one))]
        return list(dict.fromkeys(found))
    given = element.get("content") or next(
        (element.get(name) for name in _AUTHOR_ATTRIBUTES if element.get(name)),
        None,
    )
    if given:
        return [] if given.startswith(("http", "/")) else separate_names(given)
    said = tree.words(element)
    if not said or len(said) > 160:
        return []
    links = [link for link in element.iter("a") if tree.text(link)]
    if links and len(said) > 30 and element.tag != "a":
        found = [
            name
            for link in links
            for name in separate_names(tree.text(link))
            if " " in name or not name.isascii()
        ]
        if found:
            return list(dict.fromkeys(found))
    pieces = said_in(element)
    if len(pieces) < 2:
        return separate_names(said)
    return _gathered(pieces, 0) or ([] if not marked else separate_names(said))


def _gathered(pieces: Sequence[Said], start: int) -> list[str]:
    """The names from one piece of text on, and those that commas and "and" join to it."""
    names: list[str] = []
    expected = True
    for piece in pieces[start : start + 24]:
        if _LABEL.match(piece.text):
            if names:
                break
            continue
        if _JOINT.match(piece.text):
            expected = True
            continue
        found = separate_names(piece.text) if expected else []
        if not found:
            if names:
                break
            continue
        names += found
        expected = piece.text.rstrip().endswith((",", "&", " and", " und", " et"))
    return list(dict.fromkeys(names))


def _after_label(survey: Survey, near: Sequence[Said]) -> list[str]:
    """The names behind the first "By" that has any, in the same piece of text or the next."""
    for place, piece in enumerate(near):
        if len(piece.text) <= 100 and (names := _named_at(survey, near, place)):
            return names
    return []


def _named_at(survey: Survey, near: Sequence[Said], place: int, *, anywhere: bool = False) -> list[str]:
    """The names behind "By" at this place; `anywhere` asks for a plainer label."""
    piece = near[place]
    names: list[str] = []
    if _LABEL.match(piece.text):
        after = near[place + 1 : place + 2]
        if after and len(after[0].text) < 80 and not (anywhere and _PLAIN_LABEL.match(piece.text)):
            names = _gathered(near[: place + _MOST_JOINED], place + 1)
            names = names if names and separate_names(after[0].text.strip()) else []
    elif (match := SAYS_BY.match(piece.text)) and not re.search(r"[.!?]$", piece.text) and piece.starts:
        names = separate_names(match[1])
    return names if _are_known(names) and not survey.is_elsewhere(piece.element) else []


def _author_page(survey: Survey, near: Sequence[Said]) -> list[str]:
    """The names that link to a page about an author, close to the headline."""
    for place, piece in enumerate(near):
        link = piece.element if piece.element.tag == "a" else piece.element.getparent()
        if link is None or link.tag != "a" or not _AUTHOR_PAGE.search(link.get("href") or ""):
            continue
        names = _gathered(near, place)
        if names and all(is_person(name) for name in names) and not survey.is_elsewhere(link):
            return names
    return []


def _beside_date(near: Sequence[Said]) -> list[str]:
    """A name on one line with a date, close to the headline: "5 March 2024 · Jane Doe"."""
    for piece in near:
        if not 12 < len(piece.text) < 90 or re.search(r"[|·•–—-]", piece.text) is None:
            continue
        parts = re.split(r"\s*[|·•]\s*|\s+[–—-]\s+", piece.text)
        if len(parts) < 2 or not any(iso_date(part, guess=False) for part in parts):
            continue
        for part in parts:
            names = separate_names(part)
            if names and all(is_person(name) for name in names):
                return names
    return []


def authors_by_date(survey: Survey) -> list[str]:
    """A name in a piece of text of its own, and a date in the one before or after: under the headline."""
    return _by_date(survey, survey.beside)


def _by_date(survey: Survey, near: Sequence[Said]) -> list[str]:
    pieces = [piece for piece in near if not _FILLER.fullmatch(piece.text)]
    for place, piece in enumerate(pieces):
        if not is_person(piece.text) or len(piece.text.split()) > 3 or re.search(r"\d", piece.text):
            continue
        beside = pieces[max(0, place - 1) : place] + pieces[place + 1 : place + 2]
        if any(len(one.text) < 40 and iso_date(one.text, guess=False) for one in beside):
            names = separate_names(piece.text)
            if names == [piece.text] and not survey.is_elsewhere(piece.element):
                return names
    return []


def _poster(survey: Survey) -> list[str]:
    """Who wrote the first post of a thread."""
    for element, _ in survey.named(POSTER):
        if element.tag in _POSTER_TAGS and not survey.is_elsewhere(element):
            said = tree.text(element)
            if 1 < len(said) < 40:
                return [said]
    return []

"""Finds the date where the page shows it: microdata, `<time>`, elements named for dates, short lines."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.places import is_others
from clipper.extract.metadata.survey import DATE, Survey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from clipper.extract.metadata.places import Said
    from clipper.extract.metadata.survey import Named

_CHANGED = re.compile(
    r"updat|modif|edited|review|geändert|aktualisiert|stand:|mis à jour|actualizad|aggiornat|bijgewerkt|"
    r"обновл|更新|수정",
    re.IGNORECASE,
)
_SAYS_PUBLISHED = re.compile(
    r"publi|posted|veröffentlicht|erschienen|erstellt|datum|date|fecha|data|опублик|发布|發布|公開|掲載|入力",
    re.IGNORECASE,
)
_LAST_CHANGED = re.compile(
    r"last (?:edited|modified|updated|changed|revised)|zuletzt|letzte (?:änderung|aktualisierung|bearbeitung)"
    r"|dernière (?:modification|mise à jour)|última (?:modificación|actualización|edición|atualização)|"
    r"última modificação|ultima modifica|laatst|senast|sist (?:endret|oppdatert)|sidst|ostatni|последн|"
    r"最終更新|最后(?:更新|修改|编辑)",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"©|copyright|\(c\)|all rights|founded|established|retrieved|accessed|received|accepted|since|seit",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"joined|registered|beigetreten|registriert|inscrit|member|mitglied", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_HAS_TIME = re.compile(r"T\d\d:\d\d")
_UNSURE = re.compile(r"(?<!\d)\d{1,2}[./-]\s?\d{1,2}[./-]|[(:]")
_MAY_BE_DATE = re.compile(r"(?:19|20)\d\d|\d[./-]\s?\d{1,2}[./-]|\d\W?\D{3,14}['’]?\d\d")
_PROPERTIES = ("datePublished", "dateCreated", "dc:date")
_FOR_SCRIPTS = (
    "data-date",
    "data-pubdate",
    "data-publish-date",
    "data-published",
    "data-published-at",
)
_COUNTS_DOWN = re.compile("count|timer", re.IGNORECASE)
_FULL_HINT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:")
_IN_SCRIPT = re.compile(
    r"""["'](?:date_?|first_?)?[pP]ublished?_?(?:[aA]t|[oO]n|[dD]ate|[tT]ime)?\\?["']\s*:\s*\\?["']([^"'\\]{8,40})"""
)
_MOST_SCRIPTS = 60
_LONGEST_SCRIPT = 1_000_000
_MOST_TIMES = 12
_SHORT = 90
_BARE = 20
_HALF_A_DAY_AND_MORE = 14


def visible_date(survey: Survey, language: str | None) -> str | None:
    """The first date in a place for dates: itemprop, `<time>`, elements named for dates; else None."""
    if survey.body is None:
        return None
    placeholder = None
    for element in survey.marked:
        names = f"{element.get('itemprop') or ''} {element.get('property') or ''}"
        if not any(name in names for name in _PROPERTIES):
            continue
        given = element.get("datetime") or element.get("content") or tree.text(element)
        found = iso_date(given, language)
        if found and ("dateCreated" not in names or found[4:] != "-01-01"):
            return found
        placeholder = placeholder or found
    named, cards = survey.apart_from_cards(DATE)
    return (
        _of_times(survey, language)
        or _of_named(survey, named, language)
        or leading_date(survey, language)
        or placeholder
        or _of_named(survey, cards, language)
    )


def any_time(survey: Survey, language: str | None) -> str | None:
    """The date of the first `<time>` outside of comments, wherever on the page it stands."""
    for element in survey.inventory.of("time")[:_MOST_TIMES]:
        if not is_others(element) and (
            found := iso_date(element.get("datetime") or tree.text(element), language)
        ):
            return found
    return None


def _of_times(survey: Survey, language: str | None) -> str | None:
    times = [
        element
        for element in survey.timed
        if element.tag == "time" or re.search("publish|dtreviewed|date", element.get("class") or "")
    ]
    times.sort(key=_rank)
    for element in times[:_MOST_TIMES]:
        if survey.is_elsewhere(element):
            continue
        found = (
            iso_date(element.get("datetime"), language)
            or iso_date(element.get("title"), language)
            or iso_date(tree.text(element), language)
        )
        if found:
            return found
    return None


def _rank(element: HtmlElement) -> int:
    """First the times that are said to be of publication, last those of a change."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if element.get("pubdate") is not None or re.search(r"publish|entry-date|post-?date", names):
        return 0
    above = element.getparent()
    beside = f"{above.text or ''} {above.get('class') or ''}" if above is not None else ""
    return 2 if _CHANGED.search(f"{names} {beside}") else 1


def _of_named(survey: Survey, named: list[Named], language: str | None) -> str | None:
    late = None
    for element, names in named:
        said = tree.words(element)
        if not 5 < len(said) < 160 or survey.is_elsewhere(element):
            continue
        if found := iso_date(said, language, guess=len(said) < 40):
            if not _CHANGED.search(f"{names} {said[:30]}"):
                return found
            late = late or found
    return late


def leading_date(survey: Survey, language: str | None) -> str | None:
    """A date close to the page's main heading, before any other the one that is said to be of publication."""
    return date_in(survey.near, language)


def date_in(pieces: Iterable[Said], language: str | None) -> str | None:
    """The first date in these pieces of text, before any other the one that is said to be of publication."""
    return _of_lines(pieces, language, labelled=True)


def first_date(survey: Survey, language: str | None) -> str | None:
    """The first date that stands in a short line of its own; the last resort."""
    places = [
        place
        for place, text in survey.texts
        if len(text) <= _SHORT and _MAY_BE_DATE.search(text) and iso_date(text, language, guess=False)
    ]
    pieces = [piece for pieces in survey.at(places, 1) for piece in pieces]
    last = [piece for piece in pieces if _LAST_CHANGED.search(piece.text)]
    return _of_lines(last, language) or _of_lines(pieces, language)


def same_moment(survey: Survey, told: str, language: str | None) -> str | None:
    """The date beside the heading that is the moment told, by a clock of another zone; None if there is none.

    `told` is to the minute. Zones are whole hours apart, so the minutes tell.
    """
    if not _HAS_TIME.search(told):
        return None
    for piece in survey.beside:
        if len(piece.text) > _SHORT or not _DIGIT.search(piece.text):
            continue
        shown = iso_date(piece.text, language, guess=False)
        if shown is None or shown[:10] == told[:10] or not _HAS_TIME.search(shown):
            continue
        apart = abs(datetime.fromisoformat(shown[:16]) - datetime.fromisoformat(told[:16]))
        if shown[14:16] == told[14:16] and apart <= timedelta(hours=_HALF_A_DAY_AND_MORE):
            return shown
    return None


def only_bare_date(survey: Survey, language: str | None) -> str | None:
    """The date that stands alone beside the heading, where none of another day is beside it; else None."""
    days: dict[str, bool] = {}
    label = ""
    for piece in survey.beside:
        said, before, label = piece.text, label, piece.text
        if len(said) > _SHORT or not _DIGIT.search(said):
            continue
        found = iso_date(said, language, guess=False)
        if found:
            bare = len(said) <= _BARE and not _UNSURE.search(said) and not is_others(piece.element)
            bare = bare and not any(sign.search(before[-30:]) for sign in (_CHANGED, _NOT_OURS, _MEMBERS))
            days[found[:10]] = bare and days.get(found[:10], True)
    return next((day for day, bare in days.items() if bare), None) if len(days) == 1 else None


def told_in_attributes(survey: Survey, language: str | None) -> str | None:
    """The first time of day that a hint gives in full, or the day of data-date where it is one only."""
    hinted = (
        (element, hint) for element, hint in survey.inventory.holders("title") if _FULL_HINT.match(hint)
    )
    for element, hint in islice(hinted, _MOST_TIMES):
        if not is_others(element) and (found := iso_date(hint, language, guess=False)):
            return found
    days = {
        found[:10]
        for name in _FOR_SCRIPTS
        for element, value in survey.inventory.holders(name)
        if not _COUNTS_DOWN.search(element.get("class") or "")
        and (found := iso_date(value, language, guess=False))
    }
    return days.pop() if len(days) == 1 else None


def told_to_scripts(survey: Survey, language: str | None) -> str | None:
    """The day on which the page's scripts say that something was published, where they know of one only."""
    days: set[str] = set()
    for script in survey.inventory.of("script")[:_MOST_SCRIPTS]:
        source = script.text or ""
        at = source.find("ublish", 0, _LONGEST_SCRIPT)
        for _ in range(_MOST_TIMES):
            if at < 0:
                break
            match = _IN_SCRIPT.search(source, max(0, at - 9), at + 70)
            if match and (found := iso_date(match[1], language, guess=False)):
                days.add(found[:10])
            at = source.find("ublish", at + 6, _LONGEST_SCRIPT)
    return days.pop() if len(days) == 1 else None


def _of_lines(pieces: Iterable[Said], language: str | None, *, labelled: bool = False) -> str | None:
    found: str | None = None
    late: str | None = None
    before = ""
    for piece in pieces:
        said, label = piece.text, before
        before = "" if _DIGIT.search(said) else said[-30:]
        if not _DIGIT.search(said):
            continue
        if len(said) > _SHORT:
            said = said[:24]
        date = iso_date(said, language, guess=False)
        if date is None or _NOT_OURS.search(f"{label} {said}") or is_others(piece.element):
            continue
        if _CHANGED.search(f"{label} {said}"):
            late = late or date
        elif not labelled or _SAYS_PUBLISHED.search(f"{label} {said}"):
            return date
        else:
            found = found or date
    return found or late

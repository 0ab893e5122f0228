"""When the article was published: of all dates on a page the one that its readers would name."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clipper.extract.metadata import tags as tag
from clipper.extract.metadata.dates import address_date, iso_date
from clipper.extract.metadata.shown_dates import (
    any_time,
    first_date,
    leading_date,
    only_bare_date,
    same_moment,
    told_in_attributes,
    told_to_scripts,
    visible_date,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clipper.extract.metadata.jsonld import SchemaFacts
    from clipper.extract.metadata.survey import Survey

_PUBLISHED_NAME = re.compile(
    r"publi(?:sh|c)\w*[-_.:]?(?:date|time|on|at)|pub-?date|^published$|first-?published"
)

_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T2[123]:00(?::00)?(?:Z|\+00:00)")
_ZONED = re.compile(r"T[\d:.]{2,20}(?:Z|[+-]\d\d:\d\d)$")
_AGAIN = 10
"""Days after which a page that is told to be of a later date than the one it shows was published again."""


def choose_date(
    survey: Survey, tags: tag.Tags, schema: SchemaFacts, url: str | None, language: str | None
) -> str | None:
    """The date of publication in ISO 8601: told to machines, shown to readers, in the address; or None."""
    told = iso_date(schema.published, language)
    known = tag.PUBLISHED[:-3]
    sure = [name for name in known if _PUBLISHED_NAME.search(name)]
    other = [name for name in tags if _PUBLISHED_NAME.search(name) and name not in known]
    named = _earliest(
        found
        for name in dict.fromkeys((*sure, *other))
        if name in tags and (found := iso_date(tags[name][0], language))
    ) or next(
        (found for name in known if name in tags and (found := iso_date(tags[name][0], language))),
        None,
    )
    if told and named and _days_between(named, told) > 1:
        told = named
    if told := told or named:
        return _as_readers_see(told, survey, url, language)
    return (
        _shown(survey, url, language)
        or next(
            (
                found
                for name in tag.PUBLISHED[-3:]
                if name in tags and (found := iso_date(tags[name][0], language))
            ),
            None,
        )
        or first_date(survey, language)
        or told_in_attributes(survey, language)
        or told_to_scripts(survey, language)
    )


def _earliest(dates: Iterable[str]) -> str | None:
    """The first of the dates, unless another is of an earlier day."""
    chosen = None
    for found in dates:
        if chosen is None or _days_between(found, chosen) > 1:
            chosen = found
    return chosen


def _shown(survey: Survey, url: str | None, language: str | None) -> str | None:
    """The date that readers are shown, or that of the address where they are shown another or none."""
    from_address = address_date(url)
    shown = visible_date(survey, language)
    if from_address and (shown is None or not shown.startswith(from_address)):
        return from_address
    return shown or any_time(survey, language)


def _as_readers_see(told: str, survey: Survey, url: str | None, language: str | None) -> str:
    """The date told to machines, or the day that readers are shown where the clock's zone makes it another.

    A bare day told to machines also gives way to an earlier one on the page: it is often that of a change. So
    does a time to one that stands alone by the heading and is long before: a page that moved has a new time.
    """
    local = address_date(url)
    zoned = _ZONED.search(told) is not None
    midnight = _MIDNIGHT.fullmatch(told)
    if zoned and not midnight and local and told.startswith(local):
        return told
    if shown := same_moment(survey, told, language):
        return shown
    if midnight and language and not language.startswith("en"):
        # Midnight somewhere east of Greenwich: a bare day that a machine has moved to its own zone.
        return (date.fromisoformat(midnight[1]) + timedelta(days=1)).isoformat()
    alone = only_bare_date(survey, language) if "T" in told else None
    if alone and _days_between(told, alone) < -_AGAIN:
        return alone
    if told.endswith(("Z", "+00:00")):
        return local if local and abs(_days_between(local, told)) == 1 else told
    if zoned:
        return told
    shown = leading_date(survey, language)
    if shown is None:
        return told
    apart = _days_between(shown, told)
    return shown if (abs(apart) == 1 if "T" in told else apart > 0) else told


def _days_between(earlier: str, later: str) -> int:
    """Days from one date to another; 0 where one is not exact to the day."""
    try:
        return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
    except ValueError:
        return 0

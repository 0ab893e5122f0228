"""Half-open periods of days, and what a filter needs of them: moments in local time, or ISO 8601 strings."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """How exact a date is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` on and before `end`; None is open. `exact` is how exact the start was given.

    `point` is the one day that is meant where the period is compared with ("2 weeks ago").
    """

    start: date | None
    end: date | None
    exact: Unit = Unit.DAY
    point: date | None = None

    @property
    def moments(self) -> tuple[datetime | None, datetime | None]:
        """Where it starts and ends in local time; both know their zone."""
        return _midnight(self.start), _midnight(self.end)

    @property
    def strings(self) -> tuple[str | None, str | None]:
        """Where it starts and ends in ISO 8601: the start as exact as it was given, the end in short.

        So what is known to be of `2020-05` lies in that month, and not before the 1st of May.
        """
        given = {Unit.YEAR: 4, Unit.MONTH: 7}.get(self.exact)
        return (
            None if self.start is None else self.start.isoformat()[:given],
            None if self.end is None else self.end.isoformat().removesuffix("-01").removesuffix("-01"),
        )


def period_of(day: date, unit: Unit) -> Period:
    """Return the day, week (from Monday), month or year that the day lies in."""
    if unit is Unit.WEEK:
        day -= timedelta(days=day.weekday())
    elif unit is Unit.MONTH:
        day = day.replace(day=1)
    elif unit is Unit.YEAR:
        day = day.replace(month=1, day=1)
    return Period(day, later(day, unit, 1), unit)


def later(day: date, unit: Unit, count: int) -> date | None:
    """Return the day so many units later, the last one of a shorter month; None beyond the calendar."""
    try:
        if unit in {Unit.DAY, Unit.WEEK}:
            return day + timedelta(days=count * (7 if unit is Unit.WEEK else 1))
        months = day.year * 12 + day.month - 1 + count * (12 if unit is Unit.YEAR else 1)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def _midnight(day: date | None) -> datetime | None:
    if day is None:
        return None
    utc = datetime.combine(day, time.min, UTC)
    try:
        return utc.replace(tzinfo=None).astimezone()
    except (OSError, OverflowError, ValueError):
        return utc  # some systems know the local time only of the years since 1970

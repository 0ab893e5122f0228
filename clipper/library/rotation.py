"""Which of the daily backups are kept: the newest of each of 7 days, 4 weeks and 12 months.

Days, weeks and months are counted by the backups there are, not by the clock: a computer that was off for
a year, or whose clock jumped, loses none to old age alone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable
    from datetime import datetime

DAYS = 7
WEEKS = 4
MONTHS = 12
_AHEAD = timedelta(days=1)


def to_keep(moments: Collection[datetime], now: datetime) -> set[datetime]:
    """Return those of the moments at which a backup was made whose backup is kept.

    What lies ahead of `now` was made while the clock was wrong, or it is wrong now: those are chosen from
    apart, so that they neither push out the others nor are pushed out.
    """
    behind = [moment for moment in moments if moment <= now + _AHEAD]
    ahead = [moment for moment in moments if moment > now + _AHEAD]
    return _chosen(behind) | _chosen(ahead)


def _chosen(moments: Collection[datetime]) -> set[datetime]:
    return (
        _newest_of_each(moments, lambda moment: moment.date(), DAYS)
        | _newest_of_each(moments, lambda moment: tuple(moment.isocalendar())[:2], WEEKS)
        | _newest_of_each(moments, lambda moment: (moment.year, moment.month), MONTHS)
    )


def _newest_of_each(
    moments: Collection[datetime], period: Callable[[datetime], Hashable], count: int
) -> set[datetime]:
    newest: dict[Hashable, datetime] = {}
    for moment in sorted(moments, reverse=True):
        if len(newest) == count and period(moment) not in newest:
            break
        newest.setdefault(period(moment), moment)
    return set(newest.values())

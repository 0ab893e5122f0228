"""Answering a query: which clips, in which order.

Ranking all that a common word matches is what costs, and tells little: so the newest matches are read
first, and where these are all, they are ranked. Where there are more, those come first in whose title or
tags the words stand, and then all others, each the newest first. Where few clips have a word, those
follow in which it is a part of a word.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from clipper.library import spelling
from clipper.library.descending import common
from clipper.library.matching import Plan, plan
from clipper.library.query import parse
from clipper.library.ranking import rarity
from clipper.library.rows import storable
from clipper.library.view import Found, Sort, View

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clipper.library.connections import Reader
    from clipper.library.query import Query

FEW = 250
"""Matches up to which all are ranked."""
TITLES = 1_000
"""Clips whose titles match that come before all others, where more than a few match."""
ENOUGH = 20
"""Clips found from which parts of words are not looked for."""
PARTS = 1_000
"""Clips at most that are found by parts of words."""
FEW_TO_DOUBT = 3
"""Clips found from which nothing else is suggested."""
COUNTED = 500
"""Matches up to which those of one word are counted for the ranking; beyond, their number is guessed."""
TITLES_MATCHED = 50
"""As `TITLES`, where each has to be matched once more, as for phrases."""
INTERSECTED = 1_500
"""Clips with words and the beginning of another that are looked for."""
CHOSEN = 5_000
"""Clips that a filter leaves up to which they are named, so that no other row is read."""
ASKED_ONE_BY_ONE = 50
"""Clips named up to which each is looked up in the index by itself."""
PHRASE = re.compile(r'"(?:[^"]|"")*"(?: ?\*)?')

WHERE = {
    View.ALL: "c.trashed_at IS NULL",
    View.INBOX: "c.trashed_at IS NULL AND c.archived_at IS NULL",
    View.UNREAD: "c.trashed_at IS NULL AND c.read = 0 AND c.status = 'ready'",
    View.STARRED: "c.trashed_at IS NULL AND c.starred = 1",
    View.ARCHIVE: "c.trashed_at IS NULL AND c.archived_at IS NOT NULL",
    View.FAILED: "c.trashed_at IS NULL AND c.status = 'failed'",
    View.TRASH: "c.trashed_at IS NOT NULL",
}
_NEWEST = "c.saved_at DESC, c.id DESC"
ORDER = {
    Sort.NEWEST: _NEWEST,
    Sort.RELEVANCE: _NEWEST,
    Sort.OLDEST: "c.saved_at, c.id",
    Sort.TITLE: "c.title_key, c.id",
    Sort.LONGEST: f"c.word_count DESC, {_NEWEST}",
    Sort.SHORTEST: f"c.word_count, {_NEWEST}",
    Sort.PUBLISHED: f"c.published IS NULL, c.published DESC, {_NEWEST}",
    Sort.SITE: f"c.site IS NULL, c.site, {_NEWEST}",
}


def parsed(query: str) -> Query:
    """Return what the query says today."""
    return _parsed(storable(query), datetime.now().astimezone().date())


@lru_cache(maxsize=64)
def _parsed(query: str, today: date) -> Query:
    return parse(query, today=today)


def find(reader: Reader, view: View, query: str, sort: Sort | None, limit: int | None) -> Found:
    """Return the clips of `view` that fit `query`, at most `limit`, in the order of `sort`.

    The query's own `sort:` goes before `sort`. Raises Cancelled when the reader is interrupted.
    """
    asked = parsed(query)
    made = plan(asked.expression)
    if not (asked.asks_for_trash and view is View.ALL):
        made.conditions.append(WHERE[view])
    most = -1 if limit is None else max(limit, 0)
    order = asked.sort or sort or Sort.RELEVANCE
    if made.is_selective and made.words is not None:
        _choose(reader, made)
    if made.words is None and made.heads is None:
        ids = _listed(reader, made, order, most)
        return _cut(ids, limit, hints=asked.hints)
    by_relevance = order is Sort.RELEVANCE
    ids = _ranked(reader, made, most) if by_relevance else _sorted(reader, made, order, most)
    if len(ids) < ENOUGH and len(ids) != most:
        known = set(ids)
        more = spelling.with_parts_of_words(reader.db, asked.expression)
        if more is not None:
            wider = plan(more)
            wider.conditions, wider.values = made.conditions, made.values
            others = _sorted(reader, wider, order, PARTS if most < 0 else most)
            ids += [clip for clip in others if clip not in known]
    suggestion = None
    if len(ids) < FEW_TO_DOUBT and view is not View.TRASH:
        suggestion = spelling.suggestion(reader.db, asked)
    return _cut(ids, limit, hints=asked.hints, suggestion=suggestion)


def _cut(ids: list[str], limit: int | None, *, hints: Sequence[str], suggestion: str | None = None) -> Found:
    most = len(ids) if limit is None else max(limit, 0)
    return Found(tuple(ids[:most]), tuple(hints), suggestion, more=limit is not None and len(ids) >= most > 0)


def _rows(reader: Reader, sql: str, values: Sequence[str | int | float]) -> list[Any]:
    reader.check()
    return reader.db.execute(sql, tuple(values)).fetchall()


def _listed(reader: Reader, made: Plan, order: Sort, most: int) -> list[str]:
    rows = _rows(
        reader,
        f"SELECT c.uuid FROM clips c WHERE {made.where} ORDER BY {ORDER[order]} LIMIT ?",  # noqa: S608
        (*made.values, most),
    )
    return [str(row[0]) for row in rows]


def _choose(reader: Reader, made: Plan) -> None:
    """Where the filters leave few clips, name these, so that not all that the words match is read."""
    rows = _rows(
        reader,
        f"SELECT c.id FROM clips c WHERE {made.where} LIMIT ?",  # noqa: S608
        (*made.values, CHOSEN + 1),
    )
    if len(rows) <= CHOSEN:
        made.chosen = ", ".join(str(row[0]) for row in rows)


def _newest_of_both(reader: Reader, made: Plan, most: int) -> tuple[Plan, bool]:
    """Return the plan with the newest clips named that have words and the beginning of one, and if all are.

    Both come newest first, so that one pass over the two finds them without reading either to its end.
    """
    sql = "SELECT rowid FROM {0} WHERE {0} MATCH ? ORDER BY rowid DESC"
    reader.check()
    with (
        closing(reader.db.execute(sql.format("search"), (made.words,))) as words,
        closing(reader.db.execute(sql.format("heads"), (made.heads,))) as heads,
    ):
        found = list(islice(common(words, heads), most))
    return replace(made, heads=None, chosen=", ".join(map(str, found))), len(found) < most


def _matches(made: Plan) -> tuple[str, list[str], str]:
    """Return the tables in which a query is answered, the values to bind, and the column of the newest."""
    if made.words is None:
        return (
            "heads CROSS JOIN clips c ON c.id = heads.rowid WHERE heads MATCH ?",
            [str(made.heads)],
            "heads.rowid",
        )
    tables = "search CROSS JOIN clips c ON c.id = search.rowid WHERE search MATCH ?"
    values = [made.words]
    if made.heads is not None:
        # The plus keeps SQLite from asking `search` once for each of them.
        tables += " AND +search.rowid IN (SELECT rowid FROM heads WHERE heads MATCH ?)"
        values.append(made.heads)
    if made.chosen is not None:
        # A plus keeps SQLite from asking `search` once for each of them: that is faster for very few alone.
        sign = "+" if made.chosen.count(",") > ASKED_ONE_BY_ONE else ""
        tables += f" AND {sign}search.rowid IN ({made.chosen})"
    return tables, values, "search.rowid"


def _sorted(reader: Reader, made: Plan, order: Sort, most: int) -> list[str]:
    tables, values, _ = _matches(made)
    rows = _rows(
        reader,
        f"SELECT c.uuid FROM {tables} AND {made.where} ORDER BY {ORDER[order]} LIMIT ?",  # noqa: S608
        (*values, *made.values, most),
    )
    return [str(row[0]) for row in rows]


def _newest(reader: Reader, made: Plan, most: int) -> list[tuple[int, str]]:
    """Return key and id of the newest clips that match, all for `most` below 0."""
    tables, values, newest = _matches(made)
    return _rows(
        reader,
        f"SELECT c.id, c.uuid FROM {tables} AND {made.where} ORDER BY {newest} DESC LIMIT ?",  # noqa: S608
        (*values, *made.values, most),
    )


def _ranked(reader: Reader, made: Plan, most: int) -> list[str]:
    first_looked_at = FEW + 1 if most < 0 else max(most, FEW + 1)
    looked_in, are_all = made, True
    if made.words is not None and made.heads is not None and made.chosen is None:
        looked_in, are_all = _newest_of_both(reader, made, INTERSECTED + first_looked_at)
    rows = _newest(reader, looked_in, first_looked_at)
    if are_all:
        made = looked_in
    elif len(rows) < first_looked_at:  # a filter left too few of these
        rows = _newest(reader, made, first_looked_at)
    if len(rows) <= FEW:
        return _by_score(reader, made, rows)
    first = _in_titles(reader, made)
    if 0 <= most <= len(first):
        return first[:most]
    known = set(first)
    if most < 0:
        rows = _newest(reader, made, -1)
    return first + [uuid for _, uuid in rows if uuid not in known]


def _by_score(reader: Reader, made: Plan, rows: Sequence[tuple[int, str]]) -> list[str]:
    """Return the few that match, the best first; of equals the newest."""
    if made.words is None or len(rows) < 2:
        titled = set(_in_titles(reader, made)) if len(rows) > 1 else set()
        return sorted((uuid for _, uuid in rows), key=lambda uuid: uuid not in titled)
    total = int(_rows(reader, "SELECT coalesce(max(id), 0) FROM clips", ())[0][0])
    rarities = _rarities(reader, made.words, total)
    marks = ", ".join("?" * len(rarities))
    tables, values, _ = _matches(made)
    scored = _rows(
        reader,
        f"SELECT c.id, c.uuid, score(search, {marks}) FROM {tables} AND {made.where}",  # noqa: S608
        (*rarities, *values, *made.values),
    )
    scored.sort(key=lambda row: (-row[2], -row[0]))
    return [str(uuid) for _, uuid, _ in scored]


def _rarities(reader: Reader, words: str, total: int) -> list[float]:
    """Return how rare each phrase of the expression is, in the order in which FTS5 numbers them."""
    found = []
    for phrase in PHRASE.findall(words):
        seen = _rows(
            reader,
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?",
            (phrase, COUNTED),
        )
        count = len(seen)
        if count == COUNTED:
            newest, oldest = seen[0][0], seen[-1][0]
            count = max(count, min(total, count * newest // max(newest - oldest, 1)))
        found.append(rarity(count, total))
    return found


def _in_titles(reader: Reader, made: Plan) -> list[str]:
    """Return those that match and have the words in title or tags, the newest first."""
    if made.titles is None:
        return []
    tables = "heads CROSS JOIN clips c ON c.id = heads.rowid WHERE heads MATCH ?"
    rows = _rows(
        reader,
        f"SELECT c.id, c.uuid FROM {tables} AND {made.where} ORDER BY heads.rowid DESC LIMIT ?",  # noqa: S608
        (made.titles, *made.values, TITLES if made.titles_suffice else TITLES_MATCHED),
    )
    if made.titles_suffice or not rows or made.words is None:
        return [str(uuid) for _, uuid in rows]
    listed = ", ".join(str(clip) for clip, _ in rows)
    fitting = {
        int(row[0])
        for row in _rows(
            reader,
            f"SELECT rowid FROM search WHERE search MATCH ? AND rowid IN ({listed})",  # noqa: S608 (numbers)
            (made.words,),
        )
    }
    return [str(uuid) for clip, uuid in rows if clip in fitting]

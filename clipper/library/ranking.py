"""How well a clip answers a query, computed inside SQLite row by row from the places of the words.

A sum over the words of the query: how rare the word is, times how much it says in each column. In the text
that grows with how often it stands there and shrinks with the text's length (as in BM25, Robertson and
Zaragoza 2009); elsewhere it counts once. Words of a query that stand close together count more.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import apsw

WEIGHTS = (12.0, 9.0, 5.0, 3.0, 2.0, 6.0)
"""How much a word counts in title, tags, authors, site, address and notes; in the text at most 2.2."""
TEXT = 6
_SATURATION, _LENGTH, _USUAL_LENGTH = 1.2, 0.6, 700
_WHOLE_TITLE = 8.0
_SIDE_BY_SIDE = 3.0
_EARLY_WORDS, _EARLY = 100, 0.3
_PLACES_LOOKED_AT = 40


def register(db: apsw.Connection) -> None:
    """Make the function `score(search, rarity…)` known to the connection: one rarity a phrase, in order."""
    db.register_fts5_function("score", score)


def rarity(count: float, total: int) -> float:
    """Return how much a word tells that `count` of `total` clips have."""
    return math.log(1 + (total + 0.5) / (count + 0.5))


def score(api: apsw.FTS5ExtensionApi, *rarities: Any) -> float:  # noqa: ANN401 (numbers, from SQL)
    """Return the score of the row, greater for better, in steps of a thousandth."""
    total = 0.0
    in_title = 0
    places: list[Sequence[int]] = []
    length = api.column_size(TEXT)
    for phrase, rare in enumerate(rarities):
        columns = api.phrase_locations(phrase)
        said = 0.0
        for weight, found in zip(WEIGHTS, columns, strict=False):
            if found:
                said += weight
        in_title += len(columns[0]) > 0
        in_text = columns[TEXT]
        if in_text:
            often = len(in_text)
            usual = _SATURATION * (1 - _LENGTH + _LENGTH * length / _USUAL_LENGTH)
            said += often * (_SATURATION + 1) / (often + usual)
            if in_text[0] < _EARLY_WORDS:
                said += _EARLY
            places.append(in_text[:_PLACES_LOOKED_AT])
        total += rare * said
    if in_title and in_title == len(rarities) and api.column_size(0) <= in_title + 1:
        total += _WHOLE_TITLE
    if len(places) > 1:
        total += _SIDE_BY_SIDE * _nearness(places) * max(rarities)
    return round(total, 3)


def _nearness(places: Sequence[Sequence[int]]) -> float:
    """Return 1 where each word follows the one before somewhere, less the further apart they stay."""
    near = 0.0
    for first, second in pairwise(places):
        best = math.inf
        at = 0
        for place in first:
            while at < len(second) - 1 and second[at] < place:
                at += 1
            gap = second[at] - place
            best = min(best, gap if gap > 0 else 1 - gap * 2)
        near += 1 / max(best, 1)
    return near / (len(places) - 1)

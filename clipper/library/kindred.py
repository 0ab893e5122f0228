"""Clips like a clip: those that share the words which tell most of it.

A word tells much of a clip that has it often, and that few others have (tf-idf, Spärck Jones 1972).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from heapq import nlargest
from math import log, sqrt
from typing import TYPE_CHECKING, Any

from clipper.library.fold import is_unspaced
from clipper.library.index import entry_of
from clipper.library.matching import quoted
from clipper.library.ranking import rarity
from clipper.library.store import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import apsw

    from clipper.library.connections import Reader

LOOKED_AT = 80
TELLING = 16
COMMON = 1_500
"""Clips; a word that more have tells nothing here."""
_TITLE = 4


def more_like(reader: Reader, clip_id: str, limit: int) -> list[str]:
    """Return the ids of the clips most like this one, the most like first. Raises NoSuchClipError."""
    db = reader.db
    key = key_of(db, clip_id)
    entry = entry_of(db, key)
    often = Counter(entry.columns[6].split(" "))
    for column in entry.columns[:2]:
        for word in column.split(" "):
            often[word] += _TITLE
    scores: defaultdict[int, float] = defaultdict(float)
    total = _read(db, "SELECT coalesce(max(id), 0) FROM clips")[0][0]
    used = 0
    for word in _telling(db, entry.known, often)[:LOOKED_AT]:
        reader.check()
        sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
        found = _read(db, sql, quoted(word), COMMON + 1)
        if not 1 < len(found) <= COMMON:
            continue
        weight = rarity(len(found), total) * sqrt(1 + often[word])
        for (other,) in found:
            scores[other] += weight
        used += 1
        if used == TELLING:
            break
    scores.pop(key, None)
    best = nlargest(limit * 2, scores, key=lambda other: (scores[other], other))
    sql = "SELECT id, uuid FROM clips WHERE trashed_at IS NULL AND id IN (SELECT value FROM json_each(?))"
    uuids = dict(_read(db, sql, json.dumps(best)))
    return [str(uuids[other]) for other in best if other in uuids][:limit]


def _telling(db: apsw.Connection, known: Iterable[str], often: Counter[str]) -> list[str]:
    """Return the words of a clip, those first that are likely to be often there and in few others."""
    # Words are numbered as they come into the library: those with high numbers tend to be in few clips.
    sql = "SELECT id, word FROM words WHERE word IN (SELECT value FROM json_each(?)) ORDER BY id DESC"
    rows = _read(db, sql, json.dumps(sorted(known), ensure_ascii=False))
    newest = rows[0][0] if rows else 1
    rows += [(newest, word) for word in often if len(word) == 2 and is_unspaced(word)]
    return [word for _, word in sorted(((often[word] * log(n + 1), word) for n, word in rows), reverse=True)]


def _read(db: apsw.Connection, sql: str, *values: str | int) -> list[Any]:
    return db.execute(sql, values).fetchall()

"""The words that are in use: which have a part, which are near to what was typed, which tell of a clip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.library.fold import is_unspaced, query_words, sole_word
from clipper.library.matching import is_words
from clipper.library.query import And, Not, Or, Term

if TYPE_CHECKING:
    import apsw

    from clipper.library.query import Expression, Query

SHORTEST_PART = 3
MOST_WORDS = 60
"""Words that are looked for in place of one of which they have a part."""
MOST_TERMS = 4
NEAR_WORDS = 20
COUNTED = 500
MOST_CANDIDATES = 2_000


def with_parts_of_words(db: apsw.Connection, expression: Expression | None) -> Expression | None:
    """Return the words of the expression each with the words that have it as a part; None where none has.

    What is not a single word stays as it is, also what is not to be there; filters stay out: they are
    conditions already.
    """
    if expression is None:
        return None
    parts = expression.parts if isinstance(expression, And) else (expression,)
    if sum(isinstance(part, Term) for part in parts) > MOST_TERMS:
        return None
    changed = False
    found: list[Expression] = []
    for part in parts:
        if not isinstance(part, Term):
            if is_words(part.part if isinstance(part, Not) else part):
                found.append(part)
            continue
        others = _words_with(db, part)
        changed = changed or bool(others)
        terms = tuple(Term(word, phrase=True, unfinished=False, field=part.field) for word in others)
        found.append(Or((part, *terms)) if terms else part)
    if not changed:
        return None
    return And(tuple(found)) if len(found) > 1 else found[0]


def _words_with(db: apsw.Connection, term: Term) -> list[str]:
    word = _single(term)
    if word is None or len(word) < SHORTEST_PART:
        return []
    rows = db.execute("SELECT word FROM word_parts WHERE word LIKE ? LIMIT ?", (f"%{word}%", MOST_WORDS + 1))
    return [str(row[0]) for row in rows if row[0] != word][:MOST_WORDS]


def _single(term: Term) -> str | None:
    """Return the one indexed word that the term is; None where it is more, or a sign belongs to it."""
    if term.phrase:
        return None
    found = query_words(term.text)
    if len(found) != 1 or is_unspaced(found[0]) or sole_word(term.text) is None or not found[0].isalnum():
        return None
    return found[0]


def suggestion(db: apsw.Connection, query: Query) -> str | None:
    """Return the query with those words that hardly occur replaced by near ones that do; None without any."""
    text = query.text
    changed = False
    for term in query.terms:
        word = _single(term)
        if word is None or _count(db, word) > 1:
            continue
        better = _nearest(db, word)
        if better is not None:
            replaced = re.sub(rf"(?<!\w){re.escape(term.text)}(?!\w)", lambda _: better, text, count=1)  # noqa: B023
            changed = changed or replaced != text
            text = replaced
    return text if changed else None


def _nearest(db: apsw.Connection, word: str) -> str | None:
    """Return the commonest of the words at the least distance (letters changed, added, left out, swapped)."""
    if len(word) < SHORTEST_PART:
        return None
    from rapidfuzz.distance import OSA  # neither is needed before something is misspelt
    from rapidfuzz.process import extract

    most = 1 if len(word) < 6 else 2
    candidates = {
        str(row[0])
        for row in db.execute(
            _NEAR, (word[:2], word[:2] + "\U0010ffff", len(word) - most, len(word) + most, MOST_CANDIDATES)
        )
    }
    trigrams = {word[at : at + 3] for at in range(len(word) - 2)}
    expression = " OR ".join(f'"{trigram}"' for trigram in sorted(trigrams))
    candidates.update(
        str(row[0])
        for row in db.execute(
            "SELECT word FROM word_parts WHERE word_parts MATCH ? LIMIT ?", (expression, MOST_CANDIDATES)
        )
    )
    near = extract(word, candidates - {word}, scorer=OSA.distance, score_cutoff=most, limit=NEAR_WORDS)
    counted = [(distance, -_count(db, found), found) for found, distance, _ in near]
    best = min((entry for entry in counted if entry[1]), default=None)
    own = _count(db, word)
    return best[2] if best and -best[1] > own else None


_NEAR = "SELECT word FROM words WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ? LIMIT ?"


def _count(db: apsw.Connection, word: str) -> int:
    """Return how many clips have the word, at most `COUNTED`."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    return int(db.execute(sql, (f'"{word}"', COUNTED)).get)

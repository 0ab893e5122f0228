"""What a query says in the languages of the indexes: expressions of FTS5, and conditions of SQL.

Words that stand for themselves go to `search` as one expression, from which the rows are read; filters, and
words that are mixed with filters by OR, become conditions on the rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clipper.library.doubles import IS_DOUBLE
from clipper.library.fold import folded, is_letter, is_unspaced, pieces, query_words, sole_word
from clipper.library.index import IN_AUTHORS, IN_TAGS, IN_TITLE, LONGEST_HEAD
from clipper.library.query import (
    And,
    Field,
    Has,
    InLanguage,
    InTag,
    Is,
    Not,
    OfKind,
    OnSite,
    Or,
    Part,
    Published,
    Saved,
    State,
    Term,
    Words,
)
from clipper.library.rows import microseconds, storable

if TYPE_CHECKING:
    from typing import Any

    from clipper.library.query import Expression

_COLUMN = {
    Field.TITLE: "title",
    Field.AUTHOR: "authors",
    Field.SITE: "site",
    Field.NOTE: "notes",
    Field.URL: "address",
}
_HEAD_MARK = {Field.TITLE: IN_TITLE, Field.AUTHOR: IN_AUTHORS}

_IS = {
    State.UNREAD: "c.read = 0 AND c.status = 'ready'",
    State.READ: "c.read = 1",
    State.STARRED: "c.starred = 1",
    State.INBOX: "c.archived_at IS NULL AND c.trashed_at IS NULL",
    State.ARCHIVED: "c.archived_at IS NOT NULL",
    State.TRASHED: "c.trashed_at IS NOT NULL",
    State.FAILED: "c.status = 'failed'",
    State.PENDING: "c.status = 'pending'",
    State.DUPLICATE: IS_DOUBLE,
}
_HAS = {
    Part.HIGHLIGHT: "EXISTS (SELECT 1 FROM highlights WHERE clip = c.id)",
    Part.NOTE: "c.note > '' OR EXISTS (SELECT 1 FROM highlights h WHERE h.clip = c.id AND h.note > '')",
    Part.IMAGE: "c.has_image = 1",
    Part.CODE: "c.has_code = 1",
    Part.MATH: "c.has_math = 1",
    Part.TAG: "EXISTS (SELECT 1 FROM clip_tags WHERE clip = c.id)",
}

_SELECTIVE = (InTag, OnSite, Saved)
_RARE = {Is(state) for state in (State.STARRED, State.TRASHED, State.FAILED, State.PENDING)} | {
    Has(part) for part in (Part.HIGHLIGHT, Part.NOTE)
}
"""Filters that an index answers, and that may leave few clips."""
_TAGGED = """
    c.id IN (
        SELECT clip FROM clip_tags WHERE tag IN (
            SELECT id FROM tags WHERE key = ? OR (key >= ? AND key < ?) OR (? AND instr(key, ?) = 1)
        )
    )
    """


@dataclass(slots=True)
class Plan:
    """How a query is answered.

    `words` is what rows must match in `search`, None where nothing is asked of words; `heads` what they must
    match in `heads` besides. `titles` finds in `heads` those in whose title or tags all of it is;
    `titles_suffice` says that these need not be matched any further. The conditions are on `clips c`; where
    they are selective they may leave few clips, whose keys are `chosen` then.
    """

    words: str | None = None
    heads: str | None = None
    titles: str | None = None
    titles_suffice: bool = False
    is_selective: bool = False
    chosen: str | None = None
    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    @property
    def where(self) -> str:
        """The conditions as one."""
        return " AND ".join(f"({condition})" for condition in self.conditions) or "1"


def plan(expression: Expression | None) -> Plan:
    """Return how to answer the query with this expression."""
    made = Plan()
    parts = expression.parts if isinstance(expression, And) else [] if expression is None else [expression]
    wanted: list[str] = []
    unwanted: list[str] = []
    heads: list[str] = []
    titles: list[str | None] = []
    for part in parts:
        _take(made, part, wanted, unwanted, heads, titles)
    if wanted:
        made.words = " AND ".join(wanted) if len(wanted) > 1 else wanted[0]
        if unwanted:
            made.words = f"({made.words}) NOT ({' OR '.join(unwanted)})"
    else:
        for text in unwanted:
            made.conditions.append("c.id NOT IN (SELECT rowid FROM search WHERE search MATCH ?)")
            made.values.append(text)
    made.heads = " AND ".join(heads) or None
    if titles and all(titles):
        made.titles = " AND ".join(filter(None, titles))
        made.titles_suffice = not unwanted and all(_is_plain(part) for part in parts if _has_words(part))
    return made


def _take(  # noqa: PLR0917 (four lists to put it into)
    made: Plan,
    part: Expression,
    wanted: list[str],
    unwanted: list[str],
    heads: list[str],
    titles: list[str | None],
) -> None:
    """Put one of the parts that must all be there where it belongs."""
    head = _head(part)
    if head is not None:
        rest, short, title = head
        heads.append(short)
        wanted += [rest] if rest else []
        titles.append(title)
    elif is_words(part):
        if (text := words_expression(part)) is not None:
            wanted.append(text)
            titles.append(_in_titles(part))
    elif isinstance(part, Not) and is_words(part.part):
        if (text := words_expression(part.part)) is not None:
            unwanted.append(text)
    else:
        _add_condition(made, part)


def words_expression(expression: Expression) -> str | None:
    """Return the expression of FTS5 for words; None where no letter, digit or emoji is asked for."""
    match expression:
        case Term():
            return _term(expression)
        case And(parts) | Or(parts):
            texts = [text for part in parts if (text := words_expression(part)) is not None]
            joint = " AND " if isinstance(expression, And) else " OR "
            return f"({joint.join(texts)})" if texts else None
        case _:
            raise TypeError(expression)


def quoted(text: str) -> str:
    """Return the text as FTS5 takes a string."""
    return '"{}"'.format(text.replace('"', '""'))


def _term(term: Term) -> str | None:
    text = term.text
    if term.field is Field.URL:
        text = text.partition("://")[2] or text
    texts = _forms(text, term)
    if not texts:
        return None
    column = f"{_COLUMN[term.field]} : " if term.field else ""
    return f"{column}({' OR '.join(texts)})" if len(texts) > 1 or column else texts[0]


def _forms(text: str, term: Term) -> list[str]:
    """Return the ways in which what was typed may stand in the index."""
    found = query_words(text)
    if not found:
        return []
    is_pair = is_unspaced(found[-1]) and not is_letter(found[-1])
    star = "*" if (term.unfinished and not is_pair) or (len(found) == 1 and is_letter(found[0])) else ""
    word = None if term.phrase else sole_word(text)
    if word is not None:
        parts, others = pieces(word)
        whole = folded(word)
        if whole in others:  # C++, .NET, #tag: the sign is meant
            return [quoted(whole) + star]
        joined = "".join(parts)
        if len(parts) > 1 and joined in others:
            return [quoted(" ".join(found)) + star, quoted(joined) + star]
    return [quoted(" ".join(found)) + star]


def is_words(expression: Expression) -> bool:
    """Tell whether the expression asks for words alone, so that the index answers it."""
    match expression:
        case Term():
            return True
        case And(parts) | Or(parts):
            return all(map(is_words, parts))
        case _:
            return False


def _has_words(expression: Expression) -> bool:
    match expression:
        case Term():
            return True
        case And(parts) | Or(parts):
            return any(map(_has_words, parts))
        case Not(part):
            return _has_words(part)
        case _:
            return False


def _is_plain(expression: Expression) -> bool:
    """Tell whether it is a single word, or one of several, for which its place does not matter."""
    if isinstance(expression, Term):
        return expression.field is None and len(query_words(expression.text)) == 1
    return isinstance(expression, Or) and all(map(_is_plain, expression.parts))


def _head(part: Expression) -> tuple[str | None, str, str | None] | None:
    """Return how `heads` answers a word that has only begun: too many words begin so to read all of them.

    Gives what `search` still has to match of it (the words of a phrase before), what `heads` must match,
    and the same in titles. None where `search` answers it alone.
    """
    if not isinstance(part, Term) or part.field not in (None, *_HEAD_MARK):
        return None
    found = query_words(part.text)
    if not found:
        return None
    last = found[-1]
    if is_unspaced(last):
        if len(last) > 1 or len(found) > 1:
            return None
    elif not part.unfinished or len(last) > LONGEST_HEAD:
        return None
    if sole_word(part.text) is not None and folded(part.text) != last:
        return None
    mark = _HEAD_MARK[part.field] if part.field else ""
    rest = quoted(" ".join(found[:-1])) if found[:-1] else None
    if rest and part.field:
        rest = f"{_COLUMN[part.field]} : {rest}"
    title = f"({quoted(IN_TITLE + last)} OR {quoted(IN_TAGS + last)})" if not rest and not mark else None
    return rest, quoted(mark + last), title


def _in_titles(expression: Expression) -> str | None:
    """Return what finds in `heads` the clips that have the words in title or tags; None where nothing can."""
    match expression:
        case Term(field=None | Field.TITLE):
            found = query_words(expression.text)
            star = " *" if expression.unfinished else ""
            marks = (IN_TITLE,) if expression.field else (IN_TITLE, IN_TAGS)
            texts = []
            for number, word in enumerate(found):
                end = star if number == len(found) - 1 else ""
                texts.append("(" + " OR ".join(quoted(mark + word) + end for mark in marks) + ")")
            return " AND ".join(texts) if len(texts) == 1 else f"({' AND '.join(texts)})"
        case Or(parts) | And(parts):
            inner = [_in_titles(part) for part in parts]
            if not all(inner):
                return None
            joint = " AND " if isinstance(expression, And) else " OR "
            return f"({joint.join(filter(None, inner))})"
        case _:
            return None


def _add_condition(made: Plan, part: Expression) -> None:
    sql, values = condition(part)
    made.conditions.append(sql)
    made.values += values
    made.is_selective = made.is_selective or isinstance(part, _SELECTIVE) or part in _RARE


def condition(expression: Expression) -> tuple[str, list[Any]]:
    """Return the expression as a condition on `clips c`, with the values to bind."""
    match expression:
        case Term():
            text = words_expression(expression)
            if text is None:
                return "1", []
            return "c.id IN (SELECT rowid FROM search WHERE search MATCH ?)", [text]
        case And(parts) | Or(parts):
            made = [condition(part) for part in parts]
            joint = " AND " if isinstance(expression, And) else " OR "
            return joint.join(f"({sql})" for sql, _ in made), [value for _, v in made for value in v]
        case Not(part):
            sql, values = condition(part)
            return f"NOT coalesce(({sql}), 0)", values
        case _:
            return _filter(expression)


def _filter(expression: Expression) -> tuple[str, list[Any]]:
    match expression:
        case InTag(path, unfinished):
            key = "/".join(folded(part.strip()) for part in storable(path).split("/"))
            return _TAGGED, [key, f"{key}/", f"{key}0", unfinished, key]
        case OnSite(host):
            site = "".join(f"{label}." for label in reversed(storable(host).strip(".").split(".")))
            return "c.site >= ? AND c.site < ?", [site, f"{site[:-1]}/"]
        case InLanguage(code):
            return "c.language = ?", [storable(code).partition("-")[0].lower()]
        case OfKind(kind):
            return "EXISTS (SELECT 1 FROM articles WHERE clip = c.id AND kind = ?)", [storable(kind)]
        case Is(state):
            return _IS[state], []
        case Has(part):
            return _HAS[part], []
        case Saved(start, end):
            return _between("c.saved_at", start and microseconds(start), end and microseconds(end))
        case Published(start, end):
            return _between("c.published", start, end)
        case Words(least, most):
            return _between("c.word_count", least, None if most is None else most + 1)
        case _:
            raise TypeError(expression)


def _between(column: str, start: object, end: object) -> tuple[str, list[Any]]:
    """Return the condition that the column is not before `start` and before `end`; NULL never is."""
    sql = [f"{column} IS NOT NULL"]
    values = []
    if start is not None:
        sql.append(f"{column} >= ?")
        values.append(start)
    if end is not None:
        sql.append(f"{column} < ?")
        values.append(end)
    return " AND ".join(sql), values

"""Values that the library knows for what is being typed into the search field: tags, sites, authors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from clipper.library.fold import folded
from clipper.library.matching import words_expression
from clipper.library.query import Field, Term, complete, shown_host
from clipper.library.tag_tree import tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from clipper.library.connections import Reader
    from clipper.library.query import Completion

AUTHORS_FROM = 300
"""So many of the newest clips by fitting authors are looked at for their names."""


def proposals(reader: Reader, query: str, cursor: int) -> tuple[Completion, ...]:
    """Return what may be meant at the caret, after `cursor` characters of the query, most used first."""
    values: dict[str, Callable[[Reader, str], Iterable[str]]] = {
        "tag": _tags,
        "site": _sites,
        "author": _authors,
    }

    def known(name: str, beginning: str) -> Iterable[str]:
        return values[name](reader, beginning.strip()) if name in values else ()

    return complete(query, cursor, known)


def _tags(reader: Reader, beginning: str) -> Iterator[str]:
    tags = sorted(tree(reader.db), key=lambda tag: -tag.total)
    return _fitting([tag.path for tag in tags], beginning, "/")


def _sites(reader: Reader, beginning: str) -> Iterator[str]:
    rows = reader.db.execute(
        "SELECT site FROM clips WHERE site IS NOT NULL GROUP BY site ORDER BY count(*) DESC, site"
    )
    hosts = [shown_host(".".join(reversed(str(row[0]).strip(".").split(".")))) for row in rows]
    reader.check()
    return _fitting(hosts, beginning, ".")


def _fitting(values: Sequence[str], beginning: str, joint: str) -> Iterator[str]:
    """Yield the values that begin so, then those of which a later part does."""
    wanted = folded(beginning)
    yield from (value for value in values if folded(value).startswith(wanted))
    for value in values:
        plain = folded(value)
        if not plain.startswith(wanted) and f"{joint}{wanted}" in plain:
            yield value


def _authors(reader: Reader, beginning: str) -> Iterator[str]:
    words = words_expression(Term(beginning, unfinished=True, field=Field.AUTHOR))
    if words is None:
        return
    rows = reader.db.execute(
        """
        SELECT authors FROM articles WHERE clip IN (
            SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?
        )
        """,
        (words, AUTHORS_FROM),
    )
    wanted = folded(beginning)
    counts: dict[str, int] = {}
    for (authors,) in rows:
        reader.check()
        for author in json.loads(authors):
            if f" {wanted}" in f" {folded(author)}":
                counts[author] = counts.get(author, 0) + 1
    yield from sorted(counts, key=lambda author: -counts[author])

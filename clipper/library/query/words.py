"""The table of query words: what the parser knows, what the window proposes, and what the help page says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clipper.library.query import values
from clipper.library.query.choices import KINDS, LANGUAGES, PARTS, SORTS, STATES, Choice
from clipper.library.query.dates import PROPOSED, may_become, plain_period
from clipper.library.query.tree import Field

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from clipper.library.query.tree import Expression
    from clipper.library.query.values import Typed
    from clipper.library.view import Sort


def _never(text: str, today: date) -> bool:  # noqa: ARG001 (one of several that a row may name)
    return False


def _is_date(text: str, today: date) -> bool:
    return plain_period(text, today) is not None


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word that means something before a colon.

    `takes` says what may stand behind it, in the middle of a sentence; `help` what it finds. `examples` are
    whole queries with what they find. `choices` are all values there are, `proposals` some of many; both
    empty where only the library knows them. `read` makes the filter, or None of what it does not understand.
    `may_become` says of a value that it does not understand whether it may still become one. `joins` says
    whether several words in a row, without quotes, are one value.
    """

    name: str
    takes: str
    help: str
    examples: tuple[tuple[str, str], ...]
    read: Callable[[Typed], Expression | Sort | None]
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice[str], ...] = ()
    proposals: tuple[str, ...] = ()
    may_become: Callable[[str], bool] = field(default=lambda text: not text)
    joins: Callable[[str, date], bool] = _never


def _begins(choices: tuple[Choice[str], ...]) -> Callable[[str], bool]:
    """Return whether a text is the beginning of a choice's name, or of the last of several."""

    def may_become(text: str) -> bool:
        beginning = text.rpartition(",")[2].strip().casefold()
        return any(
            name.startswith(beginning) for choice in choices for name in (choice.name, *choice.aliases)
        )

    return may_become


def _listed(choices: tuple[Choice[str], ...]) -> str:
    names = [choice.name for choice in choices]
    return f"{', '.join(names[:-1])} or {names[-1]}"


_DATES = "a day, month or year (2026-03), a span of them (2026-01..2026-03, <2020) or words (“last week”)"

WORDS: tuple[QueryWord, ...] = (
    QueryWord(
        "title",
        "words, or a phrase in quotes",
        "Words that the title must have.",
        (
            ("title:harbour", "clips with harbour in the title"),
            ('title:"tide gauge"', "the words tide gauge, side by side, in the title"),
        ),
        values.text_in(Field.TITLE),
        aliases=("intitle",),
    ),
    QueryWord(
        "author",
        "a name or part of one",
        "Who wrote it.",
        (("author:okafor", "what Okafor wrote"), ('author:"Nia Okafor"', "what Nia Okafor wrote")),
        values.text_in(Field.AUTHOR),
        aliases=("by", "from"),
    ),
    QueryWord(
        "site",
        "a host with all below it, or the name of a site",
        "Where it comes from.",
        (
            ("site:reef.example", "clips from reef.example, www.reef.example, blog.reef.example …"),
            ('site:"Coastal Review"', "clips from the site that calls itself so"),
        ),
        values.site,
        aliases=("domain",),
    ),
    QueryWord(
        "tag",
        "a tag with all below it",
        "What you filed it under.",
        (
            ("tag:sea/tides", "clips with the tag sea/tides, or one below it"),
            ('tag:"to read"', "clips with the tag to read"),
            ("#tides", "the tag, and also the text #tides"),
        ),
        values.tag,
        aliases=("label",),
    ),
    QueryWord(
        "note",
        "words, or a phrase in quotes",
        "Words that your notes must have, on the clip or on its highlights.",
        (("note:cite", "clips with cite in a note"),),
        values.text_in(Field.NOTE),
        aliases=("notes",),
    ),
    QueryWord(
        "url",
        "part of an address",
        "Words that the address must have.",
        (("url:2026/tides", "clips with 2026/tides in their address"),),
        values.text_in(Field.URL),
        aliases=("inurl", "link"),
    ),
    QueryWord(
        "lang",
        "a language, as a code or by name (de, german)",
        "The language it is written in.",
        (("lang:de", "clips in German"), ("lang:fr,it", "clips in French or Italian")),
        values.language,
        aliases=("language",),
        proposals=tuple(choice.name for choice in LANGUAGES),
        may_become=_begins(LANGUAGES),
    ),
    QueryWord(
        "kind",
        _listed(KINDS),
        "What kind of page it is.",
        (("kind:recipe", "recipes"),),
        values.kind,
        aliases=("type",),
        choices=KINDS,
        may_become=_begins(KINDS),
    ),
    QueryWord(
        "is",
        _listed(STATES),
        "What state it is in.",
        (("is:unread", "clips you have not read"), ("-is:archived tides", "tides, but nothing archived")),
        values.state,
        aliases=("in",),
        choices=STATES,
        may_become=_begins(STATES),
    ),
    QueryWord(
        "has",
        _listed(PARTS),
        "What is in it, or what you added.",
        (("has:highlight", "clips in which you marked something"), ("-has:tag", "clips without a tag")),
        values.part,
        choices=PARTS,
        may_become=_begins(PARTS),
    ),
    QueryWord(
        "saved",
        _DATES,
        "When it came into the library.",
        (
            ("saved:2026-01..2026-03", "clips of January to March 2026"),
            ('saved:"last week"', "clips of last week, Monday to Sunday"),
            ("saved:>2025", "clips saved after 2025"),
            ("saved:7d", "clips of the last 7 days"),
        ),
        values.saved,
        aliases=("added",),
        proposals=PROPOSED,
        may_become=may_become,
        joins=_is_date,
    ),
    QueryWord(
        "published",
        _DATES,
        "When it was published, if the page says so.",
        (
            ("published:<2020", "clips published before 2020"),
            ("published:2024-05..", "clips published in May 2024 or later"),
        ),
        values.published,
        proposals=PROPOSED,
        may_become=may_become,
        joins=_is_date,
    ),
    QueryWord(
        "words",
        "a number, alone or with < or >, or a span (1000..3000)",
        "How long it is.",
        (("words:>2000", "clips of more than 2,000 words"), ("words:1000..3000", "clips of 1,000 to 3,000")),
        values.words,
        aliases=("length",),
        proposals=("<500", "500..2000", ">2000"),
        may_become=lambda text: re.fullmatch(r"[<>=≤≥]*\s*|\d+\.\s*", text.strip()) is not None,
    ),
    QueryWord(
        "sort",
        _listed(SORTS),
        "What comes first. Filters nothing.",
        (("tides sort:oldest", "tides, the oldest first"),),
        values.sort,
        aliases=("order",),
        choices=SORTS,
        may_become=_begins(SORTS),
    ),
)
"""Every word there is, in the order of the help page."""

SIGNS = (
    ("tide gauge", "clips with both words: in title, text, authors, site, address, tags or notes"),
    ("gaug", "also gauge and gauges: the last word need not be finished"),
    ('"tide gauge"', "the two words side by side, in this order"),
    ("tide -gauge", "tide, but not gauge"),
    ("tide OR gauge", "one of the two, or both"),
    ("tide | gauge", "the same"),
    ("harbour (tide OR gauge)", "harbour and one of the two"),
    ("-(tide gauge)", "everything that does not have both"),
)
"""What can be typed without a query word, with what it finds."""

TOGETHER = (
    ("tides -is:archived has:highlight sort:oldest", "what you marked about tides and did not archive"),
    ('(site:reef.example OR author:okafor) saved:"this year"', "what came from either this year"),
    ("title:(tide OR gauge) -lang:en", "titles with one of the two, in any language but English"),
    ("is:unread words:<1000 -has:tag", "short clips to read and file"),
)
"""Queries of several words."""

_NAMED = {name: word for word in WORDS for name in (word.name, *word.aliases)}


def word_named(name: str) -> QueryWord | None:
    """Return the word with this name or alias, in any case."""
    return _NAMED.get(name.casefold())

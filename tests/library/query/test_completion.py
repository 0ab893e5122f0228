from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.library.query import complete
from clipper.library.query.completion import MOST

KNOWN = {
    "tag": ["sea/tides", "to read"],
    "site": ["reef.example"],
    "author": ["Nia Okafor"],
}


def known(name: str, beginning: str) -> list[str]:
    return [value for value in KNOWN.get(name, []) if beginning.casefold() in value.casefold()]


def proposed(query: str) -> list[str]:
    """What is proposed for the query with its caret at `_`."""
    cursor = query.index("_")
    return [found.shown for found in complete(query.replace("_", ""), cursor, known)]


def taken(query: str, number: int = 0) -> str:
    """The query once a proposal was taken, with its caret as `_`."""
    cursor = query.index("_")
    found = complete(query.replace("_", ""), cursor, known)[number]
    return f"{found.text[: found.cursor]}_{found.text[found.cursor :]}"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("tit_", ["title:"]),
        ("pub_", ["published:"]),
        ("label_", ["tag:"]),
        ("unr_", ["is:unread"]),
        ("tide -has_", ["has:"]),
        ("is:un_", ["is:unread"]),
        ("is:unread,st_", ["is:unread,starred"]),
        ("has:ma_", ["has:math"]),
        ("sort:o_", ["sort:oldest"]),
        ("lang:germ_", ["lang:de"]),
        ("lang:fra_", ["lang:fr"]),
        ("kind:rec_", ["kind:recipe"]),
        ("saved:yes_", ["saved:yesterday"]),
        ('saved:"this m_', ['saved:"this month"']),
        ("words:>_", ["words:>2000"]),
        ("tag:_", ["tag:sea/tides", 'tag:"to read"']),
        ('tag:"to r_', ['tag:"to read"']),
        ("#sea_", ["tag:sea/tides"]),
        ("site:ree_", ["site:reef.example"]),
        ("author:oka_", ['author:"Nia Okafor"']),
        ("(tag:sea_", ["tag:sea/tides"]),
    ],
)
def test_what_may_be_meant_is_proposed(query, shown):
    assert proposed(query) == shown


@pytest.mark.parametrize(
    "query", ["_", "t_", "tide _", "tide gauge_", '"tit_', "title: _", "http://ti_", "12:_", "note:a_"]
)
def test_nothing_is_proposed_where_nothing_is_to_be_completed(query):
    assert proposed(query) == []


def test_a_proposal_takes_the_place_of_what_is_being_typed():
    assert taken("tide is:un_") == "tide is:unread _"
    assert (
        taken("tide is:un_ gauge") == "tide is:unread _gauge"
        or taken("tide is:un_ gauge") == "tide is:unread _ gauge"
    )
    assert taken("-is:un_") == "-is:unread _"
    assert taken("tide tit_") == "tide title:_"
    assert taken("(tag:to_") == '(tag:"to read" _'


def test_every_proposal_says_what_it_is():
    (found,) = complete("is:unr", 6)
    assert (found.kind, found.told) == ("is", "not read yet")
    assert complete("lang:de", 7)[0].told == "German"
    assert complete("tit", 3)[0].kind == "word"


def test_only_some_are_proposed():
    assert len(complete("kind:", 5)) == MOST


@given(st.text(alphabet='tagisle:#"“()|- ,\0\ud800', max_size=20), st.integers(-2, 25))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_completed(query, cursor):
    for found in complete(query, cursor, known):
        assert 0 <= found.cursor <= len(found.text)

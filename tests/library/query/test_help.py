from __future__ import annotations

import re
from datetime import date

import pytest

from clipper.extract.kinds.kind import KINDS as KINDS_OF_CLEANING
from clipper.library.query import Or, Query, help_page, help_rows, parse
from clipper.library.query.choices import KINDS, LANGUAGES, PARTS, SORTS, STATES
from clipper.library.query.tree import Part, State
from clipper.library.query.words import SIGNS, TOGETHER, WORDS, word_named
from clipper.library.view import Sort

TODAY = date(2026, 11, 24)
EXAMPLES = [example for word in WORDS for example, _ in word.examples]


def test_the_page_names_each_word_that_is_known_and_only_these():
    known = {name for word in WORDS for name in (word.name, *word.aliases)}
    assert set(re.findall(r"`-?\(?([a-z]+):", help_page())) == known
    assert set(re.findall(r"\*\*`(\w+):`\*\*", help_page())) == {word.name for word in WORDS}


def test_the_page_names_every_value_that_can_be_chosen():
    for choices in (STATES, PARTS, SORTS, KINDS):
        for choice in choices:
            assert f"`{choice.name}` ({choice.help})" in help_page()


def test_the_page_has_plain_words_first_then_the_words_then_examples():
    page = help_page()
    places = [page.index(part) for part in ("`tide gauge`", "**`title:`**", "## Examples", "`title:harbour`")]
    assert places == sorted(places)
    assert page.isprintable() or "\t" not in page


@pytest.mark.parametrize("query", [*EXAMPLES, *(example for example, _ in (*SIGNS, *TOGETHER))])
def test_every_example_is_understood(query):
    found = parse(query, today=TODAY)
    assert found.hints == ()
    assert found.expression is not None or found.sort is not None


def test_the_rows_have_every_example():
    rows = [typed for row in help_rows() for typed, _ in row.examples]
    assert set(EXAMPLES) < set(rows)


def test_no_name_is_given_twice():
    names = [name for word in WORDS for name in (word.name, *word.aliases)]
    assert len(names) == len(set(names))
    for choices in (STATES, PARTS, SORTS, KINDS, LANGUAGES):
        names = [name for choice in choices for name in (choice.name, *choice.aliases)]
        assert len(names) == len(set(names))


def test_names_and_aliases_mean_the_same():
    for word in WORDS:
        for alias in word.aliases:
            assert word_named(alias.upper()) is word


def test_every_state_part_order_and_kind_has_its_row():
    assert [choice.meaning for choice in STATES] == list(State)
    assert [choice.meaning for choice in PARTS] == list(Part)
    assert [choice.meaning for choice in SORTS] == list(Sort)
    assert [choice.meaning for choice in KINDS] == list(KINDS_OF_CLEANING)


@pytest.mark.parametrize("word", [word for word in WORDS if word.choices], ids=lambda word: word.name)
def test_every_value_that_can_be_chosen_is_understood(word):
    for choice in word.choices:
        for name in (choice.name, *choice.aliases):
            assert parse(f"{word.name}:{name} ", today=TODAY).hints == ()


@pytest.mark.parametrize("word", [word for word in WORDS if word.proposals], ids=lambda word: word.name)
def test_every_value_that_is_proposed_is_understood(word):
    for value in word.proposals:
        assert parse(f'{word.name}:"{value}"', today=TODAY).hints == ()


def test_commas_and_bars_say_the_same():
    one = parse("is:unread,starred", today=TODAY)
    other = parse("is:unread | is:starred", today=TODAY)
    assert isinstance(one, Query)
    assert isinstance(one.expression, Or)
    assert one.expression == other.expression

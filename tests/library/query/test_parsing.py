from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

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
    Query,
    State,
    Term,
    Words,
    parse,
)
from clipper.library.query.parsing import MOST_TERMS
from clipper.library.query.pieces import DEEPEST, LONGEST_QUERY
from clipper.library.query.words import WORDS
from clipper.library.view import Sort

TODAY = date(2026, 11, 24)


def understood(query: str) -> Query:
    found = parse(query, today=TODAY)
    assert found.hints == ()
    return found


def meant(query: str):
    return understood(query).expression


def word(text: str, **more) -> Term:
    return Term(text, **more)


def test_an_empty_query_asks_for_everything():
    assert parse("", today=TODAY) == Query("")
    assert meant("  \n ") is None
    assert meant(" ,. - ¿? ") is None


def test_all_words_must_occur_and_the_last_may_be_unfinished():
    assert meant("tide gau") == And((word("tide"), word("gau", unfinished=True)))
    assert meant("tide gauge ") == And((word("tide"), word("gauge")))
    assert meant("C++") == word("C++")
    assert meant(".NET") == word(".NET", unfinished=True)


@pytest.mark.parametrize(
    "query",
    [
        '"tide gauge"',
        "“tide gauge”",
        "„tide gauge“",
        "„tide gauge”",
        "”tide gauge”",
        "«tide gauge»",
        "»tide gauge«",
        "‹tide gauge›",
        "「tide gauge」",
        "『tide gauge』",
        "《tide gauge》",
        "‘tide gauge’",
        "‚tide gauge‘",
        "＂tide gauge＂",
        '“tide gauge"',
        '"tide gauge”',
    ],
)
def test_words_in_quotes_of_any_language_are_a_phrase(query):
    assert meant(query) == Term("tide gauge", phrase=True)
    assert meant(f"-{query}") == Not(Term("tide gauge", phrase=True))


def test_a_phrase_whose_quotes_are_open_is_unfinished():
    assert meant('"tide gau') == Term("tide gau", phrase=True, unfinished=True)


def test_an_apostrophe_opens_no_phrase():
    assert meant("don’t 'tis ‘tis ") == And((word("don’t"), word("'tis"), word("‘tis")))
    assert meant('5" screen ') == And((word('5"'), word("screen")))


def test_what_follows_a_minus_is_left_out():
    assert meant("-tide") == Not(word("tide"))
    assert meant("a -tag:b ") == And((word("a"), Not(InTag("b"))))
    assert meant("−(a b)") == Not(And((word("a"), word("b"))))
    assert meant("NOT tide") == Not(word("tide"))
    assert meant("-(-tide)") == word("tide")


@pytest.mark.parametrize("query", ["e-mail", "--repair", "a-b-c"])
def test_a_minus_within_a_word_is_part_of_it(query):
    assert meant(query) == word(query, unfinished=True)


def test_or_joins_its_neighbours():
    assert meant("a b OR c d ") == And((word("a"), Or((word("b"), word("c"))), word("d")))
    assert meant("a|b | c ") == Or((word("a"), word("b"), word("c")))
    assert meant("a or b ") == And((word("a"), word("or"), word("b")))
    assert meant("a OR -b") == Or((word("a"), Not(word("b"))))


def test_what_is_typed_twice_is_meant_once():
    assert meant("a b a ") == And((word("a"), word("b")))
    assert meant("site:a.b,a.b") == OnSite("a.b")


def test_and_is_what_a_space_means():
    assert meant("a AND b ") == meant("a b ")


def test_brackets_group():
    assert meant("(a b) OR (c OR d)") == Or((And((word("a"), word("b"))), word("c"), word("d")))
    assert meant("(a (b c)) d ") == And((word("a"), word("b"), word("c"), word("d")))
    assert meant("（a OR b）") == Or((word("a"), word("b")))
    assert meant("()") is None


def test_brackets_within_a_word_are_part_of_it():
    assert meant("f(x) ") == word("f(x)")
    assert meant("(f(x) OR b)") == Or((word("f(x)"), word("b")))
    assert meant("tide :)") == word("tide")


def test_a_word_before_brackets_is_meant_for_all_in_them():
    title = {"field": Field.TITLE}
    assert meant("title:(a -b)") == And((word("a", **title), Not(word("b", **title))))
    assert meant("is:(unread OR starred)") == Or((Is(State.UNREAD), Is(State.STARRED)))
    assert meant("title:(a tag:b)") == And((word("a", **title), InTag("b")))


@pytest.mark.parametrize("field", list(Field))
def test_words_of_a_field(field):
    assert meant(f"{field}:gaug") == Term("gaug", unfinished=True, field=field)
    assert meant(f'{field}:"tide gauge"') == Term("tide gauge", phrase=True, field=field)
    assert meant(f"{field.upper()}:gauge ") == Term("gauge", field=field)


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("tag:sea/tides ", InTag("sea/tides")),
        ("tag:sea/ti", InTag("sea/ti", unfinished=True)),
        ('tag:"to read"', InTag("to read")),
        ("tag:#sea//tides/ ", InTag("sea/tides")),
        ("site:reef.example", OnSite("reef.example")),
        ("site:https://www.Reef.example:8080/tides?x=1", OnSite("reef.example")),
        ("site:bücher.example", OnSite("xn--bcher-kva.example")),
        ("site:*.reef.example", OnSite("reef.example")),
        ("site:.example", OnSite("example")),
        ("site:reef.example,sea.example", Or((OnSite("reef.example"), OnSite("sea.example")))),
        ("lang:de", InLanguage("de")),
        ("lang:pt-BR", InLanguage("pt")),
        ("lang:German", InLanguage("de")),
        ("lang:deutsch", InLanguage("de")),
        ("lang:haw", InLanguage("haw")),
        ("kind:recipes", OfKind("recipe")),
        ("is:unread", Is(State.UNREAD)),
        ("in:trash", Is(State.TRASHED)),
        ("is:unread,starred", Or((Is(State.UNREAD), Is(State.STARRED)))),
        ("is：unread", Is(State.UNREAD)),
        ("has:highlight", Has(Part.HIGHLIGHT)),
        ("has:pictures", Has(Part.IMAGE)),
        ("words:>2000", Words(2001, None)),
        ("words:>=2k", Words(2000, None)),
        ("words:<500", Words(None, 499)),
        ("words:≤500", Words(None, 500)),
        ("words:1000..3000", Words(1000, 3000)),
        ("words:3,000..1,000", Words(1000, 3000)),
        ("words:..3000", Words(None, 3000)),
        ("words:1000..", Words(1000, None)),
        ("words:700", Words(700, 700)),
        ("words:>" + "9" * 50, Words(10**12 + 1, None)),
        ("published:<2020", Published(None, "2020")),
        ("#tides ", Or((word("#tides"), InTag("tides")))),
        ("#1 ", word("#1")),
    ],
)
def test_filters(query, filters):
    assert meant(query) == filters


@pytest.mark.parametrize("state", list(State))
def test_every_state_can_be_asked_for(state):
    assert meant(f"is:{state}") == Is(state)


@pytest.mark.parametrize("part", list(Part))
def test_everything_a_clip_can_have_can_be_asked_for(part):
    assert meant(f"has:{part}") == Has(part)


@pytest.mark.parametrize("sort", list(Sort))
def test_an_order_filters_nothing(sort):
    found = understood(f"tide sort:{sort} ")
    assert (found.expression, found.sort) == (word("tide"), sort)


def test_the_last_order_counts():
    assert understood("sort:title (tide sort:oldest)").sort is Sort.OLDEST


def test_only_what_a_clip_may_be_found_by_is_among_the_terms():
    found = understood('tide (title:gauge OR "sea level") -whale is:unread ')
    assert [term.text for term in found.terms] == ["tide", "gauge", "sea level"]


def test_whether_the_trash_is_asked_for():
    assert understood("tide is:trashed").asks_for_trash
    assert not understood("tide -is:trashed").asks_for_trash


@pytest.mark.parametrize(
    "query", ["http://reef.example/x", "12:30", "std::vector", "Note to self", "a:b", "mailto:x@reef.example"]
)
def test_an_unknown_word_before_a_colon_is_text_without_a_hint(query):
    texts = [term.text for term in understood(query).terms]
    assert texts == query.split()


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("is:foo", "is:foo"),
        ("has:foo ", "has:foo"),
        ("words:abc", "words:abc"),
        ("words:1..x ", "words:1..x"),
        ("saved:yesterdayy", "saved:yesterdayy"),
        ("published:2026-13-01 ", "published:2026-13-01"),
        ("lang:klingonish", "lang:klingonish"),
        ("kind:foo ", "kind:foo"),
        ("sort:foo", "sort:foo"),
        ("-sort:title", "-sort:title"),
        ("note: this ", "note:"),
        ("is:unr ", "is:unr"),
        ("OR tide", "OR"),
        ("tide)", "tide)"),
    ],
)
def test_what_is_not_understood_is_searched_for_as_text_with_a_hint_which_part(query, part):
    found = parse(query, today=TODAY)
    assert len(found.hints) == 1
    assert f"“{part}”" in found.hints[0]
    assert "searched for as text" in found.hints[0]
    term = found.expression.part if isinstance(found.expression, Not) else found.terms[0]
    assert term.text == part.removeprefix("-")


@pytest.mark.parametrize(
    "query", ["is:", "is:un", "is:unread,st", "saved:yest", "saved:2026-", "words:>", "title:"]
)
def test_a_filter_that_is_still_being_typed_is_left_out(query):
    found = parse(f"tide {query}", today=TODAY)
    assert found.expression == word("tide")
    assert found.hints[0].startswith(f"“{query}” is left out until it is finished.")


@pytest.mark.parametrize("query", ["tide OR", "tide | ", "tide OR ", "(tide OR) "])
def test_an_or_that_is_still_being_typed_is_left_out(query):
    found = parse(query, today=TODAY)
    assert found.expression == word("tide")
    assert "something on both sides" in found.hints[0]


def test_a_bracket_that_is_not_closed_ends_with_the_query():
    found = parse("a OR (b c", today=TODAY)
    assert found.expression == Or((word("a"), And((word("b"), word("c", unfinished=True)))))
    assert len(found.hints) == 1


@pytest.mark.parametrize(
    "query",
    [
        "x" * 100_000,
        "x " * 50_000,
        "(" * 10_000,
        ")" * 10_000,
        "-" * 10_000,
        '"' * 10_001,
        "“" * 10_000,
        "‘" * 10_000,
        "(a OR -" * 10_000,
        "NOT " * 10_000,
        "OR | " * 10_000,
        "title:(" * 10_000,
        "saved:1x " * 10_000,
        "site:" + ",".join(f"a{number}.b" for number in range(500)),
        "\0\ud800 \udfff",
    ],
)
def test_garbage_of_any_length_is_bounded(query):
    found = parse(query, today=TODAY)
    assert len(found.text) <= LONGEST_QUERY
    assert len(found.hints) <= 5
    assert depth(found.expression) <= 3 * DEEPEST
    assert leaf_count(found.expression) <= MOST_TERMS


def test_brackets_beyond_the_deepest_still_close_one_another():
    query = "(" * 20 + "a" + ")" * 20 + " OR b "
    assert meant(query) == Or((word("a"), word("b")))


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [*'()|"“”«»„-–:#.<>=, \n\0\ud800', "OR", "AND", "NOT", "..", "2026", "last week", "1k", "a"]
            ),
            st.sampled_from([f"{known.name}:" for known in WORDS]),
            st.text(max_size=4),
        ),
        max_size=40,
    ).map("".join)
)
@example("title:")
@example("-")
@example("saved:0000..9999")
@example("published:>9999-12-31")
@settings(max_examples=200, deadline=None)
def test_nothing_typed_is_an_error(query):
    found = parse(query, today=TODAY)
    found.text.encode()
    assert depth(found.expression) <= 3 * DEEPEST
    assert is_tidy(found.expression)
    for hint in found.hints:
        hint.encode()


def depth(expression) -> int:
    match expression:
        case And(parts) | Or(parts):
            return 1 + max(map(depth, parts))
        case Not(part):
            return 1 + depth(part)
        case _:
            return 1


def leaf_count(expression) -> int:
    match expression:
        case And(parts) | Or(parts):
            return sum(map(leaf_count, parts))
        case Not(part):
            return leaf_count(part)
        case _:
            return 1


def is_tidy(expression) -> bool:
    """Flat where it can be, as the docstrings of the tree promise."""
    match expression:
        case And(parts) | Or(parts):
            return (
                len(parts) > 1
                and not any(type(part) is type(expression) for part in parts)
                and all(map(is_tidy, parts))
            )
        case Not(part):
            return not isinstance(part, Not) and is_tidy(part)
        case _:
            return True

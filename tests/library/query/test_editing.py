from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.library.query import InTag, has_filter, parse, quoted_filter, with_filter, without_filter
from clipper.library.query.tree import all_of
from clipper.library.view import Sort

TODAY = date(2026, 11, 24)


def meant(query: str):
    return parse(query, today=TODAY).expression


def test_a_filter_comes_before_what_is_being_typed():
    assert with_filter("tid", "tag:sea/tides") == "tag:sea/tides tid"
    assert with_filter("", "is:unread") == "is:unread "


@pytest.mark.parametrize("query", ["tid", '"tide gau', "(tide OR gauge", "a OR b", "tag:x y", "-a", "tide)"])
def test_all_that_was_found_must_fit_the_filter_as_well(query):
    assert meant(with_filter(query, "tag:new ")) == all_of([InTag("new"), meant(query)])


def test_a_query_that_begins_with_an_or_keeps_its_meaning():
    assert with_filter("OR tide", "tag:a") == 'tag:a "OR" tide'
    assert with_filter("| tide", "tag:a") == "tag:a tide"
    assert with_filter("OR", "tag:a") == "tag:a "


def test_values_are_quoted_where_they_need_it():
    assert with_filter("x", "tag:to read") == 'tag:"to read" x'
    assert with_filter("x", 'tag:"to read"') == 'tag:"to read" x'
    assert quoted_filter("site", 'The "Review"') == 'site:“The "Review"”'
    assert quoted_filter("tag", "a|b") == 'tag:"a|b"'


@given(st.text(min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_tag_can_be_asked_for(path):
    found = meant(quoted_filter("tag", path) + " ")
    if isinstance(found, InTag):
        plain = " ".join(path.replace("\0", "\ufffd").split())
        assert found.path.replace("'", '"') == meant_path(plain).replace("'", '"')


def meant_path(path: str) -> str:
    path = "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in path)
    return "/".join(part.strip() for part in path.removeprefix("#").split("/") if part.strip())


def test_a_filter_that_is_there_is_not_added_again():
    assert with_filter("tide tag:a/b x", "tag:A/B") == "tide tag:a/b x"
    assert with_filter('tag:"to read" x', "label:to read") == 'tag:"to read" x'


def test_a_filter_in_brackets_or_beside_an_or_does_not_count():
    assert not has_filter("(tag:a)", "tag:a")
    assert not has_filter("x OR tag:a", "tag:a")
    assert not has_filter("NOT tag:a", "tag:a")
    assert has_filter("x tag:a", "tag:a")
    assert has_filter("x AND tag:a NOT y", "tag:a")


def test_the_opposite_goes_when_a_filter_is_added():
    assert with_filter("-is:archived tide", "is:archived") == "is:archived tide"
    assert with_filter("is:archived tide", "-is:archived") == "-is:archived tide"


def test_there_is_only_one_order():
    query = with_filter("sort:title tide", "sort:oldest")
    assert query == "sort:oldest tide"
    assert parse(query, today=TODAY).sort is Sort.OLDEST


def test_a_filter_is_taken_out():
    assert without_filter("tide tag:a gauge", "tag:a") == "tide gauge"
    assert without_filter("tide tag:a", "tag:a") == "tide "
    assert without_filter("tag:a", "tag:a") == ""
    assert without_filter("(tag:a)", "tag:a") == "(tag:a)"


@given(
    st.text(alphabet='ab:()"“”|- tagORis', max_size=30), st.sampled_from(["tag:a", "-is:read", "sort:title"])
)
@settings(max_examples=200, deadline=None)
def test_what_is_added_is_there_and_can_be_taken_out(query, given_filter):
    added = with_filter(query, given_filter)
    assert has_filter(added, given_filter)
    assert not has_filter(without_filter(added, given_filter), given_filter)

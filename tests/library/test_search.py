from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from clipper.library import View, finding
from clipper.model import Failure, Handover, Via

TEXT = """
The tide gauge at the café harbour writes in C++ and .NET; send an e-mail to o’brien@reef.example or
see https://coastal-review.example/2026/tides. Straße, NAÏVE, don't. 海岸線の調査が始まった。東京タワー
서울에서 바다를 ประเทศไทยมีทะเล Москва عَرَبِيّ שָׁלוֹם ½ 🐳
"""


@pytest.mark.parametrize(
    "query",
    [
        "tide",
        "TIDE gauge",
        "gauge tide",
        "cafe",
        "CAFÉ",
        "harb",
        "tide harb",
        "strasse",
        "naive",
        "dont",
        "don’t",
        "C++",
        "c++ .net",
        "e-mail",
        "o'brien",
        "reef.example",
        "coastal-review.example",
        "https://coastal-review.example/2026/tides",
        "coastal-review.example/20",
        '"tide gauge"',
        '"gauge at the café',
        "“tide gauge” harbour",
        "«tide gauge»",
        "海岸",
        "調査",
        "東京",
        "タワー",
        "海岸 東京",
        "서울",
        "ไทย",
        "ทะเล",
        "москва",
        "عربي",
        "שלום",
        "🐳",
        "tide -- !! gauge",
        "gau harbour",
        "arbo",
        "oastal",
        "(tide) :gauge*",
    ],
)
def test_words_are_found_as_people_type_them(library, clipped, query):
    clip_id = clipped(TEXT)
    assert library.ids(query=query) == [clip_id]
    assert "\x01" in library.summaries([clip_id], query=query)[0].snippet


@pytest.mark.parametrize(
    "query",
    [
        "whale",
        "tide whale",
        '"gauge tide"',
        '"tide gau"',
        "岸海",
        "大阪",
        "tide NOT gauge whale",
        "ar++",
    ],
)
def test_what_is_not_there_is_not_found(library, clipped, query):
    clipped(TEXT)
    assert library.ids(query=query) == []


@pytest.mark.parametrize("query", ["", "  ", "…", "+++", '"', '""', "-", "\x00", "§ €"])
def test_a_query_without_letters_or_digits_filters_nothing(library, clipped, query):
    first, second = clipped("One."), clipped("Two.")
    assert library.ids(query=query) == [second, first]
    assert library.summaries([first], query=query)[0].snippet is None


def test_a_word_that_ends_with_a_sign_is_finished(library, clipped):
    clipped("Crabs and corals.", "Reef", "https://reef.example/")
    assert library.ids(query="C++") == []
    assert len(library.ids(query="C")) == 1


def test_titles_authors_sites_addresses_and_excerpts_are_searched(library, clipped):
    clip_id = clipped(
        "Text.",
        "Corals at night",
        "https://reef-watch.example/guide/%E6%B5%B7%E5%B2%B8",
        authors=("Mara Okafor",),
        site_name="Reef Watch",
        excerpt="Shown below.",
    )
    for query in ("corals", "okafor", "watch", "guide", "reef", "shown", "海岸", "mara corals text"):
        assert library.ids(query=query) == [clip_id], query


def test_pending_and_failed_clips_are_found_by_what_is_known_of_them(library, make):
    pending, failed, file = library.add(
        [
            make.link("https://reef.example/tide-tables", title_hint="Monthly overview"),
            Handover("A pasted page about whales", Via.PASTE, capture=make.page()),
            Handover("notes", Via.FILE, path="/home/mara/field-notes.html"),
        ]
    )
    library.fail(failed, Failure("empty", "There is nothing to read."))
    for query, clip_id in (
        ("tide tab", pending),
        ("overview", pending),
        ("whales", failed),
        ("field", file),
    ):
        assert library.ids(query=query) == [clip_id]
        assert library.summaries([clip_id], query=query)[0].snippet


def test_a_match_in_the_title_comes_before_authors_before_the_text(library, clipped):
    text = clipped("Whale " + "water " * 50, "Oceans")
    author = clipped("Water " * 50, "Oceans", authors=("Jo Whale",))
    title = clipped("Water " * 50, "Whale songs")
    for number in range(5):
        clipped("Water.", f"Oceans {number}")
    assert library.ids(query="whale") == [title, author, text]


def test_of_equal_matches_the_newer_comes_first(library, clipped):
    older, newer = clipped("Same words."), clipped("Same words.")
    clipped("Other.")
    assert library.ids(query="same") == [newer, older]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
@example('"a" AND (b OR NEAR(c d, 2)) * ^title: {x y} : z')
@example("\ud800 \0 \" ' * -")
@example("word " * 300)
@example("海" * 2000)
@example('"' * 500)
def test_nothing_typed_is_an_error(library, query):
    library.ids(query=query)
    library.summaries(library.ids(limit=3), query=query)


@pytest.mark.parametrize("query", ["tide ga", "is:archived tide ga", "is:read tide ga"])
def test_an_old_clip_is_found_by_a_word_and_a_beginning_however_many_newer_ones_there_are(
    library, clipped, monkeypatch, query
):
    monkeypatch.setattr(finding, "FEW", 2)
    monkeypatch.setattr(finding, "INTERSECTED", 1)
    old = clipped("The tide gauge.")
    library.order.archive([old])
    library.order.mark_read([old], True)
    newer = [clipped("The tide gauge.") for _ in range(9)]
    view = View.ALL if "is:" in query else View.ARCHIVE
    assert library.search(query, view, limit=1).ids == (old,)
    assert set(library.search("tide ga", limit=5).ids) == set(newer[-5:])
    assert set(library.search("tide ga").ids) == {old, *newer}

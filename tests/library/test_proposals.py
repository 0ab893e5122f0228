from __future__ import annotations

import pytest


def proposed(library, query: str) -> list[str]:
    return [found.shown for found in library.complete(query, len(query))]


@pytest.fixture
def shelves(library, clipped):
    """A library with tags, sites and authors."""
    tides = clipped("Tides", url="https://www.reef.example/a", authors=("Nia Okafor", "Émile Roux"))
    clipped("Kelp", url="https://reef.example/b", authors=("Nia Okafor",))
    clipped("Fog", url="https://blog.sea.example/c", authors=("Nils Berg",))
    clipped("Buch", url="https://bücher.example/d")
    library.tags.add([tides], ["sea/tides", "to read"])
    return library


def test_tags_are_proposed_also_by_a_part_below(shelves):
    assert proposed(shelves, "tag:sea") == ["tag:sea", "tag:sea/tides"]
    assert proposed(shelves, "tag:TID") == ["tag:sea/tides"]
    assert proposed(shelves, 'kelp -tag:"to') == ['tag:"to read"']
    assert proposed(shelves, "#tid") == ["tag:sea/tides"]
    assert proposed(shelves, "tag:whale") == []


def test_the_sites_with_most_clips_are_proposed_first(shelves):
    assert proposed(shelves, "site:")[0] == "site:reef.example"
    assert proposed(shelves, "site:sea") == ["site:blog.sea.example"]


def test_a_site_in_other_letters_is_proposed_as_people_write_it(shelves):
    assert proposed(shelves, "site:buc") == ["site:bücher.example"]
    assert len(shelves.ids(query="site:bücher.example")) == 1
    assert len(shelves.ids(query="site:xn--bcher-kva.example")) == 1


def test_authors_are_proposed_by_any_of_their_names(shelves):
    assert proposed(shelves, "author:ni") == ['author:"Nia Okafor"', 'author:"Nils Berg"']
    assert proposed(shelves, "author:roux") == ['author:"Émile Roux"']
    assert proposed(shelves, "author:emi") == ['author:"Émile Roux"']
    assert proposed(shelves, "author:") == []


@pytest.mark.parametrize("query", ["tag:se", "site:re", "author:oka", "author:emi"])
def test_what_is_proposed_finds_something(shelves, query):
    for found in shelves.complete(query, len(query)):
        assert shelves.ids(query=found.text) != []


@pytest.mark.parametrize("query", ["tag:/", "tag:\0", 'author:"', "author:-", "site:..", "tag:" + "x" * 500])
def test_any_text_can_be_completed(shelves, query):
    assert proposed(shelves, query) == [] or query == "site:.."

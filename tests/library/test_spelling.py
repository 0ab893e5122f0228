from __future__ import annotations

import pytest


@pytest.fixture
def shelf(clipped):
    clipped("The lighthouse keeper wrote letters every evening.", "Lighthouse")
    clipped("A lighthouse stands on the rock; the keeper sleeps.", "On the rock")
    clipped("Smartphones and other telephones.", "Phones")
    return clipped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lighthose ", "lighthouse "),
        ("lihgthouse ", "lighthouse "),
        ("keper", "keeper"),
        ("rock lighthuose", "rock lighthouse"),
    ],
)
def test_a_misspelt_word_is_asked_about(library, shelf, typed, meant):
    assert library.search(typed).suggestion == meant


@pytest.mark.parametrize("typed", ["lighthouse ", "xyzzy ", "keeper", "is:unread", "", '"lighthose keeper"'])
def test_what_is_found_or_like_nothing_is_not_asked_about(library, shelf, typed):
    assert library.search(typed).suggestion is None


@pytest.mark.parametrize("typed", ["phone", "phones ", "house", "arbor"])
def test_a_part_of_a_word_finds_it(library, shelf, typed):
    shelf("Boats in the harbor.", "Boats")
    found = library.search(typed).ids
    assert found
    assert all("\x01" in summary.snippet for summary in library.summaries(found, typed))


def test_clips_with_the_whole_word_come_before_those_with_a_part(library, clipped):
    whole = clipped("One phone.", "Alpha")
    part = clipped("A smartphone.", "Beta")
    assert library.ids(query="phone ") == [whole, part]


def test_more_like_a_clip_are_those_that_share_its_rare_words(library, clipped):
    common = "the people of the town went to the market and came back in the evening "
    reef = clipped(common + "corals polyps reef bleaching", "Corals")
    like = clipped(common + "reef bleaching and corals again", "Warm water")
    clipped(common + "bread flour oven", "Bread")
    clipped(common + "trains rails night", "Trains")
    trashed = clipped(common + "corals polyps reef", "Gone")
    library.trash([trashed])
    assert library.more_like(reef)[0] == like
    assert trashed not in library.more_like(reef)
    assert reef not in library.more_like(reef)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("phone -battery", ["Calls"]), ("phone (calls OR lamps)", ["Calls"]), ("-battery phone", ["Calls"])],
)
def test_parts_of_words_are_found_only_where_the_rest_of_the_query_holds(library, clipped, typed, found):
    clipped("A smartphone for calls.", "Calls")
    clipped("A smartphone and its battery.", "Power")
    assert [library.summary(clip_id).title for clip_id in library.ids(query=typed)] == found

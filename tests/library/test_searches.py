from __future__ import annotations

import pytest

from clipper.errors import LibraryError


def names(library):
    return [search.name for search in library.searches.all()]


def test_searches_are_saved_in_the_order_they_came(library):
    first = library.searches.add("  To  read ", "is:unread ")
    library.searches.add("Reefs", 'tag:sea "night"')
    assert (first.name, first.query) == ("To read", "is:unread")
    assert names(library) == ["To read", "Reefs"]
    assert library.searches.all()[0] == first
    assert library.undo.last().name == "Saved the search Reefs"


def test_a_search_is_renamed_changed_and_removed_and_all_of_it_undone(library):
    saved = library.searches.add("Reefs", "reef")
    library.searches.rename(saved.id, "Corals")
    library.searches.change(saved.id, "coral OR reef")
    assert library.searches.rename(saved.id, "Corals") is None
    assert library.searches.change(saved.id, " coral OR reef ") is None
    library.searches.remove(saved.id)
    assert library.searches.all() == []
    seen = []
    while library.undo.undo():
        seen.append([(search.name, search.query) for search in library.searches.all()])
    assert seen == [[("Corals", "coral OR reef")], [("Corals", "reef")], [("Reefs", "reef")], []]


def test_a_search_moves_among_the_others(library):
    ids = [library.searches.add(name, "x").id for name in "abcd"]
    library.searches.move(ids[3], 0)
    assert names(library) == ["d", "a", "b", "c"]
    library.searches.move(ids[3], 2)
    assert names(library) == ["a", "b", "d", "c"]
    library.searches.move(ids[0], 99)
    assert names(library) == ["b", "d", "c", "a"]
    assert library.searches.move(ids[0], 3) is None
    library.undo.undo()
    assert names(library) == ["a", "b", "d", "c"]


def test_searches_can_be_moved_without_end(library):
    ids = [library.searches.add(name, "x").id for name in "abc"]
    for number in range(40):
        library.searches.move(ids[1 + number % 2], 1)
    library.searches.move(ids[0], 1)
    assert names(library)[1] == "a"
    assert sorted(names(library)) == ["a", "b", "c"]


def test_a_search_alone_moves_nowhere(library):
    assert library.searches.move(library.searches.add("a", "x").id, 5) is None


def test_a_search_needs_a_name_and_a_query(library):
    with pytest.raises(LibraryError, match="needs a name"):
        library.searches.add(" ", "x")
    with pytest.raises(LibraryError, match="needs a query"):
        library.searches.add("a", "\n")
    with pytest.raises(LibraryError, match="no longer there"):
        library.searches.remove("018f0000-0000-7000-8000-000000000000")

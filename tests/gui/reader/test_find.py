from __future__ import annotations

from clipper.gui.reader.find import find_all, find_words


def test_finding_minds_neither_case_nor_the_kind_of_space():
    assert find_all("Keep it. KEEP\u00a0IT. keep\n it", "keep it") == [(0, 7), (9, 16), (18, 26)]


def test_straight_quotes_and_hyphens_find_their_typographic_kin():
    assert find_all("the internet’s “well‑known”", "internet's") == [(4, 14)]
    assert find_all("well‑known", "well-known") == [(0, 10)]


def test_what_is_typed_is_never_a_pattern():
    assert find_all("a.b (c", ".") == [(1, 2)]
    assert find_all("a.b (c", "(") == [(4, 5)]


def test_nothing_finds_nothing():
    assert find_all("words", "  ") == []
    assert find_words("words", []) == []


def test_places_are_counted_as_documents_count_them():
    assert find_all("😀😀 x", "x") == [(5, 6)]


def test_words_of_a_search_are_marked_where_words_begin():
    assert find_words("heat wheat Heather", ["heat"]) == [(0, 4), (11, 15)]


def test_words_of_scripts_without_spaces_are_marked_anywhere():
    assert find_words("山あいの図書館", ["図書"]) == [(4, 6)]

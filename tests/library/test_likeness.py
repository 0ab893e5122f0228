from __future__ import annotations

from collections import Counter

import pytest

from clipper.library.likeness import BANDS, SHORTEST, bands, likeness, read
from tests.library.alike_bases import BASES, LIGHTHOUSE_EN, TEA_ZH, TRANSLATIONS
from tests.library.alike_texts import (
    Writer,
    cut,
    doubles_of,
    edited,
    newsletter,
    not_doubles_of,
    pairs_to_judge,
)


def alike(one, other, **site):
    return likeness(read(one), read(other), **site)


def sharing(one, other):
    return len(set(bands(read(one))) & set(bands(read(other))))


@pytest.fixture(scope="module")
def judged():
    """For each pair of the test set: its kind, whether it is one text, whether it is found to be."""
    pairs = []
    for pair in pairs_to_judge(articles=3):
        one, other = read(pair.one), read(pair.other)
        is_found = bool(set(bands(one)) & set(bands(other)))
        is_same = bool(likeness(one, other, one_site=pair.hosts[0] == pair.hosts[1]))
        pairs.append((pair.kind, pair.same, is_found and is_same))
    return pairs


def test_of_a_hundred_pairs_proposed_at_least_98_are_one_text(judged):
    proposed = [same for _, same, found in judged if found]
    assert len(proposed) > 300
    assert sum(proposed) / len(proposed) >= 0.98


def test_of_a_hundred_texts_published_twice_at_least_98_are_found(judged):
    doubles = [found for _, same, found in judged if same]
    assert len(doubles) > 300
    assert sum(doubles) / len(doubles) >= 0.98


def test_no_way_of_changing_a_text_hides_it(judged):
    found = Counter(kind for kind, same, found in judged if same and found)
    there = Counter(kind for kind, same, _ in judged if same)
    assert len(there) >= 14
    assert all(found[kind] / there[kind] >= 0.9 for kind in there)


@pytest.mark.parametrize("language", BASES)
def test_a_text_is_found_again_in_any_language(language):
    text = BASES[language]
    assert alike(text, text) == 1.0
    assert sharing(text, text) == BANDS
    assert alike(text, cut(text, 0.6)) > 0.9
    assert sharing(text, cut(text, 0.6)) > 0


@pytest.mark.parametrize("pair", TRANSLATIONS)
def test_a_translation_is_another_text(pair):
    assert alike(*pair) == 0.0


def test_signs_case_and_width_make_no_difference():
    text = LIGHTHOUSE_EN.upper().replace('"', "”").replace("\n\n", " \u00a0 ").replace("-", "\u2011")
    assert alike(LIGHTHOUSE_EN, text) > 0.95
    assert alike(TEA_ZH, TEA_ZH.replace("，", " ")) > 0.6


def test_a_short_text_is_no_double_not_even_of_itself():
    short = " ".join(LIGHTHOUSE_EN.split()[: SHORTEST - 10])
    assert bands(read(short)) == []
    assert alike(short, short) == 0.0
    assert bands(read("")) == []
    assert alike(TEA_ZH[:60], TEA_ZH[:60]) == 0.0


def test_an_article_in_a_collection_of_many_is_not_the_collection():
    writer = Writer("english", 1)
    assert alike(LIGHTHOUSE_EN, newsletter(LIGHTHOUSE_EN, 1_500, writer)) == 0.0
    assert alike(LIGHTHOUSE_EN, newsletter(LIGHTHOUSE_EN, 150, writer)) > 0.95


def test_reports_made_from_one_form_differ_in_their_numbers():
    form = (
        "In the north the day begins with fog. Towards noon the temperature rises to {} degrees on the coast and "
        "to {} degrees in the hills. The wind comes from the west at {} kilometres an hour, in gusts at {}. The "
        "chance of rain is {} percent in the morning and {} percent at night. High water is at {} o'clock, and "
        "the water has {} degrees. Boats below {} metres should stay in the harbour until the evening."
    )
    monday = form.format(14, 9, 20, 45, 30, 70, 6, 11, 8)
    tuesday = form.format(17, 12, 35, 60, 10, 20, 7, 12, 10)
    assert alike(monday, tuesday) == 0.0
    assert alike(monday, monday.replace("fog", "a little fog")) > 0.9


def test_pages_of_one_site_need_more_in_common():
    writer = Writer("german", 3)
    around = writer.article(100)
    one, other = writer.article(110) + "\n" + around, writer.article(110) + "\n" + around
    assert alike(one, other, one_site=True) == 0.0
    assert alike(around, edited(around, 0.03, writer), one_site=True) > 0.8


def test_a_whole_book_is_read_no_further_than_its_first_chapters():
    words = " ".join(str(number) + "a" for number in range(100_000))
    assert read(words).length < 50_000


def test_the_bands_of_a_text_are_the_same_in_every_run():
    assert bands(read(LIGHTHOUSE_EN))[:3] == ["4e34a1ed", "a5360f89", "8bd3d825"]


def test_the_test_set_has_doubles_and_others_of_every_text():
    writer = Writer("russian", 2)
    text = writer.article(200)
    assert {pair.same for pair in doubles_of(text, writer)} == {True}
    assert {pair.same for pair in not_doubles_of(text, writer)} == {False}

"""Of many versions the telling ones stay."""

from __future__ import annotations

from clipper.library.thinning import superfluous

DAY = 86_400


def kept(moments, needed=(), most=10):
    gone = superfluous(moments, needed, most)
    return [number for number, _ in moments if number not in gone]


def test_few_versions_all_stay():
    assert superfluous([(number, number * DAY) for number in range(1, 11)], ()) == []


def test_of_many_the_first_and_the_newest_stay():
    numbers = kept([(number, number * DAY) for number in range(1, 31)])
    assert len(numbers) == 10
    assert numbers[0] == 1
    assert numbers[-3:] == [28, 29, 30]


def test_those_made_shortly_after_another_go_first():
    moments = [(1, 0), (2, 100 * DAY), (3, 100 * DAY + 60), (4, 200 * DAY), (5, 300 * DAY), (6, 400 * DAY)]
    assert kept(moments, most=5) == [1, 2, 4, 5, 6]


def test_what_is_needed_stays_whatever_its_age():
    moments = [(number, number * DAY) for number in range(1, 21)]
    assert kept(moments, needed={2, 9}, most=6) == [1, 2, 9, 18, 19, 20]


def test_versions_that_are_all_needed_stay_though_they_are_too_many():
    moments = [(number, number * DAY) for number in range(1, 9)]
    assert kept(moments, needed=set(range(1, 9)), most=4) == list(range(1, 9))


def test_a_clock_that_was_set_back_harms_nothing():
    assert len(kept([(number, -number * DAY) for number in range(1, 31)])) == 10

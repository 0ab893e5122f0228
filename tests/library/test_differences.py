"""What was added and removed between two texts, in words."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.library import differences
from clipper.library.differences import difference


def side(parts, *kinds):
    return "".join(text for kind, text in parts if kind in kinds)


def squeezed(text):
    return "".join(text.split())


def test_a_word_that_changed_is_removed_and_added_and_the_rest_is_the_same():
    assert difference("The quay was under water by noon.", "The quay was under ice by noon.") == [
        ("same", "The quay was under "),
        ("removed", "water "),
        ("added", "ice "),
        ("same", "by noon."),
    ]


def test_the_same_text_has_no_difference():
    assert difference("Boats lay tied.", "Boats lay tied.") == [("same", "Boats lay tied.")]
    assert difference("", "") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "New words", [("added", "New words")]),
        ("Old words", "", [("removed", "Old words")]),
        ("Calm sea", "Rough wind", [("removed", "Calm sea"), ("added", "Rough wind")]),
    ],
)
def test_a_text_that_came_or_went_whole_is_one_piece(old, new, expected):
    assert difference(old, new) == expected


def test_a_paragraph_put_in_is_all_that_was_added():
    old = "The glass fell.\n\nThe gulls went inland.\n\nBy noon it rained."
    new = "The glass fell.\n\nNobody believed it.\n\nThe gulls went inland.\n\nBy noon it rained."
    assert [part for part in difference(old, new) if part[0] != "same"] == [
        ("added", "Nobody believed it.\n\n")
    ]


def test_words_that_only_stand_on_other_lines_are_the_same():
    assert difference("one two\nthree", "one\n\ntwo three") == [("same", "one\n\ntwo three")]


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("潮水在中午淹没了码头", "潮水在傍晚淹没了码头", "中午", "傍晚"),
        ("น้ำท่วมท่าเรือ", "น้ำท่วมถนน", "ท่าเรือ", "ถนน"),
        ("हिन्दी में लिखा", "उर्दू में लिखा", "हिन्दी ", "उर्दू "),
    ],
)
def test_scripts_without_spaces_are_compared_by_characters_and_others_by_words(old, new, removed, added):
    parts = difference(old, new)
    assert side(parts, "removed") == removed
    assert side(parts, "added") == added


def test_a_comma_two_sentences_share_by_chance_does_not_tear_the_change_apart():
    parts = difference("Start. Gulls, terns and crows left. End.", "Start. Rain, hail or sleet came. End.")
    assert [kind for kind, _ in parts] == ["same", "removed", "added", "same"]


words = st.lists(
    st.sampled_from(["sea", "wind", "a", "the", ",", ".\n", "\n\n", "海", "it’s", "é"]), max_size=40
)


@given(words.map(" ".join), words.map(" ".join))
@settings(max_examples=150, deadline=None)
def test_both_texts_can_be_put_together_again_from_what_is_told(old, new):
    parts = difference(old, new)
    assert side(parts, "same", "added") == new
    assert squeezed(side(parts, "same", "removed")) == squeezed(old)
    assert all(a[0] != b[0] for a, b in pairwise(parts))


@given(words, words)
@settings(max_examples=100, deadline=None)
def test_what_is_found_in_common_is_as_much_as_there_is(old, new):
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            longest[i + 1][j + 1] = longest[i][j] + 1 if a == b else max(longest[i][j + 1], longest[i + 1][j])
    pairs = list(differences._common(old, new, 0, 0))
    assert len(pairs) == longest[-1][-1]
    assert all(old[a] == new[b] for a, b in pairs)
    assert pairs == sorted(pairs)


def text_of(count, seed, paragraph=80):
    chance = random.Random(seed)
    vocabulary = [f"w{number}" for number in range(3000)]
    weights = [1 / (rank + 3) for rank in range(3000)]
    chosen = chance.choices(vocabulary, weights, k=count)
    return "\n\n".join(" ".join(chosen[at : at + paragraph]) + "." for at in range(0, count, paragraph))


def edited(text, seed, share):
    chance = random.Random(seed)
    return " ".join("changed" if chance.random() < share else word for word in text.split(" "))


def seconds(work):
    best = 9.0
    for _ in range(3):
        start = time.thread_time()
        work()
        best = min(best, time.thread_time() - start)
    return best


@pytest.mark.parametrize("share", [0.02, 0.3, 1])
def test_two_texts_of_five_thousand_words_are_compared_in_a_tenth_of_a_second(share):
    old = text_of(5000, 1)
    new = edited(old, 2, share) if share < 1 else text_of(5000, 3)
    assert seconds(lambda: difference(old, new)) < 0.1


def test_texts_too_long_to_compare_word_by_word_are_parted_by_words_that_stand_together(monkeypatch):
    monkeypatch.setattr(differences, "MOST_BITS", 200)
    old = text_of(600, 1, paragraph=600)
    new = edited(old, 2, 0.02)
    parts = difference(old, new)
    assert side(parts, "same", "added") == new
    assert len(side(parts, "same").split()) > 500

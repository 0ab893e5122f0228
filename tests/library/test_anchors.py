from __future__ import annotations

import time

import pytest

from clipper.library.anchors import Passage, Place, blocks_of, find

TEXT = """The keeper of the gauge wakes at four.

He walks to the harbour wall, where the water has drawn a line for him, and writes it down.

The water is never wrong, he says.
A line is a line.

In winter the gauge freezes, and the keeper of the gauge wakes at four all the same."""


def marked(text, quote, nth=0):
    """The passage as it is when somebody marks the quote in the text."""
    blocks = blocks_of(text)
    whole = "\n".join(blocks)
    at = -1
    for _ in range(nth + 1):
        at = whole.index(quote, at + 1)
    block = whole.count("\n", 0, at)
    offset = at - (whole.rfind("\n", 0, at) + 1)
    after = at + len(quote)
    return Passage(quote, whole[max(at - 32, 0) : at], whole[after : after + 32], block, offset)


def found(text, passage):
    blocks = blocks_of(text)
    place = find(blocks, passage)
    if place is None:
        return None
    whole = "\n".join(blocks)
    at = sum(len(block) + 1 for block in blocks[: place.block]) + place.offset
    return whole[at : at + place.length]


def test_blocks_are_the_lines_that_are_not_empty():
    assert blocks_of("One.\n\nTwo.\nThree.\n \n\nFour.") == ["One.", "Two.", "Three.", "Four."]
    assert blocks_of("") == []


def test_a_passage_is_where_it_was_marked():
    passage = marked(TEXT, "the water has drawn a line")
    assert find(blocks_of(TEXT), passage) == Place(1, 36, 26)


def test_a_passage_that_occurs_twice_is_told_by_what_is_around():
    for nth, block in ((0, 0), (1, 4)):
        passage = marked(TEXT, "keeper of the gauge wakes at four", nth)
        assert find(blocks_of(TEXT), passage).block == block


def test_a_passage_moves_with_its_paragraph():
    passage = marked(TEXT, "keeper of the gauge wakes at four", 1)
    paragraphs = TEXT.split("\n\n")
    moved = "\n\n".join(["A new beginning.", paragraphs[-1], *paragraphs[:-1]])
    assert find(blocks_of(moved), passage).block == 1


def test_among_equal_places_the_nearest_is_taken():
    text = "\n".join(["La la la, sang the river to the stones."] * 5)
    passage = Passage("sang the river to the stones", block=3, offset=10)
    assert find(blocks_of(text), passage).block == 3
    assert find(blocks_of("A new line before.\n" + text), passage).block == 3


def test_other_spaces_quotes_and_letters_are_the_same_passage():
    text = "She said: “It’s the café —\u00a0the one by the sea — that\n\nI mean.” Nothing more."
    passage = Passage("It's the cafe - the one by  the sea - that I mean.")
    assert found(text, passage) == "It’s the café —\u00a0the one by the sea — that\nI mean."


def test_a_passage_over_two_paragraphs_is_found_in_both():
    passage = marked(TEXT, "he says.\nA line")
    assert found(TEXT, passage) == "he says.\nA line"
    assert found(TEXT, Passage("he says.\n\nA line is a line")) == "he says.\nA line is a line"


@pytest.mark.parametrize(
    ("changed", "now"),
    [
        (
            ("drawn a line for him", "drawn one line for him"),
            "the water has drawn one line for him, and writes it",
        ),
        (("the water has", "the dark water has"), "the dark water has drawn a line for him, and writes it"),
        (("for him, and", "and"), "the water has drawn a line and writes it"),
        (("writes it down", "wrote it down"), "the water has drawn a line for him, and wrote it"),
    ],
)
def test_a_passage_with_a_word_edited_is_still_found(changed, now):
    passage = marked(TEXT, "the water has drawn a line for him, and writes it")
    assert found(TEXT.replace(*changed), passage) == now


def test_a_passage_that_is_gone_is_not_taken_for_another():
    passage = marked(TEXT, "the water has drawn a line for him, and writes it")
    assert (
        found(
            TEXT.replace("where the water has drawn a line for him, and writes it down", "and back"), passage
        )
        is None
    )
    assert found("", passage) is None
    assert found("Something else entirely, about other things, in many words more.", passage) is None


def test_a_short_passage_needs_its_surroundings():
    passage = marked(TEXT, "line", 1)
    assert find(blocks_of(TEXT), passage).block == 3
    assert found("Every line here is new, and no line is that one.", passage) is None
    assert found("Every line here is new.", Passage("line")) == "line"


@pytest.mark.parametrize("quote", ["", "  ", "\n", "\u200b", "“", "\U0001f30a" * 20])
def test_a_passage_of_nothing_or_of_signs_does_no_harm(quote):
    text = "“A wave \U0001f30a and “another"
    assert found(text, Passage(quote, "x", "y", 999, -5)) in {None, "“"}
    assert found(text, Passage(quote, block=-1, offset=10**9)) in {None, "“"}


def test_letters_that_fold_into_more_than_one_keep_their_places():
    text = "ﬁne Straße, \u0130stanbul and the ﬁnest ſtreets of all"
    assert found(text, Passage("fine strasse, istanbul AND the")) == "ﬁne Straße, \u0130stanbul and the"


def test_a_book_is_searched_in_a_moment():
    sentences = [
        f"Sentence number {number} tells of the {number * 7919 % 1009}th wave." for number in range(8000)
    ]
    text = "\n\n".join(sentences)
    passage = Passage("A passage of which nothing at all is in this book, not even with an edit " * 4)
    began = time.perf_counter()
    assert find(blocks_of(text), passage) is None
    assert time.perf_counter() - began < 5

from __future__ import annotations

from datetime import UTC, datetime

from clipper.gui.reader.anchoring import TextMap
from clipper.model import Highlight

ARTICLE = "The first block says little.\n\nThe second 😀 block says more, and says it again.\n\nThe end."
SHOWN = "A title\nBy Nobody\nThe first block says little.\nThe second 😀 block says more, and says it again.\nThe end."


def units(text):
    return len(text.encode("utf-16-le")) // 2


def mark(quote, block, offset):
    return Highlight("h", "c", quote, "", "", block, offset, datetime.now(UTC), length=len(quote))


def test_a_selection_becomes_a_passage_of_the_article_with_what_is_around_it():
    at = SHOWN.index("says it")
    found = TextMap(SHOWN, ARTICLE).quote_of(units(SHOWN[:at]), units(SHOWN[: at + 7]))
    assert (found.quote, found.block) == ("says it", 1)
    assert found.offset == "The second 😀 block says more, and says it again.".index("says it")
    assert found.prefix.endswith("more, and ")
    assert found.suffix == " again.\nThe end."


def test_of_words_that_occur_often_those_of_the_place_are_found():
    one = mark("says", 1, "The second 😀 block says".index("says"))
    start, end = TextMap(SHOWN, ARTICLE).range_of(one)
    at = SHOWN.index("says more")
    assert (start, end) == (units(SHOWN[:at]), units(SHOWN[:at]) + 4)


def test_a_passage_over_two_blocks_is_shown_whole():
    quote = "little.\nThe second"
    start, end = TextMap(SHOWN, ARTICLE).range_of(mark(quote, 0, 21))
    assert SHOWN[start:end] == quote


def test_what_is_not_in_the_document_has_no_range():
    assert TextMap(SHOWN, ARTICLE).range_of(mark("says", 9, 0)) is None
    assert TextMap("A title", ARTICLE).range_of(mark("says", 1, 0)) is None


def test_every_place_of_the_article_is_found_in_the_document_and_back():
    both = TextMap(SHOWN, ARTICLE)
    for block, line in enumerate(line for line in ARTICLE.splitlines() if line):
        for offset in range(0, len(line), 5):
            if not line[offset].isspace():
                assert both.place_of(both.position_of(block, offset)) == (block, offset)


def test_what_stands_above_the_article_is_its_first_block():
    assert TextMap(SHOWN, ARTICLE).place_of(0)[0] == 0


def test_an_empty_article_is_no_mistake():
    both = TextMap("A title", "")
    assert both.place_of(3) == (0, 0)
    assert both.position_of(0, 0) is None

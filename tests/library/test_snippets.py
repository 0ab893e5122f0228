from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.library.finding import parsed
from clipper.library.snippets import MATCH_BEGINS, MATCH_ENDS, needles, snippet

WORDS = [f"w{number}" for number in range(200)]


def parse(query):
    return needles(parsed(query).terms)


def shown(text, query):
    return snippet([text], parse(query)).replace(MATCH_BEGINS, "[").replace(MATCH_ENDS, "]")


def test_matches_are_marked_in_the_text_as_it_is_written():
    assert shown("The Café, by “night”.", "cafe nig") == "The [Café], by “[night]”."


def test_a_phrase_is_marked_as_one():
    assert shown("At night the tide turns.", '"the tide"') == "At night [the tide] turns."
    assert shown("東京の海岸線を見る", "海岸") == "東京の[海岸]線を見る"
    assert shown("Send e-mail now.", "e-mail") == "Send [e-mail] now."


def test_about_thirty_words_around_the_match_are_shown():
    text = " ".join(WORDS)
    result = shown(text, "w100 ")
    assert result.startswith("… w94 ")
    assert "[w100]" in result
    assert result.endswith("w123 …")


def test_the_place_where_most_words_are_near_each_other_is_shown():
    text = " ".join(["tide", *WORDS, "tide", "gauge", *WORDS, "harbour"])
    assert "[tide] [gauge]" in shown(text, "tide gauge harbour")


def test_without_a_match_the_beginning_is_shown():
    assert shown(" ".join(WORDS), "whale").endswith("w29 …")
    assert shown("Short.", "whale") == "Short."
    assert snippet(["", "Second."], parse("whale")) == "Second."
    assert snippet(["", ""], parse("whale")) == ""


def test_the_first_text_with_a_match_is_shown():
    assert snippet(["First.", "Second.", "Also second."], parse("second ")) == "\x01Second\x02."


@pytest.mark.parametrize("junk", ["\x01", "\x02", "\n\n \t", "\x1b", "\x85", "\x7f"])
def test_control_characters_of_the_text_are_not_shown(junk):
    assert shown(f"The{junk}tide{junk}turns.", "tide") == "The [tide] turns."


@settings(deadline=None, max_examples=200)
@given(text=st.text(max_size=400), query=st.text(max_size=12))
def test_marks_always_come_in_pairs_and_nothing_else_is_added(text, query):
    result = snippet([text], parse(query))
    assert re.fullmatch(
        r"[^\x00-\x1f\x7f-\x9f]*(\x01[^\x00-\x1f\x7f-\x9f]+\x02[^\x00-\x1f\x7f-\x9f]*)*", result
    )
    plain = result.replace(MATCH_BEGINS, "").replace(MATCH_ENDS, "")
    text = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()
    assert plain.removeprefix("… ").removesuffix(" …") in text or plain in text

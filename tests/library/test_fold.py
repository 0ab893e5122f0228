from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.library.fold import folded, located, query_words, words


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("The Tide", "the tide"),
        ("CAFÉ cafe\u0301 Straße ŁÓDŹ", "cafe cafe strasse lodz"),
        ("Wiring the MPU6050", "wiring the mpu6050 ¶ mpu 6050"),
        ("C++ and .NET", "c and net ¶ c++ .net"),
        ("an e-mail, don’t", "an e mail don t ¶ email dont"),
        ("#tag and @name", "tag and name ¶ #tag @name"),
        ("me@reef.example", "me reef example"),
        ("snake_case", "snake case"),
        ("大学生", "大学 学生 生"),
        ("iPhone用户", "iphone 用户 户"),
        ("東京タワー", "東京 京タ タワ ワー ー"),
        ("हिन्दी में", "हिन्दी में"),
        ("السَّلامُ", "السلام"),
        ("🐳 whale", "🐳 whale"),
        ("… — !", ""),
    ],
)
def test_a_text_becomes_the_words_by_which_it_is_found(text, indexed):
    assert words(text) == indexed


def test_what_is_typed_in_a_script_without_spaces_is_looked_for_as_pairs():
    assert query_words("大学生") == ("大学", "学生")
    assert query_words("大") == ("大",)


@given(st.text(max_size=60))
def test_each_word_of_any_text_is_where_it_is_said_to_be(text):
    for start, end, word in located(text):
        assert 0 <= start < end <= len(text)
        assert word
        assert folded(word) == word or len(word) > 60
    words(text)

"""Titles become file names that every system takes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.export.filenames import Names, safe_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("P/E Ratio", "PE Ratio"),
        ('What? "C:\\x" <b> | *', "What Cx b"),
        ("[[Note]] #1 ^a", "Note 1 a"),
        ("a\n\t b", "a b"),
        (" dots... ", "dots"),
        (".hidden", "_hidden"),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("console", "console"),
        ("", "Untitled"),
        ("???", "Untitled"),
        ("e\u0301", "é"),
        ("a\u202eb\x07\ud800", "ab"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert safe_name(title) == name


def test_a_long_name_is_cut_between_what_a_reader_sees_as_characters() -> None:
    assert safe_name("漢" * 100) == "漢" * 80
    family = "👨\u200d👩\u200d👧"
    assert safe_name(family * 20) == family * (240 // len(family.encode()))
    assert safe_name("x" * 237 + "🇩🇪") == "x" * 237
    assert safe_name("x" * 239 + "g\u0308") == "x" * 239


@given(st.text())
def test_any_title_becomes_a_name_that_can_be_stored(title: str) -> None:
    name = safe_name(title)
    assert 0 < len(name.encode()) <= 240
    assert not set(name) & set('<>:"/\\|?*#^[]\0\n')
    assert name == name.strip(" ").rstrip(".")
    assert unicodedata.is_normalized("NFC", name)
    assert safe_name(name) == name


def test_names_that_differ_in_case_or_composition_only_are_the_same() -> None:
    names = Names(["title.md"])
    assert names.take("Title", ".md") == "Title 2.md"
    assert names.take("TITLE", ".md") == "TITLE 3.md"
    assert names.take("é", ".md") == "é.md"
    assert names.take("e\u0301", ".md") == "e\u0301 2.md"

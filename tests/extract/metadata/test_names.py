from __future__ import annotations

import pytest

from clipper.extract.metadata.names import separate_names


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe, John Roe & Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]),
        ("Von Jürgen Groß und Eva Kühn", ["Jürgen Groß", "Eva Kühn"]),
        ("Par Léa Petit et Luc Blanc", ["Léa Petit", "Luc Blanc"]),
        ("Veröffentlicht von Eva Kühn", ["Eva Kühn"]),
        ("Doe, Jane", ["Jane Doe"]),
        ("By JANE DOE", ["Jane Doe"]),
        ("Jane Doe | 5 March 2024", ["Jane Doe"]),
        ("Jane Doe, Staff Writer", ["Jane Doe"]),
        ("Perry Bacon Jr.", ["Perry Bacon Jr."]),
        ("作者：沈小满", ["沈小满"]),
        ("文/沈小满", ["沈小满"]),
        ("Автор: Яна Драганова", ["Яна Драганова"]),
        ("Jane Doe December 17, 2024", ["Jane Doe"]),
        ("5 March 2024 · Jane Doe", ["Jane Doe"]),
        ("Jane Doe on Tuesday, August 29", ["Jane Doe"]),
        ("Jane Doe, PhD, MPH", ["Jane Doe"]),
        ("Md Jane Doe", ["Md Jane Doe"]),
        ("Recipe by Jane Doe", ["Jane Doe"]),
        ("vom Jane Doe", ["Jane Doe"]),
        ("Jane Doe →", ["Jane Doe"]),
        ("Jane Doe <jane@pier.example>", ["Jane Doe"]),
        ("Jane Doe on behalf of the Pier Board", ["Jane Doe"]),
        ("rower2024", ["rower2024"]),
        ("Pier Staff", []),
        ("View all posts", []),
        ("https://a.example/jane", []),
        ("admin", []),
        ("", []),
    ],
)
def test_bylines_become_separate_names(given, names):
    assert separate_names(given) == names

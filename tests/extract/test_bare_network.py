"""The learned network of lines, as it is shipped."""

from __future__ import annotations

import numpy as np

from clipper.extract.bare_figures import line_figures
from clipper.extract.bare_lines import read_lines
from clipper.extract.bare_network import WEIGHTS, line_probabilities, line_weights
from clipper.extract.bare_rules import ruled
from clipper.resources import resource

PROSE = "The council of Norton has dropped its plan, which had divided the town for two years, and the mayor is glad."
TEXT = [
    "The long pier - Norton Post",
    "Home",
    "Sport",
    "Log in",
    "The long pier",
    *[PROSE + f" {n}." for n in range(8)],
]
TEXT += ["Read also: The cat that took the bus", "Subscribe to our newsletter", "© 2023 Norton Post"]


def probabilities(text: list[str], *, close: bool) -> list[float]:
    lines = read_lines(text)
    taught = line_weights()
    return line_probabilities(line_figures(lines, ruled(lines), taught.known), taught, close=close)


def test_the_weights_are_small_and_plain_numbers():
    with resource(WEIGHTS).open("rb") as file:
        assert len(file.read()) < 300_000
    with resource(WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        assert {stored[name].dtype.name for name in stored.files} <= {"float16", "float32", "uint8"}


def test_prose_amid_menus_is_the_articles_and_the_menus_are_not():
    for close in (False, True):
        odds = probabilities(TEXT, close=close)
        assert min(odds[5:13]) > 0.5
        assert max(odds[1:4]) < 0.2
        assert odds[-1] < 0.2


def test_the_same_text_gives_the_same_probabilities():
    assert probabilities(TEXT, close=True) == probabilities(TEXT, close=True)


def test_a_text_of_one_line_has_a_probability():
    assert len(probabilities([PROSE], close=False)) == 1

from __future__ import annotations

import numpy as np
import pytest

from clipper.extract.blocks.figures import COUNT, Figures
from clipper.extract.blocks.network import WEIGHTS, probabilities, weights
from clipper.resources import resource


def page(count):
    chance = np.random.default_rng(3)
    bags = [(), (1, 3), (2,), (0, 1, 2, 3, 4)]
    index = np.array([[place % 4, 0, (place + 1) % 4, 2] for place in range(count)])
    groups = np.stack(
        [np.arange(count) // 3, np.zeros(count, dtype=np.int64), np.arange(count) % min(count, 5)]
    )
    values = chance.normal(size=(count, COUNT)).astype(np.float32)
    return Figures(values, bags, index, groups, [place % 30 for place in range(count)])


def test_the_weights_are_plain_data_of_less_than_a_megabyte():
    with resource(WEIGHTS).open("rb") as file:
        assert len(file.read()) < 1_000_000
    taught = weights()
    assert len(taught.known) == len(taught.arrays["table"])
    assert all(np.isfinite(array).all() for array in taught.arrays.values())


@pytest.mark.parametrize("count", [1, 2, 31, 200])
def test_every_block_has_a_probability_in_thousandths(count):
    odds = probabilities(page(count), weights())
    assert len(odds) == count
    assert all(0 <= odd <= 1 and odd == round(odd, 3) for odd in odds)


def test_the_same_figures_give_the_same_probabilities():
    assert probabilities(page(60), weights()) == probabilities(page(60), weights())


def test_figures_beyond_all_measure_do_no_harm():
    told = page(5)
    told.values[2] = 1e30
    assert all(0 <= odd <= 1 for odd in probabilities(told, weights()))

from __future__ import annotations

import numpy as np

from clipper.extract.blocks import signs
from clipper.extract.blocks.names import ARTICLE, CONTENT, Names

MARKUP = (
    "<main><h2>Boats</h2><p>They are of wood.</p></main>"
    "<div class='comments'><h3>Related articles</h3><p class='text'>Mine leaks.</p></div>"
)


def found(studied):
    page, _ = studied(MARKUP)
    names = Names(page.page, {})
    prose = [False, True, False, False]
    return signs.signs(page.page, names, prose, np.array([0.0, 0.0, 16.0, 16.0, 16.0])), names


def test_a_block_has_the_signs_of_all_that_is_around_it(studied):
    values, names = found(studied)
    assert names.signs[names.containers[1]] & ARTICLE
    comments = names.signs[names.containers[2]]
    assert comments
    assert not comments & (ARTICLE | CONTENT)
    place = comments.bit_length() - 1
    assert values[:, place].tolist() == [0, 0, 1, 1]


def test_a_heading_of_furniture_marks_what_is_under_it(studied):
    values, _ = found(studied)
    says = signs.COUNT - 10 + 2
    assert values[:, says].tolist() == [0, 0, 1, 1]


def test_prose_is_counted_before_and_after(studied):
    values, _ = found(studied)
    assert values[:, -5].tolist() == [0, 1, 0, 0]
    assert values[:, -4].tolist() == [0, 0, 1, 1]

from __future__ import annotations

import numpy as np

from clipper.extract.blocks.figures import COUNT, figures

MARKUP = (
    "<nav><a href='/'>Home</a> <a href='/sea'>Sea</a></nav><article><h1>The long pier</h1>"
    "<p>The pier is long, and boats lie beside it all the year, said the harbour master.</p>"
    "<h2>Boats</h2><p>They are of wood. Some of them are older than the pier, and all of them leak.</p>"
    "</article><footer>© 2024 Harbour Times</footer>"
)
KNOWN = {"<nav>": 0, "<footer>": 1, "<article>": 2, "=boats": 3, "==boats": 4, "=home": 5}


def test_every_block_has_all_figures_and_they_are_numbers(studied):
    page, _ = studied(MARKUP)
    told = figures(page.page, "The long pier", page.verdicts, KNOWN)
    assert told.values.shape == (len(page.page.blocks), COUNT)
    assert np.isfinite(told.values).all()


def test_the_same_page_has_the_same_figures(studied):
    first, second = (
        figures(page.page, "The long pier", page.verdicts, KNOWN)
        for page in (studied(MARKUP)[0], studied(MARKUP)[0])
    )
    assert (first.values == second.values).all()
    assert first.bags == second.bags


def test_a_block_is_known_by_the_elements_around_it_its_words_and_its_heading(studied):
    page, _ = studied(MARKUP)
    told = figures(page.page, "The long pier", page.verdicts, KNOWN)
    texts = [block.text for block in page.page.blocks]
    assert set(told.bags[texts.index("Boats")][2]) == {3, 4}
    last = next(place for place, text in enumerate(texts) if text.startswith("They are"))
    assert told.bags[last][1] == (2,)
    assert told.bags[last][3] == (3,)

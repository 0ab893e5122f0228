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
ADDRESS = "https://harbour.example/2024/the-long-pier.html"


def told(studied, markup=MARKUP, address=ADDRESS):
    page, _ = studied(markup)
    found = figures(page.page, "The long pier", page.verdicts, KNOWN, address)
    return found, [block.text for block in page.page.blocks]


def bag(found, block, kind):
    return found.bags[found.index[block, kind]]


def test_every_block_has_all_figures_and_they_are_numbers(studied):
    found, texts = told(studied)
    assert found.values.shape == (len(texts), COUNT)
    assert np.isfinite(found.values).all()


def test_the_same_page_has_the_same_figures(studied):
    (first, _), (second, _) = told(studied), told(studied)
    assert (first.values == second.values).all()
    assert first.bags == second.bags
    assert (first.index == second.index).all()
    assert (first.groups == second.groups).all()


def test_a_page_has_figures_wherever_it_is_from(studied):
    for address in (None, "", "about:blank", "https://[broken", "https://harbour.example/"):
        assert np.isfinite(told(studied, address=address)[0].values).all()


def test_a_block_is_known_by_the_elements_around_it_its_words_and_its_heading(studied):
    found, texts = told(studied)
    assert set(bag(found, texts.index("Boats"), 2)) == {3, 4}
    last = next(place for place, text in enumerate(texts) if text.startswith("They are"))
    assert bag(found, last, 1) == (2,)
    assert bag(found, last, 3) == (3,)


def test_text_of_emoji_and_lone_surrogates_is_counted(studied):
    found, _ = told(studied, "<p>⛵🚢 \ud83d afloat</p><p>x</p><p>1</p>")
    assert np.isfinite(found.values).all()

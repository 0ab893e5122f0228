from __future__ import annotations

import pytest
from lxml import etree

from clipper.extract.blocks.apply import apply
from clipper.extract.blocks.decide import best_f1, decide

MARKUP = (
    "<div class='related'><p>Read also: the short pier</p></div><main><h2>Boats</h2>"
    "<p>They are of wood.</p><figure><img src='/boat.jpg'></figure><p>All of them leak.</p>"
    "<ul><li>Ada</li><li>Mary</li><li>Rose</li></ul>loose <b>words</b><p>Subscribe now</p></main>"
)


def kept(studied, *texts):
    page, body = studied(MARKUP)
    keep = [block.text in texts for block in page.page.blocks]
    article, removed = apply(body, page, keep)
    return etree.tostring(article, encoding="unicode"), [removal.text for removal in removed]


def test_what_stays_keeps_its_structure_and_the_rest_is_named(studied):
    html, removed = kept(studied, "Boats", "They are of wood.", "All of them leak.", "Ada", "Mary", "Rose")
    assert html == (
        '<div><h2>Boats</h2><p>They are of wood.</p><figure><img src="/boat.jpg"/></figure>'
        "<p>All of them leak.</p><ul><li>Ada</li><li>Mary</li><li>Rose</li></ul></div>"
    )
    assert " ".join(removed) == "Read also: the short pier loose words Subscribe now"


def test_a_loose_run_goes_alone_and_what_is_around_it_stays(studied):
    html, _ = kept(studied, "All of them leak.", "Subscribe now")
    assert "All of them leak." in html
    assert "Subscribe now" in html
    assert "words" not in html


def test_no_word_is_lost_between_what_stays_and_what_is_removed(studied):
    html, removed = kept(studied, "They are of wood.", "loose words")
    said = " ".join([*etree.fromstring(html).itertext(), *removed])
    page, _ = studied(MARKUP)
    assert sorted(said.split()) == sorted(" ".join(block.text for block in page.page.blocks).split())


def test_a_heading_goes_with_the_text_after_it(studied):
    page, _ = studied("<main><h2>Boats</h2><p>They are of wood.</p><h2>Prices</h2><p>Buy now</p></main>")
    assert decide(page, [0.3, 0.9, 0.7, 0.1], [1, 4, 1, 2]) == [True, True, False, False]


def test_on_a_clear_page_a_doubtful_block_goes_and_on_a_doubtful_one_it_stays(studied):
    texts = "".join(f"<p>{name} lies in the harbour of Ryde.</p>" for name in ("Ada", "Mary", "Rose", "Lily"))
    page, _ = studied(f"<main>{texts}</main>")
    assert decide(page, [0.98, 0.98, 0.98, 0.3], [7] * 4) == [True, True, True, False]
    assert decide(page, [0.5, 0.4, 0.4, 0.3], [7] * 4) == [True, True, True, True]


def test_a_page_lets_expect_what_keeping_its_likeliest_words_would_bring():
    assert best_f1([0.0, 1.0, 1.0], [50, 100, 20]) == 1.0
    assert best_f1([0.5, 0.5], [10, 10]) == pytest.approx(2 / 3)
    assert best_f1([0.0, 0.0], [10, 0]) == 0.0


def test_an_offer_amid_the_text_needs_more_than_the_text(studied):
    text = "They are of wood, they are all of them old, and each of them leaks a little, said the harbour master."
    page, _ = studied(
        f"<main><h1>Boats</h1><p>{text}</p><p>{text}</p><p><a href='/app'>Download our app</a> for more boats</p>"
        f"<p>{text}</p><p>{text}</p></main>"
    )
    offered = [block.text for block in page.page.blocks].index("Download our app for more boats")
    odds = [0.9] * len(page.page.blocks)
    keep = decide(page, odds, [20] * len(odds))
    assert [place for place, stays in enumerate(keep) if not stays] == [offered]


def test_the_caption_of_a_picture_in_the_text_stays_and_a_film_in_it_too(studied):
    text = "They are of wood, they are all of them old, and each of them leaks a little, said the harbour master."
    page, _ = studied(
        f"<main><p>{text}</p><figure><img src='/boat.jpg'><figcaption>The Ada at low tide</figcaption></figure>"
        f"<p>{text}</p><figure><a href='/film'>How a boat is built</a></figure><p>{text}</p><p>{text}</p></main>"
    )
    caption, film = (
        [block.text for block in page.page.blocks].index(said)
        for said in ("The Ada at low tide", "How a boat is built")
    )
    odds = [0.9] * len(page.page.blocks)
    odds[caption], odds[film] = 0.15, 0.01
    assert all(decide(page, odds, [20] * len(odds)))
    odds[caption] = 0.01
    assert not decide(page, odds, [20] * len(odds))[caption]

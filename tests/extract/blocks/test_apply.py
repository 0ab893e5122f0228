from __future__ import annotations

from lxml import etree

from clipper.extract.blocks.apply import apply
from clipper.extract.blocks.decide import decide

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
    assert decide(page, [0.4, 0.9, 0.7, 0.1]) == [True, True, False, False]


def test_a_list_of_which_most_stays_is_kept_whole(studied):
    page, _ = studied("<ul><li>Ada of Ryde</li><li>Mary of Hull</li><li>Rose of Cowes</li></ul>")
    assert decide(page, [0.9, 0.5, 0.9]) == [True, True, True]

from __future__ import annotations

from pathlib import Path

import pytest

from clipper.extract import tree
from clipper.extract.blocks.cut import cut

PAGES = Path(__file__).parents[2] / "pages"
SAMPLES = sorted(PAGES.glob("*/page.html"))


def blocks_of(markup):
    return [block.text for block in cut(tree.parse(markup).find("body")).blocks]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_every_letter_of_a_page_is_in_one_block(path):
    body = tree.parse(path.read_text(encoding="utf-8", errors="replace")).find("body")
    said = "".join("".join(body.itertext()).split())
    assert "".join("".join(block.text.split()) for block in cut(body).blocks) == said


def test_a_block_is_an_element_without_blocks_or_a_run_of_loose_text():
    markup = "<div>Loose <b>words</b> first<p>A <a href='/x'>paragraph</a></p>and after <ul><li>One<li>Two</ul></div>"
    assert blocks_of(markup) == ["Loose words first", "A paragraph", "and after", "One", "Two"]


def test_a_row_of_a_table_is_one_block():
    markup = "<table><tr><th>Tide</th><th>Hour</th></tr><tr><td>High</td><td>6:10</td></tr></table>"
    assert blocks_of(markup) == ["Tide Hour", "High 6:10"]


def test_links_in_a_block_are_counted():
    (block,) = cut(
        tree.parse("<p>See <a href='/a'>this</a> and <a href='/b'>that one</a>.").find("body")
    ).blocks
    assert (block.links, block.linked) == (2, len("this") + len("that one"))


def test_pictures_without_text_are_known_with_their_place():
    page = cut(tree.parse("<div><p>One</p><figure><img src='/a.png'></figure><p>Two</p></div>").find("body"))
    assert [(element.tag, place) for element, place, _ in page.shown] == [("figure", 1)]


def test_deep_nesting_is_cut_without_recursion():
    assert blocks_of("<div>" * 3000 + "deep" + "</div>" * 3000) == ["deep"]

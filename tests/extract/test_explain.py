from __future__ import annotations

from clipper.extract.explain import explain
from clipper.model import Choice, SiteRule, Width
from tests.test_pages import handed_over


def test_every_block_of_a_page_is_there_in_order_with_what_was_thought_of_it():
    found = explain(handed_over("news-promos-in-text"))
    texts = [block.text for block in found.blocks]
    assert texts[0] == "Home"
    kept = [block for block in found.blocks if block.kept]
    assert kept[0].text.startswith("OXBRIDGE FALLS")
    assert all(block.reason is None for block in kept)
    gone = [block for block in found.blocks if not block.kept]
    assert all(block.reason for block in gone)
    menu = found.blocks[0]
    assert (menu.rules, menu.reason, menu.kept) == ("furniture", "menu", False)
    assert menu.odds is not None
    assert menu.where.endswith("ul > li")
    byline = next(block for block in found.blocks if block.text.startswith("By Sam"))
    assert byline.reason == "byline and date"


def test_what_is_explained_is_what_was_chosen():
    found = explain(handed_over("news-promos-in-text"), Choice(width=Width.PAGE))
    assert all(block.kept or block.reason == "title" for block in found.blocks)


def test_who_decided_is_said():
    page = handed_over("news-promos-in-text")
    host = page.url.split("/")[2]
    assert explain(page).by in {"the rules", "the network"}
    assert explain(page, Choice(rules=(SiteRule(host, article=("p",)),))).by == "a site rule"
    assert explain(handed_over("selection-chromium")).by == "the person's own selection"


def test_a_texts_lines_are_told_as_well():
    found = explain(handed_over("bare-text-news"))
    assert any(block.kept for block in found.blocks)
    assert any(block.reason for block in found.blocks)

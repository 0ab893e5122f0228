from __future__ import annotations

import pytest

from clipper.extract import tree
from clipper.extract.finish import safe_html
from clipper.extract.sanitise import sanitise


@pytest.mark.parametrize("apart", ["center", "button", "fieldset"])
def test_a_safe_article_is_not_read_otherwise_though_what_parted_its_items_is_gone(apart):
    article, items, outer, between = (tree.new(tag) for tag in ("div", "ul", "li", apart))
    between.append(tree.new("li", "two"))
    outer.append(between)
    items.append(outer)
    article.append(items)
    html = safe_html(article)
    assert sanitise(html) == html


@pytest.mark.parametrize("tags", [("a", "div", "a"), ("p", "span", "p"), ("span", "ul", "li", "div", "p")])
def test_a_safe_article_is_not_read_otherwise_though_a_page_never_closed_its_parts(tags):
    article = inner = tree.new("div")
    for tag in tags:
        inner.append(tree.new(tag, "said"))
        inner = inner[-1]
        inner.set("href", "https://x.example/")
    html = safe_html(article)
    assert sanitise(html) == html

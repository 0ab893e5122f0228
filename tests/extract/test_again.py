"""Cleaning what was cleaned changes nothing, whether it comes back as a page or as a selection."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html import escape

import pytest

from clipper.extract import extract
from clipper.extract.ledger import words
from clipper.model import Article, Content
from tests.extract.conftest import prose
from tests.test_pages import NAMES, cleaned, handed_over

every_page = pytest.mark.parametrize("name", NAMES)


def again(name: str, markup: str, *, selection: bool = False) -> Article:
    """The article of an article: handed over as HTML, with nothing beside it that the program knows."""
    capture = handed_over(name)
    return extract(
        replace(capture, data=markup.encode(), content=Content.HTML, encoding="utf-8", selection=selection)
    )


def titled(article: Article) -> str:
    return f"<html><head><title>{escape(article.title)}</title></head><body>{article.html}</body></html>"


def likeness(one: str, other: str) -> float:
    """F1 of the words of two texts."""
    first, second = Counter(words(one)), Counter(words(other))
    return 2 * (first & second).total() / max(1, first.total() + second.total())


@every_page
def test_a_cleaned_page_is_cleaned_to_itself(name):
    article = cleaned(name)
    assert likeness(article.text, again(name, article.html).text) >= 0.995
    assert likeness(article.text, again(name, titled(article)).text) >= 0.995


@every_page
def test_a_cleaned_page_that_is_selected_and_pasted_is_kept_whole(name):
    article = cleaned(name)
    assert likeness(article.text, again(name, titled(article), selection=True).text) >= 0.995


def test_an_article_of_plain_markup_on_a_page_of_a_site_is_judged_all_the_same(clean):
    story = f"<p>By Ann Vale</p>{prose(6)}<p><a href='https://x.example/more'>Related: read more</a></p>"
    plain = clean(f"<title>The pier</title>{story}")
    styled = clean(f"<title>The pier</title><style>p {{ color: #222 }}</style>{story}")
    assert "Related: read more" in plain.text
    assert "Related: read more" not in styled.text

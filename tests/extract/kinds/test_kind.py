"""What kind a page is: by its own word, its software, its names, its address; never by its host."""

from __future__ import annotations

import json

import pytest

from clipper.extract import tree
from clipper.extract.kinds import KINDS, kind_of
from clipper.extract.metadata import read_metadata
from tests.extract.conftest import prose


def kind(
    body, head="", *, url="https://any.example/2024/05/a-long-pier-and-what-became-of-it", attributes=""
):
    root = tree.parse(f"<!doctype html><html><head>{head}</head><body {attributes}>{body}</body></html>")
    return kind_of(root, read_metadata(root, url, url, None), url)


def declared(**node):
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **node})}</script>'


def cards(count, inside=""):
    return "".join(
        f'<article class="card"><h2><a href="/n/{n}">Headline number {n} about the long pier</a></h2>{inside}</article>'
        for n in range(count)
    )


ARTICLE = f"<article><h1>The long pier</h1>{prose(8)}</article>"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Recipe", "recipe"),
        ("LiveBlogPosting", "liveblog"),
        ("DiscussionForumPosting", "forum"),
        ("QAPage", "forum"),
        ("SocialMediaPosting", "social"),
        ("ScholarlyArticle", "academic"),
        ("Legislation", "legal"),
        ("JobPosting", "job"),
        ("MusicEvent", "event"),
        ("SoftwareSourceCode", "code"),
    ],
)
def test_a_page_is_what_its_structured_data_says(name, expected):
    assert kind(ARTICLE, declared(**{"@type": name, "name": "The long pier"})) == expected


def test_microdata_and_rdfa_count_as_well():
    assert kind(f'<div itemscope itemtype="https://schema.org/Recipe">{ARTICLE}</div>') == "recipe"
    assert kind(f'<div typeof="schema:Recipe">{ARTICLE}</div>') == "recipe"


def test_a_page_of_many_recipes_is_not_a_recipe():
    many = declared(**{"@graph": [{"@type": "Recipe", "name": f"Soup {n}"} for n in range(9)]})
    assert kind(cards(9), many) != "recipe"


def test_an_article_with_a_video_in_it_stays_an_article():
    both = declared(**{"@graph": [{"@type": "NewsArticle"}, {"@type": "VideoObject"}]})
    assert kind(ARTICLE, both) == "article"


@pytest.mark.parametrize(
    ("generator", "expected"),
    [
        ("Discourse 3.2", "forum"),
        ("phpBB", "forum"),
        ("MediaWiki 1.41", "encyclopedia"),
        ("Docusaurus v3", "documentation"),
        ("mkdocs-1.5, mkdocs-material", "documentation"),
        ("WordPress 6.4", "article"),
    ],
)
def test_software_gives_a_page_away(generator, expected):
    code = (
        "<pre><code>run()</code></pre><pre><code>stop()</code></pre>" if expected == "documentation" else ""
    )
    times = '<time datetime="2024-01-01">then</time>' * 6 if expected == "forum" else ""
    head = f'<meta name="generator" content="{generator}">'
    assert kind(f"<h1>The long pier</h1>{code}{times}{prose(4)}", head, url=None) == expected


def test_a_page_with_nothing_special_is_an_article():
    assert kind(ARTICLE) == "article"
    assert kind("<p>Hello there</p>", url=None) == "article"
    assert kind("<main><h1>The long pier</h1><p>Closed until spring.</p></main>") == "article"


def test_a_list_of_headlines_is_a_listing():
    assert kind(f"<main>{cards(40)}</main>", url="https://any.example/news/category") == "listing"


def test_a_list_of_goods_is_a_collection_and_one_of_them_a_product():
    shelf = cards(30, '<span class="price">5 €</span><span class="product-card">new</span>')
    assert kind(f"<main>{shelf}</main>", url="https://any.example/collections/ropes") == "collection"
    one = (
        '<h1>Rope</h1><p class="price">5 €</p><button class="add-to-cart">Buy</button><p>Good for a pier.</p>'
    )
    assert kind(one, declared(**{"@type": "Product"}), url="https://any.example/products/rope") == "product"


def test_numbered_articles_make_a_law_in_any_language():
    for word in ("Art.", "Article", "§", "Artikel", "Стаття", "Artículo"):
        law = "".join(
            f"<h3>{word} {n}</h3><p>Whoever owns a pier mends it, as said in {n}.</p>" for n in range(1, 6)
        )
        assert kind(f"<h1>On piers</h1>{law}") == "legal", word


def test_lines_in_stanzas_are_a_poem_and_a_reverse_side_is_none():
    stanza = (
        '<p class="stanza">The pier is long,<br>the tide is low,<br>the lamps are on,<br>the boats below.</p>'
    )
    assert kind(f'<div class="poem"><h1>Pier</h1>{stanza * 3}</div>') == "poem"
    assert (
        kind(f'<div class="flex-reverse universe">{ARTICLE}<p>a<br>b<br>c<br>d<br>e<br>f<br>g</p></div>')
        == "article"
    )


def test_a_mail_seen_in_a_browser_is_a_newsletter():
    row = "<tr><td><table><tr><td><p>News of the pier, in two sentences. This is the other one.</p></td></tr></table></td></tr>"
    mail = f"<table><tr><td><a href='/w'>View this email in your browser</a></td></tr>{row * 5}</table>"
    assert kind(mail, url="https://any.example/w/41") == "newsletter"


def test_every_kind_is_on_the_list_and_no_address_is_needed():
    for body in ("<p>x</p>", ARTICLE, cards(30), "<div class='comment'>a</div>" * 8):
        assert kind(body, url=None) in KINDS

from __future__ import annotations

import json

import pytest

from clipper.extract import tree
from clipper.extract.metadata import read_metadata
from tests.extract.conftest import prose


@pytest.fixture
def facts(page):
    """The article of a page with this head, and with this before its prose."""

    def run(head="", before="", **more):
        return page(f"<article>{before}{prose(4)}</article>", head, **more)

    return run


def ld(data) -> str:
    return (
        f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'
    )


def test_structured_data_in_a_graph_is_read(facts):
    graph = {
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Pier News"},
            {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
            {
                "@type": ["NewsArticle"],
                "headline": "The long pier",
                "author": [{"@id": "#jane"}, {"@type": "Person", "name": "John Roe"}],
                "datePublished": "2024-03-05T08:00:00+01:00",
                "publisher": {"@type": "Organization", "name": "The Pier"},
                "image": {"@type": "ImageObject", "url": "https://i.example/a.jpg"},
                "description": "A pier, and how long it is.",
            },
        ]
    }
    article = facts(ld(graph))
    assert article.authors == ("Jane Doe", "John Roe")
    assert article.published == "2024-03-05T08:00:00+01:00"
    assert article.site_name == "The Pier"
    assert article.lead_image == "https://i.example/a.jpg"
    assert article.excerpt == "A pier, and how long it is."


@pytest.mark.parametrize(
    "data",
    [
        '{"@type":"Article","headline":"The long pier","author":"Jane Doe","datePublished":"2024-03-05",}',
        '[{"@type":"Article","headline":"The\nlong pier","author":"Jane Doe","datePublished":"2024-03-05"}]',
        '<!-- {"@type":"Article","headline":"The long pier","author":"Jane Doe","datePublished":"2024-03-05"} -->',
        '{"@type":"Article","headline":"The "long" pier","author":{"name":"Jane Doe"},"datePublished":"2024-03-05"}',
    ],
)
def test_slightly_broken_structured_data_is_read(facts, data):
    article = facts(ld(data))
    assert article.authors == ("Jane Doe",)
    assert article.published == "2024-03-05"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-03-05"><meta name="author" content="By Jane Doe">',
        '<meta name="DC.date.issued" content="2024-03-05"><meta name="DC.Creator" content="Jane Doe">',
        '<meta name="citation_publication_date" content="2024/03/05"><meta name="citation_author" content="Doe, Jane">',
        '<meta name="parsely-pub-date" content="2024-03-05"><meta name="parsely-author" content="Jane Doe">',
    ],
)
def test_meta_tags_of_every_vocabulary_are_read(facts, head):
    article = facts(head)
    assert article.authors == ("Jane Doe",)
    assert article.published == "2024-03-05"


@pytest.mark.parametrize(
    "before",
    [
        '<h1>The long pier</h1><p class="byline">By Jane Doe</p><time datetime="2024-03-05">yesterday</time>',
        (
            '<h1>The long pier</h1><span itemprop="author"><span itemprop="name">Jane Doe</span></span>'
            '<meta itemprop="datePublished" content="2024-03-05">'
        ),
        '<h1>The long pier</h1><a rel="author" href="/jane">Jane Doe</a> <span class="post-date">March 5, 2024</span>',
        "<h1>The long pier</h1><p>By Jane Doe</p><p>5 March 2024</p>",
        (
            '<div class="h-entry"><h1 class="p-name">The long pier</h1><div class="p-author h-card"><a class="p-name">'
            'Jane Doe</a></div><time class="dt-published" datetime="2024-03-05">yesterday</time></div>'
        ),
        (
            '<h1>The long pier</h1><div class="author vcard"><span class="fn">Jane Doe</span></div>'
            '<abbr class="published" title="2024-03-05">yesterday</abbr>'
        ),
    ],
)
def test_author_and_date_are_read_off_the_page_itself(facts, before):
    article = facts(before=before)
    assert article.authors == ("Jane Doe",)
    assert article.published == "2024-03-05"
    assert "Jane Doe" not in article.text


def test_the_date_in_the_address_is_the_last_but_one_resort(facts):
    assert facts(url="https://www.news.example/2024/03/05/pier").published == "2024-03-05"


def test_authors_on_related_cards_are_not_the_articles(facts):
    assert facts(before='<div class="related"><span class="author">Eve Moe</span></div>').authors == ()


@pytest.mark.parametrize(
    "title",
    [
        "The long pier of Norton | Pier News",
        "Pier News: The long pier of Norton",
        "The long pier of Norton – Pier News",
        "The long pier of Norton :: news.example",
    ],
)
def test_the_sites_name_is_cut_off_the_title(facts, title):
    assert (
        facts('<meta property="og:site_name" content="Pier News">', title=title).title
        == "The long pier of Norton"
    )


def test_the_headline_on_the_page_wins_over_what_search_engines_are_told(facts):
    article = facts(
        '<meta property="og:title" content="Norton\'s long pier: why it was built">',
        "<h1>Why Norton’s long pier was built at all</h1>",
        title="Norton pier built | Pier News",
    )
    assert article.title == "Why Norton’s long pier was built at all"


@pytest.mark.parametrize(
    ("canonical", "believed"),
    [
        ("https://news.example/story", "https://news.example/story"),
        ("/story", "https://www.news.example/story"),
        ("https://www.news.example/", None),
        ("https://other.example/story", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_canonical_address_is_taken_only_when_it_is_believable(facts, canonical, believed):
    assert facts(f'<link rel="canonical" href="{canonical}">').canonical_url == believed


def test_a_page_that_says_nothing_still_has_a_title_and_an_excerpt(clean):
    article = clean(f"<body><div>{prose(4)}</div></body>", hint="A hint")
    assert article.title == "A hint"
    assert article.excerpt.startswith("Paragraph 1 says")
    assert len(article.excerpt) <= 301
    assert article.authors == ()
    assert article.published is None


def test_structured_data_is_handed_on_as_a_flat_list_of_typed_nodes():
    recipe = {"@type": "Recipe", "name": "Pier soup", "recipeIngredient": ["1 fish"]}
    question = {
        "@type": "Question",
        "name": "How long?",
        "acceptedAnswer": {"@type": "Answer", "text": "Long."},
    }
    page = (
        ld({"@context": "https://schema.org", "@graph": [recipe, {"@id": "#nothing"}]})
        + ld([{"@type": "QAPage", "mainEntity": question}])
        + ld("{ not json at all")
    )
    found = read_metadata(tree.parse(f"<html><head>{page}</head><body></body></html>"), None, None, None)
    assert [node["@type"] for node in found.structured] == ["Recipe", "QAPage", "Question"]
    assert found.structured[0]["recipeIngredient"] == ["1 fish"]
    assert found.structured[2]["acceptedAnswer"]["text"] == "Long."

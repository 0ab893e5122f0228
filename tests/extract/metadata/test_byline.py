from __future__ import annotations

import json

import pytest

from tests.extract.conftest import prose

NAV = "<nav><ul><li>Discover</li><li>Partners</li><li>By event type</li></ul></nav><div>Average prices</div>"


@pytest.fixture
def authors(page):
    """The authors of a page with this head, this between its headline and its prose, and this behind."""

    def run(before="", head="", after="", **more):
        body = f"{NAV}<article><h1>The long pier of Norton</h1>{before}{prose(4)}{after}</article>"
        return page(body, head, **more).authors

    return run


def ld(author) -> str:
    data = {"@type": "Article", "headline": "The long pier of Norton", "author": author}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "before",
    [
        "<p>Written by</p><p>Jane Doe</p>",
        "<h3>Author</h3><p>Jane Doe</p>",
        "<div><b>Von:</b><br>Jane Doe</div>",
        "<div><span>Autor:</span> Jane Doe<br><span>Datum:</span> 5.3.2024</div>",
        '<div>by <a href="/people/jane">Jane Doe</a> | 5 min</div>',
        "<p>Jane Doe | Senior Writer | July 2, 2025</p>",
        "<p>Dec. 19, 2025 · Jane Doe on behalf of the board</p>",
        '<ul><li><a href="/authors/jane-doe/">Jane Doe</a></li></ul>',
        '<div class="author-info"><div class="name">Jane Doe</div><div>Marketing Director</div><p>May 14</p></div>',
        '<aside class="post-author">Jane Doe</aside>',
        '<div class="elementor-widget"><h4 class="author-box__name">Jane Doe</h4></div>',
        '<span class="c-article-card__author">Jane Doe</span>',
        '<p class="full-name" data-author="Jane Doe">J. D.</p>',
    ],
)
def test_a_byline_is_found_however_it_is_set(authors, before):
    assert authors(before) == ("Jane Doe",)


def test_names_in_links_of_their_own_are_all_found(authors):
    links = '<div>By <a href="/a/1">Jane Doe</a>, <a href="/a/2">John Roe</a> and <a href="/a/3">Ann Poe</a></div>'
    assert authors(links) == ("Jane Doe", "John Roe", "Ann Poe")


def test_words_that_only_begin_like_a_preposition_name_nobody(authors):
    assert authors() == ()


def test_a_byline_under_the_text_is_found_too(authors):
    assert authors(after="<p>Written by Jane Doe</p>") == ("Jane Doe",)


@pytest.mark.parametrize(
    "post",
    [
        '<div itemprop="author"><span itemprop="name">rower2024</span></div>',
        '<span class="author vcard"><a class="url fn n" href="/author/1">rower2024</a></span>',
        '<div class="question" data-author-username="rower2024"></div>',
        '<a class="username" href="/members/7">rower2024</a>',
        "<p>Started by rower2024, June 04, 2024</p>",
    ],
)
def test_who_opened_a_thread_may_go_by_any_login(authors, post):
    answer = '<div class="reply"><div itemprop="author"><span itemprop="name">skipper</span></div></div>'
    assert authors(post, after=answer) == ("rower2024",)


def test_a_login_gives_way_to_the_name_it_stands_for(authors):
    assert authors('<p class="byline">By Jane Doe</p>', '<meta name="author" content="jane_doe">') == (
        "Jane Doe",
    )


def test_people_come_before_the_organisation_they_write_for(authors):
    head = ld({"@type": "Organization", "name": "Pier Trust"})
    assert authors('<p class="byline">By Jane Doe</p>', head) == ("Jane Doe",)
    assert authors("", head) == ("Pier Trust",)


def test_an_organisations_name_is_never_parted(authors):
    assert authors("", ld({"@type": "Organization", "name": "Office of Piers and Locks"})) == (
        "Office of Piers and Locks",
    )


def test_the_sites_name_is_cut_from_behind_an_author(authors):
    head = '<meta property="og:site_name" content="Norton Times">' + ld(
        {"@type": "Person", "name": "Jane Doe, Norton Times"}
    )
    assert authors("", head) == ("Jane Doe",)


def test_a_desk_signs_only_where_no_person_does(authors):
    desk = '<meta name="author" content="Pier Staff">'
    assert authors("", desk) == ("Pier Staff",)
    assert authors('<p class="byline">By Jane Doe</p>', desk) == ("Jane Doe",)


def test_a_card_says_who_wrote_in_either_place(authors):
    head = (
        '<meta name="twitter:label1" content="Time to read"><meta name="twitter:data1" content="7 minutes">'
        '<meta name="twitter:label2" content="Written by"><meta name="twitter:data2" content="Jane Doe">'
    )
    assert authors("", head) == ("Jane Doe",)


@pytest.mark.parametrize(
    "before",
    [
        "<div><span>5 March 2024</span> <span>Jane Doe</span></div>",
        "<div><span>Jane Doe</span> on <span>5 March 2024</span></div>",
    ],
)
def test_a_bare_name_beside_the_date_under_the_headline_signs(authors, before):
    assert authors(before) == ("Jane Doe",)
    assert authors("<div><span>Opening Hours</span></div><p>Open all day.</p>") == ()


def test_the_box_around_the_headline_is_the_articles_own_whatever_its_name(clean):
    body = (
        '<div class="promo-card"><h1>The long pier of Norton</h1><p class="byline">By Jane Doe</p></div>'
        f"<div>{prose(4)}</div><div class='promo-card'><h2>More</h2><p class='byline'>By Eve Moe</p></div>"
    )
    assert clean(f"<html><body>{body}</body></html>").authors == ("Jane Doe",)


def test_bylines_on_cards_come_after_the_one_by_the_headline(authors):
    tiles = "".join(f'<p class="tile-author">By {name} Roe</p>' for name in ("Ann", "Ben", "Cleo"))
    assert authors("<p>Written by</p><p>Jane Doe</p>", after=prose(100) + tiles) == ("Jane Doe",)


def test_two_who_talk_are_two_authors(authors):
    assert authors('<p class="author">Jane Doe im Gespräch mit John Roe</p>') == ("Jane Doe", "John Roe")

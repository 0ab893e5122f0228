from __future__ import annotations

import json

import pytest

from clipper.extract import tree
from clipper.extract.metadata import read_metadata
from tests.extract.conftest import prose


@pytest.fixture
def published(page):
    """The date of a page with this head, this between its headline and its prose, and this behind."""

    def run(before="", head="", after="", **more):
        body = f"<article><h1>The long pier of Norton</h1>{before}{prose(4)}</article>{after}"
        return page(body, head, **more).published

    return run


def ld(**facts) -> str:
    data = {"@type": "Article", "headline": "The long pier of Norton", **facts}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "before",
    [
        "<div><span>Datum:</span> 5.3.2024<br><span>Autor:</span> Jane Doe</div>",
        "<p>Updated 9 March 2024</p><p>Published 5 March 2024</p>",
        '<p>Updated <time datetime="2024-03-09">9 March</time></p><p><time datetime="2024-03-05">5 March</time></p>',
        "<aside><time datetime='2024-03-05'>5 March</time></aside>",
        '<p class="article__meta-date">March 5, 2024 <span>|</span></p>',
        "<p>5.3.2024 - <span>In Norton a long pier was opened, of which much has been said and more written.</span></p>",
    ],
)
def test_the_date_of_publication_is_found_however_it_is_set(published, before):
    assert published(before) == "2024-03-05"


def test_a_date_of_change_serves_where_there_is_no_other(published):
    assert published("<p>Last updated: 9 March 2024</p>") == "2024-03-09"


@pytest.mark.parametrize(
    "after",
    [
        "<footer>© 5 March 2024 Pier Trust</footer>",
        "<p>Copyright 5 March 2024</p>",
        '<div class="comments"><p>5 March 2024</p></div>',
        '<aside><h2>More</h2><a href="/x"><time datetime="2024-03-05">5 March</time> Another pier</a></aside>',
    ],
)
def test_dates_of_other_things_are_not_the_pages(published, after):
    assert published(after=after) is None


@pytest.mark.parametrize("name", ["published-date", "w-published-date", "published", "first_published_at"])
def test_a_meta_tag_that_speaks_of_publication_is_read_whatever_its_name(published, name):
    head = f'<meta name="date" content="2024-05-01"><meta name="{name}" content="2024-03-05">'
    assert published("", head) == "2024-03-05"


def test_the_earlier_of_two_dates_told_to_machines_is_that_of_publication(published):
    head = ld(datePublished="2024-03-09T08:00:00Z") + (
        '<meta property="article:published_time" content="2024-03-05T08:00:00Z">'
    )
    assert published("", head) == "2024-03-05T08:00:00Z"


def test_the_day_is_the_one_that_readers_are_shown(published):
    url = "https://news.example/2024/03/05/pier"
    assert published("", ld(datePublished="2024-03-06T02:41:00+00:00"), url=url) == "2024-03-05"
    assert published("<p>5 March 2024</p>", ld(datePublished="2024-03-06T00:30:00")) == "2024-03-05"
    assert published("<p>1 March 2024</p>", ld(datePublished="2024-03-06T00:30:00")) == "2024-03-06T00:30:00"


def test_a_bare_day_gives_way_to_an_earlier_one_on_the_page(published):
    assert published("<p>5 March 2024</p>", ld(datePublished="2024-06-01")) == "2024-03-05"
    assert published("<p>5 June 2024</p>", ld(datePublished="2024-03-05")) == "2024-03-05"


@pytest.mark.parametrize(("lang", "day"), [("de", "2024-03-05"), ("en", "2024-03-04T23:00:00Z")])
def test_midnight_moved_to_greenwich_is_the_next_day(lang, day):
    head = ld(datePublished="2024-03-04T23:00:00Z")
    root = tree.parse(f"<html lang={lang}><head>{head}</head><body><h1>Die Mole</h1></body></html>")
    assert read_metadata(root, None, None, None).published == day


def test_what_a_papers_history_says_is_not_its_date(published):
    assert published("<p>Received 2023 Oct 12; Accepted 2024 Jan 7</p>") is None
    head = '<meta name="citation_publication_date" content="2024 Mar 5">'
    assert published("<p>Received 2023 Oct 12</p>", head) == "2024-03-05"


def test_the_earliest_of_the_meta_tags_of_publication_counts(published):
    head = (
        '<meta property="article:published_time" content="2024-06-09">'
        '<meta name="published-date" content="2024-03-05">'
    )
    assert published("", head) == "2024-03-05"


def test_dates_on_cards_come_after_the_one_by_the_headline(published):
    cards = "".join(f'<div class="tile-date">{day} July 2024</div>' for day in (7, 8, 9))
    assert published("<p><span>5 March 2024</span></p>", after=prose(100) + cards) == "2024-03-05"


@pytest.mark.parametrize(
    ("script", "day"),
    [
        ('{"id":1,"published_at":"2024-03-05T08:00:00+01:00"}', "2024-03-05"),
        ('{\\"datePublished\\":\\"2024-03-05\\"}', "2024-03-05"),
        ('[{"published_at":"2024-03-05"},{"published_at":"2024-03-09"}]', None),
    ],
)
def test_scripts_are_the_last_resort_where_they_know_of_one_day_only(published, script, day):
    assert published("", f"<script>let page = {script};</script>") == day
    assert published("<p>1 March 2024</p>", f"<script>let page = {script};</script>") == "2024-03-01"


@pytest.mark.parametrize(
    ("told", "shown", "day"),
    [
        ("2024-03-06T02:41:00Z", "5/3/2024 22:41", "2024-03-05T22:41"),
        ("Wed, 06 Mar 2024 02:41:00 GMT", "5 March 2024, 10:41 pm", "2024-03-05T22:41"),
        ("2024-03-05T21:00:00-05:00", "6 March 2024 - 2:00 a.m.", "2024-03-06T02:00"),
        ("2024-03-06T02:41:00Z", "5 March 2024, 10:15 pm", "2024-03-06T02:41:00Z"),
        ("2024-03-06T02:41:00Z", "4 March 2024, 10:41 pm", "2024-03-06T02:41:00Z"),
    ],
)
def test_the_same_moment_has_the_day_of_the_clock_that_readers_are_shown(published, told, shown, day):
    assert published(f"<p>{shown}</p>", ld(datePublished=told), lang="en-GB", url=None) == day


def test_a_page_that_moved_keeps_the_date_that_it_shows(published):
    moved = ld(datePublished="2024-09-12T08:00:00Z")
    assert published("<p>5 March 2024</p>", moved) == "2024-03-05"


@pytest.mark.parametrize(
    "before",
    [
        "<p>Updated</p><p>5 March 2024</p>",
        "<p>Joined</p><p>5 March 2024</p>",
        "<p>The pier opened on 5 March 2024.</p>",
        "<p>5 March 2024</p><p>6 April 2024</p>",
        "<p>09.12.2023</p>",
        "<p>19 September 2024</p>",
    ],
)
def test_a_time_told_to_machines_gives_way_only_to_one_earlier_date_alone_by_the_headline(published, before):
    assert published(before, ld(datePublished="2024-09-12T08:00:00Z")) == "2024-09-12T08:00:00Z"


def test_a_date_parted_by_bars_is_a_date(published):
    assert (
        published("<table><tr><td>05 | 03 | 2024</td><td>News</td></tr></table>", lang="de") == "2024-03-05"
    )


def test_a_first_of_january_on_which_something_was_created_stands_for_a_year_only(published):
    created = '<p><meta itemprop="dateCreated" content="01/01/2004"></p>'
    assert published(f"<p class='date'>Updated 5 March 2024</p>{created}") == "2024-03-05"
    assert published(created) == "2004-01-01"


def test_what_a_page_says_of_its_last_change_comes_before_any_other_date_far_from_the_headline(published):
    after = f"{prose(100)}<p>7 July 1998</p><div>This page was last edited on 5 March 2024, at 13:22.</div>"
    assert published(after=after) == "2024-03-05T13:22"


@pytest.mark.parametrize(
    "hidden",
    [
        '<span class="age" title="2024-03-05T09:00:00">3 hours ago</span>',
        '<div data-date="5 March 2024"></div><p data-date="2024-03-05">Norton</p>',
    ],
)
def test_a_date_that_only_hints_and_attributes_give_is_the_last_but_one_resort(published, hidden):
    assert published(hidden)[:10] == "2024-03-05"
    assert published(f"<p>1 March 2024</p>{hidden}") == "2024-03-01"


def test_a_calendar_or_a_countdown_in_attributes_is_no_date(published):
    assert published('<div class="countdown" data-date="2024-03-05"></div>') is None
    assert published("".join(f'<i data-date="2024-03-{day:02}"></i>' for day in range(1, 20))) is None


def test_the_address_that_a_page_gives_itself_may_carry_its_date(published):
    head = '<link rel="canonical" href="https://www.news.example/2024/03/05/pier">'
    assert published("", head, url=None) == "2024-03-05"

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

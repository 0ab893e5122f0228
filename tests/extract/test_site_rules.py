"""A correction made once holds for every page of a site."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from clipper.errors import SiteRuleError
from clipper.extract import extract
from clipper.extract.site_rules import json_of, matching, rules_from_json
from clipper.model import Capture, Choice, Content, SiteRule, Via
from tests.extract.conftest import prose

URL = "https://www.news.example/2024/05/story"
MARKUP = (
    "<html><head><title>The long pier | News</title></head><body>"
    "<nav id='top'><a href='/'>Home</a> <a href='/sea'>Sea</a></nav>"
    f"<main><h2 class='head'>The very long pier</h2><div class='who'>Written by Ann Vale</div>"
    f"<div class='when'>3 May 2024</div>{prose(4)}<p class='advice'>Ask your harbour master before you sail.</p>"
    "</main><div class='box' hidden><p>What the pier cost, in pounds, and who paid for it at last.</p></div>"
    "<footer>© 2024 Harbour Times</footer></body></html>"
)


def cleaned(*rules, url=URL):
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    page = Capture(MARKUP.encode(), Content.HTML, "utf-8", Via.PASTE, moment, url=url)
    return extract(page, Choice(rules=rules))


def test_what_a_rule_removes_is_gone_and_listed():
    article = cleaned(SiteRule("news.example", remove=("p.advice",)))
    assert "Ask your harbour master" not in article.text
    assert ("site rule", "Ask your harbour master before you sail.") in [
        (one.reason, one.text) for one in article.removed
    ]


def test_what_a_rule_keeps_is_kept_also_where_the_page_hides_it():
    article = cleaned(SiteRule("news.example", keep=("#top", ".box")))
    assert article.text.startswith("Home Sea")
    assert "What the pier cost" in article.text
    assert "Paragraph 4 says" in article.text


def test_a_rule_may_say_what_the_article_is():
    article = cleaned(SiteRule("news.example", article=("p.advice",)))
    assert article.text == "Ask your harbour master before you sail."
    assert any("Paragraph 4 says" in one.text for one in article.removed)


def test_a_rule_says_where_title_author_and_date_stand():
    article = cleaned(SiteRule("news.example", title="h2.head", author=".who", published=".when"))
    assert article.title == "The very long pier"
    assert article.authors == ("Ann Vale",)
    assert article.published == "2024-05-03"


def test_a_rule_that_finds_nothing_changes_nothing():
    assert cleaned(SiteRule("news.example", article=(".gone",), title=".gone")) == cleaned()


@pytest.mark.parametrize(
    ("host", "path", "fits"),
    [
        ("news.example", "*", True),
        ("www.news.example", "*", True),
        ("example", "*", True),
        ("ews.example", "*", False),
        ("other.example", "*", False),
        ("news.example", "/2024/*", True),
        ("news.example", "/2023/*", False),
        ("news.example", "*/story", True),
        ("news.example", "/2024/05/story/", True),
        ("news.example", "/2024", False),
    ],
)
def test_a_rule_is_for_its_host_with_all_below_it_and_its_paths(host, path, fits):
    assert bool(matching([SiteRule(host, path)], URL)) is fits


def test_a_page_of_unknown_address_has_no_rules():
    assert cleaned(SiteRule("news.example", article=("p.advice",)), url=None).word_count > 50


def test_a_rule_is_written_as_it_is_read():
    text = """[{"host": "news.example", "path": "/a/*", "keep": ["#top"], "remove": ["p.advice"],
        "title": "h2", "author": ".who", "date": "time"}, {"host": "sea.example", "article": "main"}]"""
    rules = rules_from_json(text)
    assert rules[0].published == "time"
    assert rules[1].article == ("main",)
    assert rules_from_json(json_of(rules)) == rules


def test_www_before_a_host_makes_no_difference():
    (rule,) = rules_from_json('{"host": "WWW.News.example"}')
    assert rule.host == "news.example"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "it is not JSON"),
        ("[1]", 'a rule is an object with a "host"'),
        ('{"host": ""}', 'a rule is an object with a "host"'),
        ('{"host": "a.example", "remove": ["p["]}', "“p[” is not a selector"),
        ('{"host": "a.example", "remove": 3}', "“remove” must be a selector"),
        ('{"host": "a.example", "title": ["a", 3]}', "“title” must be a selector"),
        ('{"host": "a.example", "path": 3}', "“path” must be a text"),
        ('{"host": "a.example", "drop": "p"}', "no rule has “drop”"),
    ],
)
def test_a_rule_that_cannot_be_understood_says_what_is_wrong(text, said):
    with pytest.raises(SiteRuleError) as caught:
        rules_from_json(text)
    assert said in caught.value.message

"""Our own hostile markup against the allow-list; tests/desktop/test_payloads.py has a real browser look too."""

from __future__ import annotations

import pytest

from clipper.extract.sanitise import sanitise
from tests.payloads.payloads import (
    FIRST_WORDS,
    KINDS,
    URL,
    WAYS,
    all_payloads,
    cleaned,
    complaints,
    payloads,
    rendered,
    results,
)

every_kind = pytest.mark.parametrize("kind", KINDS)


def test_there_are_as_many_payloads_as_we_say_and_no_two_alike():
    everything = all_payloads()
    assert len(everything) >= 300
    assert len({payload.data for payload in everything}) == len(everything)
    assert len({str(payload) for payload in everything}) == len(everything)


@every_kind
def test_nothing_but_what_is_on_the_list_comes_out_in_whatever_way_it_came_in(kind):
    found = {
        key: wrong
        for key, html in results(kind).items()
        if (wrong := complaints(html, own=key[2] == "article"))
    }
    assert not found


@every_kind
def test_the_article_around_a_payload_is_still_there(kind):
    made = results(kind)
    for payload in payloads(kind):
        for way in WAYS:
            assert FIRST_WORDS in made[payload.name, way, "article"], (payload.name, way)


@every_kind
def test_cleaning_what_is_clean_changes_nothing(kind):
    for (name, way, form), html in results(kind).items():
        if form == "article":
            once = sanitise(html)
            assert sanitise(once) == once, (name, way)
            assert complaints(once, own=True) == []


@every_kind
def test_the_sanitiser_alone_lets_nothing_through(kind):
    for payload in payloads(kind):
        html = sanitise(payload.text).replace("evil.example", "pictures.example")
        assert complaints(html, own=True) == [], payload.name


def test_the_list_complains_of_most_payloads_as_they_are():
    raw = [payload for payload in all_payloads() if payload.kind != "markdown"]
    blamed = [payload for payload in raw if complaints(payload.text, own=True)]
    assert len(blamed) > 0.85 * len(raw)
    written = payloads("markdown")
    assert sum(bool(complaints(rendered(payload.text))) for payload in written) > 0.75 * len(written)


HEADS = (
    """<meta property="og:image" content="javascript:alert(1)"><link rel="canonical" href="javascript:alert(1)">""",
    """<meta property="og:image" content="data:text/html,x"><meta property="og:url" content="data:text/html,x">""",
    """<meta name="twitter:image" content="java&Tab;script:x"><link rel=canonical href="java&#10;script:x">""",
    """<script type="application/ld+json">{"@type":"Article","headline":"Pier","image":"javascript:alert(1)",
    "url":"javascript:alert(1)","mainEntityOfPage":"vbscript:x"}</script>""",
)


@pytest.mark.parametrize("head", HEADS)
def test_no_address_in_what_is_known_about_an_article_runs(head):
    story = "".join(
        f"<p>{FIRST_WORDS} counts the boats at noon, for the {number}th time.</p>" for number in range(9)
    )
    page = f"<html><head><title>Pier</title>{head}</head><body><article>{story}</article></body></html>"
    article = cleaned(page.encode(), "page")
    for address in (article.lead_image, article.canonical_url):
        assert address is None or address.startswith(("http://", "https://")), address
    assert article.canonical_url in {None, URL}


def test_the_text_that_a_page_tells_search_engines_stays_text():
    told = "The keeper wrote <img src=x onerror=alert(1)> into his book. " * 20
    page = (
        '<html><head><title>Pier</title><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
        + told
        + '"}</script></head><body><p>Loading the story.</p></body></html>'
    )
    assert complaints(cleaned(page.encode(), "page").html, own=True) == []

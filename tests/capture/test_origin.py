from __future__ import annotations

import time

import pytest

from clipper.capture.origin import address_of, declared_address, saved_address


def test_singlefile_wrote_the_address_into_a_comment():
    html = "<!DOCTYPE html>\n<!--\n Page saved with SingleFile \n url: https://a.example/x \n saved date: Thu\n-->"
    assert saved_address(html) == "https://a.example/x"


def test_a_browser_that_saved_the_page_wrote_the_mark_of_the_web():
    assert saved_address("<!-- saved from url=(0019)https://a.example/x -->\n<html>") == "https://a.example/x"
    assert saved_address("<!-- saved from url=(0014)about:internet -->") is None


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link href="https://a.example/x?a=1&amp;b=2" rel="canonical">', "https://a.example/x?a=1&b=2"),
        ("<meta property='og:url' content='https://a.example/x'>", "https://a.example/x"),
        ("<base href=https://a.example/dir/x>", "https://a.example/dir/x"),
        (
            '<meta property="og:url" content="https://a.example/og"><link rel=canonical href="https://a.example/c">',
            "https://a.example/c",
        ),
        ('<link rel="canonical" href="https://a.example/">', None),
        ('<link rel="canonical" href="/x">', None),
        ('<link rel="stylesheet" href="https://a.example/x.css"><a href="https://b.example/y">y</a>', None),
    ],
)
def test_a_page_tells_its_own_address_only_where_that_is_believable(head, url):
    assert declared_address(f"<html><head>{head}</head>") == url


@pytest.mark.parametrize("html", ["<link " * 11_000, f"<link {'a' * 60_000}>", f"<link {'a=b ' * 15_000}>"])
def test_hostile_repetition_takes_no_time(html):
    start = time.perf_counter()
    address_of(html)
    assert time.perf_counter() - start < 0.5


def test_what_the_saver_wrote_comes_before_what_the_page_says():
    html = "<!-- saved from url=(0019)https://a.example/x --><link rel=canonical href='https://a.example/y'>"
    assert address_of(html) == "https://a.example/x"

"""What a page only carries as data for its scripts is read, where it shows nothing itself."""

from __future__ import annotations

import json
import time
from html import escape

import pytest

from clipper.errors import EmptyPageError
from clipper.extract import tree
from clipper.extract.carried import carried_text
from tests.extract.conftest import prose

POSTS = [
    "<p>Who has sailed round the long pier at low water, and what did you draw?</p><p>Mine draws two metres.</p>",
    "<p>I have, with one and a half, and I touched ground twice &amp; came off again by myself.</p>",
]


def test_the_posts_of_a_thread_are_read_from_an_attribute(page):
    thread = json.dumps({"topic_7": json.dumps({"stream": {"posts": [{"cooked": post} for post in POSTS]}})})
    article = page(f'<div hidden data-preloaded="{escape(thread)}"></div><section id="main"></section>')
    assert "what did you draw?\n\nMine draws two metres." in article.text
    assert article.text.endswith("touched ground twice & came off again by myself.")


def test_a_notice_in_brackets_is_read_without_its_brackets(page):
    body = "[p]The ferry goes at six from Monday, and [b]not[/b] at seven as before, until the pier is mended.[/p]"
    body += '[p]Read the [url="https://ferry.example"]whole plan[/url], which is on the wall of the harbour office.[/p]'
    data = escape(json.dumps([{"id": 7, "announcement": {"body": body}}]))
    article = page(f"<div data-store='{data}'></div>")
    assert "and not at seven as before" in article.text
    assert "whole plan" in article.text
    assert "[" not in article.text


def test_what_a_page_shows_comes_before_what_it_carries(page):
    data = json.dumps({"props": {"body": prose(9).replace("Paragraph", "Carried")}})
    article = page(f"<main>{prose(4)}</main>", f'<script type="application/json">{data}</script>')
    assert "Paragraph 4" in article.text
    assert "Carried" not in article.text


@pytest.mark.parametrize(
    "data", ["{broken", "[]", '{"title": "No name that holds text"}', '{"text": "Too short"}', "[" * 5000]
)
def test_data_without_text_is_no_article(page, data):
    with pytest.raises(EmptyPageError):
        page(
            f'<script type="application/json">{data.ljust(200)}</script><div data-x="{escape(data.ljust(200))}">'
        )


def test_the_longest_text_is_taken():
    data = {"menu": [{"text": "Go on " * 20}], "story": {"content": "<p>" + "A long tale of the sea. " * 30}}
    root = tree.parse(f"<body><script type='application/json'>{json.dumps(data)}</script>")
    assert carried_text(root).startswith("A long tale")


def test_text_without_spaces_is_read(page):
    said = "".join(f"第{n}号の渡し船は朝六時に長い桟橋を出て、昼までに島へ着きます。" for n in range(9))
    data = json.dumps({"news": {"body": f"<p>{said}</p>"}}, ensure_ascii=False)
    assert "第8号の渡し船" in page(f'<script type="application/json">{data}</script>').text


@pytest.mark.parametrize("piece", ["<", "<script>", "[a=", "word", "&lt;p"])
def test_data_that_never_ends_takes_no_time(piece):
    data = json.dumps({"body": piece * (300_000 // len(piece))})
    root = tree.parse(f"<body><script type='application/json'>{data.replace('</', '<')}</script>")
    start = time.perf_counter()
    carried_text(root)
    assert time.perf_counter() - start < 2

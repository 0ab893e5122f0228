"""Pages made to be hard on a parser: each becomes an article or one clear error."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from clipper.errors import ClipperError
from clipper.export import markdown
from clipper.extract import extract
from clipper.model import Capture, Content, Via

SAID = "The lamp was lit at nine, and the keeper wrote it down in the log as he did each night. "


def numbered(piece: str, count: int) -> str:
    return "".join(piece.replace("@", str(number)) for number in range(count))


PAGES = {
    "paragraphs": "<p>a b</p>" * 3_000,
    "headings": numbered("<h2>Heading @</h2>", 3_000),
    "headings and prose": numbered(f"<h2>Heading @</h2><p>{SAID}", 1_500),
    "first headings": "<title>a b c</title>" + "<h1>a b c d</h1>" * 3_000,
    "lines": "<div>" + (SAID + "<br><br>") * 2_000,
    "linked blocks": numbered('<div><a href="/p@">A link of many words number @</a></div>', 1_500),
    "links in one paragraph": "<p>" + numbered('<a href="/p@">link number @</a> ', 2_000),
    "links in a list": "<ul>" + numbered('<li><a href="/p@">link number @</a></li>', 2_000),
    "players": "<p>" + "<iframe src=https://v.example/embed/1></iframe>" * 2_000 + SAID * 10,
    "notes": "<p>"
    + numbered("a<sup id=r@><a href=#n@>@</a></sup>", 1_000)
    + "</p><ol>"
    + numbered("<li id=n@>Note @ <a href=#r@>back</a>", 1_000),
    "unknown elements": numbered("<x@>ab </x@>", 1_000),
    "signs of characters": "<p>" + "&" * 50_000 + SAID * 10,
    "attributes": "<p " + numbered("a@=b ", 2_000) + ">" + SAID * 10,
    "plain text that never ends": SAID * 10 + "<plaintext>" + "<b>" * 6_000,
    "fields": "<form><input><select><option>a<button>b" * 1_500 + SAID * 10,
    "nesting": numbered("<div>ab ", 3_000),
    "bold in bold": "<p>" + "<b>a</b> " * 3_000,
    "no spaces": "<p>" + "水" * 100_000,
    "prose": ("<p>" + SAID * 6 + "</p>\n") * 1_000,
    "names": numbered("<meta name=author content='Anna B@'>", 2_000) + "<p>" + SAID * 10,
    "pictures": "<p>" + "<img src=a.jpg>" * 3_000 + SAID * 10,
    "cells": "<table>" + "<tr><td>cell of words, and more" * 2_000 + "</table>",
    "terms": "<dl>" + "<dt>a<dd>b c d, e" * 2_000,
    "NULs": "<p>" + "\0" * 50_000 + SAID * 10 + "</p>\0",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_an_article_or_a_clear_error(name):
    data = PAGES[name].encode()
    capture = Capture(data, Content.HTML, "utf-8", Via.FILE, datetime(2024, 5, 6, tzinfo=UTC))
    try:
        said = markdown.from_html(extract(capture).html)
    except ClipperError as error:
        said = error.message
    assert said

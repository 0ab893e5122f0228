from __future__ import annotations

import time
from pathlib import Path

import pytest

from clipper.capture import describe, from_formats, from_path, from_text
from clipper.model import Via

PART = "<p>The keepers wrote the <b>wind</b> down.</p><img src=a.png><img src=b.png><script>var hidden = 1</script>"
PAGE = "https://coastal-review.example/lamp"


def links(*urls):
    return from_text("\n".join(urls), Via.DROP)


def part(html=PART, url=PAGE):
    return from_formats({"text/html": html.encode(), "chromium/x-source-url": url.encode()}, Via.DROP)


def files(*names):
    return [from_path(Path("/tmp") / name, Via.DROP) for name in names]


@pytest.mark.parametrize(
    ("handovers", "headline", "detail"),
    [
        (links(PAGE), "Drop to clip this link", "coastal-review.example/lamp"),
        (
            links(PAGE, "https://www.b.example/"),
            "Drop to clip 2 links",
            "from coastal-review.example and b.example",
        ),
        (
            links(*[f"https://h{n}.example/" for n in range(9)]),
            "Drop to clip 9 links",
            "from h0.example, h1.example and 7 other sites",
        ),
        (part(), "Drop to clip this selection", "from coastal-review.example · 6 words and 2 pictures"),
        (part("<p>Fog.</p>"), "Drop to clip this selection", "from coastal-review.example · 1 word"),
        (part("<p>Fog.</p><img src=a>", ""), "Drop to clip this selection", "1 word and 1 picture"),
        (
            [*links(PAGE, "https://b.example/", "https://c.example/"), *part()],
            "Drop to clip 3 links and this selection",
            "from coastal-review.example · 6 words and 2 pictures",
        ),
        (files("a.html"), "Drop to clip this file", "a.html"),
        (files("a.html", "b.txt"), "Drop to clip 2 files", "a.html and b.txt"),
        (files(*[f"{n}.html" for n in range(5)]), "Drop to clip 5 files", "0.html, 1.html and 3 other files"),
        (
            [*links(PAGE), *files("a.html"), *from_text("A plain text about nothing.", Via.DROP)],
            "Drop to clip this link, this file and this text",
            "5 words",
        ),
        (from_text("<!doctype html><p>Fog &amp; wind</p>", Via.DROP), "Drop to clip this page", "2 words"),
        ([], "Nothing here to clip", "Drop a link, a selection, or an HTML, text or Markdown file"),
    ],
)
def test_the_words_name_what_a_drop_becomes(handovers, headline, detail):
    description = describe(handovers)
    assert (description.headline, description.detail) == (headline, detail)


def test_a_large_drag_is_described_by_its_beginning_in_no_time():
    handovers = part("<p style='color: red'>The keepers wrote the wind down.</p>\n" * 80_000)
    assert len(handovers[0].capture.data) > 4_000_000
    begin = time.perf_counter()
    description = describe(handovers)
    assert time.perf_counter() - begin < 0.1  # a few milliseconds on a machine that is not busy
    assert description.detail == "from coastal-review.example · more than 13,000 words"

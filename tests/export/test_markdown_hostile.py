"""Pages made to break a writer: nesting without end, broken characters, endless repetition."""

from __future__ import annotations

import time

import pytest

from clipper.export.markdown import from_html


@pytest.mark.parametrize(
    "tag",
    [
        "<div>",
        "<blockquote>",
        "<ul><li>",
        "<table><tr><td>",
        "<table><tr><td>a<td>",
        "<em><b>",
        "<details>",
        "<dl><dd>",
        "<q>",
    ],
)
def test_nesting_a_hundred_thousand_deep_keeps_the_text(tag: str) -> None:
    assert "the end" in from_html(tag * 100_000 + "the end")


@pytest.mark.parametrize(
    "part",
    [
        "<em>a<strong>b ",
        "a<b></b>",
        "a<br><br>",
        "<ul><li>a</ul>",
        "\\",
        "`",
        "[",
        "](",
        "*_~$",
        "<li>a",
        "<a href='(('>x</a>",
        "<b><a ",
        '<b><a "',
    ],
)
def test_the_time_grows_with_the_size_only(part: str) -> None:
    def seconds(times: int) -> float:
        start = time.perf_counter()
        from_html(part * times)
        return time.perf_counter() - start

    seconds(100)
    # twenty times the size: a quadratic writer would take four hundred times as long
    assert seconds(20_000) < 100 * seconds(1_000) + 0.2


def test_broken_characters_come_out_as_text_that_can_be_stored() -> None:
    written = from_html("<p>a\0b\ud800c\x1bd\u0085e \ufefff \ud83d\ude00</p>")
    assert written == "ab\ufffdcde f 😀\n"
    assert written.encode()

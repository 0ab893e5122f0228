"""Markdown that holds nothing dangerous, also where a renderer knows no HTML, footnotes or formulas."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from clipper.export.markdown import from_html

NOTE = "<p>x<sup><a href='#fn:1'>1</a></sup></p><section class='footnotes'><ol><li id='fn:1'>{}</li></ol></section>"


def shown(markdown: str, *, html: bool) -> str:
    renderer = MarkdownIt("commonmark", {"html": html})
    renderer.validateLink = lambda _: True
    return renderer.render(markdown)


@pytest.mark.parametrize("html", [True, False])
@pytest.mark.parametrize(
    "markup",
    [
        "<p><math data-latex='&lt;img src=x onerror=alert(1)>'>x</math></p>",
        "<p><math data-latex='[x](javascript:alert(1))'>x</math></p>",
        "<math display='block' data-latex='a&#10;```&#10;<script>alert(1)</script>'>x</math>",
        "<p>[a<br>b]: javascript:alert(1)</p><p>[a b]</p>",
        NOTE.format("javascript:alert(1)"),
        "<table><tr><td colspan=2>[x](javascript:alert(1))</td></tr><tr><td>a<td>b</table>",
        "<table><tr><td colspan='2\" onclick=\"alert(1)'>a</td></tr><tr><td>a<td>b</table>",
        "<table><tr><td colspan=2><img src='data:text/html,x'></td></tr><tr><td>a<td>b</table>",
        "<details><summary>[x](javascript:alert(1))</summary><p>y</p></details>",
        "<iframe src='java&#9;script:alert(1)' title='A film'></iframe>",
        "<img src='java&#10;script:alert(1)' alt='x'>",
        "<a href='view-source:javascript:alert(1)'>x</a><a href='ms-settings:x'>y</a>",
    ],
)
def test_no_tag_and_no_address_comes_out_that_could_run(markup, html):
    out = shown(from_html(markup), html=html)
    for danger in (
        "<img src=x",
        "<script",
        '"javascript:',
        'onclick="',
        '"data:',
        "view-source:",
        "ms-settings:",
    ):
        assert danger not in out


def test_a_formula_reads_the_same_to_tex():
    assert from_html("<p><math data-latex='a<b'>x</math></p>") == "$a< b$\n"
    assert from_html("<p><math data-latex='a < b, [c](d)'>x</math></p>") == "$a < b, [c] (d)$\n"


def test_a_footnote_of_words_is_left_as_it_is():
    assert from_html(NOTE.format("Note: see (there).")).endswith("[^1]: Note: see (there).\n")
    assert from_html(NOTE.format("https://a.example/x")).endswith("[^1]: https://a.example/x\n")

from __future__ import annotations

import pytest

from clipper.errors import EmptyPageError
from clipper.extract.markdown_source import front_matter
from clipper.model import Content


@pytest.fixture
def note(clean):
    return lambda text, **more: clean(text, content=Content.MARKDOWN, **{"url": None, **more})


def test_front_matter_becomes_metadata(note):
    article = note(
        '---\ntitle: "The \\"long\\" pier"\nsource: "https://www.news.example/pier"\nauthor:\n  - "[[Jane Doe]]"\n'
        '  - "John Roe"\npublished: 2024-03-05\ntags:\n  - "clippings"\n---\n\nText of the [note](/other).\n'
    )
    assert article.title == 'The "long" pier'
    assert article.authors == ("Jane Doe", "John Roe")
    assert article.published == "2024-03-05"
    assert article.canonical_url == "https://www.news.example/pier"
    assert article.html == '<p>Text of the <a href="https://www.news.example/other">note</a>.</p>'


def test_without_front_matter_the_first_heading_is_the_title(note):
    article = note("# The pier\n\nLong.\n\n## Planks\n\nMany.")
    assert article.title == "The pier"
    assert article.html == "<p>Long.</p><h2>Planks</h2><p>Many.</p>"


def test_fences_tables_tasks_footnotes_and_strikes_are_rendered(note):
    html = note(
        "x[^1] ~~y~~\n\n```python\na = 1\n```\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n\n[^1]: A note.\n"
    ).html
    assert '<sup id="fnref:1"><a href="#fn:1">1</a></sup> <s>y</s>' in html
    assert '<pre><code class="language-python">a = 1</code></pre>' in html
    assert '<td align="right">2</td>' in html
    assert html.count('type="checkbox"') == 2
    assert html.count('checked=""') == 1
    assert '<li id="fn:1">A note. <a href="#fnref:1" class="footnote-backref">↩</a></li>' in html


def test_html_in_markdown_is_made_safe(note):
    assert note("a <img src=x onerror=alert(1)> <script>evil()</script>b").html == (
        '<p>a <img src="x"> b</p>'
    )


def test_a_rule_at_the_top_is_no_front_matter():
    assert front_matter("---\n\nOnce upon a time: there was a pier.\n---\n") == (
        {},
        "---\n\nOnce upon a time: there was a pier.\n---\n",
    )


def test_a_note_without_words_is_refused(note):
    with pytest.raises(EmptyPageError):
        note("<div></div>\n")

from __future__ import annotations

import pytest

from tests.extract.conftest import prose


def test_the_title_is_not_repeated_and_headings_move_under_it(page):
    article = page(
        f"<article><h1>The long pier</h1>{prose(2)}<h1>Part one</h1>{prose(2)}<h2>Sub</h2>{prose(2)}</article>"
    )
    assert "<h1" not in article.html
    assert "The long pier" not in article.html
    assert "<h2>Part one</h2>" in article.html
    assert "<h3>Sub</h3>" in article.html


@pytest.mark.parametrize(
    "sign",
    [
        '<a class="headerlink" href="#x">¶</a>',
        '<a href="#x">#</a>',
        '<span class="mw-editsection">[<a href="/edit">edit</a>]</span>',
        '<a class="anchor" href="#x" aria-label="Permalink"></a>',
    ],
)
def test_headings_lose_permalinks_and_edit_links(body, sign):
    assert body(f'<h2 id="x">Planks{sign}</h2>') == "<h2>Planks</h2>"


def test_paragraphs_made_of_line_breaks_become_paragraphs(body):
    assert body(
        "<div>First part.<br><br>Second <b>part</b>,<br>with a break.<br/>&nbsp;<br/>Third.</div>"
    ) == ("<div><p>First part.</p><p>Second <b>part</b>,<br>with a break.</p><p>Third.</p></div>")


def test_loose_text_beside_blocks_becomes_a_paragraph(body):
    assert body("<div>Loose text.<ul><li>one</li><li>two</li></ul>More.</div>") == (
        "<div><p>Loose text.</p><ul><li>one</li><li>two</li></ul><p>More.</p></div>"
    )


def test_empty_wrappers_go_and_items_hold_their_text_directly(body):
    assert body(
        "<div><div></div><p> </p><ul><li><p>one</p></li><li><p>two</p><ul><li>in</li></ul></li></ul></div>"
    ) == ("<div><ul><li>one</li><li>two<ul><li>in</li></ul></li></ul></div>")


def test_tables_of_data_keep_head_spans_and_alignment(body):
    table = (
        '<table><caption>Boats</caption><thead><tr><th>Year</th><th colspan="2">Count</th></tr></thead>'
        '<tbody><tr><td rowspan="2">2020</td><td align="right">3</td><td>4</td></tr></tbody></table>'
    )
    assert body(table) == table
    assert '<td align="center">' in body(
        '<table><tr><th>a</th><th>b</th></tr><tr><td style="text-align:center">1</td><td>2</td></tr></table>'
    )


def test_tables_that_only_place_things_are_unwrapped(body):
    assert "table" not in body("<table><tr><td><p>Only placed here, not tabulated.</p></td></tr></table>")
    assert "table" not in body('<table role="presentation"><tr><td>One.</td><td>Two.</td></tr></table>')


def test_links_are_absolute_and_only_those_that_lead_somewhere(body):
    html = body(
        '<p><a href="/a?x=1">one</a> <a href="javascript:evil()">two</a> <a href="data:text/html,x">three</a> '
        '<a href="mailto:a@b.example">four</a> <a href="vbscript:x">five</a> <a href=" JaVa\tScript:x">six</a></p>'
    )
    assert html == (
        '<p><a href="https://www.news.example/a?x=1">one</a> two three '
        '<a href="mailto:a@b.example">four</a> five six</p>'
    ).replace(" two three ", " <span>two</span> <span>three</span> ").replace(
        " five six", " <span>five</span> <span>six</span>"
    )


@pytest.mark.parametrize(
    ("markup", "link"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/abcdefgh" title="The pier from above"></iframe>',
            '<a href="https://www.youtube.com/watch?v=abcdefgh">The pier from above</a>',
        ),
        (
            '<iframe src="https://player.vimeo.com/video/123"></iframe>',
            '<a href="https://vimeo.com/123">vimeo.com</a>',
        ),
        (
            '<video controls><source src="/clip.mp4"></video>',
            '<a href="https://www.news.example/clip.mp4">Video</a>',
        ),
        ('<audio src="/talk.mp3"></audio>', '<a href="https://www.news.example/talk.mp3">Audio</a>'),
    ],
)
def test_videos_and_players_become_links(body, markup, link):
    assert link in body(f"<figure>{markup}</figure>")


def test_frames_of_advertisers_go(body):
    assert (
        body(
            '<iframe src="https://ads.example/x"></iframe><iframe title="Advertisement" src="https://x.example/1"></iframe>'
        )
        == ""
    )


def test_task_lists_keep_their_boxes(body):
    html = body(
        '<ul><li><input type="checkbox" checked disabled> done</li><li><input type="checkbox"> open</li></ul>'
    )
    assert (
        html
        == '<ul><li><input type="checkbox" checked="" disabled=""> done</li><li><input type="checkbox"> open</li></ul>'
    )


def test_footnotes_are_numbered_and_link_both_ways(page):
    article = page(
        f"""<article><h1>The long pier</h1>{prose(2)}<p>It was long.<sup><a href="#note-a">[a]</a></sup> Very
        long.<a class="fn" href="#note-b">2</a></p>{prose(2)}</article>
        <div class="notes"><h2>Notes</h2><ol><li id="note-a">Three miles. <a href="#ref-a">^</a></li>
        <li id="note-b">Some say four.</li></ol></div>"""
    )
    assert 'long.<sup id="fnref:1"><a href="#fn:1">1</a></sup>' in article.html
    assert '<sup id="fnref:2"><a href="#fn:2">2</a></sup>' in article.html
    assert article.html.endswith(
        '<section class="footnotes"><ol><li id="fn:1">Three miles. '
        '<a href="#fnref:1" class="footnote-backref">↩</a></li><li id="fn:2">Some say four. '
        '<a href="#fnref:2" class="footnote-backref">↩</a></li></ol></section>'
    )


def test_formulas_keep_their_tex(body):
    html = body(
        '<p>Let <span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation '
        'encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html" '
        'aria-hidden="true">x2</span></span> be.</p>'
    )
    assert '<math data-latex="x^2"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>' in html
    assert "x2" not in html


def test_text_direction_and_language_stay_on_blocks(body):
    assert (
        body('<p lang="ar" dir="rtl">مرحبا بكم في هذا المكان</p>')
        == '<p lang="ar" dir="rtl">مرحبا بكم في هذا المكان</p>'
    )


AGAIN = {
    "code": '<pre><code class="language-python">a = 1\n\n  b = 2</code></pre>',
    "formulas": '<p>Let \\(x\\) be <span data-latex="x^2">x</span>.</p><p><img alt="$$\\frac{a}{b}$$" src="/f.png"></p>',
    "footnotes": (
        '<p>Fact.<sup><a href="#n1">1</a></sup> Again.<sup><a href="#n1">1</a></sup></p>'
        '<ol><li id="n1"><p>One.</p><p>Two.</p></li></ol>'
    ),
    "sidenotes": '<p>Fact.<span class="sidenote">The note says.</span> On.</p>',
    "callouts": '<div class="admonition tip"><p class="admonition-title">On <em>gaps</em></p><p>Mind them.</p></div>',
    "figures": '<div class="wp-caption"><img src="/a.jpg"><p class="wp-caption-text">The pier</p></div>',
    "tables": (
        "<table><caption>Boats</caption><tr><th rowspan=2>Year</th><th colspan=2>Count</th></tr><tr><th>A</th>"
        "<th>B</th></tr><tr><td>2020</td><td align=right>1</td><td>2</td></tr></table>"
    ),
    "lists": '<ul><li>a<ol start="3"><li>b</li></ol></li></ul><dl><dt>Pier</dt><dd>A thing in the sea.</dd></dl>',
    "tasks": '<ul><li><input type="checkbox" checked> done</li><li><input type="checkbox"> open</li></ul>',
    "verse": '<div class="poem"><div class="line">A rope,</div><div class="line">&nbsp;&nbsp;a boat</div></div>',
    "details": "<details><summary>More</summary><p>Of it.</p></details>",
    "words": (
        "<p>H<sub>2</sub>O x<sup>2</sup> <mark>m</mark> <kbd>Ctrl</kbd> <q>said</q> <ins>in</ins> <del>out</del> "
        '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <abbr title="Hyper">HTML</abbr> '
        '<time datetime="2024-01-02">Tuesday</time></p>'
    ),
    "films": '<figure><iframe src="https://www.youtube.com/embed/abcdefgh" title="A film"></iframe>'
    "<figcaption>The pier from above</figcaption></figure>",
}


@pytest.mark.parametrize("form", AGAIN)
def test_cleaning_what_was_cleaned_changes_nothing(page, clean, form):
    once = page(f"<article><h1>The long pier</h1>{prose(3)}{AGAIN[form]}{prose(2, 'dock')}</article>").html
    assert page(f"<article><h1>The long pier</h1>{once}</article>").html == once
    assert clean(once, selection=True, hint="The long pier").html == once

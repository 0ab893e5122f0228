from __future__ import annotations

import pytest

from clipper.extract.sanitise import sanitise


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<img src='data:text/html,x'>",
        "<iframe src='https://x.example'></iframe>",
        "<form action=/x><input name=a><button>go</button></form>",
        "<style>p{background:url(//x.example)}</style>",
        "<p style='background:url(//x.example)'>x</p>",
        "<meta http-equiv=refresh content='0;url=//x.example'>",
        "<math href='javascript:alert(1)'><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<base href='//x.example'><object data=x></object><embed src=x>",
        "<template><img src=x onerror=alert(1)></template>",
        "<p onclick=x id=location class=evil>x</p>",
    ],
)
def test_nothing_that_runs_loads_or_posts_gets_through(markup):
    safe = sanitise(markup)
    for danger in (
        "script",
        "onerror",
        "onload",
        "onclick",
        "style",
        "iframe",
        "form",
        "meta",
        "base",
        "object",
        "data:text",
    ):
        assert danger not in safe.lower()
    assert "evil" not in safe
    assert "location" not in safe


def test_what_an_article_is_made_of_gets_through_unchanged():
    fragment = (
        '<h2>A</h2><p>b <em>c</em> <sup id="fnref:1"><a href="#fn:1">1</a></sup></p>'
        '<pre><code class="language-c++">x</code></pre><figure><img src="data:image/png;base64,AAAA" alt="z">'
        "<figcaption>d</figcaption></figure><dl><dt>e</dt><dd>f</dd></dl>"
        "<details><summary>g</summary>h</details><ruby>i<rt>j</rt></ruby>"
    )
    assert sanitise(fragment) == fragment
    assert sanitise(sanitise(fragment)) == fragment


@pytest.mark.parametrize(
    ("markup", "safe"),
    [
        ("<blockquote cite='javascript:alert(1)'>x</blockquote>", "<blockquote>x</blockquote>"),
        ("<blockquote cite='da&#9;ta:text/html,x'>x</blockquote>", "<blockquote>x</blockquote>"),
        ("<a href='da&#10;ta:text/html,x'>x</a>", "<a>x</a>"),
        ("<a href='&#1; data:image/png;base64,AA'>x</a>", "<a>x</a>"),
        ("<img src='da&#9;ta:text/html,x'>", "<img>"),
        ("<img src='mailto:a@b.example'>", "<img>"),
        ("<table><tr><td colspan='2\" onclick=x'>x</td></tr></table>", "<td>x</td>"),
        ("<code class='language-js cover'>x</code>", "<code>x</code>"),
        ("<p lang='en\" onclick=x' dir='rtl x'>x</p>", "<p>x</p>"),
        ("<math data-latex='x'><mi>x</mi><p>y</p></math>", '<math data-latex="x">x</math><p>y</p>'),
        ("<math><a href='https://a.example'>x</a></math>", "<math></math>"),
        ("<input type=text value=x autofocus>", '<input type="checkbox">'),
    ],
)
def test_an_attribute_stays_only_in_the_form_that_it_has_in_an_article(markup, safe):
    assert safe in sanitise(markup)


def test_a_drawing_within_the_page_is_a_picture_but_no_link():
    drawing = "data:image/svg+xml;base64,PHN2Zy8+"
    assert sanitise(f'<img src="{drawing}">') == f'<img src="{drawing}">'
    assert sanitise(f'<a href="{drawing}">x</a>') == "<a>x</a>"

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

from __future__ import annotations

import pytest

from clipper.extract import tree
from clipper.extract.code import normalise_code
from tests.extract.conftest import prose


def normalised(markup: str) -> str:
    root = tree.parse(f"<body>{markup}</body>")
    normalise_code(root.find("body"))
    return tree.etree.tostring(root.find("body"), encoding="unicode", method="html")[6:-7]


ONE_FORM = '<pre><code class="language-python">a = 1\nb = 2</code></pre>'


@pytest.mark.parametrize(
    "markup",
    [
        '<pre><code class="language-python">a = 1\nb = 2\n</code></pre>',
        '<pre class="brush: python">a = 1\nb = 2</pre>',
        '<pre lang="python">a = 1\nb = 2</pre>',
        '<div class="highlight-source-python"><pre>a <span>=</span> 1\nb = 2</pre></div>',
        '<pre data-lang="Python"><code><span class="line">a = 1</span>\n<span class="line">b = 2</span></code></pre>',
        '<pre class="language-python"><button class="copy-btn">Copy</button><code>a = 1<br>b = 2</code></pre>',
        '<pre class="language-python"><code><div>a = 1</div><div>b = 2</div></code></pre>',
        '<pre><code class="hljs python"><span class="line-number">1</span>a = 1\n<span class="line-number">2</span>b = 2</code></pre>',
        '<div class="language-python"><table><tr><td class="gutter"><pre>1\n2</pre></td><td><pre>a = 1\nb = 2</pre></td></tr></table></div>',
        (
            '<div class="language-python"><table class="highlight"><tr><td data-line-number="1"></td><td>a = 1</td></tr>'
            '<tr><td data-line-number="2"></td><td>b = 2</td></tr></table></div>'
        ),
    ],
)
def test_code_has_one_form_whatever_the_highlighter(markup):
    assert ONE_FORM in normalised(markup)


def test_code_without_a_language_has_no_class():
    assert normalised("<pre>x\n  y</pre>") == "<pre><code>x\n  y</code></pre>"


def test_an_editors_pasted_block_is_code():
    pasted = (
        '<div style="font-family: Menlo, monospace; white-space: pre;"><div><span>def f():</span></div>'
        "<div><span>    return 1</span></div></div>"
    )
    assert normalised(pasted) == "<pre><code>def f():\n    return 1</code></pre>"


def test_indentation_and_empty_lines_survive_the_whole_way(page):
    code = "def f():\n\n    if x &lt; 1:\n        return 'a'"
    article = page(
        f'<article><h1>The long pier</h1>{prose(3)}<pre><code class="language-python">{code}</code></pre></article>'
    )
    assert f'<pre><code class="language-python">{code}</code></pre>' in article.html
    assert "def f():\n\n    if x < 1:\n        return 'a'" in article.text


def test_numbers_in_code_are_only_dropped_when_they_count_the_lines():
    assert "1 apple\n2 pears\n4 plums" in normalised("<pre>1 apple\n2 pears\n4 plums</pre>")
    assert normalised("<pre>1 a\n2 b\n3 c</pre>") == "<pre><code>a\nb\nc</code></pre>"

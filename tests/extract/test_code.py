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
        (
            '<div class="language-python highlighter-rouge"><div class="highlight"><pre class="highlight"><code>'
            '<table class="rouge-table"><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td><td '
            'class="rouge-code"><pre><span class="n">a</span> = 1\nb = 2\n</pre></td></tr></table></code></pre>'
            "</div></div>"
        ),
        (
            '<div class="syntaxhighlighter  python"><table><tr><td class="gutter"><div class="line number1">1</div>'
            '<div class="line number2">2</div></td><td class="code"><div class="container"><div class="line number1">'
            '<code class="python plain">a = 1</code></div><div class="line number2"><code>b = 2</code></div></div></td>'
            "</tr></table></div>"
        ),
        (
            '<pre><code class="hljs python"><table class="hljs-ln"><tr><td class="hljs-ln-numbers" data-line-number="1">'
            '</td><td class="hljs-ln-code">a = 1</td></tr><tr><td class="hljs-ln-numbers" data-line-number="2"></td>'
            '<td class="hljs-ln-code">b = 2</td></tr></table></code></pre>'
        ),
        (
            '<div class="highlight"><table class="lntable"><tr><td class="lntd"><pre><code><span class="lnt">1\n</span>'
            '<span class="lnt">2\n</span></code></pre></td><td class="lntd"><pre><code class="language-python" '
            'data-lang="python"><span class="line"><span class="cl">a = 1\n</span></span><span class="line"><span '
            'class="cl">b = 2\n</span></span></code></pre></td></tr></table></div>'
        ),
        (
            '<pre class="prism-code language-python"><code><span class="token-line"><span class="token">a = 1</span><br>'
            '</span><span class="token-line">b = 2<br></span></code></pre>'
        ),
        '<pre class="shiki" data-language="python"><code><span class="line">a = 1</span><span class="line">b = 2</span></code></pre>',
        (
            '<div class="sourceCode"><pre class="sourceCode numberSource python number-lines"><code class="sourceCode '
            'python"><span id="cb1-1"><a href="#cb1-1" aria-hidden="true"></a>a = 1</span>\n<span id="cb1-2"><a '
            'href="#cb1-2"></a>b = 2</span></code></pre></div>'
        ),
        (
            '<figure class="highlight python"><table><tr><td class="gutter"><pre><span class="line">1</span><br><span '
            'class="line">2</span><br></pre></td><td class="code"><pre><span class="line">a = 1</span><br><span '
            'class="line">b = 2</span><br></pre></td></tr></table></figure>'
        ),
        (
            '<pre class="prettyprint linenums lang-python"><ol class="linenums"><li class="L0">a = 1</li><li class="L1">'
            "b = 2</li></ol></pre>"
        ),
        '<pre class="EnlighterJSRAW" data-enlighter-language="python">a = 1\nb = 2</pre>',
        """<pre class="CodeMirror" data-setting='{"mode":"python"}'>a = 1\nb = 2</pre>""",
        (
            '<div class="CodeMirror" data-language="python"><div class="CodeMirror-gutter-elt">1</div><pre '
            'class="CodeMirror-line"><span>a = 1</span></pre><div class="CodeMirror-gutter-elt">2</div><pre '
            'class="CodeMirror-line"><span>b = 2</span></pre></div>'
        ),
        (
            '<div class="monaco-editor" data-mode-id="python"><div class="margin"><div class="line-numbers">1</div></div>'
            '<div class="view-lines"><div class="view-line" style="top:19px">b&nbsp;=&nbsp;2</div><div '
            'class="view-line" style="top:0px">a&nbsp;=&nbsp;1</div></div></div>'
        ),
        (
            '<pre><div><div>python</div><div><button>Copy code</button></div><div><code class="language-python">a = 1\n'
            "b = 2\n</code></div></div></pre>"
        ),
        '<div class="highlight"><code class="python" style="white-space: pre">a = 1\nb = 2</code></div>',
        (
            '<div class="code-block"><div class="code-header"><span>Python</span><button>Copy</button></div><pre><code>'
            "a = 1\nb = 2</code></pre></div>"
        ),
    ],
)
def test_code_has_one_form_whatever_the_highlighter(markup):
    made = normalised(markup)
    assert ONE_FORM in made
    assert tree.words(tree.parse(f"<body>{made}")).split() == ["a", "=", "1", "b", "=", "2"]


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


@pytest.mark.parametrize(
    "markup",
    [
        '<pre class="language-none">x\ny</pre>',
        '<pre class="highlight plaintext">x\ny</pre>',
        '<pre lang="en">x\ny</pre>',
        '<pre class="a b c">x\ny</pre>',
    ],
)
def test_what_names_no_language_gives_none(markup):
    assert normalised(markup) == "<pre><code>x\ny</code></pre>"


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="code-block"><div class="code-title">src/app.py</div><pre><code>x = 1</code></pre></div>',
        '<pre data-filename="src/app.py"><code>x = 1</code></pre>',
    ],
)
def test_the_name_of_a_file_stands_above_its_code(markup):
    made = normalised(markup)
    assert made.index("src/app.py") < made.index("<pre>")


def test_an_empty_line_between_pasted_lines_stays():
    pasted = '<div style="font-family: monospace; white-space: pre;"><div>a</div><br><div>b</div></div>'
    assert normalised(pasted) == "<pre><code>a\n\nb</code></pre>"


def test_lines_of_code_part_the_paragraph_they_stand_in():
    assert normalised("<p>Run <code>one<br>two</code> now.</p>") == (
        "<p>Run </p><pre><code>one\ntwo</code></pre><p> now.</p>"
    )

from __future__ import annotations

import re

import pytest

from clipper.extract import tree
from clipper.extract.mathml_from_tex import with_mathml
from clipper.extract.tex_from_mathml import tex_from_mathml

INLINE, BLOCK = '<math data-latex="x^2">', '<math data-latex="x^2" display="block">'
MATHML = "<math><semantics><msup><mi>x</mi><mn>2</mn></msup>{}</semantics></math>"
TEX = '<annotation encoding="application/x-tex">x^2</annotation>'


def without_mathml(html: str) -> str:
    return re.sub(r"(<math [^>]*>).*?</math>", r"\1", html)


@pytest.mark.parametrize(
    ("markup", "made"),
    [
        (
            (
                '<span class="MathJax_Preview">x2</span><span class="MathJax"><nobr>x2</nobr></span>'
                '<script type="math/tex">x^2</script>'
            ),
            INLINE,
        ),
        ('<span class="MathJax_Display">x2</span><script type="math/tex; mode=display">x^2</script>', BLOCK),
        (
            (
                '<mjx-container class="MathJax" jax="CHTML" display="true"><mjx-math aria-hidden="true"><mjx-c></mjx-c>'
                f"</mjx-math><mjx-assistive-mml>{MATHML.format(TEX)}</mjx-assistive-mml></mjx-container>"
            ),
            BLOCK,
        ),
        ('<mjx-container jax="SVG"><svg><g data-latex="x^2"><path/></g></svg></mjx-container>', INLINE),
        (
            (
                f'<span class="katex"><span class="katex-mathml">{MATHML.format(TEX)}</span><span class="katex-html" '
                'aria-hidden="true">x2</span></span>'
            ),
            INLINE,
        ),
        (
            (
                f'<span class="katex-display"><span class="katex"><span class="katex-mathml">{MATHML.format(TEX)}</span>'
                '<span class="katex-html" aria-hidden="true">x2</span></span></span>'
            ),
            BLOCK,
        ),
        (
            (
                '<span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display:none">'
                '<math alttext="{\\displaystyle x^2}"><msup><mi>x</mi><mn>2</mn></msup></math></span>'
                '<img src="/svg/1" class="mwe-math-fallback-image-inline" aria-hidden="true" alt="{\\displaystyle x^2}">'
                "</span>"
            ),
            INLINE,
        ),
        ('<img src="/s/latex.php?latex=x%5E2&bg=fff" alt="x^2" class="latex">', INLINE),
        ('<img src="https://draw.example/svg.latex?x%5E2">', INLINE),
        ('<img src="/eq1.png" alt="$x^2$">', INLINE),
        ('<span class="math" data-expr="x^2"></span>', INLINE),
        ('<span data-latex="x^2">x2</span>', INLINE),
        ('<span class="math-tex">\\(x^2\\)</span>', INLINE),
        ('<span class="math display">\\[x^2\\]</span>', f"<span>{BLOCK}</span>"),
    ],
)
def test_a_formula_keeps_the_tex_of_its_page_once(body, markup, made):
    html = without_mathml(body(f"<p>Let {markup} be.</p>"))
    assert html.replace("<span>", "").replace(
        "</span>", ""
    ) == f"<p>Let {made.removeprefix('<span>')} be.</p>".replace("</span>", "")


def test_tex_in_the_text_is_a_formula_where_the_page_would_draw_it(page):
    text = (
        "<article><h1>The long pier</h1><p>Let \\(x^2\\) be, and $y$ not.</p><p>$$\nx^2\n$$</p>"
        "<pre><code>\\(x^2\\)</code></pre><p>It costs $5.</p></article>"
    )
    drawn = page(text, '<script src="https://cdn.example/mathjax@3/tex-chtml.js"></script>').html
    assert "<p>Let " + INLINE in drawn
    assert "<p>" + BLOCK in drawn
    assert "\\(x^2\\)</code>" in drawn
    assert "and $y$ not" in drawn
    assert "\\(x^2\\)" in page(text).html


def test_single_dollars_count_where_the_page_says_so(page):
    head = (
        """<script>MathJax = {tex: {inlineMath: [['$', '$']]}}</script><script src="/mathjax.js"></script>"""
    )
    html = page(
        "<article><h1>The long pier</h1><p>Let $x^2$ be, for $5 or $6 a day.</p></article>", head
    ).html
    assert f"<p>Let {INLINE}" in html
    assert "for $5 or $6 a day" in html


@pytest.mark.parametrize(
    ("mathml", "tex"),
    [
        (
            "<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mfrac><mn>1</mn><mi>y</mi></mfrac>",
            r"x^{2} + \frac{1}{y}",
        ),
        ("<msqrt><mi>α</mi><mo>≤</mo><mi>β</mi></msqrt>", r"\sqrt{\alpha \le \beta}"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
            r"\sum_{i = 1}^{n} i",
        ),
        ("<mi>sin</mi><mo>⁡</mo><mi>x</mi><mtext>if 5%</mtext>", r"\sin x \text{if 5\%}"),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>",
            r"\begin{matrix} 1 & 2 \end{matrix}",
        ),
        ("<mover><mi>v</mi><mo>→</mo></mover>", r"\vec{v}"),
    ],
)
def test_mathml_alone_becomes_tex(mathml, tex):
    math = tree.parse(f"<body><math>{mathml}</math>").find(".//math")
    assert tex_from_mathml(math) == tex


def test_signs_that_a_page_draws_one_by_one_are_still_said(body):
    html = body(
        '<p>Let <mjx-container jax="CHTML"><mjx-math><mjx-mi><mjx-c class="mjx-c1D465"></mjx-c></mjx-mi></mjx-math>'
        "</mjx-container> be.</p>"
    )
    assert html == "<p>Let <span>x</span> be.</p>"


@pytest.mark.parametrize(
    "latex",
    ["{" * 500 + "}" * 500, "\\frac", "\\begin{align*}a", "x" * 5000, "\\unknown{x}", "\\left("],
)
def test_tex_that_cannot_be_read_keeps_itself(latex):
    html = f'<p><math data-latex="{latex}">{latex}</math></p>'
    assert with_mathml(html) == html


def test_nothing_that_leads_or_colours_comes_into_mathml():
    html = with_mathml(r'<math data-latex="\href{javascript:x}{a}\color{red}{b}">t</math>')
    assert "<math data-latex" in html
    html = html.partition(">")[2]
    assert "href" not in html
    assert "red" not in html
    assert "<mi>a</mi>" in html


def test_markup_in_tex_stays_text():
    html = with_mathml(r'<math data-latex="\text{&lt;img src=x&gt;}">t</math>')
    assert "<mtext>&lt;img" in html


def test_spaces_in_formulas_are_written_as_everywhere_in_an_article():
    assert "\u00a0" not in with_mathml('<math data-latex="a~b"></math>')
    assert "&nbsp;" in with_mathml('<math data-latex="a~b"></math>')

"""Formulas of which a page has only a drawing: their TeX if the drawing tells it, else the drawing."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from tests.extract.conftest import prose

SIGN = '<path data-c="{}" d="M0 0"></path>'
POWER = (
    '<g data-mml-node="math"><g data-mml-node="msup"><g data-mml-node="mi">'
    f'{SIGN.format("1D465")}</g><g data-mml-node="TeXAtom" transform="translate(572,363)"><g data-mml-node="mn">'
    f"{SIGN.format('32')}</g></g></g></g>"
)
BOTH = (
    '<g data-mml-node="math"><g data-mml-node="msubsup"><g data-mml-node="mi">'
    f'{SIGN.format("1D465")}</g><g data-mml-node="mn" transform="translate(572,400)">{SIGN.format("32")}</g>'
    f'<g data-mml-node="mi" transform="translate(572,-250)">{SIGN.format("1D456")}</g></g></g>'
)
ROOT = (
    '<g data-mml-node="math"><g data-mml-node="msqrt"><g transform="translate(853,0)"><g data-mml-node="mi">'
    f'{SIGN.format("1D465")}</g></g><g data-mml-node="mo">{SIGN.format("221A")}</g><rect width="572"></rect></g></g>'
)
MATHML = "&lt;math&gt;&lt;msup&gt;&lt;mi&gt;x&lt;/mi&gt;&lt;mn&gt;2&lt;/mn&gt;&lt;/msup&gt;&lt;/math&gt;"
CONTAINER = '<mjx-container class="MathJax" jax="SVG"><svg viewBox="0 -1 2 2">{}</svg></mjx-container>'


@pytest.mark.parametrize(
    ("markup", "tex"),
    [
        (CONTAINER.format(f"<title>x^2</title>{SIGN.format('78')}"), "x^2"),
        (CONTAINER.format(POWER), "x^{2}"),
        (CONTAINER.format(BOTH), "x_{i}^{2}"),
        (CONTAINER.format(ROOT), r"\sqrt{x}"),
        (
            f'<span class="MathJax_SVG" data-mathml="{MATHML}"><svg><path d="M0 0"></path></svg></span>',
            "x^{2}",
        ),
        (
            '<span class="math"><svg role="img" aria-label="E = mc^2"><path d="M0 0"></path></svg></span>',
            "E = mc^2",
        ),
        ('<span class="katex"><svg data-latex="x^2"><path d="M0 0"></path></svg></span>', "x^2"),
    ],
)
def test_a_drawing_that_tells_its_formula_becomes_one(body, markup, tex):
    assert re.findall(r'data-latex="(.*?)"', body(f"<p>So {markup} grows, and grows.</p>")) == [tex]


def picture_in(html: str) -> str:
    (source,) = re.findall(r'<img src="data:image/svg\+xml,(.*?)"', html)
    return unquote(source)


def test_a_drawing_that_only_speaks_stays_a_picture_with_its_words(body):
    html = body(
        '<p>So <mjx-container jax="SVG" aria-label="x squared"><svg viewBox="0 -1 2 2"><path d="M0 0"></path></svg>'
        "</mjx-container> grows, and grows.</p>"
    )
    assert 'alt="x squared"' in html
    assert picture_in(html).startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -1 2 2">')


def test_a_drawing_brings_the_signs_that_the_page_keeps_elsewhere(page):
    html = page(
        f"<article><h1>The long pier</h1>{prose(3)}<p>So <span class='equation'><svg width='20' height='10'>"
        f"<use href='#sign-1'></use></svg></span> grows, and grows.</p>{prose(2, 'dock')}</article>"
        "<svg style='display: none'><defs><path id='sign-1' d='M1 2L3 4'></path></defs></svg>"
    ).html
    assert 'd="M1 2L3 4"' in picture_in(html)
    assert 'width="20" height="10"' in html


def test_drawings_that_are_no_formulas_are_no_pictures_of_them(body):
    assert "<img" not in body(
        '<p>So <span class="icon"><svg><path d="M0 0"></path></svg></span> it grows.</p>'
    )


def test_a_drawing_that_nobody_closed_swallows_nothing_of_its_paragraph(page):
    drawn = '<mjx-container class="MathJax" jax="SVG"><svg><title>\\frac{P}{r^2}</title><path d="M0 0"></path></svg>'
    article = page(
        f"<article>{prose(2)}<p>It is {drawn}, and <em>so</em> it stays.</p>{prose(2, 'dock')}</article>"
    )
    assert ", and so it stays." in article.text
    assert article.text.count("says something about the dock") == 2
    assert 'data-latex="\\frac{P}{r^2}"' in article.html


def test_a_container_of_formulas_whose_drawing_is_gone_keeps_its_text(page):
    said = "It holds <mjx-container>all of what follows, as far as the page goes on.</mjx-container>"
    article = page(f"<article>{prose(2)}<p>{said}</p>{prose(2, 'dock')}</article>")
    assert "It holds all of what follows, as far as the page goes on." in article.text

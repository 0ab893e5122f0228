from __future__ import annotations

import pytest

from tests.extract.conftest import prose


@pytest.mark.parametrize(
    "markup",
    [
        (
            '<div class="wp-caption"><a href="/a-full.jpg"><img src="/a.jpg" alt="Pier"></a><p class="wp-caption-text">The '
            "pier at ebb</p></div>"
        ),
        '<div class="image"><div><img src="/a.jpg" alt="Pier"></div><div class="caption">The pier at ebb</div></div>',
        '<p><img src="/a.jpg" alt="Pier"><span class="image-caption">The pier at ebb</span></p>',
    ],
)
def test_a_picture_and_its_caption_are_a_figure(body, markup):
    assert body(markup) == (
        '<figure><img src="https://www.news.example/a.jpg" alt="Pier"><figcaption>The pier at ebb</figcaption></figure>'
    )


def test_a_credit_beside_the_caption_is_kept_with_it(body):
    html = body(
        '<div class="photo"><img src="/a.jpg" alt=""><p class="caption">The pier</p><p class="credit">Ann Ode</p></div>'
    )
    assert "<figcaption>The pier Ann Ode</figcaption>" in html


def test_the_lead_picture_is_kept_once(page):
    html = page(
        '<article><h1>The long pier</h1><figure><img src="/lead-300x200.jpg?w=300"></figure><p>Words.</p>'
        f'<p><img src="/lead.jpg?w=1200"></p>{prose(4)}<p><img src="/other.jpg"></p></article>'
    ).html
    assert html.count("/lead") == 1
    assert "/other.jpg" in html


def test_a_picture_that_is_the_ground_of_a_figure_is_a_picture(body):
    html = body(
        "<figure><div style=\"background-image: url('/ground.jpg')\"></div><figcaption>At ebb</figcaption></figure>"
    )
    assert 'src="https://www.news.example/ground.jpg"' in html


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="poem"><div class="line">A rope,</div><div class="line">a <i>boat</i></div></div>',
        '<div class="line-block"><div class="line">A rope,</div><div class="line">a <i>boat</i></div></div>',
        '<pre class="wp-block-verse">A rope,\na <i>boat</i></pre>',
    ],
)
def test_verses_are_lines_of_one_paragraph(body, markup):
    assert body(markup) == "<p>A rope,<br>a <i>boat</i></p>"


def test_paragraphs_of_what_is_called_a_poem_stay_paragraphs(body):
    assert body('<div class="poem"><p>One.</p><p>Two.</p></div>') == "<div><p>One.</p><p>Two.</p></div>"


def test_emphasis_that_only_a_style_gives_is_kept(body):
    html = body(
        '<p>A <span style="font-weight: bold">b</span>, <span style="font-style: italic">c</span>, '
        '<span style="text-decoration: line-through">d</span> and <span style="font-weight: 400">e</span>.</p>'
    )
    assert html.replace("<span>", "").replace("</span>", "") == (
        "<p>A <strong>b</strong>, <em>c</em>, <del>d</del> and e.</p>"
    )


def test_a_page_that_is_set_in_bold_has_no_emphasis(page):
    bold = prose(6).replace("<p>", '<p><span style="font-weight: 700">').replace("</p>", "</span></p>")
    assert "<strong>" not in page(f"<article><h1>The long pier</h1>{bold}</article>").html


def test_elements_that_are_a_table_by_role_are_a_table(body):
    html = body(
        '<div role="table"><div role="row"><span role="columnheader">Name</span><span role="columnheader">Age</span>'
        '</div><div role="row"><span role="cell">Ann</span><span role="cell">7</span></div></div>'
    )
    assert html == (
        "<table><tbody><tr><th>Name</th><th>Age</th></tr><tr><td>Ann</td><td>7</td></tr></tbody></table>"
    )


def test_a_bold_first_row_is_a_tables_head(body):
    html = body(
        "<table><tr><td><b>Name</b></td><td><strong>Age</strong></td></tr><tr><td>Ann</td><td>7</td></tr></table>"
    )
    assert "<tr><th>Name</th><th>Age</th></tr>" in html


def test_tasks_that_an_attribute_marks_have_boxes(body):
    html = body(
        '<ul data-type="taskList"><li data-checked="true"><label><input type="checkbox" checked></label><div><p>Done</p>'
        '</div></li><li data-checked="false"><div><p>Open</p></div></li></ul>'
    )
    assert html == (
        '<ul><li><input type="checkbox" checked=""> Done</li><li><input type="checkbox" disabled=""> Open</li></ul>'
    )


@pytest.mark.parametrize(
    "markup",
    [
        (
            '<h2>Ropes<span class="edit-section">[<a href="/e">Bearbeiten</a> | <a href="/q">Quelltext bearbeiten</a>]'
            "</span></h2>"
        ),
        (
            '<div class="mw-heading"><h2>Ropes</h2><span class="mw-editsection"><span>[</span><a href="/edit">edytuj</a>'
            "<span>]</span></span></div>"
        ),
        '<div class="heading"><h2>Ropes</h2><a class="anchor" href="#ropes"><span>#</span></a></div>',
        "<h2>Ropes<button>Copy link</button></h2>",
        "<h2><b>Ropes</b></h2>",
        '<h2><a href="#ropes">§</a> Ropes</h2>',
    ],
)
def test_headings_say_only_their_words(body, markup):
    assert body(markup).replace(" Ropes", "Ropes") == "<h2>Ropes</h2>"


def test_a_link_in_a_heading_stays(body):
    html = body('<h2><a href="https://ropes.example/">Ropes</a></h2>')
    assert html == '<h2><a href="https://ropes.example/">Ropes</a></h2>'


def test_a_pull_quote_that_repeats_the_text_goes_and_is_named(page):
    said = "and 2 boats lie in it."
    article = page(
        f'<article><h1>The long pier</h1>{prose(4)}<blockquote class="pull-quote"><p>It has a second sentence as '
        f"well, {said}</p></blockquote>{prose(3, 'dock')}</article>"
    )
    assert "<blockquote>" not in article.html
    assert any(said in removal.text and removal.reason == "repeated text" for removal in article.removed)


def test_a_pull_quote_with_words_of_its_own_stays(body):
    html = body(
        '<blockquote class="pullquote"><p>Nobody says this anywhere else in the text.</p></blockquote>'
    )
    assert "Nobody says this" in html

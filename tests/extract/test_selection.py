from __future__ import annotations

import re

import pytest

from clipper.errors import EmptyPageError


@pytest.fixture
def select(clean):
    return lambda markup, **more: clean(markup, selection=True, **more)


def test_all_that_was_selected_is_kept_in_order(select):
    article = select(
        '<nav><a href="/a">Menu item</a></nav><h2>Head</h2><p>Subscribe to our newsletter!</p><p>Text.</p>'
        '<ul class="related-links"><li><a href="/x">Related</a></li></ul><div class="comments">A comment</div>'
    )
    assert article.title == "Head"
    kept = "Menu item Head Subscribe to our newsletter! Text. Related A comment"
    assert " ".join(article.text.split()) == kept
    assert article.removed == ()


def test_a_heading_that_opens_a_selection_is_its_title_and_one_further_down_stays(select):
    article = select("<h2>Head</h2><p>Text.</p><h2>Second</h2><p>More.</p>")
    assert (article.title, article.text.split()) == ("Head", ["Text.", "Second", "More."])
    assert [(one.reason, one.text) for one in article.removed] == [("title", "Head")]


@pytest.mark.parametrize(
    ("markup", "hint", "title"),
    [
        ("<p>a</p><h2>Head</h2>", "The page's title", "The page's title"),
        ("<p>a</p><h2>Head</h2>", None, "Head"),
        ("<p>First words of the text.</p>", None, "First words of the text."),
    ],
)
def test_the_title_is_the_hint_or_a_heading_or_the_first_words(select, markup, hint, title):
    assert select(markup, hint=hint).title == title


def test_a_browsers_computed_styles_leave_only_emphasis(select):
    base = "color: rgb(0, 0, 0); font-family: Arial; font-size: 16px; font-weight: 400; font-style: normal;"
    article = select(
        f'<meta charset=\'utf-8\'><span style="{base}">Plain </span><span style="{base} font-weight: 700;">bold'
        '</span><span style="font-style: italic"> slanted</span> <span style="text-decoration: line-through">gone'
        '</span> <span style="font-family: Menlo, monospace">code</span>'
    )
    assert re.sub(r"</?span>", "", article.html) == (
        "<p>Plain <strong>bold</strong><em> slanted</em> <del>gone</del> <code>code</code></p>"
    )


def test_google_docs_bold_wrapper_is_no_bold(select):
    html = select(
        '<b id="docs-internal-guid-1" style="font-weight:normal;"><p><span style="font-weight:400">Plain</span> '
        '<span style="font-weight:700">bold</span></p></b>'
    ).html
    assert html.count("<strong>") == 1
    assert "<b>" not in html


def test_safaris_spaces_are_spaces(select):
    assert select('<p>a<span class="Apple-converted-space">&nbsp;</span>b</p>').text == "a b"


def test_only_what_stands_between_the_fragment_marks_counts(select):
    article = select(
        "<html><body><p>before</p><!--StartFragment--><p>chosen</p><!-- EndFragment --><p>after</p></body></html>"
    )
    assert article.text == "chosen"


def test_links_and_pictures_are_made_absolute(select):
    html = select('<p><a href="/b">b</a><img src="i.png"></p>').html
    assert 'href="https://www.news.example/b"' in html
    assert 'src="https://www.news.example/2024/05/i.png"' in html


def test_word_comments_and_scripts_go(select):
    article = select(
        "<p>a<!--[if gte mso 9]><xml>junk</xml><![endif]--></p><script>x()</script><style>p{}</style>"
    )
    assert article.text == "a"


def test_a_selection_of_nothing_is_refused(select):
    with pytest.raises(EmptyPageError, match="selection"):
        select("<p> </p><script>x()</script>")

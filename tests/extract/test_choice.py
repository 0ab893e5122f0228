"""A person may choose otherwise than the program: more of a page, blocks put back, blocks left out."""

from __future__ import annotations

import pytest

from clipper.extract import extract
from clipper.model import Capture, Choice, Content, Via, Width
from tests.extract.conftest import URL, prose
from tests.test_pages import handed_over

MARKUP = (
    "<html><head><title>The long pier</title></head><body>"
    "<nav><a href='/'>Home</a> <a href='/sea'>Sea</a></nav>"
    f"<main><h1>The long pier</h1>{prose(3)}"
    "<div class='related'><a href='/a'>Read also: The short pier</a></div>"
    f"{prose(3, 'lighthouse')}</main>"
    "<section class='comments'><h2>Comments</h2><p>What a pier that is, said one of us, and so said all.</p>"
    "</section><div class='cookie-banner'>We use cookies. Accept all</div>"
    "<footer>© 2024 Harbour Times</footer></body></html>"
)


@pytest.fixture
def capture(clean):
    from datetime import UTC, datetime

    def made(source, content=Content.HTML, *, selection=False):
        moment = datetime(2026, 1, 2, tzinfo=UTC)
        return Capture(source.encode(), content, "utf-8", Via.PASTE, moment, url=URL, selection=selection)

    return made


def removal(article, text):
    return next(one for one in article.removed if text in one.text)


def test_a_block_that_was_left_out_is_put_back_in_its_place(capture):
    page = capture(MARKUP)
    wanted = removal(extract(page), "The short pier")
    article = extract(page, Choice(put_back=frozenset(wanted.blocks)))
    before, _, after = article.text.partition("Read also: The short pier")
    assert "Paragraph 3 says something about the harbour" in before
    assert "Paragraph 1 says something about the lighthouse" in after
    assert not any("The short pier" in one.text for one in article.removed)


def test_a_block_left_out_goes_alone_and_is_listed(capture):
    page = capture(MARKUP)
    whole = extract(page)
    back = extract(page, Choice(width=Width.PAGE))
    listed = removal(
        extract(page, Choice(left_out=keys_of(page, "Paragraph 2 says something about the harbour"))),
        "Paragraph 2",
    )
    assert listed.reason == "left out by you"
    article = extract(page, Choice(left_out=frozenset(listed.blocks)))
    assert "Paragraph 2 says something about the harbour" not in article.text
    assert "Paragraph 2 says something about the lighthouse" in article.text
    assert len(whole.text.split("\n\n")) - 1 == len(article.text.split("\n\n"))
    assert "Paragraph 2 says something about the harbour" in back.text


def keys_of(page, begins):
    from clipper.extract.explain import explain

    return frozenset(block.key for block in explain(page).blocks if block.text.startswith(begins))


def test_what_is_put_back_and_left_out_again_is_the_article_as_judged(capture):
    page = capture(MARKUP)
    keys = frozenset(removal(extract(page), "What a pier that is").blocks)
    assert "What a pier that is" in extract(page, Choice(put_back=keys)).text
    both = extract(page, Choice(put_back=keys, left_out=keys))
    assert both.html == extract(page).html


def test_a_title_that_is_put_back_stands_over_the_text(capture):
    page = capture(MARKUP)
    keys = frozenset(removal(extract(page), "The long pier").blocks)
    assert extract(page, Choice(put_back=keys)).text.startswith("The long pier")


def test_a_byline_that_is_put_back_stays(capture):
    page = capture(MARKUP.replace("</h1>", "</h1><p class='byline'>By Ann Vale, harbour master</p>"))
    keys = frozenset(removal(extract(page), "By Ann Vale").blocks)
    assert "By Ann Vale" in extract(page, Choice(put_back=keys)).text


def test_a_wider_choice_brings_comments_but_no_menus(capture):
    text = extract(capture(MARKUP), Choice(width=Width.WIDER)).text
    assert "What a pier that is" in text
    assert "Read also: The short pier" in text
    for word in ("Home", "We use cookies", "Harbour Times"):
        assert word not in text


def test_the_whole_page_has_everything_in_order_and_safe(capture):
    article = extract(capture(MARKUP.replace("<p>", "<p onclick='x()'>")), Choice(width=Width.PAGE))
    places = [
        article.text.index(word)
        for word in ("Home", "Paragraph 1", "The short pier", "What a pier", "cookies")
    ]
    assert places == sorted(places)
    assert "onclick" not in article.html


def test_the_same_text_twice_has_two_keys(capture):
    page = capture(MARKUP.replace("</nav>", "</nav><nav><a href='/'>Home</a> <a href='/sea'>Sea</a></nav>"))
    keys = [key for one in extract(page).removed if "Home" in one.text for key in one.blocks]
    assert len(keys) == len(set(keys)) == 2
    assert {key.partition("#")[0] for key in keys} == {keys[0].partition("#")[0]}


def test_a_pasted_pages_lines_are_put_back_and_left_out():
    page = handed_over("bare-text-news")
    article = extract(page)
    gone = next(one for one in article.removed if one.blocks)
    line = gone.text.split("\n")[0]
    more = extract(page, Choice(put_back=frozenset(gone.blocks[:1])))
    assert more.word_count > article.word_count
    assert line in more.text
    less = extract(page, Choice(put_back=frozenset(gone.blocks[:1]), left_out=frozenset(gone.blocks[:1])))
    assert less.text == article.text


def test_a_block_of_a_selection_is_left_out(capture):
    page = capture("<p>One.</p><p>Two.</p><p>Three.</p>", selection=True)
    from clipper.extract.blocks.keys import Keys

    article = extract(page, Choice(left_out=frozenset({Keys(["Two."])[0]})))
    assert article.text == "One.\n\nThree."
    assert [(one.reason, one.text) for one in article.removed] == [("left out by you", "Two.")]

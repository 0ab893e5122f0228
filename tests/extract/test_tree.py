from __future__ import annotations

import contextlib
import time

import pytest

from clipper.errors import ClipperError, ExtractError
from clipper.extract import tree
from clipper.model import Content
from tests.extract.conftest import prose

DEEP = 100_000


@pytest.mark.parametrize(
    ("open_tag", "close_tag"),
    [
        ("<div>", "</div>"),
        ("<span>", "</span>"),
        ("<blockquote>", "</blockquote>"),
        ("<ul><li>", "</li></ul>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<b>", ""),
        ("<font><p>", ""),
        ("<svg><g>", ""),
        ("<x-y>", ""),
    ],
)
@pytest.mark.parametrize("selection", [False, True])
def test_nesting_of_a_hundred_thousand_loses_no_word(clean, open_tag, close_tag, selection):
    article = clean(open_tag * DEEP + prose(5) + close_tag * DEEP + "<p>After it.</p>", selection=selection)
    assert "Paragraph 5 says" in f"{article.title} {article.text}"


def test_words_between_deep_tags_stay_words():
    root = tree.parse("".join(f"<div>word{n}" for n in range(1000)))
    assert tree.words(root) == " ".join(f"word{n}" for n in range(1000))


def test_nesting_deeper_than_the_parsers_limit_is_not_cut_off():
    root = tree.parse("<p>before</p>" + "<div>" * 300 + "deep" + "</div>" * 300 + "<p>after</p>")
    assert tree.words(root) == "before deep after"
    assert root.xpath("count(//*)") < 300


def test_tags_in_scripts_and_comments_do_not_count_as_nesting():
    script = "<script>x = '" + "<div>" * 500 + "'</script><!--" + "<div>" * 500 + "-->"
    assert tree.words(tree.parse(f"<body>{script}<p>text</p></body>").find("body/p")) == "text"


@pytest.mark.parametrize("char", ["\0", "\x01", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_no_tree_can_hold_are_dropped(char):
    assert tree.words(tree.parse(f"<p>a{char}b</p>")) == "ab"


@pytest.mark.parametrize("code", ["&#0;", "&#1;", "&#x1F;", "&#xFFFE;", "&#65535;"])
def test_characters_written_as_numbers_are_no_way_around(code):
    words = tree.words(tree.parse(f"<p>a{code}b &#39;c&#39; &#12354;</p>"))
    assert words.endswith("'c' あ")
    tree.new("p", words)


def test_controls_in_title_and_text_come_out_as_an_article(clean):
    article = clean(f"<title>The\0 pier&#2;</title><h1>The\x01 pier</h1>\x02{prose(3)}\ud800")
    assert article.title == "The pier"
    article.html.encode("utf-8")


def test_an_xml_declaration_with_an_encoding_does_no_harm(clean):
    head = "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>"
    assert "Paragraph 3 says" in clean(f"{head}<body>{prose(3)}ä</body></html>").text


@pytest.mark.parametrize(
    "markup",
    [
        "<p>x</p>" * 1_000_000,
        "<div>" + "a<br>" * 1_000_000 + "</div>",
        "<p>" + "<span>a</span> " * 500_000 + "</p>",
    ],
)
def test_a_million_siblings_are_one_clear_error(clean, markup):
    started = time.monotonic()
    with pytest.raises(ExtractError, match="too many parts"):
        clean(markup)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "markup",
    [
        "<" * 300_000,
        "&#" * 100_000,
        "<script>" * 50_000 + prose(3),
        "<!--" * 50_000 + prose(3),
        f"<p title='{'x' * 5_000_000}'>{prose(3)}",
        f"<div class='{'a-' * 200_000}'>{prose(3)}</div>",
        f"<div style='{'left :' * 200_000}'>{prose(3)}</div>",
        f"{prose(3)}<img srcset='{', ' * 200_000}'>",
        f"<p>{' ' * 2_000_000}x{prose(3)}",
        f"<script type='application/ld+json'>{'[' * 100_000}</script>{prose(3)}",
        f"<meta name=date content='{'1/' * 100_000}'><time>{'12.' * 50_000}</time>{prose(3)}",
        f"<p class=byline>By {'A and ' * 10_000}</p>{prose(3)}",
        "<a\"b c='><'d><p\x00q></>" + prose(3),
    ],
)
def test_hostile_markup_is_a_result_or_one_error_in_time(clean, markup):
    started = time.monotonic()
    with contextlib.suppress(ClipperError):
        clean(markup)
    assert time.monotonic() - started < 15


@pytest.mark.parametrize("content", [Content.TEXT, Content.MARKDOWN])
@pytest.mark.parametrize(
    "source",
    [
        "- " * 200_000,
        "> " * 50_000 + "x",
        "[" * 20_000,
        "*a " * 20_000,
        "`" * 50_000 + "a",
        "a\0b\ud800c",
        "- x\n" * 8_000,
    ],
)
def test_hostile_text_is_a_result_or_one_error_in_time(clean, content, source):
    started = time.monotonic()
    with contextlib.suppress(ClipperError):
        clean(source, content=content)
    assert time.monotonic() - started < 15


def test_shapes_that_close_themselves_do_not_count_as_nesting():
    drawings = "<svg viewBox='0 0 8 8'><path d='M0 0'/><circle r='1' /></svg>" * 200
    root = tree.parse(f"<body><div>{drawings}<section><h2>Where</h2><p>Here.</p></section></div></body>")
    assert len(root.xpath("body/div/section[h2 and p]")) == 1


@pytest.mark.parametrize("tag", ["script", "style", "textarea"])
def test_a_script_deep_inside_a_page_does_not_swallow_what_comes_after_it(tag):
    inside = f"<{tag}>a < b</{tag}><p>after</p>"
    root = tree.parse("<body>" + "<div>" * 300 + inside + "</div>" * 300)
    assert root.xpath("string(//p)") == "after"


def test_tags_that_only_seem_to_close_themselves_are_no_way_around():
    root = tree.parse("<body>" + "<div title='/>'>" * 3000 + "text")
    assert tree.words(root).endswith("text")
    assert not root.xpath("boolean(" + "/*" * 200 + ")")

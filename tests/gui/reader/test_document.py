from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from clipper.gui.reader.document import Build
from clipper.gui.reader.page import Ground, Sign, Tint
from clipper.gui.theme import DARK, LIGHT
from clipper.model import Asset


def texts(found):
    return [text for text, _block, _font in found]


def test_a_document_begins_with_title_and_byline(build, make_clip):
    clip = make_clip(authors=("Ingrid Solheim", "Tomás Rivera"), published="2026-11-18T10:00")
    document = build(clip).document
    assert document.begin().text() == "The keepers"
    byline = document.begin().next().text().replace("\u00a0", " ")
    assert byline == "By Ingrid Solheim and Tomás Rivera · 18 November 2026 · 9 min · coastal-review.example"


def test_paragraphs_are_set_18_high_on_lines_of_29(blocks):
    [(text, block, font)] = blocks("<p>Once\n  upon a time</p>")
    assert text == "Once upon a time"
    assert font.pixelSize() == 18
    assert block.blockFormat().lineHeight() == 29


def test_an_excerpt_that_is_the_first_paragraph_is_set_as_the_lead_and_not_said_twice(blocks):
    found = blocks("<p>The first words.</p><p>More.</p>", excerpt="The first words.")
    assert texts(found) == ["The first words.", "More."]
    assert [font.pixelSize() for _text, _block, font in found] == [21, 18]


def test_an_excerpt_that_is_not_in_the_article_is_not_shown(blocks):
    assert texts(blocks("<p>The first words.</p>", excerpt="Read on our site!")) == ["The first words."]


def test_the_highest_heading_is_the_largest_whatever_its_level(blocks):
    found = blocks("<h3>A</h3><h4>B</h4><h5>C</h5>")
    assert [font.pixelSize() for _text, _block, font in found] == [23, 20, 18]


def test_words_outside_of_paragraphs_are_kept(blocks):
    assert texts(blocks("loose <b>words</b><p>a paragraph</p>more")) == ["loose words", "a paragraph", "more"]


def test_a_link_around_blocks_stays_a_link(blocks):
    [(_text, block, _font)] = blocks('<a href="https://a.example/"><div><p>All of it</p></div></a>')
    assert block.begin().fragment().charFormat().anchorHref() == "https://a.example/"


def test_a_line_break_stays_within_its_paragraph(blocks):
    assert texts(blocks("<p>one<br> two<br></p>")) == ["one\u2028two"]


def test_list_items_have_their_signs_and_nest(blocks):
    found = blocks("<ul><li>a<ul><li>b</li></ul></li></ul><ol start='9'><li>c</li><li value='12'>d</li></ol>")
    page = blocks.build.page
    signs = [page.markers[block.blockNumber()] for _text, block, _font in found]
    assert texts(found) == ["a", "b", "c", "d"]
    assert [sign.sign for sign in signs] == [Sign.DISC, Sign.CIRCLE, Sign.NUMBER, Sign.NUMBER]
    assert [sign.text for sign in signs[2:]] == ["9.", "12."]
    assert found[1][1].blockFormat().leftMargin() > found[0][1].blockFormat().leftMargin()


def test_task_items_show_whether_they_are_done(blocks):
    found = blocks(
        '<ul><li><input type="checkbox" checked disabled> done</li><li><input type="checkbox"> open</li></ul>'
    )
    signs = [blocks.build.page.markers[block.blockNumber()].sign for _text, block, _font in found]
    assert texts(found) == ["done", "open"]
    assert signs == [Sign.DONE, Sign.OPEN]


def test_code_keeps_its_lines_and_spaces_on_one_ground(blocks):
    found = blocks("<pre><code class='language-python'>if a:\n\n    b = 1\n</code></pre><p>after</p>")
    assert texts(found) == ["if a:", "", "    b = 1", "after"]
    [box] = blocks.build.page.boxes
    assert (box.ground, box.last - box.first) == (Ground.CODE, 2)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<pre>a<br>b</pre>", ["a", "b"]),
        ("<pre><code><span>a\n</span><span>b <i>c</i></span>\nd</code>\ne</pre>", ["a", "b c", "d", "e"]),
        ("<pre><i><b>a</b>\n</i>b<i><b></b></i>\nc</pre>", ["a", "b", "c"]),
    ],
)
def test_code_is_read_through_its_markup(blocks, html, lines):
    assert texts(blocks(html)) == lines


def test_a_long_code_line_hangs_in_where_it_wraps(blocks):
    [(_text, block, _font)] = blocks("<pre>one line</pre>")
    assert block.blockFormat().textIndent() < 0


def test_inline_code_keys_and_marks_lie_on_tints(blocks):
    [(text, block, _font)] = blocks("<p>a <code>b</code> <kbd>c</kbd> <mark>d</mark></p>")
    tints = blocks.build.page.tints[block.blockNumber()]
    assert [tint.tint for tint in tints] == [Tint.CODE, Tint.KBD, Tint.MARK]
    assert [text[tint.start : tint.end] for tint in tints] == ["b", "c", "d"]


def test_a_short_quotation_is_set_larger_than_a_long_one(blocks):
    short, long_ = blocks(
        f"<blockquote><p>Good morning.</p></blockquote><blockquote><p>{'word ' * 90}</p></blockquote>"
    )
    assert short[2].pixelSize() == 20
    assert long_[2].pixelSize() == 18


def test_boxes_within_boxes_are_painted_after_them_and_lie_inside(blocks):
    blocks("<aside><p>a</p><pre>b</pre></aside>")
    outer, inner = blocks.build.page.boxes
    assert (outer.ground, inner.ground) == (Ground.CALLOUT, Ground.CODE)
    assert outer.below > inner.below
    assert outer.last == inner.last


def test_tables_become_tables(build, make_clip):
    html = "<table><tr><th>A</th><th>B</th></tr><tr><td colspan='2'>both</td></tr></table><p>after</p>"
    made = build(make_clip(html))
    [table] = made.document.rootFrame().childFrames()
    assert (table.rows(), table.columns()) == (2, 2)
    assert table.cellAt(1, 1).columnSpan() == 2
    assert made.document.lastBlock().text() == "after"


def test_a_table_too_wide_for_the_column_becomes_a_record_for_each_row(build, make_clip):
    heads = "".join(f"<th>Measurement{n}</th>" for n in range(12))
    row = "".join(f"<td>value{n}</td>" for n in range(12))
    made = build(make_clip(f"<table><tr>{heads}</tr><tr>{row}</tr></table>"))
    assert made.document.rootFrame().childFrames() == []
    assert "Measurement3\u2002value3" in made.document.toPlainText()
    assert made.fits(600)
    assert not made.fits(5000)


def test_a_table_that_only_lays_out_a_page_is_read_as_its_content(blocks):
    assert texts(blocks("<table><tr><td><p>One</p></td></tr><tr><td><p>Two</p></td></tr></table>")) == [
        "One",
        "Two",
    ]


def test_a_thousand_rows_keep_their_order(build, make_clip):
    rows = "".join(f"<tr><td>{n}</td><td>x{n}</td></tr>" for n in range(1000))
    made = build(make_clip(f"<table>{rows}</table><p>after</p>"))
    numbers = [int(line) for line in made.document.toPlainText().split("\n") if line.isdecimal()]
    assert numbers == list(range(1000))


def test_arabic_paragraphs_run_right_to_left_also_when_they_begin_with_a_foreign_name(blocks):
    found = blocks("<p>مرحبا</p><p>Apple أعلنت</p><pre>code</pre>", language="ar")
    directions = [block.textDirection() for _text, block, _font in found]
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    assert directions == [right, right, left]


def test_a_hebrew_paragraph_in_an_english_article_runs_right_to_left(blocks):
    found = blocks("<p>Hello</p><p>שלום</p><p dir='rtl'>123</p>")
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    assert [block.textDirection() for _text, block, _font in found] == [left, right, right]


def test_the_sign_of_a_right_to_left_item_stands_at_its_right(blocks):
    [(_text, block, _font)] = blocks("<ul><li>مرحبا</li></ul>", language="ar")
    assert block.blockFormat().rightMargin() > 0
    assert blocks.build.page.markers[block.blockNumber()].rtl


def test_japanese_has_more_air_between_its_lines(blocks):
    [(_text, block, _font)] = blocks("<p>山あいの小さな村</p>", language="ja")
    assert block.blockFormat().lineHeight() > 29


def test_ruby_shows_its_reading_in_parentheses(blocks):
    assert texts(blocks("<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby></p>")) == ["漢字(かんじ)"]


def test_footnotes_and_their_references_can_be_found(blocks):
    blocks(
        '<p>Text<sup id="fnref:1"><a href="#fn:1">1</a></sup></p>'
        '<section class="footnotes"><ol><li id="fn:1">Note</li></ol></section>'
    )
    document, anchors = blocks.build.document, blocks.build.page.anchors
    assert document.findBlock(anchors["fn:1"]).text() == "Note"
    assert document.findBlock(anchors["fnref:1"]).text() == "Text1"


def test_a_picture_that_could_not_be_had_says_so_with_its_words_and_address(blocks):
    src = "https://a.example/x.jpg"
    found = blocks(f'<p><img src="{src}" alt="The logbook"></p>')
    assert texts(found) == ["This picture was not kept.", "The logbook", src]
    assert found[2][1].begin().fragment().charFormat().anchorHref() == src
    assert blocks.build.page.boxes[0].ground is Ground.MISSING


def test_a_picture_that_failed_says_that_it_could_not_be_fetched(build, make_clip):
    src = "https://a.example/x.jpg"
    clip = make_clip(f'<img src="{src}">', assets=[Asset(src, failure="The server answered 404.")])
    assert "This picture could not be fetched." in build(clip).document.toPlainText()


def test_small_pictures_stay_in_their_line(build, make_clip):
    src = "https://a.example/x.png"
    clip = make_clip(f'<p>a <img src="{src}"> b</p>', assets=[Asset(src, "x.png", width=16, height=16)])
    assert build(clip).document.lastBlock().text() == "a \ufffc b"


def test_a_small_picture_that_is_missing_leaves_its_words(blocks):
    assert texts(blocks('<p>E = <img src="https://a.example/f.png" alt="mc²" width="30"></p>')) == ["E = mc²"]


@pytest.mark.parametrize("html", ["", " ", "<p></p>", "</div></div>", "<table></table>", "\x00", "<ul></ul>"])
def test_an_article_of_nothing_is_a_title_alone(blocks, html):
    assert "".join(texts(blocks(html))).strip() == ""


def test_characters_that_a_text_document_keeps_for_itself_do_not_get_in(blocks):
    assert texts(blocks("<p>a\ufffcb\ufdd0c\u2029d\ud800e</p>")) == ["abc\u2028de"]


def test_nesting_without_end_is_read_as_far_as_its_words(blocks):
    assert "deep" in "".join(texts(blocks("<div><blockquote><b>" * 80 + "deep")))


def test_a_very_long_article_is_built_in_slices(qapp, make_clip):
    whole = Build(make_clip("<p>Some words in a row.</p>" * 3000), LIGHT, 680)
    assert not whole.advance(0.001)
    some = whole.document.blockCount()
    while not whole.advance(0.005):
        pass
    assert 2 < some < whole.document.blockCount() == 3002


def test_every_text_is_legible_on_its_ground():
    def light(color):
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        lin = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]

    def contrast(one, other):
        high, low = sorted((light(one), light(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for theme in (LIGHT, DARK):
        for ground in (theme.reader, theme.code_ground):
            for text in (theme.text, theme.secondary, theme.link):
                assert contrast(text, ground) >= 4.5
        assert contrast(theme.text, theme.highlight) >= 4.5
        assert contrast(theme.text, theme.selected) >= 4.5


def test_a_callout_has_its_title_in_strong_letters(blocks):
    callout = '<blockquote class="callout" data-callout="tip"><p class="callout-title">Gaps</p><p>Mind them.</p></blockquote>'
    (title, _block, strong), (text, _other, plain) = blocks(callout)
    assert (title, text) == ("Gaps", "Mind them.")
    assert strong.weight() > plain.weight()


def test_a_formula_is_read_as_its_tex(blocks):
    math = '<math data-latex="x^2"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>'
    [said] = texts(blocks(f"<p>Let {math} be.</p>"))
    assert said.replace("\u202f", "") == "Let x^2 be."

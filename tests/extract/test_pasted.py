from __future__ import annotations

import re

import pytest


@pytest.fixture
def select(clean):
    return lambda markup, **more: clean(markup, selection=True, **more).html


def item(text, level, number, mark):
    return (
        f"<p class=MsoListParagraph style='margin-left:36pt;mso-list:l{number} level{level} lfo1'><![if "
        f"!supportLists]><span style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp; </span></span><![endif]>{text}</p>"
    )


def test_lists_of_a_word_processor_are_lists(select):
    html = select(
        "<h1>Bericht</h1>"
        + item("Erstens", 1, 0, "·")
        + item("Darunter", 2, 0, "o")
        + item("Zweitens", 1, 0, "·")
        + "<p class=MsoNormal>Dann.</p>"
        + item("Drei", 1, 1, "3.")
        + item("Vier", 1, 1, "4.")
    )
    assert html == (
        "<ul><li>Erstens<ul><li>Darunter</li></ul></li><li>Zweitens</li></ul><p>Dann.</p>"
        '<ol start="3"><li>Drei</li><li>Vier</li></ol>'
    )


def test_comments_that_show_their_content_swallow_nothing(select):
    html = select(
        "<p>One<!--[if !supportLists]--> two<!--[endif]--></p><p>Three</p><!--[if gte vml 1]><v:shape>no</v:shape>"
        "<![endif]--><![if !vml]>four<![endif]>",
        hint="A title",
    )
    assert re.sub(r"<[^>]+>", " ", html).split() == ["One", "two", "Three", "four"]


def test_footnotes_of_a_word_processor_link_both_ways(select):
    html = select(
        '<p>Satz<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1"><span '
        "class=MsoFootnoteReference>[1]</span></a></p><div style='mso-element:footnote' id=ftn1><p "
        'class=MsoFootnoteText><a style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1">[1]</a> Die '
        "Note.</p></div>",
        hint="A title",
    )
    assert '<p>Satz<sup id="fnref:1"><a href="#fn:1">1</a></sup></p>' in html
    assert '<li id="fn:1">Die Note. <a href="#fnref:1" class="footnote-backref">↩</a></li>' in html


def test_bold_of_a_word_processor_is_bold_and_its_old_pictures_are_words(select):
    html = select(
        "<p>Ein <b style='mso-bidi-font-weight:normal'>fetter</b> <o:p>Satz</o:p>.</p>"
        '<p><img src="file:///C:/clip_image001.png" alt="Bild"></p>',
        hint="A title",
    )
    assert html == "<p>Ein <b>fetter</b> Satz.</p><p><span>Bild</span></p>"


def test_rows_cut_out_of_a_spreadsheet_are_a_table(select):
    html = select(
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><table><!--StartFragment--><col width=64>"
        "<tr><td>Ann</td><td align=right>7</td></tr><tr><td>Ben</td><td align=right>9</td></tr>"
        "<!--EndFragment--></table></body></html>"
    )
    assert '<tr><th scope="row">Ann</th><td align="right">7</td></tr>' in html


def test_a_sheets_bold_row_is_its_head(select):
    html = select(
        "<google-sheets-html-origin><style>td {border: 1px}</style><table data-sheets-root=1><tbody><tr>"
        '<td style="font-weight:bold">Name</td><td style="font-weight:bold">Age</td></tr><tr><td>Ann</td>'
        '<td style="text-align:right">7</td></tr></tbody></table></google-sheets-html-origin>'
    )
    assert "<tr><th>Name</th><th>Age</th></tr><tr><td>Ann</td>" in html


def test_a_wholly_bold_heading_of_a_document_is_only_a_heading(select):
    html = select(
        '<b id="docs-internal-guid-1" style="font-weight:normal"><p>Text.</p><h2><span style="font-weight:700">Part'
        "</span></h2></b>",
        hint="A title",
    )
    assert html == "<p>Text.</p><h2>Part</h2>"


def test_lists_that_a_document_puts_within_lists_belong_to_their_items(select):
    html = select("<ul><li><p>One</p></li><ul><li><p>Inner</p></li></ul><li><p>Two</p></li></ul>")
    assert html == "<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>"


def test_a_selection_keeps_its_pull_quote(select):
    said = "A harbour is known by its ropes and little else."
    html = select(f"<p>She said: {said}</p><blockquote class=pullquote><p>{said}</p></blockquote>", hint="T")
    assert html.count(said) == 2

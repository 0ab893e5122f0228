from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor

from clipper.gui.reader.copying import mime_data
from clipper.model import Asset


@pytest.fixture
def copy(build, make_clip):
    def run(html, skip=2, assets=()):
        made = build(make_clip(html, assets=assets))
        cursor = QTextCursor(made.document)
        cursor.setPosition(made.document.findBlockByNumber(skip).position())
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        return mime_data(cursor, made.page)

    return run


def test_plain_text_has_paragraphs_lists_and_code_as_a_person_would_type_them(copy):
    data = copy(
        "<p>One <b>two</b>.</p><ul><li>a</li><li>b</li></ul><ol start='3'><li>c</li></ol><pre>x = 1\n  y</pre>"
    )
    assert data.text() == "One two.\n\n• a\n• b\n\n3. c\n\nx = 1\n  y"


def test_pictures_leave_no_mark_in_plain_text(copy):
    src = "https://a.example/x.png"
    data = copy(f'<p>a</p><p><img src="{src}" alt="alt"></p><p>b</p>', assets=[Asset(src, "x.png")])
    assert data.text() == "a\n\nb"
    assert f'<img src="{src}" alt="alt">' in data.html()


def test_rich_text_is_clean_html_without_the_readers_looks(copy):
    html = copy('<p>a <b>b</b> <a href="https://a.example/?x=1&amp;y">c</a> <code>d &lt; e</code></p>').html()
    assert (
        html
        == '<p>a <strong>b</strong> <a href="https://a.example/?x=1&amp;y">c</a> <code>d &lt; e</code></p>'
    )


def test_lists_quotes_and_code_keep_their_elements(copy):
    html = copy(
        "<blockquote><p>q</p></blockquote><ul><li>a<ul><li>b</li></ul></li></ul><pre>x\ny</pre>"
    ).html()
    assert html == ("<blockquote><p>q</p></blockquote><ul><li>a<ul><li>b</li></ul></li></ul><pre>x\ny</pre>")


def test_cells_are_parted_by_tabs(copy):
    data = copy("<p>x</p><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", skip=3)
    assert data.text() == "A\tB\n1\t2"
    assert "<tr><td>1</td><td>2</td></tr>" in data.html()


def test_a_part_of_a_paragraph_is_that_part(build, make_clip):
    made = build(make_clip("<p>😀 one two three</p>"))
    start = made.document.findBlockByNumber(2).position()
    cursor = QTextCursor(made.document)
    cursor.setPosition(start + 3)
    cursor.setPosition(start + 10, QTextCursor.MoveMode.KeepAnchor)
    assert mime_data(cursor, made.page).text() == "one two"

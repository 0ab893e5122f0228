from __future__ import annotations

import pytest

from clipper.extract import tree
from clipper.extract.measure import is_prose, measure, plain_text, word_count
from tests.extract.conftest import prose


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one two  three\n four", 4),
        ("don't re-read it – 3.5 times", 5),
        ("这是一个句子", 3),
        ("日本語とEnglish words", 4),
        ("Привет, мир!", 2),
        ("مرحبا بالعالم", 2),
    ],
)
def test_words_are_counted_as_readers_of_the_language_would(text, count):
    assert word_count(text) == count


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Home News Sport Weather Business Opinion Culture", False),
        ("The pier was closed on Monday, the harbour master said.", True),
        ("港長は月曜日に桟橋を閉鎖したと発表した。", True),
        ("ท่าเรือถูกปิดในวันจันทร์ตามที่นายท่าประกาศไว้", True),
        ("Read more", False),
    ],
)
def test_prose_is_told_from_labels_in_any_script(text, prose):
    assert is_prose(text) is prose


def test_parts_know_how_much_of_their_text_is_linked():
    root = tree.parse("<body><p>abcd <a href=x>efgh</a></p></body>")
    assert measure(root)[root.find(".//p")].link_density == 0.5


def test_plain_text_parts_blocks_items_cells_and_breaks():
    root = tree.parse(
        "<body><p>One <b>two</b>.</p><ul><li>a</li><li>b</li></ul><table><tr><td>1</td><td>2</td></tr>"
        "<tr><td>3</td><td>4</td></tr></table><p>x<br>y</p></body>"
    )
    assert plain_text(root) == "One two.\n\na\n\nb\n\n1 2\n\n3 4\n\nx\ny".replace("a\n\nb", "a\nb").replace(
        "1 2\n\n3", "1 2\n3"
    )


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<p>kościół<sup id="fnref:1"><a href="#fn:1">1</a></sup> stoi</p>', "kościół [1] stoi"),
        (
            "<p>built by monks<sup>1</sup> and burnt.<sup>2</sup> Then</p>",
            "built by monks [1] and burnt. [2] Then",
        ),
        ("<p>in 1783<sup>3</sup> and 10<sup>6</sup> of them</p>", "in 1783 [3] and 10^6 of them"),
        ("<p>30 m<sup>2</sup>, the 1<sup>st</sup> pier</p>", "30 m2, the 1st pier"),
        ("<p>Only $549<sup>00</sup> a pier</p>", "Only $549.00 a pier"),
        ("<p>say all<sup>1,2</sup> of us<sup>3</sup><sup>4</sup></p>", "say all [1,2] of us [3] [4]"),
        ('<p>So it is. <a href="#fnref:1" class="footnote-backref">↩</a></p>', "So it is."),
    ],
)
def test_a_raised_number_does_not_grow_the_word_before_it(html, said):
    assert plain_text(tree.parse_clean(html)) == said


def test_a_number_glued_to_a_word_is_not_listed_as_left_out(page):
    article = page(
        f"<article><h1>The long pier</h1>{prose(3)}<p>Built by monks<sup><a href='#fn1'>1</a></sup> in spring.</p>"
        f"{prose(2, 'dock')}<ol><li id='fn1'>The note says.</li></ol></article>"
    )
    assert "Built by monks [1] in spring." in article.text
    assert [removal.text for removal in article.removed] == ["The long pier"]

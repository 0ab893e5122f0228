"""The forms that lines of a pasted text stand for."""

from __future__ import annotations

import pytest

from clipper.model import Content


@pytest.fixture
def paste(clean):
    return lambda text: clean(text, content=Content.TEXT, url=None)


def wrapped(text: str, width: int) -> str:
    """The text broken at its spaces, as an editor breaks it."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@pytest.mark.parametrize("sign", list("-*+•‣◦▪●○■►➤✓→⁃∙"))
def test_every_common_bullet_makes_a_list(paste, sign):
    assert (
        paste(f"Bring:\n{sign} a rope\n{sign} a lamp").html
        == "<p>Bring:</p><ul><li>a rope</li><li>a lamp</li></ul>"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [("1. ", "2. "), ("1) ", "2) "), ("(1) ", "(2) "), ("1、", "2、"), ("（1）", "（2）")],
)
def test_numbered_lines_make_a_numbered_list(paste, first, second):
    assert (
        paste(f"Do:\n{first}open it\n{second}close it").html
        == "<p>Do:</p><ol><li>open it</li><li>close it</li></ol>"
    )


def test_a_numbered_list_goes_on_after_an_empty_line(paste):
    assert (
        paste("Do:\n1. open it\n\n2. close it").html == "<p>Do:</p><ol><li>open it</li><li>close it</li></ol>"
    )


def test_a_number_that_opens_a_sentence_is_no_list(paste):
    assert paste("We met.\n\n12. was the last day, and it rained.").html == (
        "<p>We met.</p><p>12. was the last day, and it rained.</p>"
    )


def test_the_letters_of_lettered_items_stay(paste):
    assert "a) north" in paste("Ways:\na) north\nb) south").text


def test_boxes_that_are_drawn_are_tasks(paste):
    assert paste("Do:\n☑ oil\n☐ paint").html == (
        '<p>Do:</p><ul><li><input type="checkbox" checked="" disabled=""> oil</li>'
        '<li><input type="checkbox" disabled=""> paint</li></ul>'
    )


def test_a_word_parted_at_the_end_of_a_line_is_whole_again_where_lines_part_words(paste):
    text = (
        "The harbour master keeps a long list of every boat that has been pain-\n"
        "ted since the storm, and he reads it to anybody who comes in for a sec-\n"
        "ond cup of tea, which is why so few do, and why the list has been grow-\n"
        "ing for eleven years without a single boat that was taken off it again."
    )
    article = paste(f"List\n\n{text}")
    assert "has been painted since" in article.text
    assert "been growing for" in article.text


def test_a_hyphen_that_the_word_has_elsewhere_stays(paste):
    text = (
        "The harbour master keeps a long list, and it is said that the well-\n"
        "known boats come first, then those that nobody has ever heard about.\n"
        "He is well-known himself, at least on the quay and in the old tavern."
    )
    assert "the well-known boats" in paste(f"List\n\n{text}").text


def test_a_soft_hyphen_at_the_end_of_a_line_leaves_no_trace(paste):
    assert paste("Pier\n\nThe har\u00ad\nbour is full.").text == "The harbour is full."


def test_lines_of_a_script_without_spaces_join_without_one(paste):
    sentence = "港の古い時計台が三十年ぶりに動き出し子どもたちは毎朝その下で待ち合わせをするようになった"
    lines = [sentence[at : at + 32] for at in range(0, len(sentence), 32)]
    lines = [*lines[:-1], lines[-1] + sentence[: 32 - len(lines[-1])], "と言われている。"]
    assert paste("時計台\n\n" + "\n".join(lines)).text == "".join(lines)


@pytest.mark.parametrize(
    "prose",
    [
        "Der Rat hat den Plan aufgegeben, den Steg zu kürzen, und die Stadt ist darüber nicht traurig. " * 3,
        "Лодку нашли на берегу, и с тех пор никто не знает, кому она на самом деле принадлежит. " * 3,
        "عادت المكتبة المتنقلة إلى قرى الجبل بعد غياب طويل، وينتظرها الأطفال عند المنعطف. " * 3,
        "नाव तीस साल से घाट पर खड़ी है और गाँव का हर बच्चा उसका नाम जानता है, फिर भी वह नहीं चलती। " * 3,
    ],
)
def test_a_wrapped_paragraph_is_one_again_in_any_language(paste, prose):
    said = " ".join(prose.split())
    assert paste(f"Title\n\n{wrapped(said, 70)}").text == said


def test_a_poem_beside_wrapped_prose_keeps_its_lines(paste):
    said = "The light goes down behind the pier, and everybody who has seen it says that it was red. " * 3
    article = paste(f"Evening\n\n{wrapped(said, 66)}\n\na rose,\na star,\na wheel")
    assert article.html.endswith("<p>a rose,<br>a star,<br>a wheel</p>")
    assert article.html.count("<br>") == 2


def test_code_in_a_note_keeps_its_lines_and_its_indentation(paste):
    code = "def height(gauge):\n    value = gauge.read()\n\n    return value"
    article = paste(f"Gauge\n\nThis reads the gauge:\n\n{code}\n\nIt is slow.")
    assert f"<pre><code>{code}</code></pre>" in article.html
    assert article.html.endswith("<p>It is slow.</p>")


def test_code_between_fences_keeps_its_language(paste):
    article = paste("Gauge\n\n```python\nx\n```\n\nThat is all.")
    assert '<pre><code class="language-python">x</code></pre>' in article.html


def test_quotes_within_quotes_are_nested(paste):
    assert paste("Re\n\n> > it stays\n>\n> does it?\n\nyes").html == (
        "<blockquote><blockquote><p>it stays</p></blockquote><p>does it?</p></blockquote><p>yes</p>"
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Vale", ("Ann Vale",)),
        ("Von Eva Kühn", ("Eva Kühn",)),
        ("Par Luc Martin", ("Luc Martin",)),
        ("Автор: Анна Белова", ("Анна Белова",)),
        ("بقلم: سلمى الراوي", ("سلمى الراوي",)),
        ("作者：王小明", ("王小明",)),
        ("김민수 기자", ("김민수",)),
        ("Ann Vale", ("Ann Vale",)),
    ],
)
def test_the_author_of_a_pasted_page_is_found_in_any_language(paste, line, names):
    prose = "The council of Norton has dropped its plan, which had divided the town for two years, the mayor said."
    article = paste(
        f"The long pier stays long - Norton Post\nHome\nSport\nLog in\nThe long pier stays long\n{line}\n"
        f"11 February 2023, 08:05\n{prose}\n{prose[:-1]} again.\nSubscribe to our newsletter\nComments (3)\n"
        "© 2023 Norton Post. All rights reserved."
    )
    assert article.title == "The long pier stays long"
    assert article.authors == names
    assert article.published == "2023-02-11T08:05"

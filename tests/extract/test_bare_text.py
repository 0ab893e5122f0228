from __future__ import annotations

import pytest

from clipper.errors import EmptyPageError
from clipper.model import Content

# A page as it is pasted without markup; every name in it is invented.
DUMP = """\ufeff date 2023-02-11  icon searchicon menuicon closeicon chevron lefticon chevron righticon fbicon twicon mailicon arrow upicon
HomeCoast News

Norton council drops plan to shorten the long pier & will paint it instead

11 Feb, 2023 08:05
Get short URL
Norton council drops plan to shorten the long pier & will paint it instead
FILE PHOTO © Coast Pictures / Ann Vale
The council of Norton has dropped its plan to shorten the long pier, which had divided the town for two years. The vote was close.\xa0

Speaking on Friday, the mayor stated that the pier “belongs to\xa0those who walk on it,” adding that paint was cheaper than a saw.

Also on coast.example Ferry to the islands stops in winter as passengers stay away

On January 3, two thousand people had signed a letter to the council, and a hundred of them came to the meeting in the rain.

If you like this story, share it with a friend!

Podcasts
All podcasts
Deutschfrançais

Coast News App

© Coast Broadcasting, 2005–2023. All rights reserved.

This website uses cookies. Read our privacy policy to find out more.

Accept cookies"""


@pytest.fixture
def paste(clean):
    return lambda text, **more: clean(text, content=Content.TEXT, url=None, **more)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_pasted_page_gives_its_title_date_caption_and_paragraphs_and_nothing_else(paste, ending):
    article = paste(DUMP.replace("\n", ending))
    assert article.title == "Norton council drops plan to shorten the long pier & will paint it instead"
    assert article.published == "2023-02-11T08:05"
    lines = article.text.split("\n\n")
    assert lines[0] == "FILE PHOTO © Coast Pictures / Ann Vale"
    assert [line.split()[0] for line in lines[1:]] == ["The", "Speaking", "On"]
    assert "belongs to those" in lines[2]
    assert article.html.startswith("<figure><figcaption>FILE PHOTO")
    reasons = {removal.reason for removal in article.removed}
    assert {"menu", "related links", "promotion", "footer", "cookie notice"} <= reasons


def test_a_page_in_another_language_works_by_the_same_rules(paste):
    article = paste(
        "Der lange Steg bleibt lang - Küstenblatt\n\nMENÜ\nPolitik\nSport\nWetter\nAnmelden\n\n"
        "Der lange Steg bleibt lang\n\nVon Eva Kühn\n11. Februar 2023, 08:05 Uhr\n\nTeilen\nDrucken\n\n"
        "Der Rat hat den Plan aufgegeben, den Steg zu kürzen, und die Stadt ist darüber nicht traurig.\n\n"
        "Lesen Sie auch: Fähre stellt den Betrieb ein\n\n"
        "Nun soll er gestrichen werden, und zwar in einem Grün, über das man noch reden muss.\n\n"
        "Kommentare\nMeistgelesen\nEine Katze im Baum\nZehn Grad am Sonntag\n\nWir verwenden Cookies auf dieser Seite.\n"
        "© 2023 Küstenblatt. Alle Rechte vorbehalten.\nImpressum\nDatenschutz"
    )
    assert article.title == "Der lange Steg bleibt lang"
    assert article.authors == ("Eva Kühn",)
    assert article.published == "2023-02-11T08:05"
    assert article.text == (
        "Der Rat hat den Plan aufgegeben, den Steg zu kürzen, und die Stadt ist darüber nicht traurig.\n\n"
        "Nun soll er gestrichen werden, und zwar in einem Grün, über das man noch reden muss."
    )


@pytest.mark.parametrize(
    "note",
    [
        "Milk\nBread\nSix eggs\nString",
        "Shopping\n\n- milk\n- bread, the dark one\n- share the rest with Ann",
        "Evening\n\nThe boats come in,\nthe gulls come after;\nthe light goes thin\nfrom all their laughter.",
        "Ann: are you there?\nBen: yes\nAnn: subscribe to the ferry news, it stops on Monday\nBen: ok",
        "Remember to follow up with the printer about the comments on page 3.",
        "https://www.news.example/a is the page I meant.",
    ],
)
def test_a_plain_note_is_kept_whole(paste, note):
    article = paste(note)
    kept = f"{article.title} {article.text}"
    for word in note.replace("- ", "").split():
        assert word in kept
    assert article.kind == "note"
    assert {removal.reason for removal in article.removed} <= {"title"}


def test_a_first_line_that_stands_alone_is_the_title_and_leaves_the_body(paste):
    article = paste("What to do on Monday\n\nPaint the boat, before the rain comes back.")
    assert article.title == "What to do on Monday"
    assert article.html == "<p>Paint the boat, before the rain comes back.</p>"


def test_line_breaks_of_a_poem_are_kept(paste):
    assert paste("a rose,\na star,\na wheel\n\nand nothing more").html == (
        "<p>a rose,<br>a star,<br>a wheel</p><p>and nothing more</p>"
    )


def test_paragraphs_broken_by_an_editor_are_joined_again(paste):
    words = [
        "the",
        "pier",
        "was",
        "painted",
        "in",
        "a",
        "green",
        "that",
        "nobody",
        "had",
        "chosen",
        "and",
        "everybody",
        "had",
        "to",
        "see",
        "from",
        "the",
        "window",
    ]
    lines, line = [], ""
    for word in words * 4:
        if len(line) + len(word) + 1 > 72:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    article = paste("\n".join([*lines, line]) + "\n\nYours,\nAnn")
    assert article.html == f"<p>{' '.join(words * 4)}</p><p>Yours,<br>Ann</p>"


def test_lists_quotes_tasks_and_addresses_find_their_form(paste):
    article = paste(
        "Plan\n\nTo do:\n* paint\n* oil\n\n1. first\n2. second\n\n- [x] done\n- [ ] open\n\n> said Ann\n> on Monday\n\n"
        "See https://a.example/b?c=1."
    )
    assert article.html == (
        "<p>To do:</p><ul><li>paint</li><li>oil</li></ul><ol><li>first</li><li>second</li></ol>"
        '<ul><li><input type="checkbox" checked="" disabled=""> done</li>'
        '<li><input type="checkbox" disabled=""> open</li></ul>'
        "<blockquote><p>said Ann<br>on Monday</p></blockquote>"
        '<p>See <a href="https://a.example/b?c=1">https://a.example/b?c=1</a>.</p>'
    )


def test_an_e_mail_gives_subject_sender_and_date(paste):
    article = paste(
        'From: "Ann Vale" <ann@norton.example>\nTo: all@norton.example\nDate: Sat, 11 Feb 2023 08:05:00 +0100\n'
        "Subject: The pier\n\nDear all,\n\nit stays.\n\n-- \nAnn Vale\nHarbour office"
    )
    assert article.title == "The pier"
    assert article.authors == ("Ann Vale",)
    assert article.published == "2023-02-11T08:05:00+01:00"
    assert article.text == "Dear all,\n\nit stays."
    assert [removal.text.split()[0] for removal in article.removed] == ["From:", "--"]


def test_invisible_characters_are_dropped(paste):
    assert paste("The\u200b pier\u00ad\u2060 stays\xa0here.").text == "The pier stays here."


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "---\n***"])
def test_a_text_without_words_is_refused(paste, text):
    with pytest.raises(EmptyPageError):
        paste(text)

"""What a person writes in place of what was found stays, whatever comes again, and can be undone."""

from __future__ import annotations

import pytest

from clipper.errors import LibraryError
from clipper.library import Library, Sort
from clipper.library.overlay import EditedText
from clipper.model import Asset, Edits, Failure

FOUND = "The harbour master opened the log at six. " * 20
AGAIN = FOUND + "By noon the quay was under water."


def mine(text="My own words, about whales.", **fields):
    defaults = {"markdown": text, "html": f"<p>{text}</p>", "text": text, "word_count": len(text.split())}
    return EditedText(**(defaults | fields))


@pytest.fixture
def clip(library, make):
    [clip_id] = library.add([make.link()])
    library.fill(clip_id, make.article(FOUND, "Corals", authors=("Mara",), published="2026-02-01"), [])
    return clip_id


def rows(library, table):
    with library._connections.reading() as reader:
        return reader.db.execute(f"SELECT count(*) FROM {table}").get


def article(library, clip_id):
    return library.clip(clip_id).article


def test_a_title_a_person_wrote_is_listed_sorted_and_found(library, clipped, clip):
    other = clipped("Something.", "Middle")
    library.edits.change(clip, title="  Zebra\n fish ")
    assert library.summary(clip).title == article(library, clip).title == "Zebra fish"
    assert library.ids(query="zebra") == [clip]
    assert library.ids(query="title:corals") == []
    assert library.ids(sort=Sort.TITLE) == [other, clip]
    assert library.clip(clip).edits == Edits(title="Zebra fish")


def test_authors_and_date_a_person_wrote_take_the_place_of_those_found(library, clip):
    action = library.edits.change(clip, authors=["Jo", " ", "李明"], published="2020")
    assert action.name == "Edited the authors and date"
    summary = library.summary(clip)
    assert (summary.authors, summary.published) == (("Jo", "李明"), "2020")
    assert library.ids(query="author:jo") == [clip]
    assert library.ids(query="author:mara") == []
    assert library.ids(query="published:<2021") == [clip]
    library.edits.change(clip, published="")
    assert library.summary(clip).published is None


@pytest.mark.parametrize("date", ["yesterday", "2026-13", "2026-02-40", "03/01/2026"])
def test_a_date_that_is_none_is_refused_in_a_sentence(library, clip, date):
    with pytest.raises(LibraryError, match="not a date"):
        library.edits.change(clip, published=date)
    assert library.summary(clip).published == "2026-02-01"


def test_a_text_a_person_wrote_is_shown_and_found_and_what_was_found_is_kept(library, clip):
    library.edits.change(clip, text=mine())
    shown = article(library, clip)
    assert (shown.html, shown.text, shown.word_count) == (
        "<p>My own words, about whales.</p>",
        mine().text,
        5,
    )
    assert library.summary(clip).word_count == 5
    assert library.ids(query="whales") == [clip]
    assert library.ids(query="harbour") == []
    assert library.clip(clip).edits.markdown == mine().markdown
    assert library.versions.article(clip, 1).text == FOUND
    first, edited = library.versions.of(clip)
    assert (first.is_shown, edited.is_shown, edited.number, edited.cause) == (False, True, 0, "edited")
    assert ("added", "My own words, about whales") in library.versions.difference(clip, 1, 0)


def test_edits_outlast_cleaning_again(library, make, clip):
    library.edits.change(clip, title="Mine", text=mine())
    library.fill(clip, make.article(AGAIN, "Newer", authors=("Jo",)), [])
    shown = article(library, clip)
    assert (shown.title, shown.text, shown.authors) == ("Mine", mine().text, ("Jo",))
    assert [version.number for version in library.versions.of(clip)] == [1, 2, 0]
    assert library.versions.article(clip, 2).text == AGAIN
    assert library.versions.article(clip, 1).text == FOUND
    library.edits.reset(clip)
    assert (article(library, clip).title, article(library, clip).text) == ("Newer", AGAIN)
    assert library.clip(clip).edits == Edits()


def test_going_back_brings_one_field_or_all_of_them(library, clip):
    library.edits.change(clip, title="Mine", authors=["Me"], text=mine())
    assert library.edits.reset(clip, "text").name == "Brought back the text"
    assert article(library, clip).text == FOUND
    assert article(library, clip).title == "Mine"
    library.edits.reset(clip)
    assert article(library, clip).title == "Corals"
    assert library.edits.reset(clip) is None


def test_a_clip_without_edits_left_keeps_nothing_twice(library, clip):
    library.edits.change(clip, title="Mine", text=mine())
    library.edits.reset(clip)
    assert (rows(library, "versions"), rows(library, "edits")) == (0, 0)


def test_what_says_the_same_as_what_was_found_is_no_edit(library, clip):
    assert library.edits.change(clip, title="Corals", authors=["Mara"], published="2026-02-01") is None
    library.edits.change(clip, title="Mine")
    library.edits.change(clip, title="Corals")
    assert library.clip(clip).edits == Edits()
    library.edits.change(clip, title="Mine")
    library.edits.change(clip, title=" ")
    assert library.summary(clip).title == "Corals"


def test_each_edit_is_undone_and_done_again_as_one(library, clip):
    library.edits.change(clip, title="Mine", authors=["Me"])
    library.edits.change(clip, text=mine())
    assert library.undo.undo() is not None
    assert article(library, clip).text == FOUND
    assert article(library, clip).title == "Mine"
    library.undo.undo()
    assert (article(library, clip).title, article(library, clip).authors) == ("Corals", ("Mara",))
    library.undo.redo()
    library.undo.redo()
    assert (article(library, clip).title, article(library, clip).text) == ("Mine", mine().text)


def test_an_edit_undone_after_the_page_was_cleaned_again_shows_the_newer_text(library, make, clip):
    library.edits.change(clip, text=mine())
    library.fill(clip, make.article(AGAIN), [])
    library.undo.undo()
    assert article(library, clip).text == AGAIN


def test_a_page_is_judged_against_what_was_found_and_not_against_the_edits(library, make, clip):
    library.edits.change(clip, text=mine("Two words."))
    assert library.fill(clip, make.article("Nothing here.", "404"), []) is not None
    library.edits.reset(clip)
    assert article(library, clip).text == FOUND


def test_pictures_of_an_edited_text_stay_with_the_clip(library, make, clip):
    a, b = "a" * 64 + ".png", "b" * 64 + ".png"
    library.fill(clip, make.article(AGAIN), [Asset("https://x.example/?a=1&b=2", a), Asset("q", b)])
    html = '<p>Mine <img src="https://x.example/?a=1&amp;b=2"></p>'
    library.edits.change(clip, text=mine(html=html))
    library.fill(clip, make.article(AGAIN + " More."), [Asset("q", b)])
    assert {asset.name for asset in library.clip(clip).assets} == {a, b}


def test_a_title_can_be_given_before_the_article_comes(library, make):
    [clip_id] = library.add([make.link("https://reef.example/x")])
    library.edits.change(clip_id, title="To read on Sunday")
    assert library.summary(clip_id).title == "To read on Sunday"
    library.fill(clip_id, make.article(FOUND, "Corals"), [])
    assert library.summary(clip_id).title == "To read on Sunday"
    assert library.ids(query="sunday") == [clip_id]
    library.undo.undo()
    assert library.summary(clip_id).title == "Corals"


def test_a_failed_clip_can_be_named_and_its_name_taken_back(library, make):
    [clip_id] = library.add([make.link("https://reef.example/x")])
    library.fail(clip_id, Failure("x", "Gone."))
    library.edits.change(clip_id, title="Lost")
    library.edits.reset(clip_id)
    assert library.summary(clip_id).title == "reef.example/x"
    with pytest.raises(LibraryError, match="no text yet"):
        library.edits.change(clip_id, text=mine())


def test_an_older_version_can_be_shown_and_stays_whatever_comes(library, make, clip):
    library.keep_capture(clip, make.page(b"first"))
    library.fill(clip, make.article(AGAIN), [], page=make.page(b"second"))
    action = library.versions.show(clip, 1)
    assert action.name == "Chose another version"
    assert article(library, clip).text == FOUND
    assert library.capture(clip).data == b"first"
    assert library.fill(clip, make.article(AGAIN + " More."), []) == "You chose to see an earlier version."
    assert article(library, clip).text == FOUND
    assert library.versions.show(clip, 1) is None
    library.versions.show(clip, 2)
    assert article(library, clip).text == AGAIN
    assert library.capture(clip).data == b"second"
    library.undo.undo()
    assert article(library, clip).text == FOUND
    assert library.capture(clip).data == b"first"


def test_choosing_a_version_takes_an_edited_text_back_and_undo_brings_it_again(library, make, clip):
    library.fill(clip, make.article(AGAIN), [])
    library.edits.change(clip, title="Mine", text=mine())
    library.versions.show(clip, 1)
    assert (article(library, clip).title, article(library, clip).text) == ("Mine", FOUND)
    library.undo.undo()
    assert article(library, clip).text == mine().text
    with pytest.raises(LibraryError, match="no version 9"):
        library.versions.show(clip, 9)


def test_what_was_kept_back_can_be_shown_all_the_same(library, make, clip):
    library.fill(clip, make.article("Nothing here.", "404"), [])
    library.versions.show(clip, 2)
    assert article(library, clip).text == "Nothing here."
    library.versions.show(clip, 1)
    assert article(library, clip).text == FOUND
    assert library.clip(clip).edits == Edits()


def test_edits_are_still_there_when_the_library_is_opened_again(library, folder, clip):
    library.edits.change(clip, title="Mine \0 \U0001f600", text=mine("Whales \ud800 sing."))
    library.close()
    with Library(folder) as again:
        assert again.summary(clip).title == "Mine \ufffd \U0001f600"
        assert again.clip(clip).article.text == "Whales \ufffd sing."

"""What comes again is a new version; what is worse never takes the place of what is good; nothing is lost."""

from __future__ import annotations

import pytest

from clipper.errors import LibraryError, NoSuchClipError
from clipper.library import Library
from clipper.model import Asset, HttpFacts, Removal, Status
from clipper.page_warnings import PAY
from tests.library.conftest import MOMENT

FIRST = "The harbour master opened the log at six. " * 20
SECOND = FIRST + "By noon the quay was under water."
SHORT = "Nothing here."
A, B = "a" * 64 + ".png", "b" * 64 + ".png"


@pytest.fixture
def clip(library, make):
    """A clip with its fetched page and its first version."""
    [clip_id] = library.add([make.link()])
    library.keep_capture(clip_id, make.page(b"first page"))
    library.fill(clip_id, make.article(FIRST, removed=(Removal("menu", "Home About", ("1#1",)),)), [])
    return clip_id


def numbers(library, clip_id):
    return [version.number for version in library.versions.of(clip_id)]


def shown(library, clip_id):
    [version] = [version for version in library.versions.of(clip_id) if version.is_shown]
    return version


def rows(library, table):
    with library._connections.reading() as reader:
        return reader.db.execute(f"SELECT count(*) FROM {table}").get


def test_a_clip_that_was_never_cleaned_again_has_one_version_and_keeps_nothing_twice(library, clip):
    [version] = library.versions.of(clip)
    assert (version.number, version.cause, version.is_shown, version.kept_back) == (1, "saved", True, None)
    assert version.made_at == library.summary(clip).saved_at
    assert library.versions.article(clip, 1) == library.clip(clip).article
    assert rows(library, "versions") == 0


def test_a_pending_clip_has_no_version(library, make):
    [clip_id] = library.add([make.link()])
    assert library.versions.of(clip_id) == []
    with pytest.raises(LibraryError):
        library.versions.article(clip_id, 1)


def test_cleaning_again_shows_the_new_version_and_keeps_the_old_one_whole(library, make, clip):
    before = library.clip(clip).article
    assert library.fill(clip, make.article(SECOND, "Quay"), [], cause="cleaned") is None
    first, second = library.versions.of(clip)
    assert (first.cause, second.cause) == ("saved", "cleaned")
    assert (first.is_shown, second.is_shown) == (False, True)
    assert (second.title, second.word_count) == ("Quay", len(SECOND.split()))
    assert library.versions.article(clip, 1) == before
    assert library.versions.article(clip, 2) == library.clip(clip).article == make.article(SECOND, "Quay")
    assert library.ids(query="noon") == [clip]


def test_what_reads_the_same_is_no_new_version(library, make, clip):
    again = make.article(FIRST, removed=(Removal("promotion", "Buy", ()),), warnings=("Cut off.",))
    library.fill(clip, again, [])
    assert numbers(library, clip) == [1]
    assert library.clip(clip).article == again
    assert rows(library, "versions") == 0


def test_a_version_is_kept_as_a_small_difference(library, make, clip):
    text = " ".join(f"word{number * 7919 % 5003}" for number in range(3000))
    library.fill(clip, make.article(text), [])
    library.fill(clip, make.article(text + " More."), [])
    with library._connections.reading() as reader:
        size = reader.db.execute("SELECT length(body) FROM versions WHERE number = 2").get
    assert size < len(text) / 50


def test_the_difference_of_two_versions_is_told_in_words(library, make, clip):
    library.fill(clip, make.article(FIRST.replace("six", "seven", 1)), [])
    parts = library.versions.difference(clip, 1, 2)
    assert [part for part in parts if part[0] != "same"] == [("removed", "six"), ("added", "seven")]
    assert [kind for kind, _ in library.versions.difference(clip, 2, 2)] == ["same"]


def test_a_version_that_came_back_worse_is_kept_with_its_reason_and_not_shown(library, make, clip):
    reason = library.fill(clip, make.article(SHORT, "404"), [], cause="fetched")
    assert library.clip(clip).article.text == FIRST
    assert library.ids(query="nothing") == []
    first, held_back = library.versions.of(clip)
    assert first.is_shown
    assert not held_back.is_shown
    assert held_back.kept_back == reason
    assert library.versions.article(clip, 2).text == SHORT


def test_the_same_wall_met_again_and_again_is_kept_once(library, make, clip):
    for _ in range(3):
        reason = library.fill(clip, make.article(SHORT, "404"), [], cause="fetched")
        assert reason
    assert numbers(library, clip) == [1, 2]


def test_a_good_version_after_one_that_was_kept_back_is_shown(library, make, clip):
    library.fill(clip, make.article(SHORT, "404"), [])
    assert library.fill(clip, make.article(SECOND), []) is None
    assert numbers(library, clip) == [1, 2, 3]
    assert shown(library, clip).number == 3
    assert library.versions.article(clip, 2).text == SHORT
    assert library.versions.article(clip, 1).text == FIRST


def test_a_clip_that_was_only_a_wall_takes_the_article_that_came_at_last(library, make):
    [clip_id] = library.add([make.link()])
    library.fill(clip_id, make.article(SHORT, "Log in", warnings=(PAY,)), [])
    assert library.fill(clip_id, make.article(FIRST, "The quay"), []) is None
    assert library.clip(clip_id).article.title == "The quay"


def test_a_page_fetched_again_is_the_raw_page_of_the_clip_from_then_on(library, make, clip):
    fresh = make.page(b"second page")
    library.fill(clip, make.article(SECOND), [], cause="fetched", page=fresh)
    assert library.capture(clip) == fresh


def test_the_raw_page_of_what_was_kept_back_never_replaces_the_good_one(library, make, clip):
    error = make.page(b"gone", http=HttpFacts(404, "text/html", "https://reef.example/", MOMENT))
    reason = library.fill(clip, make.article(FIRST), [], cause="fetched", page=error)
    assert reason is None, "what reads the same is not worse"
    reason = library.fill(clip, make.article(SECOND), [], cause="fetched", page=error)
    assert "404" in reason
    assert library.capture(clip) == make.page(b"first page")
    assert rows(library, "older_captures") == 1


def test_few_of_many_raw_pages_are_kept(library, make, clip):
    for number in range(8):
        page = make.page(b"page %d" % number)
        library.fill(clip, make.article(f"{FIRST} {number}"), [], cause="fetched", page=page)
    assert library.capture(clip).data == b"page 7"
    with library._connections.reading() as reader:
        pages = [row[0] for row in reader.db.execute("SELECT page FROM older_captures ORDER BY page")]
    assert pages == [1, 7, 8]


def test_at_most_ten_versions_stay_and_the_first_and_the_newest_among_them(library, make, clip):
    for number in range(20):
        library.fill(clip, make.article(f"{FIRST} {number}"), [])
    kept = numbers(library, clip)
    assert len(kept) == 10
    assert kept[0] == 1
    assert kept[-3:] == [19, 20, 21]
    assert library.versions.article(clip, 1).text == FIRST
    assert all(library.versions.article(clip, number).text.startswith(FIRST) for number in kept)


def test_pictures_of_older_versions_are_not_swept_with_those_nobody_shows(library, make, clip):
    picture = library.save_asset(b"\x89PNG a", "image/png")
    other = library.save_asset(b"\x89PNG b", "image/png")
    [doomed] = library.add([make.link()])
    library.fill(doomed, make.article(FIRST), [Asset("p", picture), Asset("q", other)])
    library.fill(clip, make.article(SECOND), [Asset("p", picture)])
    library.fill(clip, make.article(SECOND + " More."), [])
    assert library.versions.pictures(clip, 2) == (Asset("p", picture),)
    library.trash([doomed])
    library.empty_trash()
    assert library.asset_path(picture).exists()
    assert not library.asset_path(other).exists()


def test_deleting_a_clip_takes_its_versions_and_their_pictures_along(library, make, clip):
    picture = library.save_asset(b"\x89PNG a", "image/png")
    library.fill(clip, make.article(SECOND), [Asset("p", picture)])
    library.fill(clip, make.article(SECOND + " More."), [], page=make.page(b"second"))
    library.trash([clip])
    library.empty_trash()
    for table in ("versions", "version_assets", "older_captures", "edits"):
        assert rows(library, table) == 0
    assert not library.asset_path(picture).exists()


def test_a_picture_that_came_at_last_is_no_new_version(library, make, clip):
    library.fill(clip, make.article(SECOND), [Asset("p", failure="Gone.")])
    library.fill(clip, make.article(SECOND), [Asset("p", A)])
    assert numbers(library, clip) == [1, 2]
    assert library.clip(clip).assets == (Asset("p", A),)


def test_versions_are_still_there_when_the_library_is_opened_again(library, folder, make, clip):
    library.fill(clip, make.article(SECOND), [])
    before = library.versions.of(clip)
    library.close()
    with Library(folder) as again:
        assert again.versions.of(clip) == before
        assert again.versions.article(clip, 1).text == FIRST


def test_texts_with_every_nasty_character_are_kept_in_every_version(library, make, clip):
    nasty = FIRST + "a\0b \ud800 \U0001f600 \u202e end"
    library.fill(clip, make.article(nasty, "T\0\udfff", authors=("\0",)), [])
    library.fill(clip, make.article(SECOND), [])
    article = library.versions.article(clip, 2)
    assert article.text == FIRST + "a\ufffdb \ufffd \U0001f600 \u202e end"
    assert (article.title, article.authors) == ("T\ufffd\ufffd", ("\ufffd",))


def test_a_damaged_version_is_told_and_the_shown_one_still_opens(library, make, clip):
    library.fill(clip, make.article(SECOND), [])
    with library._connections.writing() as db:
        body = bytearray(db.execute("SELECT body FROM versions WHERE number = 1").get)
        body[len(body) // 2] ^= 0xFF
        db.execute("UPDATE versions SET body = ? WHERE number = 1", (bytes(body),))
    assert library.clip(clip).article.text == SECOND
    with pytest.raises(LibraryError, match="damaged"):
        library.versions.article(clip, 1)


def test_numbers_and_clips_that_are_not_there_are_told(library, clip):
    with pytest.raises(LibraryError, match="no version 7"):
        library.versions.article(clip, 7)
    with pytest.raises(NoSuchClipError):
        library.versions.of("01900000-0000-7000-8000-000000000000")


def test_a_new_version_changes_nothing_else_of_the_clip(library, make, clip):
    library.mark_read([clip], True)
    before = library.summary(clip)
    library.fill(clip, make.article(SECOND), [])
    after = library.summary(clip)
    assert (after.saved_at, after.read, after.status) == (before.saved_at, True, Status.READY)

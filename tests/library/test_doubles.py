from __future__ import annotations

from pathlib import Path

import pytest

from clipper.library import Library
from clipper.library.connections import connect
from clipper.library.doubles import IS_DOUBLE
from clipper.model import Double, Handover, HttpFacts, Via

STORY = "https://reef.example/2026/corals-at-night"


def is_double(library, clip_id):
    with library._connections.reading() as reader:
        return bool(
            reader.db.execute(
                f"SELECT count(*) FROM clips c WHERE c.uuid = ? AND {IS_DOUBLE}", (clip_id,)
            ).get
        )


@pytest.mark.parametrize(
    "address",
    [
        STORY,
        "http://www.reef.example/2026/corals-at-night/?utm_source=mail#top",
        "https://m.reef.example/2026/corals-at-night/amp",
    ],
)
def test_a_page_is_known_under_another_address(library, make, address):
    [clip_id] = library.add([make.link(STORY)])
    assert library.doubles.same_address(address) == [clip_id]


def test_a_page_is_known_by_the_address_it_was_reached_at(library, make):
    [clip_id] = library.add([make.link("https://short.example/x1")])
    facts = HttpFacts(200, "text/html", STORY + "?utm_source=short", make.page().captured_at)
    library.keep_capture(clip_id, make.page(url=STORY, http=facts))
    assert library.doubles.same_address(STORY) == [clip_id]
    assert library.doubles.same_address("https://short.example/x1") == [clip_id]


def test_a_page_is_known_by_the_address_it_declares(library, clipped):
    clip_id = clipped(url="https://reef.example/?p=12", canonical_url=STORY)
    assert library.doubles.same_address(STORY) == [clip_id]
    assert library.doubles.same_address("https://reef.example/?p=13", STORY) == [clip_id]
    assert library.doubles.same_address("https://reef.example/?p=13") == []


def test_a_page_that_declares_its_home_page_is_known_by_its_own_address_only(library, clipped):
    clip_id = clipped(url=STORY, canonical_url="https://reef.example/")
    assert library.doubles.same_address("https://reef.example/") == []
    assert library.doubles.same_address(STORY) == [clip_id]


def test_what_it_no_longer_declares_is_forgotten(library, clipped, make):
    clip_id = clipped(url="https://reef.example/?p=12", canonical_url=STORY)
    other = clipped(url=STORY)
    assert library.doubles.of(clip_id) == [Double(clip_id, other, "address", 1.0)]
    library.fill(clip_id, make.article(), [])
    assert library.doubles.same_address(STORY) == [other]
    assert library.doubles.of(clip_id) == []


def test_what_is_in_the_trash_is_not_known(library, make):
    first, second = library.add([make.link(STORY), make.link(STORY)])
    assert library.doubles.same_address(STORY) == [second, first]
    library.trash([second])
    assert library.doubles.same_address(STORY) == [first]
    assert library.doubles.of(first) == []
    assert not is_double(library, first)
    library.restore([second])
    assert library.doubles.of(second) == [Double(second, first, "address", 1.0)]
    assert is_double(library, first)


def test_a_clip_deleted_for_good_is_a_double_no_more(library, make):
    first, second = library.add([make.link(STORY), make.link(STORY)])
    library.trash([second])
    library.empty_trash()
    assert library.doubles.proposals() == []
    assert library.doubles.same_address(STORY) == [first]


def test_two_clips_of_one_page_are_proposed_the_older_first(library, make):
    first, other, second = library.add([make.link(STORY), make.link(), make.link(STORY + "#end")])
    assert library.doubles.proposals() == [Double(first, second, "address", 1.0)]
    assert library.doubles.count() == 1
    assert is_double(library, first)
    assert not is_double(library, other)


def test_a_page_kept_every_day_is_paired_with_the_last_few(library, make):
    ids = library.add([make.link("https://reef.example/")] * 30)
    assert len(library.doubles.same_address("http://reef.example")) == 30
    assert len(library.doubles.proposals()) < 30 * 9
    assert all(is_double(library, clip_id) for clip_id in ids)
    assert len(library.doubles.proposals(limit=5)) == 5


def test_a_selection_is_no_double_of_its_page(library, make):
    selection = Handover("A part", Via.PASTE, capture=make.page(url=STORY, selection=True, http=None))
    first, second = library.add([make.link(STORY), selection])
    assert library.doubles.proposals() == []
    assert library.doubles.of_handover(selection) == []
    assert library.doubles.same_address(STORY) == [first]
    assert not is_double(library, second)


def test_a_handover_is_known_before_it_is_stored(library, make):
    [clip_id] = library.add([make.link(STORY)])
    copied = Handover("Corals", Via.PASTE, capture=make.page(url=STORY + "?fbclid=1", http=None))
    assert library.doubles.of_handover(copied) == [clip_id]
    assert library.doubles.of_handover(make.link(STORY + "/amp")) == [clip_id]
    assert library.doubles.of_handover(make.link("https://reef.example/")) == []
    assert library.doubles.of_handover(Handover("notes.txt", Via.FILE, path="/notes.txt")) == []


def test_clips_of_an_earlier_version_are_known_by_their_addresses(folder):
    folder.mkdir()
    db = connect(folder / "library.sqlite3", create=True)
    db.pragma("journal_mode", "wal")
    db.pragma("foreign_keys", False)
    db.execute((Path(__file__).parent / "versions" / "1.sql").read_text("utf-8"))
    [[clip_id, url]] = db.execute(
        "SELECT uuid, url FROM clips WHERE url IS NOT NULL AND trashed_at IS NULL LIMIT 1"
    )
    db.close()
    with Library(folder) as library:
        assert clip_id in library.doubles.same_address(f"{url}?utm_source=mail")

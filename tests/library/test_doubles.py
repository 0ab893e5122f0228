from __future__ import annotations

from pathlib import Path

import pytest

from clipper.errors import NoSuchClipError
from clipper.library import Library
from clipper.library.connections import Access, connect
from clipper.library.doubles import IS_DOUBLE
from clipper.model import Double, Failure, Handover, HttpFacts, Via
from tests.library.alike_bases import LIGHTHOUSE_EN, TEA_EN

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
    db = connect(folder / "library.sqlite3", Access.CREATE)
    db.pragma("journal_mode", "wal")
    db.pragma("foreign_keys", False)
    db.execute((Path(__file__).parent / "versions" / "1.sql").read_text("utf-8"))
    [[clip_id, url]] = db.execute(
        "SELECT uuid, url FROM clips WHERE url IS NOT NULL AND trashed_at IS NULL LIMIT 1"
    )
    db.close()
    with Library(folder) as library:
        assert clip_id in library.doubles.same_address(f"{url}?utm_source=mail")


# The same text


def compare(library):
    while library.doubles.compare():
        pass


def test_the_same_text_at_another_address_is_proposed(library, clipped):
    first = clipped(LIGHTHOUSE_EN, url=STORY)
    clipped(TEA_EN, url="https://kelp.example/tea")
    second = clipped("Our friends write:\n" + LIGHTHOUSE_EN[:900], url="https://kelp.example/lamp")
    assert library.doubles.proposals() == []
    compare(library)
    [double] = library.doubles.proposals()
    assert (double.clip_id, double.other_id, double.why) == (first, second, "text")
    assert 0.9 < double.likeness <= 1.0
    assert library.doubles.of(second) == [Double(second, first, "text", double.likeness)]
    assert is_double(library, first)


def test_what_was_compared_is_announced_once(folder, make):
    told = []
    with Library(folder, on_change=told.append) as library:
        ids = library.add([make.link(STORY), make.link("https://kelp.example/lamp")])
        for clip_id in ids:
            library.fill(clip_id, make.article(LIGHTHOUSE_EN), [])
        compare(library)
        assert told == [frozenset(ids)]
        library.fill(ids[0], make.article(LIGHTHOUSE_EN, "The lamp"), [])
        compare(library)
        assert len(told) == 1


def test_a_text_that_changed_is_compared_again(library, clipped, make):
    first = clipped(LIGHTHOUSE_EN, url=STORY)
    second = clipped(LIGHTHOUSE_EN, url="https://kelp.example/lamp")
    compare(library)
    assert library.doubles.count() == 1
    library.fill(second, make.article(TEA_EN), [])
    compare(library)
    assert library.doubles.count() == 0
    library.fill(first, make.article(TEA_EN), [])
    compare(library)
    assert library.doubles.of(first) == [Double(first, second, "text", 1.0)]


def test_a_deleted_text_is_not_found_again(library, clipped):
    first = clipped(LIGHTHOUSE_EN, url=STORY)
    compare(library)
    library.trash([first])
    library.empty_trash()
    second = clipped(LIGHTHOUSE_EN, url="https://kelp.example/lamp")
    compare(library)
    assert library.doubles.of(second) == []


def test_bands_of_another_version_are_made_anew(library, clipped):
    first = clipped(LIGHTHOUSE_EN, url=STORY)
    compare(library)
    with library._connections.writing() as db:
        db.execute("UPDATE about SET value = '0.0' WHERE name = 'likeness'")
        db.execute("INSERT INTO likeness (likeness) VALUES ('delete-all')")
    second = clipped(LIGHTHOUSE_EN, url="https://kelp.example/lamp")
    compare(library)
    assert library.doubles.of(first) == [Double(first, second, "text", 1.0)]


# What a person decides


@pytest.fixture
def pair(library, clipped):
    one, other = clipped(LIGHTHOUSE_EN, url=STORY), clipped(LIGHTHOUSE_EN, url="https://kelp.example/lamp")
    compare(library)
    return one, other


def test_a_pair_that_is_kept_is_never_proposed_again(library, pair, make):
    one, other = pair
    assert library.doubles.dismiss(other, one).name == "Kept both clips"
    assert library.doubles.proposals() == []
    assert library.doubles.of(one) == []
    assert not is_double(library, one)
    library.fill(other, make.article(LIGHTHOUSE_EN, "Cleaned again"), [])
    compare(library)
    assert library.doubles.proposals() == []
    assert library.doubles.dismiss(one, other) is None


def test_a_pair_of_one_address_that_is_kept_stays_so_when_both_are_cleaned_again(library, make):
    ids = library.add([make.link(STORY), make.link(STORY)])
    library.doubles.dismiss(*ids)
    for clip_id in ids:
        library.fill(clip_id, make.article(LIGHTHOUSE_EN, canonical_url=STORY + "?id=1"), [])
    compare(library)
    assert library.doubles.proposals() == []


def test_keeping_both_can_be_undone_and_done_again(library, pair):
    library.doubles.dismiss(*pair)
    library.undo.undo()
    assert library.doubles.count() == 1
    library.undo.redo()
    assert library.doubles.count() == 0


def test_a_pair_that_nobody_proposed_can_be_kept_apart(library, clipped, make):
    one, other = clipped(LIGHTHOUSE_EN, url=STORY), clipped(TEA_EN, url="https://kelp.example/lamp")
    library.doubles.dismiss(one, other)
    library.undo.undo()
    assert library.doubles.count() == 0
    library.undo.redo()
    library.fill(other, make.article(LIGHTHOUSE_EN), [])
    compare(library)
    assert library.doubles.count() == 0


def test_merging_unites_what_a_person_gave_to_both(library, pair):
    keep, other = pair
    library.tags.add([keep], ["sea"])
    library.tags.add([other], ["sea", "night/lamps"])
    library.order.set_note(keep, "Read to Ada.")
    library.order.set_note(other, "For the map.")
    library.order.star([other])
    library.order.mark_read([other], True)
    action = library.doubles.merge(keep, other)
    assert (action.name, action.count) == ("Merged 2 clips", 2)
    clip = library.clip(keep)
    assert clip.summary.tags == ("night/lamps", "sea")
    assert library.clip(keep).note == "Read to Ada.\n\nFor the map."
    assert clip.summary.starred
    assert clip.summary.read
    assert library.summary(other).state == "trashed"
    assert library.doubles.proposals() == []


def test_merging_is_undone_as_one(library, pair):
    keep, other = pair
    library.tags.add([other], ["night"])
    library.order.set_note(other, "For the map.")
    library.doubles.merge(keep, other)
    library.undo.undo()
    clip = library.clip(keep)
    assert clip.summary.tags == ()
    assert library.clip(keep).note is None
    assert not clip.summary.starred
    assert library.summary(other).state == "inbox"
    assert library.doubles.count() == 1


def test_one_note_in_both_is_there_once(library, pair):
    keep, other = pair
    library.order.set_note(keep, "Read to Ada.")
    library.order.set_note(other, "Read to Ada.")
    library.doubles.merge(keep, other)
    assert library.clip(keep).note == "Read to Ada."


def test_the_clip_that_is_kept_stays_in_the_archive_or_inbox(library, pair):
    keep, other = pair
    library.order.archive([other])
    library.doubles.merge(keep, other)
    assert library.summary(keep).state == "inbox"


def test_a_clip_cannot_be_merged_with_itself_or_with_none(library, pair):
    assert library.doubles.merge(pair[0], pair[0]) is None
    with pytest.raises(NoSuchClipError):
        library.doubles.merge(pair[0], "01900000-0000-7000-8000-000000000000")
    assert library.counts().all == 2


def test_highlights_of_both_are_on_the_clip_that_stays_also_when_the_trash_is_emptied(library, clipped):
    keep = clipped("A foreword by the paper.\n\n" + LIGHTHOUSE_EN, url=STORY)
    other = clipped(LIGHTHOUSE_EN, url="https://kelp.example/lamp")
    compare(library)
    library.highlights.add(keep, "harbour board", "The ", " had sold", 1, 140)
    library.highlights.add(other, "harbour board", "The ", " had sold", 0, 140)
    library.highlights.add(other, "pot of tea", "sat up with a ", " and a tin", 1, 230, note="Which tea?")
    library.doubles.merge(keep, other)
    marked = library.highlights.of(keep)
    assert [(mark.quote, mark.note, mark.fits) for mark in marked] == [
        ("harbour board", None, True),
        ("pot of tea", "Which tea?", True),
    ]
    assert marked[1].block == 2
    library.empty_trash()
    assert [mark.quote for mark in library.highlights.of(keep)] == ["harbour board", "pot of tea"]
    library.undo.undo()
    assert [mark.quote for mark in library.highlights.of(keep)] == ["harbour board", "pot of tea"]


def test_highlights_go_back_when_merging_is_undone(library, pair):
    keep, other = pair
    library.highlights.add(other, "pot of tea", "sat up with a ", " and a tin", 1, 230)
    library.doubles.merge(keep, other)
    library.undo.undo()
    assert library.highlights.of(keep) == []
    assert [mark.quote for mark in library.highlights.of(other)] == ["pot of tea"]


# Updating what is there


def test_a_page_handed_over_again_becomes_a_new_version_of_its_clip(library, clipped, make):
    clip_id = clipped(LIGHTHOUSE_EN, "The lamp", url=STORY)
    library.tags.add([clip_id], ["sea"])
    pending = library.add_update(clip_id, make.link(STORY + "?utm_source=mail"))
    assert library.summary(pending).state == "pending"
    assert library.doubles.proposals() == []
    library.keep_capture(pending, make.page(b"the page as it is now", url=STORY, http=None))
    library.fill(pending, make.article(LIGHTHOUSE_EN + " A second motor came.", "The lamp, again"), [])
    assert library.ids() == [clip_id]
    clip = library.clip(clip_id)
    assert clip.article.title == "The lamp, again"
    assert clip.summary.tags == ("sea",)
    assert library.capture(clip_id).text == "the page as it is now"
    assert [version.is_shown for version in library.versions.of(clip_id)].count(True) == 1
    assert len(library.versions.of(clip_id)) == 2
    assert library.ids(query="second motor came") == [clip_id]


def test_a_page_that_came_back_worse_does_not_replace_the_good_one(library, clipped, make):
    clip_id = clipped(LIGHTHOUSE_EN, "The lamp", url=STORY)
    pending = library.add_update(clip_id, make.link(STORY))
    assert library.fill(pending, make.article("Please log in.", "Log in"), [])
    assert library.clip(clip_id).article.title == "The lamp"
    assert library.ids() == [clip_id]


def test_an_update_that_fails_leaves_the_clip_as_it_was(library, clipped, make):
    clip_id = clipped(LIGHTHOUSE_EN, "The lamp", url=STORY)
    pending = library.add_update(clip_id, make.link(STORY))
    library.fail(pending, Failure("not_found", "The page is gone."))
    assert library.summary(clip_id).state == "inbox"
    assert library.summary(pending).failure == Failure("not_found", "The page is gone.")
    library.retry([pending])
    library.fill(pending, make.article(LIGHTHOUSE_EN, "The lamp, found"), [])
    assert library.ids() == [clip_id]
    assert library.clip(clip_id).article.title == "The lamp, found"


def test_a_clip_that_had_failed_is_made_by_its_update(library, make):
    [clip_id] = library.add([make.link(STORY)])
    library.fail(clip_id, Failure("not_found", "The page is gone."))
    copied = Handover(
        "Corals", Via.PASTE, capture=make.page(b"copied from the browser", url=STORY, http=None)
    )
    pending = library.add_update(clip_id, copied)
    library.fill(pending, make.article(LIGHTHOUSE_EN, "The lamp"), [])
    assert library.summary(clip_id).state == "inbox"
    assert library.capture(clip_id).text == "copied from the browser"


def test_an_update_tells_what_is_gone_and_what_is_new(folder, make):
    changed, removed = [], []
    with Library(folder, on_change=changed.append) as library:
        library.on_remove = removed.append
        [clip_id] = library.add([make.link(STORY)])
        library.fill(clip_id, make.article(LIGHTHOUSE_EN), [])
        pending = library.add_update(clip_id, make.link(STORY))
        library.fill(pending, make.article(LIGHTHOUSE_EN, "Again"), [])
    assert removed == [frozenset({pending})]
    assert changed == [frozenset({clip_id})]


def test_an_update_of_a_clip_deleted_meanwhile_goes_with_it(library, clipped, make):
    clip_id = clipped(LIGHTHOUSE_EN, url=STORY)
    pending = library.add_update(clip_id, make.link(STORY))
    library.trash([clip_id])
    library.empty_trash()
    library.fill(pending, make.article(LIGHTHOUSE_EN), [])
    assert library.ids() == [pending]

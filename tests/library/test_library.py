from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from clipper.errors import LibraryError, NoSuchClipError
from clipper.library import Counts, Library, Sort, View
from clipper.model import Article, Asset, Failure, Handover, Removal, Status, Via

NOBODY = "01900000-0000-7000-8000-000000000000"


def test_a_handover_is_a_pending_clip_with_its_label_and_address(library, make):
    before = datetime.now(UTC)
    [clip_id] = library.add([make.link("https://reef.example/corals")])
    summary = library.summary(clip_id)
    assert summary.status is Status.PENDING
    assert summary.title == "reef.example/corals"
    assert summary.url == "https://reef.example/corals"
    assert before - timedelta(seconds=1) < summary.saved_at <= datetime.now(UTC)
    assert uuid.UUID(clip_id).version == 7
    assert str(uuid.UUID(clip_id)) == clip_id


@pytest.mark.parametrize(
    "handover",
    [
        Handover("reef.example", Via.TYPED, url="https://reef.example/", title_hint="Reef"),
        Handover("notes.html", Via.FILE, path="/home/mara/notes.html"),
        Handover("odd name", Via.DROP, path="/home/mara/caf\udce9.html"),
    ],
)
def test_a_handover_comes_back_as_it_was_given(library, handover):
    [clip_id] = library.add([handover])
    assert library.clip(clip_id).handover == handover


def test_a_page_that_was_handed_over_is_kept_byte_for_byte(library, make):
    capture = make.page(bytes(range(256)) * 50, encoding="windows-1252", selection=True, title_hint="A")
    [clip_id] = library.add([Handover("A selection", Via.PASTE, capture=capture)])
    assert library.clip(clip_id).handover.capture == capture
    assert library.capture(clip_id) == capture
    assert library.summary(clip_id).url == capture.url


def test_a_fetched_page_is_kept_beside_the_handover(library, make):
    [clip_id] = library.add([make.link()])
    assert library.capture(clip_id) is None
    library.keep_capture(clip_id, make.page(b"first"))
    library.keep_capture(clip_id, make.page(b"second", http=None))
    assert library.capture(clip_id) == make.page(b"second", http=None)
    assert library.clip(clip_id).handover == make.link()


def test_a_file_without_an_address_gets_the_one_its_page_names(library, make):
    [clip_id] = library.add([Handover("page.html", Via.FILE, path="/page.html")])
    library.keep_capture(clip_id, make.page(url="https://saved-from.example/page"))
    assert library.summary(clip_id).url == "https://saved-from.example/page"
    assert library.ids(query="saved-from.example") == [clip_id]


def test_an_article_comes_back_as_it_was_filled_in(library, make):
    article = Article(
        title="Corals at night",
        html="<p>They grow <em>at night</em>.</p>",
        text="They grow at night.",
        word_count=4,
        kind="recipe",
        authors=("Mara Okafor", "李明"),
        published="2026-02-27T10:00",
        site_name="Reef",
        language="en",
        excerpt="How they grow.",
        lead_image="https://reef.example/a.png",
        canonical_url="https://reef.example/corals",
        page_word_count=90,
        removed=(Removal("menu", "Home About", ("1f#1", "2e#1")), Removal("promotion", "Buy")),
        warnings=("Cut off.",),
    )
    assets = (
        Asset("https://reef.example/a.png", "a" * 64 + ".png", "image/png", 640, 480, 1000),
        Asset("https://reef.example/b.png", failure="The server says that it is gone."),
    )
    [clip_id] = library.add([make.link()])
    library.fill(clip_id, article, assets)
    clip = library.clip(clip_id)
    assert clip.article == article
    assert clip.assets == assets
    summary = clip.summary
    assert summary == library.summary(clip_id) == library.summaries([clip_id])[0]
    assert (summary.status, summary.state) == (Status.READY, "inbox")
    assert (summary.title, summary.site_name, summary.authors) == (
        article.title,
        article.site_name,
        article.authors,
    )
    assert (summary.published, summary.excerpt, summary.word_count) == (
        article.published,
        article.excerpt,
        article.word_count,
    )
    assert summary.lead_asset == assets[0].name


def test_filling_again_replaces_article_pictures_and_index(library, make, clipped):
    clip_id = clipped("They grow at night.", "Corals")
    library.fill(clip_id, make.article("Whales sing.", "Whales"), [Asset("https://x.example/w.png")])
    assert library.clip(clip_id).article == make.article("Whales sing.", "Whales")
    assert library.clip(clip_id).assets == (Asset("https://x.example/w.png"),)
    assert library.ids(query="corals night") == []
    assert library.ids(query="whales sing") == [clip_id]


def test_an_article_without_a_title_is_listed_under_its_label(library, make):
    [clip_id] = library.add([make.link("https://reef.example/x")])
    library.fill(clip_id, make.article(title=" "), [])
    assert library.summary(clip_id).title == "reef.example/x"


@pytest.mark.parametrize(
    ("assets", "lead"),
    [
        ([Asset("a", "1" * 64 + ".png", width=16, height=16), Asset("b", "2" * 64 + ".png")], "2"),
        ([Asset("a", failure="Gone.")], None),
        ([Asset("b", "2" * 64 + ".png"), Asset("lead", "3" * 64 + ".png", width=16, height=16)], "3"),
    ],
)
def test_the_picture_in_the_list_is_the_pages_own_or_the_first_large_one(library, make, assets, lead):
    [clip_id] = library.add([make.link()])
    library.fill(clip_id, make.article(lead_image="lead"), assets)
    assert library.summary(clip_id).lead_asset == (lead and lead * 64 + ".png")


def test_a_failed_clip_keeps_its_reason_until_it_is_tried_again(library, make):
    [failed, other] = library.add([make.link(), make.link()])
    library.fail(failed, Failure("not_found", "The page is gone."))
    assert library.summary(failed).failure == Failure("not_found", "The page is gone.")
    assert library.summary(failed).state == "failed"
    assert library.ids(View.FAILED) == [failed]
    library.retry([failed, other, NOBODY])
    assert library.summary(failed).status is Status.PENDING
    assert library.summary(failed).failure is None


def test_a_ready_clip_is_not_made_pending_by_trying_again(library, clipped):
    clip_id = clipped()
    library.retry([clip_id])
    assert library.summary(clip_id).status is Status.READY


def test_the_trash_can_be_undone(library, clipped):
    first, second = clipped(title="A"), clipped(title="B")
    library.trash([first, NOBODY])
    assert library.ids() == [second]
    assert library.ids(View.TRASH) == [first]
    assert library.summary(first).state == "trashed"
    assert library.ids(query="night") == [second]
    assert library.ids(View.TRASH, query="night") == [first]
    library.restore([first, NOBODY])
    assert library.ids() == [second, first]
    assert library.summary(first).trashed_at is None


def test_throwing_away_twice_keeps_the_first_time(library, clipped):
    clip_id = clipped()
    library.trash([clip_id])
    at = library.summary(clip_id).trashed_at
    library.trash([clip_id])
    assert library.summary(clip_id).trashed_at == at


def test_emptying_the_trash_leaves_nothing_of_a_clip(library, make, clipped):
    kept, gone = clipped(), clipped()
    library.keep_capture(gone, make.page())
    library.trash([gone])
    assert library.empty_trash() == [gone]
    assert library.empty_trash() == []
    assert library.ids(View.TRASH) == []
    assert library.ids(query="night") == [kept]
    assert library.summaries([gone, kept]) == [library.summary(kept)]
    with pytest.raises(NoSuchClipError):
        library.clip(gone)


def test_work_on_a_clip_that_was_deleted_meanwhile_is_refused(library, make):
    [clip_id] = library.add([make.link()])
    library.trash([clip_id])
    library.empty_trash()
    for work in (
        lambda: library.fill(clip_id, make.article(), []),
        lambda: library.keep_capture(clip_id, make.page()),
        lambda: library.fail(clip_id, Failure("x", "Y.")),
        lambda: library.capture(clip_id),
        lambda: library.summary(clip_id),
    ):
        with pytest.raises(NoSuchClipError):
            work()


def test_reading_marks(library, clipped):
    first, second = clipped(), clipped()
    library.mark_read([first, second, NOBODY], True)
    library.mark_read([second], False)
    assert library.summary(first).read
    assert not library.summary(second).read


def test_clips_come_newest_first_and_in_any_other_order_asked(library, clipped):
    zebra, apple, ebony = clipped(title="Zebra"), clipped(title="apple"), clipped(title="Ébony")
    assert library.ids() == library.ids(sort=Sort.NEWEST) == [ebony, apple, zebra]
    assert library.ids(sort=Sort.RELEVANCE) == [ebony, apple, zebra]
    assert library.ids(sort=Sort.OLDEST) == [zebra, apple, ebony]
    assert library.ids(sort=Sort.TITLE) == [apple, ebony, zebra]
    assert library.ids(limit=2) == [ebony, apple]
    assert library.ids(query="night", sort=Sort.OLDEST, limit=1) == [zebra]


def test_of_several_handovers_at_once_the_last_is_the_newest(library, make):
    ids = library.add([make.link(f"https://reef.example/{number}") for number in range(20)])
    assert library.ids() == ids[::-1]


def test_summaries_come_in_the_order_asked_without_unknown_ones(library, make):
    ids = library.add([make.link(f"https://reef.example/{number}") for number in range(450)])
    asked = [*ids[::2], NOBODY, "\ud800", *ids[1::2]]
    assert [summary.id for summary in library.summaries(asked)] == ids[::2] + ids[1::2]
    assert library.summaries([]) == []


def test_counts(library, make, clipped):
    pending, failed, trashed = library.add([make.link()] * 3)
    clipped()
    library.fail(failed, Failure("x", "Y."))
    library.trash([trashed])
    assert library.counts() == Counts(all=3, pending=1, failed=1, trash=1, inbox=3, unread=1)
    assert pending in library.ids()


def test_an_id_can_be_shortened_to_what_only_it_begins_or_ends_with(library, make):
    first, second = library.add([make.link()] * 2)
    assert library.resolve(first) == first
    assert library.resolve(f" {first[-12:].upper()} ") == first
    assert library.resolve(second[:-1]) == second
    for text in (first[:8], first[-3:], "", "zzzz", "%%%%", "\ud800\0", NOBODY):
        with pytest.raises(NoSuchClipError):
            library.resolve(text)


def test_everything_is_there_after_opening_again(folder, make):
    with Library(folder) as library:
        pending, ready = library.add([make.link(), make.link("https://whales.example/")])
        library.fill(ready, make.article("Whales sing."), [])
    with Library(folder) as library:
        assert library.ids() == [ready, pending]
        assert library.ids(query="sing") == [ready]


def test_a_closed_library_says_so(folder, make):
    library = Library(folder)
    library.close()
    library.close()
    for use in (library.ids, library.counts, library.data_version, lambda: library.add([make.link()])):
        with pytest.raises(LibraryError, match="closed"):
            use()

from __future__ import annotations

import pytest

from clipper.errors import LibraryError, NoSuchClipError
from clipper.library import Library
from tests.library.conftest import article, link

TEXT = "They grow at night.\n\nBy day they rest, and the fish keep them clean.\n\nNobody has seen it."
QUOTE = "the fish keep them clean"
NOBODY = "018f0000-0000-7000-8000-000000000000"


def mark(library, clip_id, **fields):
    return library.highlights.add(
        clip_id, QUOTE, "By day they rest, and ", ".\nNobody has seen it.", 1, 22, **fields
    )


def log_of(library, entity):
    with library._connections.reading() as reader:
        return reader.db.execute("SELECT id, field FROM changes WHERE entity = ?", (entity,)).fetchall()


def test_a_passage_is_marked_with_colour_and_note(library, clipped):
    clip_id = clipped(TEXT)
    told = []
    library.on_change = told.append
    made = mark(library, clip_id, colour="green", note=" Who *else*? ")
    assert library.highlights.of(clip_id) == list(library.clip(clip_id).highlights) == [made]
    assert (made.quote, made.block, made.offset, made.length, made.fits) == (QUOTE, 1, 22, len(QUOTE), True)
    assert (made.colour, made.note, made.clip_id) == ("green", "Who *else*?", clip_id)
    assert told == [frozenset([clip_id])]


def test_highlights_come_in_the_order_of_the_text(library, clipped):
    clip_id = clipped(TEXT)
    later, earlier = (
        mark(library, clip_id),
        library.highlights.add(clip_id, "They grow", "", " at night.", 0, 0),
    )
    assert library.highlights.of(clip_id) == [earlier, later]


def test_a_highlight_finds_its_clip_by_its_note(library, clipped):
    clip_id = clipped(TEXT)
    made = mark(library, clip_id, note="Symbiosis")
    assert library.ids(query="symbiosis") == [clip_id]
    library.highlights.change(made.id, note="Cleaner wrasse")
    assert library.ids(query="symbiosis") == []
    assert library.ids(query="wrasse") == [clip_id]
    library.highlights.remove(made.id)
    assert library.ids(query="wrasse") == []


def test_a_highlight_is_changed_removed_and_brought_back(library, clipped):
    clip_id = clipped(TEXT)
    made = mark(library, clip_id, note="First")
    assert library.highlights.change(made.id) is None
    assert library.highlights.change(made.id, colour="yellow", note="First") is None
    assert library.highlights.change(made.id, colour="blue").name == "Changed a highlight"
    [changed] = library.highlights.of(clip_id)
    assert (changed.colour, changed.note) == ("blue", "First")
    library.highlights.change(made.id, note=None)
    library.highlights.remove(made.id)
    assert library.highlights.of(clip_id) == []
    seen = []
    while library.undo.undo():
        seen.append([(each.colour, each.note) for each in library.highlights.of(clip_id)])
    assert seen == [[("blue", None)], [("blue", "First")], [("yellow", "First")], []]
    while library.undo.redo():
        pass
    assert library.highlights.of(clip_id) == []
    library.undo.undo()
    assert library.highlights.of(clip_id)[0].colour == "blue"


def test_what_is_not_there_is_said(library, clipped):
    with pytest.raises(NoSuchClipError):
        mark(library, NOBODY)
    with pytest.raises(NoSuchClipError):
        library.highlights.of(NOBODY)
    with pytest.raises(LibraryError, match="no longer there"):
        library.highlights.remove(NOBODY)
    with pytest.raises(LibraryError, match="nothing to highlight"):
        library.highlights.add(clipped(TEXT), " \n", "", "", 0, 0)


def test_a_highlight_stays_with_its_words_when_the_clip_is_cleaned_again(library, clipped):
    clip_id = clipped(TEXT)
    mark(library, clip_id)
    library.fill(clip_id, article("A new first paragraph.\n\nAnother one.\n\n" + TEXT), [])
    [moved] = library.highlights.of(clip_id)
    assert (moved.block, moved.offset, moved.length, moved.fits) == (3, 22, len(QUOTE), True)
    edited = TEXT.replace(QUOTE, "the small fish keep them clean")
    library.fill(clip_id, article(edited), [])
    [moved] = library.highlights.of(clip_id)
    assert (
        edited.split("\n\n")[moved.block][moved.offset :][: moved.length] == "the small fish keep them clean"
    )


def test_a_highlight_whose_words_are_gone_is_kept_and_fits_again_when_they_return(library, clipped):
    clip_id = clipped(TEXT)
    made = mark(library, clip_id)
    library.fill(clip_id, article("Something else was here today, about other matters."), [])
    [kept] = library.highlights.of(clip_id)
    assert (kept.fits, kept.quote, kept.id) == (False, QUOTE, made.id)
    library.fill(clip_id, article("Hello.\n\n" + TEXT), [])
    [back] = library.highlights.of(clip_id)
    assert (back.fits, back.block) == (True, 2)


def test_a_highlight_brought_back_finds_its_place_in_the_text_of_now(library, clipped):
    clip_id = clipped(TEXT)
    made = mark(library, clip_id)
    library.highlights.remove(made.id)
    library.fill(clip_id, article("Hello.\n\n" + TEXT), [])
    library.undo.undo()
    [back] = library.highlights.of(clip_id)
    assert (back.fits, back.block) == (True, 2)


def test_a_highlight_moved_to_another_clip_stays_when_its_first_is_deleted(library, clipped):
    from clipper.library.log import Write, record

    first, second = clipped(TEXT), clipped("Hello.\n\n" + TEXT)
    made = mark(library, first)
    with library._connections.writing() as db:
        record(db, "Merged 2 clips", 2, [Write("highlight", made.id, "clip", second)])
    assert library.highlights.of(first) == []
    [moved] = library.highlights.of(second)
    assert (moved.id, moved.block, moved.fits) == (made.id, 2, True)
    library.order.delete([first])
    library.undo.undo()
    assert library.highlights.of(second) == [moved]


def test_a_deleted_clip_takes_its_highlights_out_of_the_log(library, clipped):
    clip_id = clipped(TEXT)
    kept, removed = mark(library, clip_id, note="Private"), mark(library, clip_id)
    library.highlights.remove(removed.id)
    library.order.delete([clip_id])
    assert sorted(log_of(library, "highlight")) == sorted([(kept.id, "deleted"), (removed.id, "deleted")])
    library.undo.undo()
    assert sorted(log_of(library, "highlight")) == sorted([(kept.id, "deleted"), (removed.id, "deleted")])


def test_a_clip_without_an_article_can_keep_a_highlight(folder):
    with Library(folder) as library:
        [clip_id] = library.add([link()])
        made = mark(library, clip_id)
        assert not made.fits
        library.fill(clip_id, article(TEXT), [])
        assert library.highlights.of(clip_id)[0].fits

from __future__ import annotations

import apsw
import pytest

from clipper.errors import LibraryError
from clipper.library import Library, View
from clipper.library.log import CHUNK
from tests.library.conftest import link


def names(actions):
    return [action.name for action in actions]


def test_nothing_was_done_and_nothing_is_undone(library):
    assert library.undo.last() is None
    assert library.undo.undo() is None
    assert library.undo.redo() is None
    assert library.undo.history() == []


def test_steps_are_undone_and_done_again_in_their_order(library, clipped):
    clip_id = clipped()
    library.order.star([clip_id])
    library.order.archive([clip_id])
    library.order.trash([clip_id])
    assert [library.undo.undo().name for _ in range(3)] == [
        "Moved 1 clip to the trash",
        "Moved 1 clip to the archive",
        "Starred 1 clip",
    ]
    summary = library.summary(clip_id)
    assert (summary.starred, summary.archived_at, summary.trashed_at) == (False, None, None)
    assert library.undo.undo() is None
    assert [library.undo.redo().name for _ in range(3)] == [
        "Starred 1 clip",
        "Moved 1 clip to the archive",
        "Moved 1 clip to the trash",
    ]
    assert library.undo.redo() is None
    assert library.summary(clip_id).trashed_at is not None
    library.undo.undo()
    assert library.summary(clip_id).trashed_at is None
    assert library.summary(clip_id).archived_at is not None


def test_after_something_new_the_undone_cannot_be_done_again(library, clipped):
    clip_id = clipped()
    library.order.star([clip_id])
    library.undo.undo()
    assert library.undo.last_undone().name == "Starred 1 clip"
    library.order.mark_read([clip_id], True)
    assert library.undo.last_undone() is None
    assert library.undo.redo() is None
    assert not library.summary(clip_id).starred


def test_undo_works_after_the_program_was_closed(folder):
    with Library(folder) as library:
        [clip_id] = library.add([link()])
        library.order.set_note(clip_id, "First")
        library.order.set_note(clip_id, "Second")
    with Library(folder) as library:
        assert library.undo.undo().name == "Changed a note"
        with library._connections.reading() as reader:
            assert reader.db.execute("SELECT note FROM clips").get == "First"
        library.undo.undo()
    with Library(folder) as library:
        library.undo.redo()
        with library._connections.reading() as reader:
            assert reader.db.execute("SELECT note FROM clips").get == "First"


def test_what_was_changed_again_since_stays_as_it_is(library, clipped):
    first, second = clipped(), clipped()
    action = library.order.star([first, second])
    library.order.unstar([first])
    library.order.star([first])
    assert library.undo.undo(action.id).count == 1
    assert library.summary(first).starred
    assert not library.summary(second).starred


def test_notes_written_over_each_other_are_undone_and_redone_one_by_one(library, clipped):
    clip_id = clipped()

    def note():
        with library._connections.reading() as reader:
            return reader.db.execute("SELECT note FROM clips").get

    for text in ("One", "Two", "Three"):
        library.order.set_note(clip_id, text)
    for _ in range(2):
        seen = []
        while library.undo.undo():
            seen.append(note())
        assert seen == ["Two", "One", None]
        seen = []
        while library.undo.redo():
            seen.append(note())
        assert seen == ["One", "Two", "Three"]
    library.undo.undo()
    library.undo.undo()
    library.undo.redo()
    library.undo.undo()
    assert note() == "One"
    library.order.set_note(clip_id, "Other")
    assert library.undo.redo() is None
    library.undo.undo()
    assert note() == "One"


def test_an_older_action_is_undone_by_itself(library, clipped):
    clip_id = clipped()
    star = library.order.star([clip_id])
    library.order.archive([clip_id])
    library.undo.undo(star.id)
    summary = library.summary(clip_id)
    assert not summary.starred
    assert summary.archived_at is not None
    assert library.undo.last().name == "Moved 1 clip to the archive"
    assert library.undo.undo(star.id) is None
    assert [action.undoable for action in library.undo.history()] == [True, False]


def test_the_history_tells_what_was_done_without_the_undoing(library, clipped):
    clip_id = clipped()
    library.order.star([clip_id])
    library.order.archive([clip_id])
    library.undo.undo()
    assert names(library.undo.history()) == ["Moved 1 clip to the archive", "Starred 1 clip"]
    assert names(library.undo.history(1)) == ["Moved 1 clip to the archive"]


def test_what_was_deleted_for_good_is_passed_over(library, clipped):
    gone, kept = clipped(), clipped()
    library.order.trash([gone, kept])
    library.order.delete([gone])
    assert library.undo.last().name == "Moved 2 clips to the trash"
    assert library.undo.undo().count == 1
    assert library.ids() == [kept]


def test_an_undo_that_fails_midway_goes_on_with_the_next_try(disk, folder):
    with Library(folder) as library:
        ids = library.add([link(f"https://reef.example/{number}") for number in range(CHUNK * 2)])
        library.order.star(ids)
        calls = []
        real = library._connections.writing

        def writing():
            calls.append(1)
            if len(calls) == 2:
                disk.error = apsw.FullError
            return real()

        library._connections.writing = writing
        with pytest.raises(LibraryError):
            library.undo.undo()
        disk.error = None
        library._connections.writing = real
        assert len(library.ids(View.STARRED)) == CHUNK
        assert library.undo.last().name == "Starred 1,000 clips"
        library.undo.undo()
        assert library.ids(View.STARRED) == []
        assert library.undo.redo().count == len(ids)
        assert len(library.ids(View.STARRED)) == len(ids)


def test_two_programs_do_not_undo_the_same_thing_twice(folder):
    with Library(folder) as one, Library(folder) as other:
        [clip_id] = one.add([link()])
        one.order.star([clip_id])
        action = one.order.archive([clip_id])
        assert other.undo.undo(action.id).count == 1
        assert one.undo.undo(action.id) is None
        assert one.undo.undo().name == "Starred 1 clip"

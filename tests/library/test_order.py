from __future__ import annotations

import apsw
import pytest

from clipper.errors import LibraryError, NoSuchClipError
from clipper.library import View
from clipper.library.log import CHUNK
from clipper.model import Position
from tests.library.conftest import link


def log_of(library, clip_id):
    with library._connections.reading() as reader:
        return reader.db.execute("SELECT field, value FROM changes WHERE id = ?", (clip_id,)).fetchall()


def many(library, count):
    return library.add([link(f"https://reef.example/{number}") for number in range(count)])


def test_an_archived_clip_leaves_the_inbox_and_comes_back(library, clipped):
    clip_id = clipped()
    assert library.order.archive([clip_id]).name == "Moved 1 clip to the archive"
    assert library.ids(View.ARCHIVE) == [clip_id]
    assert library.summary(clip_id).archived_at is not None
    assert library.ids(View.INBOX) == []
    library.order.unarchive([clip_id])
    assert library.ids(View.INBOX) == [clip_id]
    assert library.ids(View.ARCHIVE) == []


def test_a_clip_is_starred_read_and_thrown_away_each_by_itself(library, clipped):
    clip_id, other = clipped(), clipped()
    library.order.star([clip_id])
    library.order.mark_read([clip_id], True)
    library.order.trash([clip_id])
    summary = library.summary(clip_id)
    assert (summary.starred, summary.read, summary.trashed_at is not None) == (True, True, True)
    library.order.unstar([clip_id])
    library.order.mark_read([clip_id], False)
    library.order.restore([clip_id])
    summary = library.summary(clip_id)
    assert (summary.starred, summary.read, summary.trashed_at) == (False, False, None)
    assert log_of(library, other) == []


def test_what_changes_nothing_is_no_action(library, clipped):
    clip_id = clipped()
    assert library.order.unstar([clip_id]) is None
    assert library.order.star(["018f0000-0000-7000-8000-000000000000", "nonsense \ud800\0"]) is None
    library.order.star([clip_id])
    assert library.order.star([clip_id]) is None
    assert library.order.set_note(clip_id, "  ") is None
    assert [action.name for action in library.undo.history()] == ["Starred 1 clip"]


def test_an_action_counts_only_what_it_changed(library, clipped):
    first, second = clipped(), clipped()
    library.order.star([first])
    action = library.order.star([first, second, second])
    assert (action.count, action.name) == (1, "Starred 1 clip")


def test_everybody_is_told_which_clips_changed(library, clipped):
    told = []
    clip_id = clipped()
    library.on_change = told.append
    library.order.star([clip_id])
    library.order.star([clip_id])
    library.order.set_note(clip_id, "Look again")
    assert told == [frozenset([clip_id])] * 2


def test_a_note_is_kept_with_the_clip_and_removed_by_an_empty_one(library, clipped):
    clip_id = clipped()
    note = "Ask *Mara* about\n\n> the “tide” \U0001f30a"
    assert library.order.set_note(clip_id, f"  {note}\n").name == "Wrote a note"
    assert log_of(library, clip_id)[0][0] == "note"
    assert library.clip(clip_id).note == note
    assert library.order.set_note(clip_id, "Done").name == "Changed a note"
    assert library.order.set_note(clip_id, None).name == "Removed a note"
    with pytest.raises(NoSuchClipError):
        library.order.set_note("018f0000-0000-7000-8000-000000000000", "For nobody")


def test_a_place_in_a_clip_is_kept_once_and_never_undone(library, clipped):
    clip_id = clipped()
    library.order.star([clip_id])
    for block in range(1, 6):
        library.order.set_position(clip_id, Position(block, 40))
    assert log_of(library, clip_id) == [("position", "[5, 40]"), ("starred", "true")]
    assert library.undo.last().name == "Starred 1 clip"
    assert library.clip(clip_id).position == Position(5, 40)


def test_what_the_program_marks_as_read_is_not_there_to_be_undone(library, clipped):
    clip_id = clipped()
    assert library.order.mark_read([clip_id], True, by_itself=True) is None
    assert library.summary(clip_id).read
    assert log_of(library, clip_id) == [("read", "true")]
    assert library.undo.last() is None


def test_what_is_deleted_for_good_leaves_none_of_its_words(library, clipped):
    gone, kept = clipped(), clipped("Waves.", "Waves", url="https://waves.example/")
    library.order.set_note(gone, "A secret")
    library.tags.add([gone], ["hidden/thing"])
    library.order.set_note(kept, "Public")
    told = []
    library.on_remove = told.append
    action = library.order.delete([gone])
    assert (action.name, action.undoable) == ("Deleted 1 clip for good", False)
    assert library.ids() == [kept]
    assert library.ids(query="corals") == []
    assert log_of(library, gone) == [("deleted", "true")]
    assert log_of(library, kept) == [("note", '"Public"')]
    assert told == [frozenset([gone])]


def test_emptying_the_trash_spares_what_was_put_there_lately(library, clipped):
    old, new = clipped(), clipped()
    library.order.trash([old])
    with library._connections.reading() as reader:
        moment = reader.db.execute("SELECT trashed_at FROM clips WHERE uuid = ?", (old,)).get
    library.order.trash([new])
    assert library.order.empty_trash(trashed_before=moment) == []
    assert library.order.empty_trash(trashed_before=moment + 1) == [old]
    assert library.ids(View.TRASH) == [new]
    assert library.empty_trash() == [new]


def test_any_number_of_clips_is_changed_as_one_action(library):
    ids = many(library, CHUNK * 2 + 7)
    action = library.order.mark_read(ids, True)
    assert action.name == f"Marked {len(ids):,} clips as read"
    assert [each.count for each in library.undo.history()] == [len(ids)]
    assert library.undo.undo().count == len(ids)
    assert not any(summary.read for summary in library.summaries(ids))


def test_a_disk_that_fills_midway_leaves_an_action_that_can_be_undone(disk, folder):
    from clipper.library import Library

    with Library(folder) as library:
        ids = many(library, CHUNK * 2)
        told = []

        commits = []
        real = library._connections.writing

        def writing():
            commits.append(1)
            if len(commits) == 2:
                disk.error = apsw.FullError
            return real()

        library._connections.writing = writing
        library.on_change = told.append
        with pytest.raises(LibraryError):
            library.order.star(ids)
        disk.error = None
        starred = library.ids(View.STARRED)
        assert len(starred) == CHUNK
        assert told == [frozenset(starred)]
        assert library.undo.last().count == CHUNK
        library.undo.undo()
        assert library.ids(View.STARRED) == []


def test_another_program_can_write_between_the_parts_of_long_work(folder, monkeypatch):
    from clipper.library import Library, turns

    with Library(folder) as library, Library(folder) as other:
        ids = many(library, CHUNK * 2)
        [clip_id] = other.add([link("https://waves.example/")])
        monkeypatch.setattr(turns, "HELD_S", 0)
        monkeypatch.setattr(turns.time, "sleep", lambda seconds: other.order.set_note(clip_id, f"{seconds}"))
        action = library.order.star(ids)
        assert other.clip(clip_id).note == "0.11"
        other.order.set_note(clip_id, None)
        library.undo.undo(action.id)
        assert other.clip(clip_id).note == "0.11"
        assert library.ids(View.STARRED) == []

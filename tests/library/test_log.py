from __future__ import annotations

import json
import shutil
import time
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper.library import Library, clock
from clipper.library.connections import connect
from clipper.library.log import Write, record
from clipper.library.log_merge import Entry, entries, merge, rebuild
from clipper.model import Position
from tests.library.conftest import article, link
from tests.library.test_schema import library_of_version

TEXT = "They grow at night.\n\nBy day they rest, and the fish keep them clean.\n\nNobody has seen it."


def writing(library):
    return library._connections.writing()


def log_of(library):
    with library._connections.reading() as reader:
        return list(entries(reader.db))


def state(library):
    """All that a person can see of what they changed."""
    with library._connections.reading() as reader:
        db = reader.db
        return {
            "clips": db.execute(
                """
                SELECT uuid, archived_at, starred, read, trashed_at, position_block, position_offset, note, title
                FROM clips ORDER BY uuid
                """
            ).fetchall(),
            "tagged": db.execute(
                "SELECT uuid, t.path FROM clip_tags JOIN clips c ON c.id = clip JOIN tags t ON t.id = tag ORDER BY 1, 2"
            ).fetchall(),
            "tags": library.tags.all(),
            "highlights": db.execute(
                """
                SELECT h.uuid, c.uuid, quote, prefix, suffix, block, offset, length, fits, colour, h.note, made_at
                FROM highlights h JOIN clips c ON c.id = clip ORDER BY 1
                """
            ).fetchall(),
            "searches": library.searches.all(),
            "found": {
                word: sorted(library.ids(query=word)) for word in ("first", "second", "tag:a", "tag:b")
            },
        }


def do_everything(library, ids):
    first, second, third, gone = ids
    library.order.star([first, second])
    library.order.archive([second])
    library.order.trash([third])
    library.order.mark_read(ids, True)
    library.order.mark_read([first], False, by_itself=True)
    library.order.set_position(first, Position(2, 7))
    library.order.set_note(first, "first note \U0001f30a \ud800\0")
    library.tags.add([first, second], ["a/Ä", "b"])
    library.tags.rename("a", "c/a")
    library.tags.colour("b", "red")
    library.undo.undo()
    made = library.highlights.add(first, "the fish keep", "and ", " them", 1, 22, note="second")
    library.highlights.change(made.id, colour="blue")
    removed = library.highlights.add(first, "They grow", "", "", 0, 0)
    library.highlights.remove(removed.id)
    saved = library.searches.add("One", "first")
    library.searches.add("Two", "second")
    library.searches.move(saved.id, 1)
    library.edits.change(first, title="A title of my own")
    library.order.set_note(gone, "a secret")
    library.highlights.add(gone, "They grow", "", "", 0, 0)
    library.order.delete([gone])


@pytest.fixture
def with_clips(folder, tmp_path):
    """Makes libraries that begin with the same four clips, each on a device of its own."""
    with Library(folder) as library:
        ids = library.add([link(f"https://reef.example/{number}") for number in range(4)])
        for clip_id in ids:
            library.fill(clip_id, article(TEXT), [])
    with ExitStack() as stack:
        made = []

        def make():
            copy = tmp_path / f"device-{len(made)}"
            shutil.copytree(folder, copy)
            made.append(stack.enter_context(Library(copy)))
            with writing(made[-1]) as db:
                clock.become_new_device(db)
            return made[-1]

        make.ids = ids
        yield make


def test_the_same_state_comes_from_the_log_alone(with_clips):
    here, there = with_clips(), with_clips()
    do_everything(here, with_clips.ids)
    with writing(there) as db:
        merge(db, log_of(here))
    assert state(there) == state(here)
    assert sorted(log_of(there)) == sorted(log_of(here))


def test_tables_that_went_wrong_are_built_again_from_the_log(with_clips):
    library = with_clips()
    do_everything(library, with_clips.ids)
    before = state(library)
    with writing(library) as db:
        db.execute("UPDATE clips SET starred = 1 - starred, read = 0, note = 'wrong', title = 'wrong'")
        db.execute("DELETE FROM clip_tags; DELETE FROM highlights; UPDATE searches SET name = 'wrong'")
        rebuild(db)
    after = state(library)
    titles = {row[0]: row[-1] for row in before["clips"]}
    assert {row[0]: row[:-1] for row in after["clips"]} == {row[0]: row[:-1] for row in before["clips"]}
    assert {key: value for key, value in after.items() if key != "clips"} == {
        key: value for key, value in before.items() if key != "clips"
    }
    edited = with_clips.ids[0]
    assert {row[0]: row[-1] for row in after["clips"]}[edited] == titles[edited] == "A title of my own"


def test_what_is_taken_over_twice_or_in_pieces_changes_nothing(with_clips):
    here, there = with_clips(), with_clips()
    do_everything(here, with_clips.ids)
    log = log_of(here)
    with writing(there) as db:
        for entry in reversed(log):
            merge(db, [entry])
    assert state(there) == state(here)
    with writing(there) as db:
        merge(db, log)
    assert state(there) == state(here)


def test_what_was_done_last_holds_whichever_log_comes_first(with_clips):
    one, two, three = with_clips(), with_clips(), with_clips()
    clip_id = with_clips.ids[0]
    one.order.set_note(clip_id, "first")
    two.order.set_note(clip_id, "second")
    one.tags.add([clip_id], ["a"])
    two.tags.add(with_clips.ids, ["A", "b"])
    one.tags.rename("a", "b")
    two.tags.colour("a", "blue")
    logs = log_of(one), log_of(two)
    for library, order in ((one, logs), (two, logs), (three, logs[::-1])):
        for log in order:
            with writing(library) as db:
                merge(db, log)
    assert state(one) == state(two) == state(three)
    assert one.clip(clip_id).note == "second"


def test_a_deletion_for_good_holds_against_what_others_say_later(with_clips):
    one, two = with_clips(), with_clips()
    clip_id = with_clips.ids[0]
    one.order.set_note(clip_id, "first")
    one.order.delete([clip_id])
    two.order.set_note(clip_id, "second")
    two.order.restore([clip_id])
    for library, log in ((one, log_of(two)), (two, log_of(one))):
        with writing(library) as db:
            merge(db, log)
    assert state(one) == state(two)
    assert clip_id not in two.ids()
    for library in (one, two):
        assert [entry.field for entry in log_of(library) if entry.id == clip_id] == ["deleted"]


def test_what_is_said_of_an_unknown_clip_is_kept_for_when_it_comes(with_clips):
    here, there = with_clips(), with_clips()
    [clip_id] = here.add([link("https://waves.example/")])
    here.order.star([clip_id])
    with writing(there) as db:
        merge(db, log_of(here))
        db.execute(
            "INSERT INTO clips (uuid, status, saved_at, title, title_key) VALUES (?, 'ready', 0, '', '')",
            (clip_id,),
        )
        db.execute("INSERT INTO handovers (clip, label, via) VALUES (last_insert_rowid(), '', 'typed')")
        rebuild(db)
    assert there.summary(clip_id).starred


def test_what_a_newer_program_says_is_kept_and_harms_nothing(with_clips):
    library = with_clips()
    clip_id = with_clips.ids[0]
    log = [
        Entry("clip", clip_id, "mood", 5, "other", '"calm"'),
        Entry("planet", "earth", "orbit", 5, "other", "1"),
        Entry("clip", clip_id, "note", 5, "other", "not JSON"),
        Entry("clip", clip_id, "note", 2**63 - 1, "other", '"from the end of time"'),
        Entry("clip", clip_id, "deleted", 5, "other", "false"),
    ]
    before = state(library)
    with writing(library) as db:
        merge(db, log)
    assert state(library) == before
    assert log_of(library) == log[:2]
    library.order.star([clip_id])
    assert library.summary(clip_id).starred


def test_time_goes_on_when_the_clock_jumps_back(library, clipped, monkeypatch):
    clip_id = clipped()
    now = time.time_ns()
    for number, jump in enumerate((0, -(10**18), 0, 10**17, -(10**15))):
        monkeypatch.setattr(clock.time, "time_ns", lambda moment=now + jump: moment)
        library.order.set_note(clip_id, f"Number {number}")
    times = [entry.hlc for entry in log_of(library)]
    assert sorted(set(times)) == times
    assert json.loads(log_of(library)[-1].value) == library.clip(clip_id).note == "Number 4"


def test_what_is_done_here_comes_after_what_was_taken_over(with_clips, monkeypatch):
    here, there = with_clips(), with_clips()
    clip_id = with_clips.ids[0]
    monkeypatch.setattr(clock.time, "time_ns", lambda: 2_000_000_000_000_000_000)
    there.order.set_note(clip_id, "From a clock that goes ahead")
    monkeypatch.undo()
    with writing(here) as db:
        merge(db, log_of(there))
    here.order.set_note(clip_id, "Here, later")
    for library, log in ((there, log_of(here)), (here, log_of(there))):
        with writing(library) as db:
            merge(db, log)
        assert library.clip(clip_id).note == "Here, later"


def test_of_two_values_for_one_field_in_one_action_the_last_holds(library, clipped):
    clip_id = clipped()
    with writing(library) as db:
        record(db, "Noted", 1, [Write("clip", clip_id, "note", "one"), Write("clip", clip_id, "note", "two")])
    assert library.clip(clip_id).note == "two"
    assert [entry.value for entry in log_of(library)] == ['"two"']


def test_an_action_that_fails_leaves_neither_log_nor_state(library, clipped):
    clip_id = clipped()
    before = state(library)

    def fail():
        with writing(library) as db:
            record(db, "Noted", 1, [Write("clip", clip_id, "note", "first")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert state(library) == before
    assert log_of(library) == []
    assert library.undo.history() == []


def test_a_library_of_the_first_version_has_its_states_in_the_log(folder):
    library_of_version(1, folder)
    db = connect(folder / "library.sqlite3")
    db.execute("UPDATE clips SET read = 1 WHERE status = 'ready'")
    db.close()
    with Library(folder) as library:
        before = state(library)
        with writing(library) as db:
            rebuild(db)
        assert state(library) == before
        assert sorted({(entry.field) for entry in log_of(library)}) == ["read", "trashed"]
        assert library.undo.last() is None


CLIPS = st.integers(0, 3)
PATHS = st.sampled_from(["a", "A", "a/x", "b", "b/x", "ä"])
STEPS = st.one_of(
    st.tuples(
        st.sampled_from(["star", "unstar", "archive", "unarchive", "trash", "restore", "delete"]), CLIPS
    ),
    st.tuples(st.just("note"), CLIPS, st.sampled_from(["first", "second", ""])),
    st.tuples(st.sampled_from(["add", "remove"]), CLIPS, PATHS),
    st.tuples(st.just("rename"), PATHS, PATHS),
    st.tuples(st.just("drop"), PATHS),
    st.tuples(st.just("colour"), PATHS, st.sampled_from(["red", None])),
    st.tuples(st.just("mark"), CLIPS, st.sampled_from(["They grow", "the fish keep them"])),
    st.tuples(st.sampled_from(["unmark", "recolour", "hand on"]), CLIPS),
    st.tuples(st.sampled_from(["undo", "redo", "exchange"])),
    st.tuples(st.just("jump"), st.integers(-(10**16), 10**16)),
)


def highlights_on(library, clip_id):
    return library.highlights.of(clip_id) if clip_id in library.ids() else []


def step(library, ids, what, values):
    match what, values:
        case "star" | "unstar" | "archive" | "unarchive" | "trash" | "restore" | "delete", [clip]:
            getattr(library.order, what)([ids[clip]])
        case "note", [clip, text] if ids[clip] in library.ids():
            library.order.set_note(ids[clip], text)
        case "add" | "remove", [clip, path]:
            getattr(library.tags, what)([ids[clip]], [path])
        case "rename", [old, new]:
            library.tags.rename(old, new)
        case "drop", [path]:
            library.tags.delete(path)
        case "colour", [path, colour]:
            library.tags.colour(path, colour)
        case "mark", [clip, quote] if ids[clip] in library.ids():
            library.highlights.add(ids[clip], quote, "", "", 0, 0)
        case "unmark", [clip]:
            for each in highlights_on(library, ids[clip])[:1]:
                library.highlights.remove(each.id)
        case "recolour", [clip]:
            for each in highlights_on(library, ids[clip])[:1]:
                library.highlights.change(each.id, colour="pink", note="second")
        case "hand on", [clip]:
            for each in highlights_on(library, ids[clip])[:1]:
                with writing(library) as db:
                    record(db, "Moved", 1, [Write("highlight", each.id, "clip", ids[(clip + 1) % 4])])
        case "undo" | "redo", []:
            getattr(library.undo, what)()


@pytest.fixture(scope="module")
def first_state(tmp_path_factory):
    folder = tmp_path_factory.mktemp("first") / "library"
    with Library(folder) as library:
        ids = library.add([link(f"https://reef.example/{number}") for number in range(4)])
        for clip_id in ids:
            library.fill(clip_id, article(TEXT), [])
    return folder, ids


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.tuples(st.integers(0, 1), STEPS), max_size=18))
def test_two_devices_come_to_one_state_whatever_they_do(first_state, tmp_path_factory, monkeypatch, steps):
    folder, ids = first_state
    root = tmp_path_factory.mktemp("devices")
    now = [time.time_ns()] * 2
    with ExitStack() as stack:
        devices = []
        for name in ("one", "two", "third"):
            shutil.copytree(folder, root / name)
            devices.append(stack.enter_context(Library(root / name)))
            with writing(devices[-1]) as db:
                clock.become_new_device(db)
        third = devices.pop()
        for which, (what, *values) in steps:
            now[which] += 3_000_000
            monkeypatch.setattr(clock.time, "time_ns", lambda moment=now[which]: max(moment, 0))
            if what == "jump":
                now[which] += values[0]
            elif what == "exchange":
                with writing(devices[which]) as db:
                    merge(db, log_of(devices[1 - which]))
            else:
                step(devices[which], ids, what, values)
        logs = [log_of(device) for device in devices]
        for device, log in zip(devices, reversed(logs), strict=True):
            with writing(device) as db:
                merge(db, log)
        with writing(third) as db:
            merge(db, logs[1])
            merge(db, reversed(logs[0]))
        assert state(devices[0]) == state(devices[1]) == state(third)
        with writing(third) as db:
            rebuild(db)
        assert state(third) == state(devices[0])

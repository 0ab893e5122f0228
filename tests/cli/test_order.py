"""States, tags, notes, highlights, and taking back what was done."""

from __future__ import annotations

import json

import pytest

from clipper.library import Library
from tests.cli.conftest import ids_in


@pytest.mark.parametrize(
    ("command", "opposite", "view"),
    [
        ("archive", "unarchive", "archive"),
        ("star", "unstar", "starred"),
        ("unread", "read", "unread"),
        ("trash", "restore", "trash"),
    ],
)
def test_a_state_is_given_and_taken_for_many_clips_and_undone_at_once(clip, run, command, opposite, view):
    ids = [clip.ready(f"Text {number}") for number in range(3)]
    run("read", *ids)
    run(command, *ids)
    assert set(ids_in(run("list", "--view", view))) == set(ids)
    run(opposite, *ids)
    assert ids_in(run("list", "--view", view)) == []
    run("undo")
    assert set(ids_in(run("list", "--view", view))) == set(ids)
    run("redo")
    assert ids_in(run("list", "--view", view)) == []


def test_an_unknown_id_is_named_and_the_others_are_done(clip, run):
    clip_id = clip.ready()
    result = run("star", "ffffffff", clip_id, "x", status=1)
    assert "ffffffff" in result.stderr
    assert ids_in(run("list", "--view", "starred")) == [clip_id]


def test_tags_are_given_by_words_after_the_ids(clip, run, rows):
    first, second = clip.ready(), clip.ready()
    run("tag", first[-8:], second, "sea", "reading/later")
    assert ids_in(run("search", "tag:reading")) == [second, first]
    run("untag", first, "sea")
    assert {row["tag"]: (row["count"], row["total"]) for row in rows("tags")}["sea"] == (1, 1)
    run("tag", first, "--tag", "20260314", "-t", "deadbeef")
    assert set(rows("show", first)[0]["tags"]) == {"reading/later", "20260314", "deadbeef"}


@pytest.mark.parametrize("words", [(), ("7d3e52c1",), ("-",), ("7d3e52c1", "8a11f0c2")])
def test_clips_without_a_tag_are_wrong_use(run, words):
    run("tag", *words, status=2)


def test_tags_are_renamed_merged_coloured_and_deleted(clip, run, rows):
    first, second = clip.ready(), clip.ready()
    run("tag", first, "sea/birds")
    run("tag", second, "ocean")
    run("tags", "rename", "sea", "ocean")
    run("tags", "colour", "ocean", "blue")
    top = rows("tags")[0]
    assert (top["tag"], top["total"], top["colour"]) == ("ocean", 2, "blue")
    assert "ocean/birds" in run("tags", "--used-once").stdout
    run("tags", "delete", "ocean")
    assert rows("show", first)[0]["tags"] == []
    run("undo")
    assert rows("show", first)[0]["tags"] == ["ocean/birds"]
    assert "There is no tag “sky”" in run("tags", "rename", "sky", "air", status=1).stderr
    run("tags", "delete", "sky", status=1)
    run("tags", "colour", "ocean", "pinkish", status=2)


def test_a_note_is_written_read_replaced_and_removed(clip, run):
    clip_id = clip.ready()
    assert run("note", clip_id).stdout == ""
    run("note", clip_id, "For the *talk*.")
    assert run("note", clip_id).stdout == "For the *talk*.\n"
    run("note", clip_id, "-", stdin="From a pipe,\nin two lines.\n")
    assert run("note", clip_id).stdout == "From a pipe,\nin two lines.\n"
    assert ids_in(run("search", "pipe")) == [clip_id]
    run("note", clip_id, "--remove")
    assert run("note", clip_id).stdout == ""
    run("note", clip_id, "x", "--remove", status=2)
    run("note", clip_id, "-", stdin=b"\xff\xfe", status=1)


def test_what_is_marked_is_printed_in_the_order_of_the_text(clip, run, rows, folder):
    clip_id = clip.ready("The gulls had gone inland. Nobody believed it.")
    with Library(folder) as library:
        library.highlights.add(clip_id, "Nobody believed it", "inland. ", ".", 0, 27, note="Who?")
        library.highlights.add(clip_id, "The gulls", "", " had", 0, 0)
    result = run("highlights", clip_id)
    assert result.stdout == "> The gulls\n\n> Nobody believed it\n\nWho?\n"
    assert [row["quote"] for row in rows("highlights", clip_id)] == ["The gulls", "Nobody believed it"]


def test_history_lists_what_was_done_and_each_can_be_undone(clip, run, rows):
    first, second = clip.ready(), clip.ready()
    run("star", first, second)
    run("archive", first)
    newest, older = rows("history")
    assert (newest["count"], older["count"]) == (1, 2)
    run("undo", older["number"])
    assert ids_in(run("list", "--view", "starred")) == []
    assert ids_in(run("list", "--view", "archive")) == [first]
    assert len(rows("history", "--limit", 1)) == 1


def test_there_is_nothing_to_undo_in_a_new_library(run):
    assert run("undo", status=1).stderr == "clipper: There is nothing to undo.\n"
    assert run("redo", status=1).stderr == "clipper: There is nothing to do again.\n"
    assert "number 7" in run("undo", "7", status=1).stderr
    run("undo", "last", status=2)
    assert run("history").stdout == ""


def test_the_trash_is_emptied_only_after_a_yes(clip, run):
    clip_id = clip.ready()
    run("trash", clip_id)
    result = run("empty-trash", status=2)
    assert "Delete 1 clip for good?" in result.stderr
    assert ids_in(run("list", "--trash")) == [clip_id]
    assert run("empty-trash", "--yes").stdout == "1 deleted\n"
    assert run("empty-trash").stdout == "0 deleted\n"
    run("show", clip_id, status=1)


def test_searches_are_saved_used_changed_and_removed(clip, run, rows):
    clip_id = clip.ready("The gulls had gone inland.")
    run("searches", "save", "Birds", "gulls", "-storks")
    assert ids_in(run("search", "--saved", "birds")) == [clip_id]
    run("searches", "save", "birds", "storks")
    assert [(row["name"], row["query"]) for row in rows("searches")] == [("Birds", "storks")]
    assert ids_in(run("search", "--saved", "birds")) == []
    run("searches", "remove", "BIRDS")
    assert run("searches").stdout == ""
    for arguments in (("search", "--saved", "birds"), ("searches", "remove", "birds")):
        assert "No search is saved under “birds”" in run(*arguments, status=1).stderr


def test_the_page_of_help_names_the_words_of_queries(run):
    page = run("help-search").stdout
    for word in ("tag:", "site:", "saved:", "is:unread", "-"):
        assert word in page


def test_json_of_every_list_is_one_object_a_line(clip, run):
    clip_id = clip.ready()
    run("tag", clip_id, "sea")
    run("searches", "save", "s", "sea")
    for command in (("tags",), ("history",), ("searches",), ("list",), ("search", "gulls"), ("stats",)):
        lines = run(*command, "--json").stdout.splitlines()
        assert lines
        assert all(isinstance(json.loads(line), dict) for line in lines)

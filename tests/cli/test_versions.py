"""``clipper edit``, ``versions``, ``duplicates``."""

from __future__ import annotations

import pytest

from tests.cli.conftest import ids_in


def test_what_a_person_writes_takes_the_place_of_what_was_found(clip, run, rows):
    clip_id = clip.ready()
    run(
        "edit",
        clip_id,
        "--title",
        "My quay",
        "--author",
        "Ida Moss",
        "--author",
        "Jon",
        "--published",
        "2026-03",
    )
    [row] = rows("show", clip_id)
    assert (row["title"], row["authors"], row["published"]) == ("My quay", ["Ida Moss", "Jon"], "2026-03")
    assert ids_in(run("search", "author:jon")) == [clip_id]
    run("edit", clip_id, "--reset", "authors", "--reset", "title")
    assert rows("show", clip_id)[0]["title"] == "The quay"
    run("undo")
    assert rows("show", clip_id)[0]["title"] == "My quay"


@pytest.mark.parametrize("options", [(), ("--reset", "url"), ("--title",)])
def test_an_edit_of_nothing_is_wrong_use(clip, run, options):
    run("edit", clip.ready(), *options, status=2)


def test_a_date_that_is_none_changes_nothing(clip, run, rows):
    clip_id = clip.ready()
    assert run("edit", clip_id, "--published", "next spring", status=1).stderr.startswith("clipper: ")
    assert rows("show", clip_id)[0]["published"] is None


def test_versions_are_listed_compared_and_printed(clip, run, rows):
    clip_id = clip.ready("The gulls had gone inland.")
    run("edit", clip_id, "--title", "Mine")
    first, edited = rows("versions", clip_id)
    assert (first["shown"], edited["shown"], edited["cause"]) == (False, True, "edited")
    assert "gone inland" in run("versions", clip_id, "--diff", first["number"], edited["number"]).stdout
    assert "had gone inland" in run("versions", clip_id, "--print", first["number"]).stdout
    assert "99" in run("versions", clip_id, "--print", 99, status=1).stderr
    run("versions", clip_id, "--print", 1, "--show", 1, status=2)


def test_clips_of_one_page_are_proposed_and_merged_or_put_aside(clip, run, rows):
    first = clip.ready(url="https://harbour.example/quay")
    second = clip.ready(url="https://www.harbour.example/quay?utm_source=x")
    run("tag", second, "sea")
    [row] = rows("duplicates")
    assert {row["id"], row["other"]} == {first, second}
    assert "the same address" in run("duplicates").stdout
    run("duplicates", "merge", first, second)
    assert ids_in(run("list")) == [first]
    assert rows("show", first)[0]["tags"] == ["sea"]
    run("undo")
    assert set(ids_in(run("list"))) == {first, second}
    run("duplicates", "dismiss", second, first)
    assert run("duplicates").stdout == ""
    for words in (("merge", first, first), ("dismiss", first, first), ("merge", first)):
        run("duplicates", *words, status=2)
    run("duplicates", "merge", first, "ffffffff", status=1)

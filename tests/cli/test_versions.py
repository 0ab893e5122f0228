"""``clipper edit``, ``versions``, ``clean-again``, ``fetch-again``, ``duplicates``."""

from __future__ import annotations

import pytest

from tests.cli.conftest import ids_in
from tests.site import story


def test_what_a_person_writes_takes_the_place_of_what_was_found(clip, run, rows, tmp_path):
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
    text = tmp_path / "mine.md"
    text.write_text("I wrote *this* about storks.")
    run("edit", clip_id, "--text", text)
    assert ids_in(run("search", "storks")) == [clip_id]
    run("edit", clip_id, "--reset", "text", "--reset", "title")
    assert ids_in(run("search", "storks")) == []
    assert rows("show", clip_id)[0]["title"] == "The quay"
    run("edit", clip_id, "--text", "-", stdin="From a pipe.")
    assert "From a pipe." in run("show", clip_id).stdout
    run("undo")
    assert "From a pipe." not in run("show", clip_id).stdout


@pytest.mark.parametrize("options", [(), ("--reset", "url"), ("--title",)])
def test_an_edit_of_nothing_is_wrong_use(clip, run, options):
    run("edit", clip.ready(), *options, status=2)


def test_a_text_that_cannot_be_read_or_a_date_that_is_none_changes_nothing(clip, run, tmp_path):
    clip_id = clip.ready()
    run("edit", clip_id, "--text", tmp_path / "gone.md", status=1)
    assert run("edit", clip_id, "--published", "next spring", status=1).stderr.startswith("clipper: ")
    assert "The gulls had gone inland." in run("show", clip_id).stdout


def test_versions_are_listed_compared_printed_and_shown_again(clip, run, rows):
    clip_id = clip.ready("The gulls had gone inland.")
    run("edit", clip_id, "--text", "-", stdin="The gulls had flown inland.")
    edited, first = sorted(rows("versions", clip_id), key=lambda row: row["number"])
    assert (first["shown"], edited["shown"], edited["cause"]) == (False, True, "edited")
    difference = run("versions", clip_id, "--diff", first["number"], edited["number"]).stdout
    assert "[-gone -]{+flown +}" in difference
    assert "had gone inland" in run("versions", clip_id, "--print", first["number"]).stdout
    run("versions", clip_id, "--show", first["number"])
    assert "had gone inland" in run("show", clip_id).stdout
    assert "99" in run("versions", clip_id, "--print", 99, status=1).stderr
    run("versions", clip_id, "--print", 1, "--show", 1, status=2)


def test_a_page_fetched_again_is_a_new_version_unless_it_is_worse(run, rows, site):
    address = site.page("/quay", story())
    clip_id = run("add", address).stdout.strip()
    site.page("/quay", story(body="The second edition says more of the wind than the first one did."))
    run("fetch-again", clip_id)
    assert "second edition" in run("show", clip_id).stdout
    site.page("/quay", b"", status=404)
    run("fetch-again", clip_id, "ffffffff", status=1)
    assert "second edition" in run("show", clip_id).stdout
    assert ids_in(run("list", "--health", "gone")) == [clip_id]
    run("clean-again", clip_id)
    assert "second edition" in run("show", clip_id).stdout


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

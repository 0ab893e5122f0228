"""``clipper list``, ``search``, ``show``, ``similar``."""

from __future__ import annotations

import pytest

from tests.cli.conftest import ids_in

NAMED = {
    "id", "title", "url", "site_name", "authors", "published", "saved", "state", "tags", "word_count",
    "language", "starred", "archived", "read",
}  # fmt: skip


def test_json_has_every_field_that_is_promised(clip, rows, run):
    clip_id = clip.ready(language="en-GB", published="2026-03-01", authors=("Ida Moss",))
    run("star", clip_id)
    run("archive", clip_id)
    [row] = rows("list")
    assert set(row) == NAMED
    assert (row["starred"], row["archived"], row["read"], row["state"]) == (True, True, False, "archived")
    assert row["language"].startswith("en")


def test_a_list_keeps_to_its_view_its_order_and_its_limit(clip, run):
    short, long = clip.ready("one two", "B"), clip.ready("one two three four", "A")
    failed = clip.failed()
    assert ids_in(run("list")) == [failed, long, short]
    assert ids_in(run("list", "--sort", "oldest", "--limit", 2)) == [short, long]
    assert ids_in(run("list", "--view", "failed")) == [failed]
    assert ids_in(run("list", "--failed")) == [failed]
    assert ids_in(run("list", "--view", "unread", "--sort", "title")) == [long, short]
    assert ids_in(run("list", "--view", "unread", "--sort", "longest")) == [long, short]


@pytest.mark.parametrize(
    "options",
    [
        ("--failed", "--trash"),
        ("--view", "inbox", "--failed"),
        ("--health", "short", "--trash"),
        ("--view", "nowhere"),
        ("--sort", "loudest"),
        ("--limit", 0),
        ("--limit", "many"),
        ("--health", "short", "--sort", "title"),
    ],
)
def test_options_that_contradict_each_other_are_wrong_use(run, options):
    run("list", *options, status=2)


def test_a_list_of_what_needs_attention_is_that_which_stats_counts(clip, run):
    gone = clip.failed("http_404")
    clip.failed("dns")
    assert ids_in(run("list", "--health", "gone")) == [gone]


def test_a_search_knows_the_language_of_queries(clip, run):
    quay = clip.ready("The gulls had gone inland.", "The quay")
    tower = clip.ready("The gulls stayed with the keeper.", "The tower", "https://tower.example/a")
    assert set(ids_in(run("search", "gulls"))) == {quay, tower}
    assert ids_in(run("search", "gulls", "-keeper")) == [quay]
    assert ids_in(run("search", "site:tower.example")) == [tower]
    assert ids_in(run("search", '"gone inland"')) == [quay]
    assert ids_in(run("search", "gulls", "--limit", 1, "--sort", "oldest")) == [quay]
    run("trash", quay)
    assert ids_in(run("search", "gulls", "--view", "trash")) == [quay]


@pytest.mark.parametrize("word", ["-hotel", "-limit", "-l", "-", "-json"])
def test_a_word_after_a_dash_is_no_option(clip, run, word):
    clip_id = clip.ready("The gulls had gone inland.")
    assert ids_in(run("search", "gulls", word)) == [clip_id]


@pytest.mark.parametrize("words", [(), ("gulls", "--limt", "5"), ("--saved",)])
def test_a_search_for_nothing_or_with_an_unknown_option_is_wrong_use(run, words):
    run("search", *words, status=2)


def test_a_part_of_a_query_that_is_not_understood_is_said_and_searched_as_text(clip, run):
    clip.ready()
    result = run("search", "saved:sometimes")
    assert result.stderr.startswith("clipper: ")
    assert "saved:sometimes" in result.stderr


def test_what_may_be_meant_is_proposed_where_nothing_is_found(clip, run):
    for number in range(3):
        clip.ready("The lighthouse keeper", f"Lighthouse {number}", f"https://tower.example/{number}")
    result = run("search", "lighthuose")
    assert "Did you mean: lighthouse" in result.stderr


def test_show_prints_each_clip_once_and_names_what_is_not_there(clip, run):
    clip_id, failed = clip.ready(), clip.failed()
    result = run("show", clip_id[-8:], clip_id, failed, "ffffffff", status=1)
    assert result.stdout.count("The gulls had gone inland.") == 1
    assert "It did not work." in result.stdout
    assert "ffffffff" in result.stderr


def test_clips_are_named_on_standard_input_by_what_a_list_printed(clip, run):
    first, second = clip.ready("The gulls left."), clip.ready("The gulls stayed.", "Again")
    listed = run("search", "gulls").stdout
    assert "\n    " in listed
    run("star", "-", stdin=listed)
    assert set(ids_in(run("list", "--view", "starred"))) == {first, second}
    as_json = run("search", "stayed", "--json").stdout
    run("unstar", "-", stdin=as_json)
    assert ids_in(run("list", "--view", "starred")) == [first]


@pytest.mark.parametrize("stdin", ["{", '{"id": 7}', "[]\n", "\x00\xff", "{}" * 5])
def test_garbage_on_standard_input_is_no_clip(clip, run, stdin):
    clip.ready()
    assert run("show", "-", stdin=stdin, status=1).stdout == ""


def test_similar_clips_are_listed_most_alike_first(clip, run, rows):
    text = "Lighthouse keepers wrote weather notebooks by the lamp. " * 3
    asked = clip.ready(text, "Notebooks")
    alike = clip.ready(f"{text} And so did harbour masters.", "Harbour notebooks", "https://b.example/1")
    clip.ready("Bread needs flour, water, salt.", "Bread", "https://c.example/1")
    found = ids_in(run("similar", asked))
    assert found[0] == alike
    assert asked not in found
    assert len(rows("similar", asked, "--limit", 1)) == 1
    run("similar", "ffffffff", status=1)

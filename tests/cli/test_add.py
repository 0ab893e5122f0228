"""``clipper add`` of what is there already, and of what is not there at all; ``retry``."""

from __future__ import annotations

import pytest

from tests.cli.conftest import ids_in
from tests.site import story

ADDRESS = "https://harbour.example/quay"


@pytest.mark.parametrize("source", ["no-such-page.html", "/no/such/page.html", "serch", "bad\x00name", ""])
def test_a_file_that_is_not_there_is_named_and_makes_no_clip(run, source):
    result = run("add", source, status=1)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert run("list").stdout == ""


@pytest.mark.parametrize(
    "address",
    [ADDRESS, "http://harbour.example/quay/", f"{ADDRESS}?utm_source=x", f"{ADDRESS}#top"],
)
def test_an_address_that_is_in_the_library_is_skipped_and_its_clip_is_named(clip, run, address):
    clip_id = clip.ready(url=ADDRESS)
    result = run("add", address)
    assert result.stdout == f"{clip_id}\n"
    assert "already in the library since" in result.stderr
    assert ids_in(run("list")) == [clip_id]


def test_an_address_twice_in_a_list_is_one_clip(run, site):
    address = site.page("/quay", story())
    result = run("add", "-", stdin=f"{address}\n{address}\n")
    assert ids_in(run("list")) == [result.stdout.strip()]


def test_both_are_kept_where_that_is_wanted_and_the_clip_is_updated_where_that_is(run, rows, site, tmp_path):
    address = site.page("/quay", story())
    clip_id = run("add", address).stdout.strip()
    kept = run("add", address, "--again", "keep").stdout.strip()
    assert kept != clip_id
    run("trash", kept)
    site.page("/quay", story(body="The second edition says more of the wind than the first one did."))
    assert run("add", address, "--again", "update").stdout.strip() == clip_id
    assert "second edition" in run("show", clip_id).stdout
    file = tmp_path / "quay.html"
    file.write_bytes(story(body="As a file."))
    assert run("add", file).stdout.strip() not in {clip_id, kept}
    assert len(rows("list")) == 2


def test_a_clip_that_failed_is_tried_again_when_its_address_is_added_again(run, site):
    address = site.page("/quay", story(), status=500)
    clip_id = run("add", address, status=1).stdout.strip()
    site.page("/quay", story())
    assert run("add", address).stdout.strip() == clip_id
    assert "The gulls, he noted" in run("show", clip_id).stdout


def test_retry_tries_what_failed_and_leaves_the_rest(run, site, clip):
    done = clip.ready()
    address = site.page("/quay", story(), status=404)
    failed = run("add", address, status=1).stdout.strip()
    assert "404" in run("retry", done, failed, status=1).stderr
    site.page("/quay", story())
    run("retry", done, failed)
    assert ids_in(run("list", "--failed")) == []
    run("retry", "ffffffff", status=1)

"""``clipper stats``."""

from __future__ import annotations

import json

from clipper.cli.stats import size


def test_numbers_stand_with_bars_and_what_needs_attention_with_what_mends_it(clip, run):
    clip.ready("one two three", url="https://harbour.example/a", language="en")
    clip.ready("one two", url="https://harbour.example/b", language="de")
    clip.failed("http_404")
    text = run("stats").stdout
    assert "clips     3  2 unread · 1 failed" in text
    assert "words     5" in text
    assert "harbour.example  2  " in text
    assert "█" in text
    assert "1 could not be made" in text
    assert "clipper list --health failed | clipper retry -" in text
    assert "1 gone from their sites" in text


def test_a_library_without_a_clip_says_so_much(run):
    text = run("stats").stdout
    assert text.startswith("clips     0\n")
    assert text.endswith("Health\n  Nothing needs attention.\n")


def test_json_has_the_numbers_and_for_each_concern_its_clips_and_what_mends_it(clip, run):
    failed = clip.failed("dns")
    found = json.loads(run("stats", "--json").stdout)
    assert found["clips"] == 1
    assert found["health"]["failed"] == {
        "count": 1,
        "query": "is:failed",
        "ids": [failed],
        "action": "retry",
    }
    assert found["disk"]["total"] >= found["disk"]["database"] > 0


def test_sizes_are_said_as_people_say_them():
    sizes = [size(count) for count in (0, 999, 1_234, 150_000, 5_400_000, 2_000_000_000_000)]
    assert sizes == ["0 bytes", "999 bytes", "1.2 kB", "150 kB", "5.4 MB", "2.0 TB"]

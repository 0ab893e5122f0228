"""A bit turned over or a page turned to zeros: noticed, said in words, and all else of the library is saved."""

from __future__ import annotations

import shutil

import pytest

from clipper.library.doctor import examine, repair
from tests.endurance.damage import FREE, contents, fill, pages, places

SHORT, LONG = 5, 100
# What an inner page leads to is found without it, and what is derived is made anew.
DERIVED = ("search", "heads", "word", "likeness", "sqlite_autoindex", "addresses", "uncompared", "claims")
EVERY_CLIPS = ("tags", "sqlite_schema")
"""Pages that say something of all clips at once: after losing one, clips may lack their tags, and some that
were deleted may be back."""
WITHOUT_SUMS = (
    "clips",
    "handovers",
    "tags",
    "clip_tags",
    "highlights",
    "edits",
    "assets",
    "articles",
    "captures",
)
"""Tables with short values that no sum is kept of: another letter in one may go unnoticed, in one clip."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory, request):
    """A closed library that nothing is wrong with."""
    folder = tmp_path_factory.mktemp("sound") / "library"
    fill(folder, clips=60 if request.config.getoption("endurance") else 16)
    return folder


def may_change(page) -> int:
    """How many clips the damage of this page can touch at most."""
    if page.kind == "internal" or page.of.startswith(DERIVED) or page.of == FREE:
        return 0
    return max(page.rows, 1)  # a page that one long row runs over has none of its own


def without_tags(content, ids):
    return {
        clip_id: (clip.article, clip.note, clip.assets, clip.highlights, capture)
        for clip_id, (clip, capture) in content.items()
        if clip_id in ids
    }


@pytest.mark.timeout(400)
def test_a_damaged_page_is_noticed_and_costs_no_clip_that_it_had_no_part_of(sound, tmp_path, endurance):
    before = contents(sound)
    folder = tmp_path / "library"
    for damage in places(sound, LONG if endurance else SHORT, seed=17):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(sound, folder)
        damage.do(folder)

        found = examine(folder)
        report = repair(folder) if found else None

        after = contents(folder)
        changed = [clip_id for clip_id in before if after.get(clip_id) != before[clip_id]]
        assert before.keys() <= after.keys(), damage
        if report is None:
            assert damage.bit is not None or damage.page.of == FREE, damage
            assert len(changed) <= (damage.page.of in WITHOUT_SUMS), damage
            continue
        assert all(finding.message.endswith(".") for finding in found), damage
        assert report.is_sound, damage
        assert report.done, damage
        if damage.page.of in EVERY_CLIPS:
            assert without_tags(after, before) == without_tags(before, before), damage
        else:
            assert after.keys() == before.keys(), damage
            assert len(changed) <= may_change(damage.page), (damage, len(changed))


def test_the_damaged_places_lie_in_every_part_of_the_file(sound):
    parts = {(page.of, page.kind) for page in pages(sound)}
    kinds = {kind for _, kind in parts}
    assert {"leaf", "internal", "overflow", "free"} <= kinds
    chosen = {(damage.page.of, damage.page.kind) for damage in places(sound, LONG, seed=17)}
    assert len(parts - chosen) < 5

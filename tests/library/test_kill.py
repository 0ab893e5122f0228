from __future__ import annotations

import subprocess
import sys

import pytest

from clipper.library import Library
from clipper.library.connections import connect
from clipper.model import Status

BEGINNING = """
import sys
from pathlib import Path
from clipper.library import Library
from clipper.model import Article, Asset, Handover, Via

library = Library(Path(sys.argv[1]))
def add(count):
    return library.add([Handover(f"reef.example/{n}", Via.COMMAND, url=f"https://reef.example/{n}")
                        for n in range(count)])
def article(number):
    text = f"corals number{number} " * 2000
    return Article(title=f"Corals {number}", html=f"<p>{text}", text=text, word_count=4000)
"""
CLAIMS = "ids = add(5); library.claim(3); print(*ids, flush=True); sys.stdin.read()"
FILLS = """
for number in range(10_000):
    [clip_id] = add(1)
    print("added", clip_id, flush=True)
    library.fill(clip_id, article(number), [Asset("a", library.save_asset(b"%d" % number, "image/png"))])
    print("filled", clip_id, flush=True)
"""


def program(folder, work):
    return subprocess.Popen(
        [sys.executable, "-c", BEGINNING + work, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def is_sound(folder):
    db = connect(folder / "library.sqlite3")
    try:
        db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        return db.pragma("integrity_check") == "ok"
    finally:
        db.close()


def test_what_a_killed_program_had_claimed_is_there_and_free_at_once(folder):
    with program(folder, CLAIMS) as other, Library(folder) as library:
        ids = other.stdout.readline().split()
        assert library.claim(9) == ids[3:]
        other.kill()
        other.wait()
        assert library.claim(9) == ids[:3]
        assert library.ids() == ids[::-1]
        assert len(list((folder / "locks").iterdir())) == 2
    assert is_sound(folder)


@pytest.mark.parametrize("lines", [1, 14, 31])
def test_killing_in_the_middle_of_work_loses_nothing_that_was_confirmed(folder, lines):
    with program(folder, FILLS) as other:
        confirmed = [other.stdout.readline().split() for _ in range(lines)]
        other.kill()
        confirmed += [line.split() for line in other.stdout if line.endswith("\n")]
    added = {clip_id for word, clip_id in confirmed if word == "added"}
    filled = {clip_id for word, clip_id in confirmed if word == "filled"}
    with Library(folder) as library:
        assert added <= set(library.ids())
        for clip_id in library.ids():
            clip = library.clip(clip_id)
            is_ready = clip.summary.status is Status.READY
            assert is_ready or clip_id not in filled
            assert (clip.article is not None) == is_ready
            assert all(library.asset_path(asset.name).exists() for asset in clip.assets)
            assert (clip_id in library.ids(query=f'"{clip.summary.title}" corals number')) == is_ready
        pending = [clip_id for clip_id in library.ids() if library.clip(clip_id).article is None]
        assert library.claim(99) == pending[::-1]
    assert is_sound(folder)

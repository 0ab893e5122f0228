"""Pulling the plug: what was said to be on disk is on disk, whenever the program is killed."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys

import pytest

from clipper.cleaning import DirectCleaner
from clipper.clipping import Clipping
from clipper.library import Library
from clipper.model import Status
from tests.site import story

CLIPS = 50
TIMES_SHORT, TIMES_LONG = 4, 20


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    files = [folder / f"{number:02}.html" for number in range(CLIPS)]
    for number, file in enumerate(files):
        file.write_bytes(story(f"The quay under water, part {number}"))
    return [str(file) for file in files]


def killed_add(folder, pages, ids_before_kill, wait_seconds):
    """Run ``clipper add`` over the pages, kill it after so many ids and seconds; the ids that it printed."""
    command = [sys.executable, "-m", "clipper", "--library", str(folder), "add", *pages]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        ids = [process.stdout.readline().strip() for _ in range(ids_before_kill)]
        try:
            process.wait(wait_seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
    return ids + rest.split()


def is_sound(folder):
    connection = sqlite3.connect(folder / "library.sqlite3")
    try:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()


@pytest.mark.timeout(170)
def test_killed_at_random_moments_while_fifty_hand_overs_run_every_one_is_in_the_library(
    tmp_path, pages, endurance
):
    moments = random.Random(50)
    for time in range(TIMES_LONG if endurance else TIMES_SHORT):
        folder = tmp_path / f"library-{time}"
        all_on_disk = time % 2 == 0
        count = CLIPS if all_on_disk else moments.randrange(1, CLIPS)
        printed = killed_add(folder, pages, count, moments.uniform(0, 0.8) if all_on_disk else 0)
        assert len(printed) >= count
        assert is_sound(folder)
        with Library(folder) as library:
            found = {summary.id: summary for summary in library.summaries(library.ids())}
        assert set(printed) <= found.keys()
        assert {summary.status for summary in found.values()} <= {Status.PENDING, Status.READY, Status.FAILED}
        if all_on_disk:
            assert len(found) == CLIPS


def test_what_a_killed_program_left_pending_is_finished_by_the_next(tmp_path, pages):
    folder = tmp_path / "library"
    printed = killed_add(folder, pages[:12], 12, 0)
    service = Clipping(Library(folder), cleaner=DirectCleaner())
    try:
        service.start()
        assert service.wait(printed, timeout=40)
        assert {summary.status for summary in service.summaries(printed)} == {Status.READY}
    finally:
        service.close()

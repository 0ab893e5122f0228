"""Threads of several programs at work on one library: nothing is lost, nobody waits long, all is soon seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from clipper.errors import Cancelled
from clipper.library import Library
from tests.endurance.work import Work, check, is_sound

PROGRAM = "import sys; from tests.endurance.test_many_at_once import program; program(*sys.argv[1:])"
LONGEST_S = 5.0
SEEN_WITHIN_S = 1.0


def program(folder, seed, threads, seconds):
    """Work with some threads, then print what was confirmed, the longest wait and what went wrong."""
    steps, waits, wrong = [], [], []
    end = time.monotonic() + float(seconds)

    def work(library, number):
        mine = Work(library, int(seed) * 100 + number, confirmed=steps.append)
        try:
            while time.monotonic() < end:
                started = time.monotonic()
                mine.step()
                library.search("keeper", limit=5)
                waits.append(time.monotonic() - started)
        except Cancelled:
            pass
        except Exception as error:  # noqa: BLE001  (told to whoever reads this)
            wrong.append(repr(error))

    with Library(Path(folder)) as library:
        workers = [threading.Thread(target=work, args=(library, number)) for number in range(int(threads))]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    print(json.dumps({"steps": steps, "wait": max(waits, default=0), "wrong": wrong}))


@pytest.mark.timeout(200)
def test_nothing_is_lost_and_nobody_waits_long_while_many_work_at_once(tmp_path, endurance):
    folder = tmp_path / "library"
    processes, threads, seconds = (4, 5, 60) if endurance else (2, 3, 1)
    root = str(Path(__file__).parents[2])
    with Library(folder) as library:
        started = [
            subprocess.Popen(
                [sys.executable, "-c", PROGRAM, str(folder), str(seed), str(threads), str(seconds)],
                stdout=subprocess.PIPE,
                text=True,
                cwd=root,
                env=os.environ | {"PYTHONPATH": root},
            )
            for seed in range(processes)
        ]
        told = [json.loads(process.communicate(timeout=180)[0]) for process in started]
        assert [one["wrong"] for one in told] == [[]] * processes
        assert max(one["wait"] for one in told) < LONGEST_S
        for one in told:
            assert one["steps"]
            check(library, one["steps"])
    assert is_sound(folder)


def test_each_program_sees_what_another_changed_within_a_second(tmp_path):
    with Library(tmp_path / "library") as ours, Library(tmp_path / "library") as theirs:
        work = Work(ours, 1)
        for _ in range(20):
            before = theirs.data_version()
            work.step()
            deadline = time.monotonic() + SEEN_WITHIN_S
            while theirs.data_version() == before:
                assert time.monotonic() < deadline

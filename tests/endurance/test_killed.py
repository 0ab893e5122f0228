"""kill -9 at any moment of mixed work: the library is sound, and each change that was confirmed is in it."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from clipper.library import Library
from clipper.library.backups import check_backup
from tests.endurance.work import WITH_BACKUPS, Work, check, is_sound

SHORT, LONG = 3, 200

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


def work_until_killed(folder, seed, pipe):
    def say(word):
        return lambda step: os.write(pipe, (json.dumps([word, *step]) + "\n").encode())

    with Library(folder) as library:
        work = Work(library, seed, say("begun"), say("confirmed"), kinds=WITH_BACKUPS)
        while True:
            work.step()


def killed(folder, seed, lines, seconds):
    """The steps that a process confirmed before it was killed, and the clip it was at work on."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(ours)
            work_until_killed(folder, seed, theirs)
        finally:
            os._exit(1)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        told = [pipe.readline() for _ in range(lines)]
        time.sleep(seconds)  # the random moment
        os.kill(child, signal.SIGKILL)
        told += pipe.readlines()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it fell by itself"
    steps = [json.loads(line) for line in told if line.endswith(b"\n")]
    unconfirmed = steps[-1][2] if steps[-1][0] == "begun" else None
    return [step[1:] for step in steps if step[0] == "confirmed"], unconfirmed


@pytest.mark.timeout(400)
def test_killed_at_random_moments_of_mixed_work_each_confirmed_change_is_there(tmp_path, endurance):
    moments = random.Random(9)
    folder = tmp_path / "library"
    steps, uncertain = [], set()
    for number in range(LONG if endurance else SHORT):
        if number % 20 == 0:
            folder, steps, uncertain = tmp_path / f"library-{number}", [], set()
        confirmed, unconfirmed = killed(folder, number, moments.randrange(4, 50), moments.uniform(0, 0.02))
        steps += confirmed
        uncertain.add(unconfirmed)
        assert is_sound(folder)
        with Library(folder) as library:
            check(library, steps, uncertain)
        for kind, _, backup in confirmed:
            if kind == "backup":
                check_backup(Path(backup))

"""Worker processes: a page that never ends is stopped with its worker, and no worker outlives its program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest

from clipper.cleaning import PooledCleaner, each
from clipper.errors import Cancelled, ExtractError
from clipper.model import Capture, Content, Via
from tests.site import story

PROGRAM = """
import os, sys
from clipper.cleaning import each

def work(how):
    print(os.getpid(), flush=True)
    while how == "busy":
        pass

if __name__ == "__main__":
    for _ in each(work, [sys.argv[1]], workers=1, seconds=600):
        print("idle", flush=True)
        sys.stdin.read()
"""


def page(data):
    return Capture(data, Content.HTML, "utf-8", Via.FILE, datetime.now(UTC))


@pytest.fixture
def cleaner():
    cleaner = PooledCleaner(workers=1)
    yield cleaner
    cleaner.close()


def test_a_page_is_cleaned_in_another_process(cleaner):
    assert cleaner.clean(page(story())).title == "The quay under water"


def test_a_closed_cleaner_starts_no_workers_again(cleaner):
    cleaner.close()
    with pytest.raises(Cancelled):
        cleaner.clean(page(story()))


def hold(job):
    pipe, _ = job
    with pipe.open("w"):
        while True:
            pass


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_closing_in_the_middle_of_a_page_ends_its_cleaning_and_its_worker(cleaner, tmp_path, monkeypatch):
    monkeypatch.setattr("clipper.cleaning._clean", hold)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    outcomes = []

    def clean():
        try:
            outcomes.append(cleaner.clean(pipe))
        except BaseException as error:  # noqa: BLE001  (looked at by the test)
            outcomes.append(error)

    thread = threading.Thread(target=clean)
    thread.start()
    with pipe.open() as held:  # opens when the worker holds the other end
        cleaner.close()
        assert held.read() == ""  # which its end has let go
    thread.join(20)
    assert [type(outcome) for outcome in outcomes] == [Cancelled]


def die(how):
    if how == "die":
        os._exit(7)
    while how == "hang":
        pass
    return how


def test_a_page_that_breaks_or_holds_its_worker_is_told_and_the_others_go_on():
    results = list(each(die, ["a", "die", "b", "hang", "c"], workers=1, seconds=1))
    assert [results[place] for place in (0, 2, 4)] == ["a", "b", "c"]
    assert isinstance(results[1], ExtractError)
    assert "broke the process" in results[1].message
    assert isinstance(results[3], ExtractError)
    assert "more than 1 seconds" in results[3].message


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("how", ["idle", "busy"])
def test_no_worker_outlives_a_program_that_was_killed(tmp_path, how):
    script = tmp_path / "program.py"
    script.write_text(PROGRAM)
    with subprocess.Popen(
        [sys.executable, script, how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        worker = int(program.stdout.readline())
        if how == "idle":
            assert program.stdout.readline() == "idle\n"
        program.kill()
        # The pipe ends when the last one that could write into it has ended.
        ending = threading.Thread(target=program.stdout.read, daemon=True)
        ending.start()
        ending.join(15)
        outlived = ending.is_alive()
        if outlived:
            os.kill(worker, signal.SIGKILL)
            ending.join()
    assert not outlived

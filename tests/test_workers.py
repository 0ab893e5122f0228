"""Processes with the limits of a page: past them the process ends, a sentence says why, and others go on."""

from __future__ import annotations

import os
import sys
import threading
import time

import pytest

from clipper.errors import EmptyPageError, ExtractError
from clipper.workers import PAGE_BYTES, OneByOne, Workers, can_fork, forked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


def spawned(function, job, seconds):
    workers = Workers(1, seconds)
    try:
        return workers.run(function, job)
    finally:
        workers.close()


@pytest.fixture(params=[forked, spawned], ids=["forked", "spawned"])
def alone(request):
    """Run one job in a process of its own, by both ways."""
    return request.param


def doubled(number):
    return 2 * number


def refused(_):
    raise EmptyPageError("There is nothing here.")


class TwoWordsError(Exception):
    def __init__(self, first, second):
        super().__init__(f"{first} {second}")


def broken(_):
    raise TwoWordsError("cannot", "travel")


def endless(_):
    while True:
        pass


def endless_in_c(_):
    sum(range(10**18))


def greedy(_):
    return len([bytes(1 << 20) for _ in range(4096)])


def much(_):
    return len(b"x" * (PAGE_BYTES // 2 + (64 << 20)))


def fallen(_):
    os._exit(3)


def process(_):
    return os.getpid()


def test_a_job_is_done_in_another_process(alone):
    assert alone(doubled, 21, 10) == 42
    assert alone(process, None, 10) != os.getpid()


def test_a_large_result_comes_back_whole(alone):
    assert len(alone(bytes, 5_000_000, 10)) == 5_000_000


def test_what_the_job_raises_is_raised_here(alone):
    with pytest.raises(EmptyPageError, match=r"There is nothing here\."):
        alone(refused, None, 10)


def test_an_error_that_cannot_travel_is_told_by_its_name_and_where_it_came_from(alone):
    with pytest.raises(RuntimeError, match="TwoWordsError: cannot travel"):
        alone(broken, None, 10)


@pytest.mark.parametrize("job", [endless, endless_in_c])
def test_a_job_without_an_end_is_stopped_though_it_never_comes_back_to_python(alone, job):
    started = time.monotonic()
    with pytest.raises(ExtractError, match=r"took more than .* and was stopped"):
        alone(job, None, 0.25)
    assert time.monotonic() - started < 8


def test_a_job_that_wants_more_memory_than_a_page_may_take_is_refused_it(alone):
    with pytest.raises(ExtractError, match="more memory than a page may take"):
        alone(greedy, None, 10)


def test_a_process_that_falls_is_told(alone):
    with pytest.raises(ExtractError, match="broke the process"):
        alone(fallen, None, 10)


def test_after_all_that_the_next_job_is_done():
    workers = Workers(1, 0.5)
    try:
        for job in (endless, greedy, fallen):
            with pytest.raises(ExtractError):
                workers.run(job, None)
            assert workers.run(doubled, 4) == 8
    finally:
        workers.close()


def test_a_program_that_once_held_much_memory_does_not_start_a_process_for_each_job():
    held = bytearray(PAGE_BYTES // 2 + (64 << 20))
    held[::4096] = b"\1" * len(held[::4096])
    del held
    workers = Workers(1, 10)
    try:
        assert len({workers.run(process, None) for _ in range(3)}) == 1
    finally:
        workers.close()


def test_a_process_that_held_much_memory_does_no_other_job():
    workers = Workers(1, 10)
    try:
        first = workers.run(process, None)
        workers.run(much, None)
        assert workers.run(process, None) != first
    finally:
        workers.close()


def test_many_jobs_at_once_come_back_to_those_who_asked():
    workers = Workers(2, 10)
    found = {}

    def ask(number):
        found[number] = workers.run(doubled, number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(40)]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        workers.close()
    assert found == {number: 2 * number for number in range(40)}


def test_where_threads_run_nothing_is_forked():
    ending = threading.Event()
    thread = threading.Thread(target=ending.wait)
    thread.start()
    jobs = OneByOne(10)
    try:
        assert not can_fork()
        assert jobs.run(doubled, 3) == 6
    finally:
        jobs.close()
        ending.set()
        thread.join()

from __future__ import annotations

import threading

import pytest

from clipper.clipping import Changes
from clipper.errors import Cancelled, LibraryError
from clipper.gui.background import Background, Feed, Immediate


@pytest.fixture
def background(qapp):
    made = Background(threads=2)
    yield made
    made.close()


def raises(error):
    def function():
        raise error

    return function


def test_work_runs_elsewhere_and_its_result_arrives_in_the_windows_thread(qtbot, background):
    seen = []
    background.run(threading.get_ident, lambda worker: seen.extend([worker, threading.get_ident()]))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] != threading.get_ident()
    assert seen[1] == threading.get_ident()


def test_a_forgotten_job_delivers_nothing(qtbot, background):
    go, seen = threading.Event(), []
    job = background.run(go.wait, lambda _: seen.append("forgotten"))
    background.forget(job)
    go.set()
    background.run(lambda: 1, lambda _: seen.append("kept"))
    qtbot.waitUntil(lambda: seen == ["kept"])


def test_an_understood_error_goes_to_the_job_or_out_by_signal(qtbot, background):
    seen = []
    error = LibraryError("The disk is full.")
    background.run(raises(error), lambda _: None, seen.append)
    qtbot.waitUntil(lambda: seen == [error])
    with qtbot.waitSignal(background.failed) as caught:
        background.run(raises(error), lambda _: None)
    assert caught.args == [error]


def test_cancelled_work_is_no_failure(qtbot, background):
    seen = []
    background.run(raises(Cancelled()), seen.append, seen.append, lambda: seen.append("cancelled"))
    qtbot.waitUntil(lambda: seen == ["cancelled"])


def test_a_mistake_of_ours_is_raised_in_the_windows_thread(qtbot, background):
    with qtbot.captureExceptions() as caught:
        background.run(raises(ValueError("ours")), lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ValueError


def test_closing_is_quick_even_while_work_goes_on(qapp):
    background, go = Background(threads=1), threading.Event()
    background.run(go.wait, lambda _: None)
    background.close(patience_s=0.01)
    go.set()


def test_announcements_are_gathered(qtbot, service):
    feed, seen = Feed(service), []
    feed.changed.connect(seen.append)
    for number in range(20):
        service.announce(progress=[f"clip-{number}"])
    service.announce(added=["new"])
    qtbot.waitUntil(lambda: any("new" in changes.added for changes in seen))
    assert len(seen) == 2
    assert frozenset().union(*(changes.progress for changes in seen)) == {f"clip-{n}" for n in range(20)}
    feed.close()
    assert service.listeners == []


def test_announcements_of_other_threads_arrive_in_the_windows_thread(qtbot, service):
    feed, seen = Feed(service), []
    feed.changed.connect(lambda changes: seen.append((threading.get_ident(), changes)))
    thread = threading.Thread(target=lambda: service.announce(changed=["a"]))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(threading.get_ident(), Changes(changed=frozenset({"a"})))]
    feed.close()


def test_an_immediate_runner_answers_within_the_call(qapp):
    seen = []
    Immediate().run(lambda: 7, seen.append)
    assert seen == [7]

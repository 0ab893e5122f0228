from __future__ import annotations

import gc
import subprocess
import sys
import threading

import apsw
import pytest

from clipper.errors import Cancelled, LibraryError
from clipper.library import Library
from clipper.library.connections import IDLE_READERS, Connections

READER = """
import sys
from pathlib import Path
from clipper.library import Library
from clipper.model import Handover, Via
with Library(Path(sys.argv[1])) as library:
    for line in sys.stdin:
        if line.strip():
            print(*library.add([Handover(line.strip(), Via.COMMAND)]), flush=True)
        print(*library.ids(), flush=True)
"""


def in_threads(count, work):
    failures = []

    def guarded(number):
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001 (raised again in the test's own thread)
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def test_many_threads_may_read_and_write_at_once(library, make):
    def work(number):
        for turn in range(5):
            [clip_id] = library.add([make.link(f"https://reef.example/{number}/{turn}")])
            library.fill(clip_id, make.article(), [])
            assert clip_id in library.ids(query="corals")
            assert library.clip(clip_id).article

    in_threads(8, work)
    assert library.counts().all == 40


def test_threads_that_end_leave_no_connections_behind(library):
    gc.collect()
    before = len(apsw.connections())
    for _ in range(5):
        in_threads(20, lambda _: library.ids())
    assert len(apsw.connections()) <= before + IDLE_READERS


def test_closing_closes_every_connection(folder):
    gc.collect()
    before = len(apsw.connections())
    library = Library(folder)
    in_threads(4, lambda _: library.ids())
    library.close()
    assert len(apsw.connections()) == before


def test_two_programs_share_a_library(folder, library, make):
    [ours] = library.add([make.link()])
    version = library.data_version()
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        print("theirs", file=other.stdin, flush=True)
        theirs = other.stdout.readline().strip()
        assert other.stdout.readline().split() == [theirs, ours]
        assert library.ids() == [theirs, ours]
        assert library.data_version() != version
        library.trash([theirs])
        print(file=other.stdin, flush=True)
        assert other.stdout.readline().split() == [ours]
        other.stdin.close()
        assert other.wait() == 0


def test_the_data_version_changes_only_when_another_program_changed_something(folder, library, make):
    first = library.data_version()
    library.add([make.link()])
    library.ids()
    assert library.data_version() == first
    with Library(folder) as other:
        other.ids()
        assert library.data_version() == first
        other.add([make.link()])
        changed = library.data_version()
    assert changed != first
    assert library.data_version() == changed


def test_a_writer_waits_for_another_programs_transaction_and_then_says_who_is_in_the_way(
    folder, library, make
):
    library._connections._writer.set_busy_timeout(20)
    other = apsw.Connection(str(folder / "library.sqlite3"))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryError, match="Another program"):
        library.add([make.link()])
    other.execute("ROLLBACK")
    other.close()
    assert len(library.add([make.link()])) == 1


ENDLESS = "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


ENDLESS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"


def endless_read(connections, *, interruptible=True):
    """Start a read that does not end by itself; return its thread and the error it will get."""
    errors, running = [], threading.Event()

    def sign():
        running.set()
        return False  # go on

    def read():
        try:
            with connections.reading(interruptible=interruptible) as reader:
                reader.db.set_progress_handler(sign, 1000)
                reader.db.execute(ENDLESS).fetchall()
        except BaseException as error:  # noqa: BLE001 (looked at by the test)
            errors.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    assert running.wait(10)
    return thread, errors


@pytest.fixture
def connections(folder):
    Library(folder).close()
    connections = Connections(folder / "library.sqlite3")
    yield connections
    connections.close()


def test_a_long_read_can_be_interrupted_and_its_connection_is_used_again(connections):
    thread, errors = endless_read(connections)
    connections.interrupt()
    thread.join(10)
    assert [type(error) for error in errors] == [Cancelled]
    with connections.reading() as reader:
        reader.check()
        assert reader.db.execute("SELECT 1").get == 1


def test_a_read_that_was_interrupted_amid_its_rows_leaves_no_broken_connection(connections):
    rows = []

    def read():
        with connections.reading(interruptible=True) as reader:
            rows.extend(reader.db.execute(ENDLESS) for _ in range(2))
            next(rows[0]), next(rows[1])
            connections.interrupt()
            next(rows[1])

    with pytest.raises(Cancelled):
        read()
    for _ in range(2):
        with connections.reading() as reader:
            assert reader.db.execute("SELECT 1").get == 1


def test_reads_that_are_work_and_not_typing_go_on_when_others_are_interrupted(connections):
    thread, errors = endless_read(connections, interruptible=False)
    connections.interrupt()
    assert thread.is_alive()
    assert errors == []
    connections.close()
    thread.join(10)
    assert [type(error) for error in errors] == [Cancelled]


def test_closing_interrupts_a_long_read(connections):
    thread, errors = endless_read(connections)
    connections.close()
    thread.join(10)
    assert [type(error) for error in errors] == [Cancelled]


def test_a_write_that_raises_leaves_nothing(library, make):
    with pytest.raises(AttributeError):
        library.add([make.link(), None])
    assert library.ids() == []
    assert len(library.add([make.link()])) == 1


def test_readers_cannot_write(connections):
    with pytest.raises(LibraryError), connections.reading() as reader:
        reader.db.execute("DELETE FROM clips")

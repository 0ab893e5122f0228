"""Runs extraction in worker processes: it is CPU work, and a page that never ends is stopped with its worker.

Workers are spawned, not forked, because the window's process has threads. They end by themselves when the
program that started them is gone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

from clipper.errors import Cancelled, ExtractError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from clipper.model import Article, Capture

Job = TypeVar("Job")
Result = TypeVar("Result")

PAGE_SECONDS = 20
PAGE_BYTES = 2 << 30


class Cleaner(Protocol):
    """Something that turns a capture into an article."""

    def clean(self, capture: Capture) -> Article:
        """Return the article. Raises ClipperError."""
        ...

    def close(self) -> None:
        """Stop, without waiting for work that goes on."""
        ...


def clean(capture: Capture) -> Article:
    """Clean a page in this process."""
    from clipper.extract import extract

    return extract(capture)


def limit_memory() -> None:
    """Keep this process under `PAGE_BYTES` of address space, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (PAGE_BYTES, hard))


def _end_with_program() -> None:
    """End this process when the program that started it is gone, however busy it is with a page."""
    program = multiprocessing.parent_process()
    if program is not None:
        program.join()
        os._exit(1)


def _worker_starts() -> None:
    threading.Thread(target=_end_with_program, daemon=True).start()
    limit_memory()
    with contextlib.suppress(AttributeError, OSError):
        os.nice(5)
    # There is a worker for each core already; numpy's own threads would also reserve memory for each.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("MKL_NUM_THREADS", "1")
    import clipper.extract  # noqa: F401  (loaded once, before the first page)


class DirectCleaner:
    """Cleans in the calling thread; for one page at the command line, and for tests."""

    def clean(self, capture: Capture) -> Article:
        """Return the article. Raises ClipperError."""
        return clean(capture)

    def close(self) -> None:
        """Nothing to stop."""


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let threads and processes that start in the block inherit that Ctrl+C is not for them.

    A terminal sends it to workers as well, and one that is just starting would show it as a trace.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # which would open the ears again, if it started in the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Workers:
    """Processes that do jobs, started with the first one, and anew when they broke."""

    def __init__(self, workers: int | None = None, seconds: float = PAGE_SECONDS) -> None:
        self.count = workers or os.cpu_count() or 1
        self._seconds = seconds
        self._pool: ProcessPool | None = None
        self._waited_for: set[Future[Any]] = set()
        self._closed = False
        self._lock = threading.Lock()

    def run(self, function: Callable[[Job], Result], job: Job) -> Result:
        """Return what `function` makes of the job in a worker, and raise what it raises.

        Raises ExtractError where it took more than the seconds it has, or broke its worker; Cancelled
        where `close` comes first.
        """
        for is_last in (
            False,
            True,
        ):  # all jobs fall with a pool that breaks, also those that are not at fault
            future = self._scheduled(function, job)
            try:
                return future.result()
            except CancelledError:
                raise Cancelled from None
            except BrokenProcessPool as error:
                if is_last:
                    raise unfinished(error, self._seconds) from error
            except (TimeoutError, ProcessExpired, MemoryError) as error:
                raise unfinished(error, self._seconds) from error
            finally:
                self._waited_for.discard(future)
        raise AssertionError

    def _scheduled(self, function: Callable[[Job], Result], job: Job) -> Future[Result]:
        with self._lock:
            if self._closed:
                raise Cancelled
            if self._pool is None or not self._pool.active:
                self._stop_pool()
                self._pool = _pool(self.count)
            with _deaf_to_interrupts():
                future: Future[Result] = self._pool.schedule(function, args=[job], timeout=self._seconds)
            self._waited_for.add(future)
            return future

    def _stop_pool(self) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None

    def close(self) -> None:
        """Stop the workers now, for good."""
        with self._lock:
            self._closed = True
            for future in tuple(self._waited_for):  # a stopped pool would leave some waiting for ever
                future.cancel()
            self._stop_pool()


class PooledCleaner(Workers):
    """Cleans in worker processes."""

    def clean(self, capture: Capture) -> Article:
        """Return the article. Raises ClipperError; Cancelled where `close` comes first."""
        return self.run(clean, capture)


def unfinished(error: BaseException, seconds: float) -> ExtractError:
    """What a person is told about a page whose worker did not return."""
    if isinstance(error, TimeoutError):
        what = f"Cleaning took more than {seconds:.0f} seconds and was stopped."
    elif isinstance(error, MemoryError):
        what = "Cleaning needs more memory than a page may take."
    else:
        what = "This page broke the process that cleaned it."
    return ExtractError(f"{what} The page itself is kept.")


def _pool(workers: int) -> ProcessPool:
    return ProcessPool(
        max_workers=workers,
        initializer=_worker_starts,
        context=multiprocessing.get_context("spawn"),
    )


def each(
    function: Callable[[Job], Result],
    jobs: Iterable[Job],
    *,
    workers: int | None = None,
    seconds: float = PAGE_SECONDS,
) -> Iterator[Result | ExtractError]:
    """Call `function` with each job in worker processes; yield the results in order.

    A job that took more than `seconds`, or broke its worker, yields an ExtractError; the others go on.
    """
    processes = Workers(workers, seconds)

    def outcome(job: Job) -> Result | ExtractError:
        try:
            return processes.run(function, job)
        except ExtractError as error:
            return error

    # One more waits than works, so that no worker waits.
    waiting = ThreadPoolExecutor(processes.count + 1)
    try:
        yield from waiting.map(outcome, jobs)
    finally:
        processes.close()
        waiting.shutdown(cancel_futures=True)

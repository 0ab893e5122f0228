"""Runs extraction in worker processes: it is CPU work, and a page that never ends is stopped with its worker.

Workers are spawned, not forked, because the window's process has threads. They end by themselves when the
program that started them is gone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING, Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

from clipper.errors import ExtractError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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


def _worker_starts() -> None:
    limit_memory()
    with contextlib.suppress(AttributeError, OSError):
        os.nice(5)
    import clipper.extract  # noqa: F401  (loaded once, before the first page)


class DirectCleaner:
    """Cleans in the calling thread; for one page at the command line, and for tests."""

    def clean(self, capture: Capture) -> Article:
        """Return the article. Raises ClipperError."""
        return clean(capture)

    def close(self) -> None:
        """Nothing to stop."""


class PooledCleaner:
    """Cleans in worker processes, started with the first page."""

    def __init__(self, workers: int | None = None, seconds: float = PAGE_SECONDS) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._seconds = seconds
        self._pool: ProcessPool | None = None
        self._lock = threading.Lock()

    def _started(self) -> ProcessPool:
        with self._lock:
            if self._pool is None or not self._pool.active:
                self._pool = _pool(self._workers)
            return self._pool

    def clean(self, capture: Capture) -> Article:
        """Return the article. Raises ClipperError; ExtractError if the worker did not come to an end."""
        future = self._started().schedule(clean, args=[capture], timeout=self._seconds)
        try:
            article: Article = future.result()
        except (FutureTimeoutError, ProcessExpired, MemoryError) as error:
            raise unfinished(error, self._seconds) from error
        return article

    def close(self) -> None:
        """Stop the workers now."""
        with self._lock:
            if self._pool is not None:
                self._pool.stop()
                self._pool.join()
                self._pool = None


def unfinished(error: BaseException, seconds: float) -> ExtractError:
    """What a person is told about a page whose worker did not return."""
    if isinstance(error, FutureTimeoutError):
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
    pool = _pool(workers or os.cpu_count() or 1)
    try:
        results = pool.map(function, jobs, timeout=seconds).result()
        while True:
            try:
                yield next(results)
            except StopIteration:
                break
            except (FutureTimeoutError, ProcessExpired, MemoryError) as error:
                yield unfinished(error, seconds)
    finally:
        pool.stop()
        pool.join()

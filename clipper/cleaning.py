"""Runs extraction in worker processes, so that a page that never ends is stopped with its worker."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

from clipper.errors import ExtractError
from clipper.model import AS_JUDGED
from clipper.workers import PAGE_SECONDS, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from clipper.model import Article, Capture, Choice

Job = TypeVar("Job")
Result = TypeVar("Result")


class Cleaner(Protocol):
    """Something that turns a capture into an article."""

    def clean(self, capture: Capture, choice: Choice = AS_JUDGED) -> Article:
        """Return the article, as the person chose. Raises ClipperError."""
        ...

    def close(self) -> None:
        """Stop, without waiting for work that goes on."""
        ...


def clean(capture: Capture, choice: Choice = AS_JUDGED) -> Article:
    """Clean a page in this process."""
    from clipper.extract import extract

    return extract(capture, choice)


def _clean(job: tuple[Capture, Choice]) -> Article:
    return clean(*job)


class DirectCleaner:
    """Cleans in the calling thread; for pages of our own, and for tests."""

    def clean(self, capture: Capture, choice: Choice = AS_JUDGED) -> Article:
        """Return the article, as the person chose. Raises ClipperError."""
        return clean(capture, choice)

    def close(self) -> None:
        """Nothing to stop."""


class PooledCleaner(Workers):
    """Cleans in worker processes."""

    def clean(self, capture: Capture, choice: Choice = AS_JUDGED) -> Article:
        """Return the article, as chosen. Raises ClipperError; Cancelled where `close` comes first."""
        return self.run(_clean, (capture, choice))


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

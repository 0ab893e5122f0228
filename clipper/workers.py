"""Does work in processes of its own, each under the limits of a page, and stops what goes past them.

Workers are spawned, not forked, because the window's process has threads; a command that has none forks.
Every worker has a pipe to itself, so that one can be killed at any moment and no other notices.
"""

from __future__ import annotations

import contextlib
import copy
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from dataclasses import dataclass, field
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from clipper.errors import Cancelled, ClipperError, ExtractError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Job = TypeVar("Job")
Result = TypeVar("Result")

PAGE_SECONDS = 10.0
PAGE_BYTES = 1 << 30

START_SECONDS = 60.0
"""A worker that has not started by then never will."""

_NO_MEMORY = 77
"""The exit status of a process that reached its limit of memory."""


def limit_memory() -> None:
    """Keep this process under `PAGE_BYTES` of address space, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (PAGE_BYTES, hard))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a job: its value, or the error to raise; `worn` where its process should do no other."""

    value: Any = None
    error: BaseException | None = None
    worn: bool = False

    def taken(self) -> Any:  # noqa: ANN401  (whatever the function returns)
        if self.error is not None:
            raise self.error
        return self.value


def _is_worn() -> bool:
    """Whether a page has taken so much memory that the next one might lack what this process holds on to."""
    return _peak_memory() > PAGE_BYTES // 2


def _peak_memory() -> int:
    """The most bytes that this process has held; 0 where no system call tells.

    What getrusage tells on Linux includes the peak of the program that started this process.
    """
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _done(function: Callable[[Job], Result], job: Job) -> bytes:
    """What came of the job, to be sent. Ends this process where its memory does not suffice for it."""
    try:
        return bytes(ForkingPickler.dumps(_Outcome(function(job), worn=_is_worn())))
    except MemoryError:
        os._exit(_NO_MEMORY)
    except Exception as error:  # noqa: BLE001  (raised again by whoever waits for the outcome)
        return bytes(ForkingPickler.dumps(_Outcome(error=_sendable(error))))


def _sendable(error: Exception) -> Exception:
    """The error with the trace that led to it, in words; another of its name where it cannot travel."""
    if not isinstance(error, ClipperError):
        error.add_note("".join(traceback.format_exception(error)))
    try:
        ForkingPickler.dumps(copy.copy(error))  # a copy is made as a receiver would make it
    except Exception:  # noqa: BLE001  (whatever is wrong with it)
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _unfinished(status: int | None) -> ExtractError:
    """What a person is told of a page whose process ended without an outcome."""
    if status == _NO_MEMORY:
        return ExtractError("Cleaning needs more memory than a page may take. The page itself is kept.")
    return ExtractError("This page broke the process that cleaned it. The page itself is kept.")


def _overdue(seconds: float) -> ExtractError:
    return ExtractError(
        f"Cleaning took more than {seconds:.0f} seconds and was stopped. The page itself is kept."
    )


# Spawned workers, for programs with threads


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let processes that start in the block inherit that Ctrl+C is not for them.

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


def _end_with_program() -> None:
    """End this process when the program that started it is gone, however busy it is with a page."""
    program = multiprocessing.parent_process()
    if program is not None:
        program.join()
        os._exit(1)


def _work(pipe: Connection) -> None:
    """A worker's life: jobs come through the pipe, outcomes go back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_program, daemon=True).start()
    limit_memory()
    with contextlib.suppress(AttributeError, OSError):
        os.nice(5)
    # There is a worker for each core already; numpy's own threads would also reserve memory for each.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("MKL_NUM_THREADS", "1")
    import clipper.extract  # noqa: F401  (loaded once, before the first page)

    with contextlib.suppress(EOFError, OSError):  # the program has gone
        pipe.send_bytes(b"ready")
        while True:
            try:
                function, job = pipe.recv()
            except MemoryError:
                os._exit(_NO_MEMORY)
            pipe.send_bytes(_done(function, job))
            del job


class _Worker:
    """One process that does one job at a time."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        with theirs, _deaf_to_interrupts():
            self._process.start()
        self._ready = False

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def do(self, function: Callable[[Job], Result], job: Job, seconds: float) -> Result:
        """Return what the function makes of the job, and raise what it raises.

        Raises ExtractError where the process ended by itself or had to be killed.
        """
        self._await_start()
        try:
            self._pipe.send((function, job))
            if not self._pipe.poll(seconds):
                self.kill()
                raise _overdue(seconds)
            outcome: _Outcome = self._pipe.recv()
        except (EOFError, OSError):
            self.kill()
            raise _unfinished(self._process.exitcode) from None
        if outcome.worn:
            self.kill()
        result: Result = outcome.taken()
        return result

    def _await_start(self) -> None:
        """Raises ExtractError where the process does not start: no page is at fault then."""
        with contextlib.suppress(EOFError, OSError):
            if not self._ready and self._pipe.poll(START_SECONDS):
                self._ready = self._pipe.recv_bytes() == b"ready"
        if not self._ready:
            self.kill()
            raise ExtractError("The process that cleans pages does not start. The page itself is kept.")

    def kill(self) -> None:
        """End the process now, whatever it does."""
        self._process.kill()
        self._process.join()


@dataclass(slots=True)
class _Staff:
    idle: list[_Worker] = field(default_factory=list)
    every: set[_Worker] = field(default_factory=set)
    closed: bool = False


class Workers:
    """Processes that do jobs, at most `workers`, each started when it is first needed."""

    def __init__(self, workers: int | None = None, seconds: float = PAGE_SECONDS) -> None:
        self.count = workers or os.cpu_count() or 1
        self._seconds = seconds
        self._staff = _Staff()
        self._changed = threading.Condition()

    def run(self, function: Callable[[Job], Result], job: Job) -> Result:
        """Return what `function` makes of the job in a worker, and raise what it raises.

        Raises ExtractError where it took more than the seconds or the memory it has, or broke its worker;
        Cancelled where `close` comes first.
        """
        worker = self._taken()
        try:
            return worker.do(function, job, self._seconds)
        except ExtractError:
            if self._staff.closed:
                raise Cancelled from None
            raise
        finally:
            self._given_back(worker)

    def _taken(self) -> _Worker:
        staff = self._staff
        with self._changed:
            while True:
                if staff.closed:
                    raise Cancelled
                if staff.idle:
                    worker = staff.idle.pop()
                    if worker.is_alive():
                        return worker
                    staff.every.discard(worker)
                elif len(staff.every) < self.count:
                    worker = _Worker()
                    staff.every.add(worker)
                    return worker
                else:
                    self._changed.wait()

    def _given_back(self, worker: _Worker) -> None:
        staff = self._staff
        with self._changed:
            if worker.is_alive() and not staff.closed:
                staff.idle.append(worker)
            else:
                staff.every.discard(worker)
            self._changed.notify()

    def close(self) -> None:
        """Stop the workers now, for good."""
        with self._changed:
            self._staff.closed = True
            workers = list(self._staff.every)
            self._changed.notify_all()
        for worker in workers:
            worker.kill()


# A forked process, for a command without threads


def can_fork() -> bool:
    """Whether this process may fork: only where the system's own libraries bear it, and no thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1


def forked(function: Callable[[Job], Result], job: Job, seconds: float = PAGE_SECONDS) -> Result:
    """Return what `function` makes of the job in a forked process, and raise what it raises.

    Costs a few milliseconds. Raises ExtractError as `Workers.run` does. The clock that ends the process is
    the system's: it needs nobody who waits, and holds for code that never comes back to Python.
    """
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        _be_child(function, job, seconds, theirs)
    theirs.close()
    outcome = None
    try:
        with ours, contextlib.suppress(EOFError):
            outcome = ours.recv()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if outcome is None:
        raise _overdue(seconds) if status == -signal.SIGALRM else _unfinished(status)
    result: Result = outcome.taken()
    return result


def _be_child(function: Callable[[Job], Result], job: Job, seconds: float, pipe: Connection) -> NoReturn:
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        limit_memory()
        pipe.send_bytes(_done(function, job))
    finally:
        os._exit(1)


def preload() -> None:
    """Load here, once, what every page's process would load for itself."""
    import clipper.extract  # noqa: F401
    from clipper.extract.blocks.network import weights

    weights()


class OneByOne:
    """Does one job after another, each under the limits of a page; for a command that works off a few."""

    def __init__(self, seconds: float = PAGE_SECONDS) -> None:
        self._seconds = seconds
        self._workers: Workers | None = None

    def run(self, function: Callable[[Job], Result], job: Job) -> Result:
        """Return what `function` makes of the job; raises as `Workers.run` does."""
        if can_fork():
            return forked(function, job, self._seconds)
        if self._workers is None:
            self._workers = Workers(1, self._seconds)
        return self._workers.run(function, job)

    def close(self) -> None:
        """Stop, without waiting for work that goes on."""
        if self._workers is not None:
            self._workers.close()

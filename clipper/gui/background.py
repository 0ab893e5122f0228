"""The only place that knows threads: work runs on a pool, its result arrives in the window's thread.

A job whose result nobody wants any more is forgotten: it is not begun if it has not begun, and what it
returns is dropped.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from itertools import count
from queue import PriorityQueue
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from clipper.errors import Cancelled, ClipperError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.clipping import Changes, Clipping

T = TypeVar("T")

URGENT, NORMAL, IDLE = 2, 1, 0
_LAST = 9
_GATHER_MS = 40


class Runner(Protocol):
    """Something that runs a function elsewhere and brings its result back."""

    def run(
        self,
        function: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[ClipperError], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
        priority: int = NORMAL,
    ) -> int:
        """Begin `function`; return the job's id. One of the callbacks is called in the window's thread."""
        ...

    def forget(self, job: int) -> None:
        """Call nothing for this job any more."""
        ...


@dataclass(frozen=True, slots=True)
class _Callbacks:
    success: Callable[[Any], None]
    failure: Callable[[ClipperError], None] | None
    cancelled: Callable[[], None] | None


class Background(QObject):
    """Runs functions on a pool of threads.

    A `ClipperError` goes to the job's own `on_failure`, or else out by `failed`; any other exception is a
    bug and is raised again in the window's thread, where the report dialog shows it.
    """

    failed = Signal(object)
    _ended = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None, threads: int = 4) -> None:
        super().__init__(parent)
        # Plain threads: QThreadPool.start with a Python function miscounts references to None.
        self._queue: PriorityQueue[tuple[int, int, Callable[[], Any] | None]] = PriorityQueue()
        self._threads = [
            threading.Thread(target=self._serve, name=f"window-{number}", daemon=True)
            for number in range(threads)
        ]
        self._started = False
        self._ids = count(1)
        self._waiting: dict[int, _Callbacks] = {}
        self._ended.connect(self._deliver)

    def run(
        self,
        function: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[ClipperError], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
        priority: int = NORMAL,
    ) -> int:
        """Begin `function`; return the job's id. One of the callbacks is called in the window's thread."""
        job = next(self._ids)
        self._waiting[job] = _Callbacks(on_success, on_failure, on_cancelled)
        self._begin(job, function, priority)
        return job

    def _begin(self, job: int, function: Callable[[], Any], priority: int) -> None:
        if not self._started:
            self._started = True
            for thread in self._threads:
                thread.start()
        self._queue.put((-priority, job, function))

    def _serve(self) -> None:
        while True:
            _, job, function = self._queue.get()
            if function is None:
                return
            self._work(job, function)

    def _work(self, job: int, function: Callable[[], Any]) -> None:
        if job not in self._waiting:
            return
        result, mistake = None, None
        try:
            result = function()
        except Exception as error:  # noqa: BLE001  (carried to the window's thread, none is swallowed)
            mistake = error
        if job in self._waiting:  # else nobody waits any more, and the window may be gone
            self._ended.emit(job, result, mistake)

    @Slot(int, object, object)
    def _deliver(self, job: int, result: object, error: Exception | None) -> None:
        callbacks = self._waiting.pop(job, None)
        if callbacks is None:
            return
        match error:
            case None:
                callbacks.success(result)
            case Cancelled():
                if callbacks.cancelled is not None:
                    callbacks.cancelled()
            case ClipperError():
                if callbacks.failure is not None:
                    callbacks.failure(error)
                else:
                    self.failed.emit(error)
            case _:
                raise error

    def forget(self, job: int) -> None:
        """Call nothing for this job any more."""
        self._waiting.pop(job, None)

    def close(self, patience_s: float = 1.5) -> None:
        """Drop what has not begun and wait a little for what has."""
        self._waiting.clear()
        if not self._started:
            return
        for _ in self._threads:
            self._queue.put((-_LAST, 0, None))
        end = time.monotonic() + patience_s
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))


class Immediate(Background):
    """Runs everything at once, in the calling thread; for tests and pictures."""

    def _begin(self, job: int, function: Callable[[], Any], priority: int) -> None:  # noqa: ARG002
        self._work(job, function)


class Relay(QObject):
    """Carries calls from any thread into the window's thread, in order."""

    arrived = Signal(object)

    def __init__(self, receive: Callable[[Any], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._receive = receive
        self.arrived.connect(self._pass_on)

    @Slot(object)
    def _pass_on(self, value: object) -> None:
        self._receive(value)


class Feed(QObject):
    """The service's announcements in the window's thread: the first at once, what follows it gathered."""

    changed = Signal(object)

    def __init__(self, service: Clipping, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathered: Changes | None = None
        self._relay = Relay(self._gather, self)
        self._pause = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._pause.timeout.connect(self._flush)
        self._unsubscribe = service.subscribe(self._relay.arrived.emit)

    def close(self) -> None:
        """Hear nothing more."""
        self._unsubscribe()
        self._pause.stop()

    def _gather(self, changes: Changes) -> None:
        before = self._gathered
        if before is None:
            self._gathered = changes
        else:
            self._gathered = type(changes)(
                added=before.added | changes.added,
                changed=before.changed | changes.changed,
                removed=before.removed | changes.removed,
                progress=before.progress | changes.progress,
                elsewhere=before.elsewhere or changes.elsewhere,
            )
        if not self._pause.isActive():
            self._flush()

    def _flush(self) -> None:
        if self._gathered is None:
            return
        gathered, self._gathered = self._gathered, None
        self._pause.start()
        self.changed.emit(gathered)

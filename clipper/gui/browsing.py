"""Which clips are looked at: view, query and order. Asks the service off the window's thread.

A question that a newer one has overtaken is interrupted in the database and its answer dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clipper.gui.background import URGENT
from clipper.library import Sort, View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clipper.clipping import Changes, Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.gui.clip_model import ClipListModel
    from clipper.library import Counts

SORTS = ((Sort.NEWEST, "Newest first"), (Sort.OLDEST, "Oldest first"), (Sort.TITLE, "Title"))
BEST = (Sort.RELEVANCE, "Best match")


class Browsing(QObject):
    """Keeps the model filled.

    `shown` follows every answer, `counted` brings new counts, `dropped` the ids of what was taken out.
    """

    shown = Signal()
    counted = Signal(object)
    dropped = Signal(object)
    updated = Signal(object)
    failed = Signal(object)

    def __init__(
        self, service: Clipping, runner: Runner, model: ClipListModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self._model = model
        self._view = View.ALL
        self._query = ""
        self._sort: Sort | None = None
        self._asking: int | None = None
        self._again = False
        self._gone: set[str] = set()
        self.counts: Counts | None = None

    @property
    def view(self) -> View:
        """The view asked for."""
        return self._view

    @property
    def query(self) -> str:
        """The query asked for, without spaces around it."""
        return self._query

    @property
    def sort(self) -> Sort:
        """The order: what was chosen, else what suits."""
        if self._sort is not None and (self._query or self._sort is not Sort.RELEVANCE):
            return self._sort
        return Sort.RELEVANCE if self._query else Sort.NEWEST

    @property
    def settled(self) -> bool:
        """True when the list shows the answer to what was asked."""
        return self._asking is None and self.counts is not None

    def choose_view(self, view: View) -> None:
        """Look at another view."""
        self._view = view
        self._gone.clear()
        self._ask(overtake=True)

    def search(self, query: str) -> None:
        """Look for clips; an empty query ends the search. The order goes back to what suits."""
        query = query.strip()
        if query == self._query:
            return
        if bool(query) != bool(self._query):
            self._sort = None
        self._query = query
        self._ask(overtake=True)

    def choose_sort(self, sort: Sort) -> None:
        """Order the list another way."""
        self._sort = sort
        self._ask(overtake=True)

    def refresh(self) -> None:
        """Ask again what is shown."""
        self._ask(overtake=False)

    def take(self, changes: Changes) -> None:
        """Follow what the service announces."""
        if changes.progress:
            self._model.set_progress(
                {clip_id: self._service.progress(clip_id) for clip_id in changes.progress}
            )
        if changes.elsewhere:
            self._model.refresh_all()
        if changes.changed:
            self._model.set_progress(dict.fromkeys(changes.changed))
            self._model.refresh(changes.changed)
        if changes.added or changes.changed or changes.removed or changes.elsewhere:
            self.refresh()
        self.updated.emit(changes)

    def drop(self, ids: Iterable[str]) -> None:
        """Take clips out of the list at once; the next answer decides."""
        self._gone.update(ids)
        self._model.drop(self._gone)
        self.dropped.emit(frozenset(self._gone))

    def keep(self, ids: Iterable[str]) -> None:
        """Let dropped clips come back."""
        self._gone.difference_update(ids)
        self.refresh()

    def _ask(self, *, overtake: bool) -> None:
        if self._asking is not None:
            if not overtake:
                self._again = True  # one more question when this one is answered, not one for each change
                return
            self._runner.forget(self._asking)
            self._service.interrupt()
        self._again = False
        view, query, sort = self._view, self._query, self.sort

        def answer() -> tuple[list[str], Counts]:
            return self._service.ids(view, query, sort), self._service.counts()

        # Set before running: an immediate runner answers within the call.
        self._asking = 0
        job = self._runner.run(
            answer,
            lambda found: self._show(found[0], found[1], query),
            self._fail,
            self._cancelled,
            priority=URGENT,
        )
        if self._asking == 0:
            self._asking = job

    def _fail(self, error: ClipperError) -> None:
        self._asking = None
        self.failed.emit(error)

    def _cancelled(self) -> None:
        self._asking = None
        self._ask(overtake=False)

    def _show(self, ids: list[str], counts: Counts, query: str) -> None:
        self._asking = None
        if self._gone:
            self._gone.intersection_update(ids)
            ids = [clip_id for clip_id in ids if clip_id not in self._gone]
        self._model.show(ids, query)
        self.counts = counts
        self.counted.emit(counts)
        self.shown.emit()
        if self._again:
            self._ask(overtake=False)

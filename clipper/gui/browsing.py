"""Which clips are looked at: view, query and order. Asks the service off the window's thread.

A question that a newer one has overtaken is interrupted in the database and its answer dropped. What is
found first is shown at once, the rest follows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from clipper.gui.background import NORMAL, URGENT
from clipper.library import Sort, View
from clipper.library.view import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from clipper.clipping import Changes, Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.gui.clip_model import ClipListModel
    from clipper.library import Counts

T = TypeVar("T")

SORTS = ((Sort.NEWEST, "Newest first"), (Sort.OLDEST, "Oldest first"), (Sort.TITLE, "Title"))
BEST = (Sort.RELEVANCE, "Best match")
FIRST = 200
"""How many of the clips found are shown before the rest is looked for."""


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
        self._like: tuple[Callable[[], Sequence[str]], str] | None = None
        self._asking: int | None = None
        self._again = False
        self._gone: set[str] = set()
        self._held: str | None = None
        self.counts: Counts | None = None
        self.found = Found(())

    @property
    def view(self) -> View:
        """The view asked for."""
        return self._view

    @property
    def query(self) -> str:
        """The query asked for, without spaces around it."""
        return self._query

    @property
    def like(self) -> str | None:
        """What the clips are that are shown in place of a view, None where a view is."""
        return self._like[1] if self._like is not None else None

    @property
    def plain(self) -> bool:
        """True where the list shows all of a view."""
        return not self._query and self._like is None

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

    def begin_in(self, view: View) -> None:
        """Take the view that is looked at first, before anything is asked."""
        self._view = view

    def choose_view(self, view: View) -> None:
        """Look at another view."""
        self._view = view
        self._gone.clear()
        self._held = None
        self._like = None
        self._ask(overtake=True)

    def search(self, query: str) -> None:
        """Look for clips; an empty query ends the search. The order goes back to what suits."""
        query = query.strip()
        if query == self._query:
            return
        if bool(query) != bool(self._query):
            self._sort = None
        self._query = query
        self._held = None
        self._like = None
        self._ask(overtake=True)

    def show_like(self, clip_id: str, title: str) -> None:
        """Show the clips that are most like one."""
        self._like = (lambda: self._service.more_like(clip_id), f"More like “{title}”")
        self._ask(overtake=True)

    def show_clips(self, ids: Sequence[str], heading: str) -> None:
        """Show these clips, under a heading."""
        self._like = (lambda: ids, heading)
        self._ask(overtake=True)

    def leave_like(self) -> None:
        """Go back to the view from what is like a clip."""
        if self._like is not None:
            self._like = None
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

    def hold(self, clip_id: str) -> None:
        """Keep the clip that is read among the unread, until another one is."""
        self._held = clip_id if self._view is View.UNREAD and self.plain else None

    def _ask(self, *, overtake: bool) -> None:
        if self._asking is not None:
            if not overtake:
                self._again = True  # one more question when this one is answered, not one for each change
                return
            self._runner.forget(self._asking)
            self._service.interrupt()
        self._again = False
        view, query, sort, like = self._view, self._query, self.sort, self._like
        # A long list that is only looked at again must not shrink and grow under the person's eyes.
        first = FIRST if overtake or self._model.rowCount() <= FIRST else None

        def answer() -> tuple[Found, Counts]:
            if like is not None:
                found = Found(tuple(like[0]()))
            else:
                found = self._service.search(query, view=view, sort=sort, limit=first)
            return found, self._service.counts()

        def show(answered: tuple[Found, Counts]) -> None:
            self.found, self.counts = answered
            self._show(self.found.ids, query)
            if self.found.more and not self._again:
                self._run(lambda: self._service.search(query, view=view, sort=sort), show_rest, NORMAL)

        def show_rest(found: Found) -> None:
            self.found = replace(self.found, more=False)
            self._show(found.ids, query)

        self._run(answer, show, URGENT)

    def _run(self, work: Callable[[], T], show: Callable[[T], None], priority: int) -> None:
        # Set before running: an immediate runner answers within the call.
        self._asking = 0
        job = self._runner.run(work, show, self._fail, self._cancelled, priority=priority)
        if self._asking == 0:
            self._asking = job

    def _fail(self, error: ClipperError) -> None:
        self._asking = None
        self.failed.emit(error)

    def _cancelled(self) -> None:
        self._asking = None
        self._ask(overtake=False)

    def _show(self, found: Sequence[str], query: str) -> None:
        self._asking = None
        ids = list(found)
        if self._gone:
            self._gone.intersection_update(ids)
            ids = [clip_id for clip_id in ids if clip_id not in self._gone]
        self._model.show(self._with_held(ids), query)
        self.counted.emit(self.counts)
        self.shown.emit()
        if self._again:
            self._ask(overtake=False)

    def _with_held(self, ids: list[str]) -> list[str]:
        """Put the clip that is held where it stood."""
        row = self._model.row_of(self._held) if self._held is not None else None
        if self._held is None or row is None or self._held in ids or self._held in self._gone:
            return ids
        return [*ids[:row], self._held, *ids[row:]]

"""Undo and redo: what was done last, said in words, and the clips that came back by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clipper.gui.bars import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clipper.clipping import Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.model import Action

_KNOWN = 200


class Undoing(QObject):
    """Takes the last action back, also of an earlier run, and does it again.

    `told` carries what the bar says, `returned` the clips of the action, `changed` says that what can be
    undone is another.
    """

    told = Signal(object)
    returned = Signal(object)
    changed = Signal()

    def __init__(self, service: Clipping, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self._last: Action | None = None
        self._undone: Action | None = None
        self._clips: dict[int, list[str]] = {}

    @property
    def can_undo(self) -> bool:
        """True while there is something to take back."""
        return self._last is not None

    @property
    def can_redo(self) -> bool:
        """True after an undo, until something else is done."""
        return self._undone is not None

    def look(self) -> None:
        """Ask what was done last, and what was taken back last."""
        undo = self._service.undo
        self._runner.run(lambda: (undo.last(), undo.last_undone()), lambda known: self._know(*known))

    def _know(self, last: Action | None, undone: Action | None) -> None:
        self._last, self._undone = last, undone
        self.changed.emit()

    def did(self, action: Action | None, ids: Sequence[str], sentence: str) -> None:
        """Say what was done to these clips, with Undo beside it; nothing where nothing was changed."""
        if action is None:
            return
        self._clips[action.id] = list(ids)
        while len(self._clips) > _KNOWN:
            del self._clips[next(iter(self._clips))]
        self._know(action, None)
        self.told.emit(Notice(sentence, "Undo", lambda: self.undo(action.id)))

    def undo(self, action_id: int | None = None) -> None:
        """Take the last action back, or this one."""
        self._turn(lambda: self._service.undo.undo(action_id), "Undone")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._turn(self._service.undo.redo, "Done again")

    def _turn(self, work: Callable[[], Action | None], word: str) -> None:
        def then(action: Action | None) -> None:
            self.look()
            if action is None:
                return
            self.returned.emit(self._clips.get(action.id, []))
            self.told.emit(Notice(f"{word}: {action.name.rstrip('.')}."))

        def fail(error: ClipperError) -> None:
            self.told.emit(Notice(error.message, failure=True))

        self._runner.run(work, then, fail)

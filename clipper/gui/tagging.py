"""Tags of the selected clips: the dialog that adds and removes them, and clips dropped on a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clipper.gui import wording
from clipper.gui.bars import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from clipper.clipping import Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.gui.clip_list import ClipListView
    from clipper.gui.shelves import Shelves
    from clipper.gui.undoing import Undoing
    from clipper.model import Action, ClipSummary

_AT_ONCE = 500


class Tagging(QObject):
    """`told` carries what the bar says."""

    told = Signal(object)

    def __init__(
        self,
        service: Clipping,
        runner: Runner,
        view: ClipListView,
        *,
        shelves: Shelves,
        undoing: Undoing,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._service = service
        self._runner = runner
        self._view = view
        self._shelves = shelves
        self._undoing = undoing
        self._window = window

    def ask(self) -> None:
        """Open the dialog for the selected clips, with the tags that they have."""
        ids = self._view.selected_ids()
        if ids:
            self._runner.run(lambda: self._summaries(ids), lambda found: self._open(ids, found))

    def _summaries(self, ids: Sequence[str]) -> list[ClipSummary]:
        parts = [ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)]
        return [summary for part in parts for summary in self._service.summaries(part)]

    def _open(self, ids: Sequence[str], found: Sequence[ClipSummary]) -> None:
        from clipper.gui.tagging_dialog import TaggingDialog

        having: dict[str, int] = {}
        for summary in found:
            for path in summary.tags:
                having[path] = having.get(path, 0) + 1
        known = [tag.path for tag in self._shelves.tags]
        dialog = TaggingDialog(len(found), having, known, self._window)
        dialog.chosen.connect(lambda add, remove: self.change(ids, add, remove))
        dialog.open()

    def add_tag(self, path: str, ids: Sequence[str]) -> None:
        """Give clips a tag."""
        self.change(ids, [path], [])

    def change(self, ids: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> None:
        """Add tags to clips and remove others."""
        tags, words = self._service.tags, wording.clips(len(ids))
        if add:
            self._do(lambda: tags.add(ids, add), ids, f"Tagged {words} {_listed(add)}.")
        if remove:
            self._do(lambda: tags.remove(ids, remove), ids, f"Took {_listed(remove)} from {words}.")

    def _do(self, work: Callable[[], Action | None], ids: Sequence[str], sentence: str) -> None:
        def then(action: Action | None) -> None:
            self._shelves.read()
            self._undoing.did(action, ids, sentence)

        def fail(error: ClipperError) -> None:
            self.told.emit(Notice(error.message, failure=True))

        self._runner.run(work, then, fail)


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(f"“{path}”" for path in paths)

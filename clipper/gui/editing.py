"""Edits and versions of the selected clip, cleaning and fetching again, with how far that is in the bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from clipper.gui import wording
from clipper.gui.bars import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from clipper.clipping import AgainProgress, Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.gui.bars import Bar
    from clipper.gui.clip_list import ClipListView
    from clipper.gui.theme import Theme
    from clipper.gui.undoing import Undoing
    from clipper.model import Action, Clip, Version

_LOOK_MS = 400


class Editing(QObject):
    """Opens the dialogs for the selected clip. `told` carries what the bar says."""

    told = Signal(object)

    def __init__(
        self,
        service: Clipping,
        runner: Runner,
        view: ClipListView,
        *,
        undoing: Undoing,
        bar: Bar,
        window: QWidget,
        theme: Callable[[], Theme],
    ) -> None:
        super().__init__(window)
        self._service = service
        self._runner = runner
        self._view = view
        self._undoing = undoing
        self._bar = bar
        self._window = window
        self._theme = theme
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._say_progress)

    def _fail(self, error: ClipperError) -> None:
        self.told.emit(Notice(error.message, failure=True))

    def _do(self, work: Callable[[], Action | None], clip_id: str, sentence: str) -> None:
        self._runner.run(work, lambda done: self._undoing.did(done, [clip_id], sentence), self._fail)

    def _selected(self) -> str | None:
        ids = self._view.selected_ids()
        return ids[0] if len(ids) == 1 else None

    # Edits

    def edit(self) -> None:
        """Open the dialog that edits the selected clip."""
        clip_id = self._selected()
        if clip_id is not None:
            self._runner.run(
                lambda: (self._service.clip(clip_id), self._service.markdown_to_edit(clip_id)),
                lambda found: self._open_edit(*found),
                self._fail,
            )

    def _open_edit(self, clip: Clip, markdown: str) -> None:
        from clipper.gui.edit_dialog import EditDialog

        dialog = EditDialog(clip, markdown, self._window)
        dialog.changed.connect(partial(self._change, clip.id))
        dialog.reset_asked.connect(
            lambda: self._do(
                lambda: self._service.reset_edit(clip.id), clip.id, "The clip is as it was found."
            )
        )
        dialog.open()

    def _change(self, clip_id: str, said: dict[str, Any]) -> None:
        self._do(lambda: self._service.edit(clip_id, **said), clip_id, "Edited the clip.")

    # Versions

    def show_versions(self) -> None:
        """Open the list of the selected clip's versions."""
        clip_id = self._selected()
        if clip_id is not None:
            self._runner.run(
                lambda: self._service.versions.of(clip_id),
                lambda found: self._open_versions(clip_id, found),
                self._fail,
            )

    def _open_versions(self, clip_id: str, versions: Sequence[Version]) -> None:
        from clipper.gui.versions_dialog import VersionsDialog

        known = self._view.clips.known(clip_id)
        title = wording.title(known) if known is not None else "Versions"
        shown = next((version.number for version in versions if version.is_shown), 0)
        dialog = VersionsDialog(title, (), self._theme(), self._window)
        dialog.difference_asked.connect(
            lambda number: self._runner.run(
                lambda: self._service.versions.difference(clip_id, shown, number),
                lambda found: dialog.show_difference(number, found),
                self._fail,
            )
        )
        dialog.show_asked.connect(
            lambda number: self._do(
                lambda: self._service.versions.show(clip_id, number), clip_id, "Shows another version."
            )
        )
        dialog.fill(versions)
        dialog.open()

    # Again

    def fetch_again(self) -> None:
        """Fetch the pages of the selected clips anew, in the background."""
        ids = self._view.selected_ids()
        self._runner.run(lambda: self._service.fetch_again(ids), self._begun, self._fail)

    def clean_again(self) -> None:
        """Clean the selected clips anew from their kept pages, in the background."""
        ids = self._view.selected_ids()
        self._runner.run(lambda: self._service.clean_again(ids), self._begun, self._fail)

    def ask_for_library(self) -> None:
        """Ask, then clean the whole library again."""
        from clipper.gui.dialogs import QuestionDialog

        question = QuestionDialog(
            "Clean the whole library again?",
            "Every article is made anew from its kept page, in the background. "
            "What you edited stays as it is, and the article before stays as a version.",
            "Clean again",
            "Not now",
            self._window,
        )
        question.accepted.connect(
            lambda: self._runner.run(self._service.clean_again, self._begun, self._fail)
        )
        question.open()

    def _begun(self, waiting: int) -> None:
        if waiting:
            self._look.start()
            self._say_progress()
        else:
            self.told.emit(Notice("There is nothing to do again here."))

    def _say_progress(self) -> None:
        self._runner.run(self._service.again.progress, self._show_progress, self._stop_looking)

    def _stop_looking(self, _error: ClipperError) -> None:
        self._look.stop()

    def _show_progress(self, progress: AgainProgress | None) -> None:
        if not self._look.isActive():
            return
        if progress is None or progress.done >= progress.total:
            self._look.stop()
            self.told.emit(Notice("Done again. The articles before are kept as versions."))
            return
        words = f"Again: {wording.number(progress.done)} of {wording.clips(progress.total)}"
        self._bar.show_progress(words, progress.done, progress.total, self._cancel)

    def _cancel(self) -> None:
        self._look.stop()
        self._runner.run(self._service.again.cancel, lambda _done: None)

"""What is done with the selected clips: delete, undo, restore, retry, copy, open, mark."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from clipper.gui import wording
from clipper.gui.bars import Notice
from clipper.library import View
from clipper.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clipper.clipping import Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.gui.browsing import Browsing
    from clipper.gui.clip_list import ClipListView
    from clipper.model import ClipSummary

_LOOKED_AT = 200


class ClipCommands(QObject):
    """Acts on the list's selection. `told` carries what the bar says, `returned` what came back by Undo."""

    told = Signal(object)
    returned = Signal(object)

    def __init__(self, service: Clipping, runner: Runner, browsing: Browsing, view: ClipListView) -> None:
        super().__init__(view)
        self._service = service
        self._runner = runner
        self._browsing = browsing
        self._view = view
        self._undo: Callable[[], None] | None = None

    @property
    def can_undo(self) -> bool:
        """True while the last step can be taken back."""
        return self._undo is not None

    def selected(self) -> list[ClipSummary]:
        """What is known of the selected clips, of the first two hundred at most."""
        ids = self._view.selected_ids()[:_LOOKED_AT]
        return [known for clip_id in ids if (known := self._view.clips.known(clip_id)) is not None]

    def _do(self, work: Callable[[], object], ids: Sequence[str], then: Callable[[], None]) -> None:
        def fail(error: ClipperError) -> None:
            self._browsing.keep(ids)
            self.told.emit(Notice(error.message, failure=True))

        self._runner.run(work, lambda _result: then(), fail)

    def delete(self) -> None:
        """Move the selected clips to the trash; the next one is selected."""
        ids = self._view.selected_ids()
        if not ids or self._browsing.view is View.TRASH:
            return
        self._take_out(ids)
        self._undo = lambda: self._put_back(ids)
        text = f"Moved {wording.clips(len(ids))} to the trash."
        self._do(
            lambda: self._service.trash(ids),
            ids,
            lambda: self.told.emit(Notice(text, "Undo", self.undo)),
        )

    def restore(self) -> None:
        """Take the selected clips out of the trash."""
        ids = self._view.selected_ids()
        if not ids or self._browsing.view is not View.TRASH:
            return
        self._take_out(ids)
        self._undo = lambda: self._trash_again(ids)
        text = f"Restored {wording.clips(len(ids))}."
        self._do(
            lambda: self._service.restore(ids),
            ids,
            lambda: self.told.emit(Notice(text, "Undo", self.undo)),
        )

    def _take_out(self, ids: Sequence[str]) -> None:
        neighbour = self._view.neighbour_of(ids)
        if neighbour is not None:
            self._view.select(neighbour)
        self._browsing.drop(ids)

    def undo(self) -> None:
        """Take the last delete or restore back."""
        step, self._undo = self._undo, None
        if step is not None:
            step()

    def _put_back(self, ids: Sequence[str]) -> None:
        text = f"Put {wording.clips(len(ids))} back."

        def then() -> None:
            self.returned.emit(ids)
            self._say_kept(ids, text)

        self._do(lambda: self._service.restore(ids), ids, then)

    def _trash_again(self, ids: Sequence[str]) -> None:
        text = f"Moved {wording.clips(len(ids))} to the trash."
        self._do(lambda: self._service.trash(ids), ids, lambda: self._say_kept(ids, text))

    def _say_kept(self, ids: Sequence[str], text: str) -> None:
        self._browsing.keep(ids)
        self.told.emit(Notice(text))

    def empty_trash(self) -> None:
        """Ask, saying how many, then delete for good what is in the trash."""
        counts = self._browsing.counts
        if counts is None or not counts.trash:
            return
        from clipper.gui.dialogs import QuestionDialog

        words = wording.clips(counts.trash)
        question = QuestionDialog(
            f"Delete {words} for good?",
            "Articles, kept pages and pictures are deleted. This cannot be undone.",
            f"Delete {words}",
            "Keep",
            self._view.window(),
        )
        question.accepted.connect(self.empty_trash_now)
        question.open()

    def empty_trash_now(self) -> None:
        """Delete for good what is in the trash, without a question."""
        self._undo = None
        self._runner.run(
            self._service.empty_trash,
            lambda count: self.told.emit(Notice(f"Deleted {wording.clips(count)}.")),
        )

    def retry(self, ids: Sequence[str] | None = None) -> None:
        """Try failed clips again: these, or the failed ones of the selection."""
        if ids is None:
            ids = [summary.id for summary in self.selected() if summary.status is Status.FAILED]
        if ids:
            chosen = list(ids)
            self._do(lambda: self._service.retry(chosen), [], lambda: None)

    def toggle_read(self) -> None:
        """Mark the selected clips unread; read, if all of them are unread."""
        known = [summary for summary in self.selected() if summary.status is Status.READY]
        ids = self._view.selected_ids()
        if known:
            read = not any(summary.read for summary in known)
            self._do(lambda: self._service.mark_read(ids, read), [], lambda: None)

    def mark_read(self, clip_id: str) -> None:
        """Mark one clip as read, because it is being read."""
        self._do(lambda: self._service.mark_read([clip_id], True), [], lambda: None)

    def copy_markdown(self) -> None:
        """Put the selected clip on the clipboard as Markdown."""
        ids = self._view.selected_ids()
        if len(ids) == 1:
            self._runner.run(lambda: self._service.markdown(ids[0]), self._copied)

    def _copied(self, markdown: str) -> None:
        QGuiApplication.clipboard().setText(markdown)
        self.told.emit(Notice("Copied as Markdown."))

    def open_original(self) -> None:
        """Open the page that the selected clip was made of, in the browser."""
        known = self.selected()
        if len(known) == 1 and known[0].url:
            open_link(known[0].url)


def open_link(link: str) -> bool:
    """Open a link outside; only kinds that cannot start a program here."""
    if urlsplit(link).scheme.lower() not in {"http", "https", "mailto"}:
        return False
    return QDesktopServices.openUrl(QUrl(link))

"""What is done with the selected clips: archive, star, mark, delete, restore, retry, copy, open."""

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
    from clipper.gui.undoing import Undoing
    from clipper.model import Action, ClipSummary

_LOOKED_AT = 200


class ClipCommands(QObject):
    """Acts on the list's selection, each time on all of it as one action. `told` is for the bar."""

    told = Signal(object)

    def __init__(
        self,
        service: Clipping,
        runner: Runner,
        browsing: Browsing,
        view: ClipListView,
        undoing: Undoing,
    ) -> None:
        super().__init__(view)
        self._service = service
        self._runner = runner
        self._browsing = browsing
        self._view = view
        self._undoing = undoing
        undoing.returned.connect(self._came_back)

    def selected(self) -> list[ClipSummary]:
        """What is known of the selected clips, of the first two hundred at most."""
        ids = self._view.selected_ids()[:_LOOKED_AT]
        return [known for clip_id in ids if (known := self._view.clips.known(clip_id)) is not None]

    def _do(
        self,
        work: Callable[[], Action | None],
        ids: Sequence[str],
        sentence: str,
        *,
        leaves: bool = False,
    ) -> None:
        """Do something with clips and say it; where they leave the view they go from the list at once."""
        if not ids:
            return
        if leaves:
            neighbour = self._view.neighbour_of(ids)
            if neighbour is not None:
                self._view.select(neighbour)
            self._browsing.drop(ids)

        def fail(error: ClipperError) -> None:
            self._browsing.keep(ids)
            self.told.emit(Notice(error.message, failure=True))

        self._runner.run(work, lambda action: self._undoing.did(action, ids, sentence), fail)

    def _came_back(self, ids: Sequence[str]) -> None:
        if ids:
            self._browsing.keep(ids)

    # Where clips are

    def toggle_archived(self) -> None:
        """Move the selected clips to the archive; to the inbox, if all of them are archived."""
        known = self.selected()
        archived = bool(known) and all(summary.archived_at is not None for summary in known)
        self.move(self._view.selected_ids(), View.INBOX if archived else View.ARCHIVE)

    def move(self, ids: Sequence[str], view: View) -> None:
        """Move clips to where `view` lists them: inbox, archive, starred or trash."""
        view_now, order, chosen = self._browsing.view, self._service.order, list(ids)
        words = wording.clips(len(chosen))
        if view is View.ARCHIVE:
            leaves = view_now is View.INBOX
            text = f"Moved {words} to the archive."
            self._do(lambda: order.archive(chosen), chosen, text, leaves=leaves)
        elif view is View.INBOX:
            leaves = view_now is View.ARCHIVE
            text = f"Moved {words} to the inbox."
            self._do(lambda: order.unarchive(chosen), chosen, text, leaves=leaves)
        elif view is View.STARRED:
            self._do(lambda: order.star(chosen), chosen, f"Starred {words}.")
        elif view is View.TRASH and view_now is not View.TRASH:
            text = f"Moved {words} to the trash."
            self._do(lambda: order.trash(chosen), chosen, text, leaves=True)

    def delete(self) -> None:
        """Move the selected clips to the trash; the next one is selected."""
        self.move(self._view.selected_ids(), View.TRASH)

    def restore(self) -> None:
        """Take the selected clips out of the trash."""
        ids = self._view.selected_ids()
        if self._browsing.view is View.TRASH:
            text = f"Restored {wording.clips(len(ids))}."
            self._do(lambda: self._service.order.restore(ids), ids, text, leaves=True)

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

        def then(count: int) -> None:
            self._undoing.look()
            self.told.emit(Notice(f"Deleted {wording.clips(count)}."))

        self._runner.run(self._service.empty_trash, then)

    # What is said of them

    def toggle_starred(self) -> None:
        """Star the selected clips; take the star away, if all of them have one."""
        ids, known = self._view.selected_ids(), self.selected()
        words = wording.clips(len(ids))
        if known and all(summary.starred for summary in known):
            leaves = self._browsing.view is View.STARRED
            text = f"Took the star from {words}."
            self._do(lambda: self._service.order.unstar(ids), ids, text, leaves=leaves)
        else:
            self._do(lambda: self._service.order.star(ids), ids, f"Starred {words}.")

    def toggle_read(self) -> None:
        """Mark the selected clips unread; read, if all of them are unread."""
        known = [summary for summary in self.selected() if summary.status is Status.READY]
        ids = self._view.selected_ids()
        if known:
            read = not any(summary.read for summary in known)
            text = f"Marked {wording.clips(len(ids))} as {'read' if read else 'unread'}."
            self._do(lambda: self._service.order.mark_read(ids, read), ids, text)

    def mark_read(self, clip_id: str) -> None:
        """Mark one clip as read, because it is being read: no action of its own to undo."""
        self._runner.run(lambda: self._service.mark_read([clip_id], True), lambda _done: None)

    def retry(self, ids: Sequence[str] | None = None) -> None:
        """Try failed clips again: these, or the failed ones of the selection."""
        if ids is None:
            ids = [summary.id for summary in self.selected() if summary.status is Status.FAILED]
        if ids:
            chosen = list(ids)
            self._runner.run(lambda: self._service.retry(chosen), lambda _done: None)

    # Out of the window

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

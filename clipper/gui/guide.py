"""Follows the selection: opens the clip in the reader, or says what can be done; enables the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence

from clipper.gui import enabling, wording
from clipper.gui.bars import Notice
from clipper.gui.states import FIRST_SENTENCE, State
from clipper.library import View

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from PySide6.QtGui import QAction

    from clipper.errors import ClipperError
    from clipper.gui.browsing import Browsing
    from clipper.gui.clip_commands import ClipCommands
    from clipper.gui.clip_list import ClipListView
    from clipper.gui.reading_pane import ReadingPane
    from clipper.gui.undoing import Undoing


_HOMES = (View.ALL, View.INBOX)
_HOLDING = (View.FAILED, View.UNREAD, View.INBOX, View.STARRED, View.ARCHIVE)


class Guide(QObject):
    """Keeps the reading pane and the actions in step with what is selected."""

    told = Signal(object)
    view_asked = Signal()

    def __init__(
        self,
        browsing: Browsing,
        clips_shown: ClipListView,
        reading: ReadingPane,
        commands: ClipCommands,
        *,
        undoing: Undoing,
        actions: dict[str, QAction],
    ) -> None:
        super().__init__(clips_shown)
        self._browsing = browsing
        self._list = clips_shown
        self._reading = reading
        self._commands = commands
        self._undoing = undoing
        self._actions = actions
        self._open: str | None = None
        self._open_in = View.ALL
        self._found_for = ""
        self._select_soon: str | None = None
        # A little later: rows that go, one by one, change the selection several times.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.follow)
        clips_shown.chosen.connect(self._soon.start)
        clips_shown.clips.dataChanged.connect(lambda *_: self.enable())
        browsing.shown.connect(self._answered)
        browsing.dropped.connect(self._forget)
        undoing.returned.connect(self._choose)
        undoing.changed.connect(self.enable)
        commands.told.connect(lambda _notice: self.enable())
        reading.opened.connect(self.enable)
        self.follow()

    def say_failure(self, error: ClipperError) -> None:
        """Tell what the library could not do."""
        self.told.emit(Notice(error.message, failure=True))

    def welcome(self, ids: Sequence[str]) -> None:
        """Show new clips: select the newest where nothing is open, offer the way where they are not seen."""
        if self._browsing.view not in _HOMES or not self._browsing.plain:
            text = f"Added {wording.clips(len(ids))}."
            self.told.emit(Notice(text, "Show", self.view_asked.emit))
            return
        self._list.scrollToTop()
        if ids and self._list.selected_count() == 0:
            self._choose(ids[-1:])

    def _choose(self, ids: Sequence[str]) -> None:
        """Select the first of these, as soon as it is in the list."""
        if ids and self._browsing.view is not View.TRASH:
            self._select_soon = ids[0]
            self._select_if_there()

    def come_back_to(self, clip_id: str) -> None:
        """Select the clip that was open when the window was closed, once it is in the list."""
        self._select_soon = clip_id

    def _forget(self, ids: AbstractSet[str]) -> None:
        if self._open in ids:
            self._open = None

    def _answered(self) -> None:
        self._select_if_there()
        self._reading.mark_words(self._browsing.query)
        if self._open is not None and not self._list.selected_count():
            # It is found again, or the search is over. What fits best stays in sight while one searches.
            self._list.select(self._open, show=not self._browsing.query)
        if self._browsing.query != self._found_for:
            self._found_for = self._browsing.query
            if self._found_for:
                self._list.scrollToTop()  # to what fits best, wherever the open clip stands
        self.follow()

    def _select_if_there(self) -> None:
        if self._select_soon is not None and self._list.select(self._select_soon):
            self._select_soon = None

    def follow(self) -> None:
        """Show what the selection asks for."""
        count = self._list.selected_count()
        if count == 1:
            chosen = self._list.selected_ids()[0]
            if chosen != self._open:
                self._open, self._open_in = chosen, self._browsing.view
                self._browsing.hold(chosen)
                self._reading.open(chosen)
        elif count > 1:
            self._open = None
            self._reading.say(self._several(count))
        elif self._open is None or not self._still_wanted():
            self._open = None
            self._reading.say(self._nothing())
        self.enable()

    def _still_wanted(self) -> bool:
        """Whether a clip that left the list stays open: people look things up, or retry, while they read."""
        view = self._browsing.view
        left_alone = not self._browsing.plain or view in _HOLDING
        return left_alone and view is self._open_in and self._list.clips.row_of(self._open or "") is None

    def _several(self, count: int) -> State:
        actions = self._actions
        if self._browsing.view is View.TRASH:
            buttons: tuple[tuple[str, QAction], ...] = (("Restore", actions["restore"]),)
        else:
            buttons = (("Tags…", actions["tag"]), ("Archive", actions["archive"]))
        return State(f"{wording.clips(count)} selected", icon="stack", buttons=buttons)

    def _nothing(self) -> State:
        counts = self._browsing.counts
        if counts is None:
            return State("")
        actions = self._actions
        if not counts.all and self._browsing.view in _HOMES and self._browsing.plain:
            paste = QKeySequence("Ctrl+V").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
            return State(
                "No clips here now" if counts.trash else "Keep the first thing worth keeping",
                FIRST_SENTENCE.format(shortcut=paste),
                icon="tray",
                role="accent",
                buttons=(("Paste", actions["paste"]), ("Try a sample page", actions["sample"])),
                filled=True,
                quiet="Everything stays on this computer.",
            )
        if self._browsing.view is View.TRASH and counts.trash:
            text = f"{wording.clips(counts.trash)} in the trash"
            return State(text, icon="trash", buttons=(("Empty the trash…", actions["empty-trash"]),))
        if not self._list.clips.rowCount():
            return State("")
        return State("Nothing selected", "Choose a clip to read it here.", icon="page")

    def enable(self) -> None:
        """Enable what can be done now."""
        browsing = self._browsing
        if self._reading.clip is not None:
            self._list.clips.learn(self._reading.clip.summary)  # its row may be far from those that are read
        count = self._list.selected_count()
        enabling.enable(
            self._actions,
            enabling.Situation(
                view=browsing.view,
                query=browsing.query,
                counts=browsing.counts,
                rows=self._list.clips.rowCount(),
                count=count,
                known=self._commands.selected() if count else [],
                reading=self._reading.state is None,
                can_undo=self._undoing.can_undo,
                can_redo=self._undoing.can_redo,
            ),
        )

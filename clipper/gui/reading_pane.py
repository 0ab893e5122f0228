"""The right pane: the reader with its clip, or one sentence where there is no article to show."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from clipper.gui import wording
from clipper.gui.background import IDLE
from clipper.gui.states import State, StatePage
from clipper.library.query import parse
from clipper.model import Status

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QAction

    from clipper.clipping import Changes, Clipping
    from clipper.errors import ClipperError
    from clipper.gui.background import Runner
    from clipper.gui.doubles_line import Doubling
    from clipper.gui.marking import Marking
    from clipper.gui.reader import ReaderPane
    from clipper.gui.theme import Theme
    from clipper.gui.undoing import Undoing
    from clipper.model import Clip

_READ_AFTER_MS = 900


class ReadingPane(QStackedWidget):
    """Shows a clip by id. `opened` follows when it is there, `was_read` when it has been looked at."""

    opened = Signal()
    was_read = Signal(str)
    link_activated = Signal(str)
    told = Signal(object)
    clip_asked = Signal(str)

    def __init__(
        self,
        service: Clipping,
        runner: Runner,
        theme: Theme,
        actions: dict[str, QAction],
        undoing: Undoing,
    ) -> None:
        super().__init__()
        self._undoing = undoing
        self._marking: Marking | None = None
        self._doubling: Doubling | None = None
        self.setObjectName("readerPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._service = service
        self._runner = runner
        self._theme = theme
        self._actions = actions
        self._reader: ReaderPane | None = None
        self._wanted: str | None = None
        self._words: list[str] = []
        self._in_trash = False
        self.clip: Clip | None = None
        self._state = StatePage(theme, large=True, corner=actions["more"])
        self.addWidget(self._state)
        self._while_read = QTimer(self, singleShot=True, interval=_READ_AFTER_MS)
        self._while_read.timeout.connect(self._has_been_read)

    @property
    def state(self) -> State | None:
        """What is said in place of an article, None while one is shown."""
        return self._state.state if self.currentWidget() is self._state else None

    @property
    def reader(self) -> ReaderPane | None:
        """The reader, once there was something to read or time to get it ready."""
        return self._reader

    def get_ready(self) -> None:
        """Load and make the reader beforehand: the first article then opens as fast as any other."""
        if self._reader is None:
            self._runner.run(lambda: import_module("clipper.gui.reader"), self._loaded, priority=IDLE)

    def _loaded(self, _module: object) -> None:
        self._made_reader()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._state.set_theme(theme)
        if self._reader is not None:
            self._reader.set_theme(theme)

    # What is shown

    def open(self, clip_id: str) -> None:
        """Read a clip from the library and show it; what is shown stays until it is there."""
        self._wanted = clip_id
        self._while_read.stop()
        self._load(clip_id)

    def _load(self, clip_id: str) -> None:
        self._runner.run(
            lambda: self._service.clip(clip_id),
            lambda clip: self._show(clip) if clip.id == self._wanted else None,
            lambda error: self._show_error(clip_id, error),
            lambda: self._load(clip_id) if clip_id == self._wanted else None,
        )

    def say(self, state: State) -> None:
        """Show a sentence in place of an article."""
        self._wanted = None
        self._leave()
        self._state.show_state(state)

    def take(self, changes: Changes) -> None:
        """Follow the clip that is shown through what happens to it."""
        if self._wanted is None:
            return
        pending = self.clip is not None and self.clip.summary.status is Status.PENDING
        if self._wanted in changes.changed or changes.elsewhere:
            self._load(self._wanted)
        elif pending and self._wanted in changes.progress and self.clip is not None:
            self._state.show_state(self._pending(self.clip))

    def mark_words(self, query: str) -> None:
        """Mark the words of a search in the article."""
        words = [word for term in parse(query, today=_today()).terms for word in term.text.split()]
        # One letter of an alphabet marks half the page and helps nobody.
        self._words = [word for word in words if len(word) > 1 or not word.isascii()]
        if self._reader is not None:
            self._reader.highlight_query(self._words)

    def find_in_page(self) -> None:
        """Open find in page."""
        if self._reader is not None and self.state is None:
            self._reader.open_find()

    def focus_article(self) -> None:
        """Move the keyboard to the article."""
        if self._reader is not None and self.state is None:
            self._reader.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write_note(self) -> None:
        """Go to the note of the clip that is shown."""
        if self._marking is not None and self.state is None:
            self._marking.write_note()

    def highlight(self) -> None:
        """Highlight the selected words."""
        if self._marking is not None and self.state is None:
            self._marking.highlight()

    def keep_place(self) -> None:
        """Keep where reading is, before the window goes."""
        if self._marking is not None:
            self._marking.leave()

    def _leave(self) -> None:
        self._while_read.stop()
        self.keep_place()
        self.clip = None
        self.setCurrentWidget(self._state)

    def _show_error(self, clip_id: str, error: ClipperError) -> None:
        if clip_id == self._wanted:
            self.say(State("This clip cannot be opened", error.message, icon="failed", failure=True))

    def _show(self, clip: Clip) -> None:
        before = self.clip
        if before is not None and before.id != clip.id:
            self.keep_place()
        self.clip = clip
        summary = clip.summary
        if summary.status is Status.READY:
            self._show_article(clip, again=_same_article(before, clip))
        else:
            failed = summary.status is Status.FAILED
            self._state.show_state(self._failed(clip) if failed else self._pending(clip))
            self.setCurrentWidget(self._state)
        if summary.status is Status.READY and not summary.read and not _same_article(before, clip):
            self._while_read.start()
        self.opened.emit()

    def _show_article(self, clip: Clip, *, again: bool) -> None:
        reader = self._made_reader()
        trashed = clip.summary.trashed_at is not None
        if trashed != self._in_trash:
            self._in_trash = trashed
            self._fill_bar(reader)
        if not again:
            reader.show_clip(clip)
            reader.highlight_query(self._words)
        self.setCurrentWidget(reader)
        if self._marking is not None:
            self._marking.show(clip, again=again)
        if self._doubling is not None:
            self._doubling.show(clip.id)

    def _made_reader(self) -> ReaderPane:
        if self._reader is not None:
            return self._reader
        from clipper.gui.doubles_line import Doubling
        from clipper.gui.marking import Marking
        from clipper.gui.reader import ReaderPane

        reader = self._reader = ReaderPane(self._theme, self._service.asset_path, self._runner)
        reader.link_activated.connect(self.link_activated)
        marking = self._marking = Marking(self._service, self._runner, self._undoing, reader, self)
        doubling = self._doubling = Doubling(self._service, self._runner, self._undoing, reader.doubles, self)
        for part in (marking, doubling):
            part.told.connect(self.told)
        doubling.clip_asked.connect(self.clip_asked)
        self._fill_bar(reader)
        self.addWidget(reader)
        return reader

    def _fill_bar(self, reader: ReaderPane) -> None:
        left = ("restore",) if self._in_trash else ("archive", "star", "tag", "delete")
        right = ("open", "export", "more")
        reader.set_bar_actions([self._actions[n] for n in left], [self._actions[n] for n in right])

    def _pending(self, clip: Clip) -> State:
        progress = self._service.progress(clip.id)
        sentence = progress.phase if progress is not None else "Waiting…"
        if progress is not None and progress.total:
            done, total = wording.number(progress.done), wording.number(progress.total)
            sentence = f"{sentence} {done} of {total}"
        return State(wording.title(clip.summary), sentence, icon="page", role="tertiary")

    def _failed(self, clip: Clip) -> State:
        message = clip.summary.failure.message if clip.summary.failure else ""
        buttons = []
        if clip.summary.trashed_at is None:
            buttons.append(("Retry", self._actions["retry"]))
        if clip.summary.url:
            buttons.append(("Open original", self._actions["open"]))
        return State(
            wording.title(clip.summary),
            message,
            icon="failed",
            role="failure",
            buttons=tuple(buttons),
            quiet="What was handed over is kept.",
            failure=True,
        )

    def _has_been_read(self) -> None:
        if self.clip is not None and not self.clip.summary.read:
            self.was_read.emit(self.clip.id)


def _today() -> date:
    return datetime.now().astimezone().date()


def _same_article(before: Clip | None, now: Clip) -> bool:
    """True where only the clip's state changed: the page then keeps its place."""
    return before is not None and before.id == now.id and before.article == now.article

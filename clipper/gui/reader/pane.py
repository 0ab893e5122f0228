"""The reader pane: its bar, find in page, and the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from clipper.gui import wording
from clipper.gui.doubles_line import DoublesLine
from clipper.gui.reader.bar import ReaderBar
from clipper.gui.reader.find import find_all, find_words
from clipper.gui.reader.find_bar import FindBar
from clipper.gui.reader.focus_ring import FocusRing
from clipper.gui.reader.painting import Matches
from clipper.gui.reader.pictures import Pictures
from clipper.gui.reader.strips import LostStrip, NoteStrip
from clipper.gui.reader.view import ArticleView
from clipper.gui.style import font

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clipper.gui.background import Runner
    from clipper.gui.theme import Theme
    from clipper.model import Clip


class ReaderPane(QWidget):
    """Shows one clip's article.

    `asset_path` gives the file of a kept picture by its name; `runner` decodes the pictures.
    `link_activated` carries the address that was clicked.
    """

    link_activated = Signal(str)
    find_closed = Signal()

    def __init__(
        self,
        theme: Theme,
        asset_path: Callable[[str], Path],
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("readerPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.theme = theme
        self._clip: Clip | None = None
        self._query: list[str] = []
        self.pictures = Pictures(asset_path, runner, self)
        self.bar = ReaderBar(theme, self)
        self._hairline = QFrame(self)
        self._hairline.setFixedHeight(1)
        self.find_bar = FindBar(theme, self)
        self.doubles = DoublesLine(self)
        self.note = NoteStrip(self)
        self.view = ArticleView(theme, self.pictures, self)
        self.lost = LostStrip(self)
        self._address = QLabel(self)
        self._ring = FocusRing(theme, self.view)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.find_bar, self.doubles, self.note, self._hairline):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(self.lost)
        self.setFocusProxy(self.view)
        self._address.setFont(font(12))
        self._address.hide()

    def _connect(self) -> None:
        self.view.link_activated.connect(self.link_activated)
        self.view.link_hovered.connect(self._say_address)
        self.view.verticalScrollBar().valueChanged.connect(self._show_hairline)
        self.view.completed.connect(self._mark)
        self.note.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.view.installEventFilter(self)
        self.find_bar.changed.connect(lambda _words: self._mark())
        self.find_bar.next_wanted.connect(self.find_next)
        self.find_bar.previous_wanted.connect(self.find_previous)
        self.find_bar.closed.connect(self.close_find)

    # What the window says

    def set_bar_actions(self, left: list[QAction], right: list[QAction]) -> None:
        """Show actions as icon buttons at the left and at the right of the bar."""
        self.bar.set_actions(left, right)

    def show_clip(self, clip: Clip) -> None:
        """Show the article of a clip that is ready, from its beginning."""
        if clip == self._clip:
            return
        if self._clip is None or clip.id != self._clip.id:
            self._query = []
            self._leave_find()
        self._clip = clip
        self._say_address("")
        self._column.activate()
        build = self.view.show_clip(clip)
        self.bar.figure.set_parts(figures(clip, build.sources))
        self._show_hairline()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.reader))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.text))
        self.setPalette(palette)
        for part in (self.bar, self.find_bar, self.view):
            part.set_theme(theme)
        self._ring.theme = theme
        self._ring.update()
        self._hairline.setStyleSheet(f"background: {theme.hairline}; border: none")
        self._address.setStyleSheet(
            f"background: {theme.field}; color: {theme.secondary}; border: 1px solid {theme.field_edge};"
            "border-radius: 6px; padding: 3px 8px"
        )
        self._show_hairline()

    def highlight_query(self, words: list[str]) -> None:
        """Mark where words begin with one of these: what the list was searched for."""
        self._query = words
        self._mark()

    # Find in page

    def open_find(self) -> None:
        """Open find in page, looking for the selected words if there are some."""
        if self.view.build is None:
            return
        self.view.finish()
        selected = self.view.textCursor().selectedText().strip()
        if selected and "\u2029" not in selected and len(selected) <= 80:
            self.find_bar.field.setText(selected)
        self.find_bar.open(slide=self.isVisible())
        self._mark()
        self._show_hairline()

    def close_find(self) -> None:
        """Close find in page; what was found last is selected."""
        if self.find_bar.isHidden():
            return
        matches = self.view.matches
        if matches.current >= 0:
            self.view.select(*matches.ranges[matches.current])
        # First, or Qt would move the keyboard on when its field goes.
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._leave_find()
        self.find_closed.emit()

    def find_next(self) -> None:
        """Go to the next match; after the last comes the first."""
        self._step(1)

    def find_previous(self) -> None:
        """Go to the match before; before the first comes the last."""
        self._step(-1)

    def _leave_find(self) -> None:
        self.find_bar.hide()
        self._mark()
        self._show_hairline()

    def _step(self, by: int) -> None:
        if self.find_bar.isHidden():
            self.open_find()
            return
        matches = self.view.matches
        if matches.ranges:
            self._go_to(Matches(matches.ranges, (matches.current + by) % len(matches.ranges)))

    def _go_to(self, matches: Matches) -> None:
        self.view.set_matches(matches)
        self.view.reveal(matches.ranges[matches.current][0])
        self.find_bar.say(matches.current, len(matches.ranges))

    def _mark(self) -> None:
        """Mark what is looked for: by find in page while it is open, else by the list's search."""
        if self.view.build is None:
            return
        wanted = self.find_bar.field.text()
        if self.find_bar.isHidden():
            words = self._query
            ranges = find_words(self.view.toPlainText(), words) if words else []
            self.view.set_matches(Matches(ranges))
            return
        ranges = find_all(self.view.toPlainText(), wanted)
        self.view.set_matches(Matches(ranges))
        if ranges:
            self._go_to(Matches(ranges, self.view.first_match_in_sight()))
        else:
            self.find_bar.say(0, 0)

    # What is shown

    def _show_hairline(self) -> None:
        shown = self.view.verticalScrollBar().value() > 0 or not self.find_bar.isHidden()
        # The line keeps its place, so that the text does not move when it appears.
        color = self.theme.hairline if shown else self.theme.reader
        self._hairline.setStyleSheet(f"background: {color}; border: none")

    def _say_address(self, address: str) -> None:
        """Say where a link leads, at the lower edge, as browsers do."""
        if not address or address.startswith("#"):
            self._address.hide()
            return
        self._address.setText(
            self._address.fontMetrics().elidedText(
                address, Qt.TextElideMode.ElideMiddle, max(80, self.width() - 60)
            )
        )
        self._place_address()
        self._address.show()
        self._address.raise_()

    def _place_address(self) -> None:
        self._address.adjustSize()
        self._address.move(8, self.height() - self._address.height() - 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hovered address at the lower edge."""
        super().resizeEvent(event)
        self._place_address()

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the keys of find in page also while the article has the keyboard."""
        if watched is self.view and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._find_key(event)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear the keys of find in page."""
        if not self._find_key(event):
            super().keyPressEvent(event)

    def _find_key(self, event: QKeyEvent) -> bool:
        if self.find_bar.isHidden():
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_F3 or (event.key() == Qt.Key.Key_G and control):
            self._step(-1 if shift else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_find()
            return True
        return False


def figures(clip: Clip, sources: list[str]) -> tuple[str, ...]:
    """Return what was kept of how much: "31 of 31 pictures", "2,114 of 2,310 words"."""
    parts: list[str] = []
    kept = {asset.source for asset in clip.assets if asset.name}
    if sources:
        noun = "picture" if len(sources) == 1 else "pictures"
        have = sum(source in kept for source in sources)
        parts.append(f"{wording.number(have)} of {wording.number(len(sources))} {noun}")
    article = clip.article
    if article is not None and article.page_word_count > article.word_count:
        parts.append(
            f"{wording.number(article.word_count)} of {wording.number(article.page_word_count)} words"
        )
    return tuple(parts)

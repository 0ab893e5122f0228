"""What a pane says when it has nothing to show: one sentence, what can be done, at most two buttons."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from clipper.gui import wording
from clipper.gui.icons import pixmap
from clipper.gui.widgets import BUTTON, IconButton, button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QResizeEvent

    from clipper.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class State:
    """What a page says. The first of `buttons` is the filled one where `filled` is true."""

    headline: str
    sentence: str = ""
    icon: str = ""
    role: str = "tertiary"
    buttons: tuple[tuple[str, QAction], ...] = ()
    filled: bool = False
    quiet: str = ""
    failure: bool = False


FIRST_SENTENCE = (
    "Copy a link or part of a page in your browser and press {shortcut} here, "
    "or drag it onto this window. Files work too."
)


_MARGIN = 16


class StatePage(QWidget):
    """Shows a `State` in the middle; `large` for the reader's pane, small for the list's."""

    def __init__(self, theme: Theme, *, large: bool, corner: QAction | None = None) -> None:
        super().__init__()
        self.setObjectName("statePage" if large else "listState")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, large)
        self._theme = theme
        self._large = large
        self._state = State("")
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._headline = label("", rank="headline" if large else "title", wrap=True)
        self._sentence = label("", tone="secondary", rank="lead" if large else "body", wrap=True)
        self._quiet = label("", tone="tertiary", wrap=True)
        for words in (self._headline, self._sentence, self._quiet):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(12)
        self._shown: list[QWidget] = []
        self._corner: IconButton | None = None
        column = QWidget()
        column.setMaximumWidth(490 if large else 300)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for part, below in (
            (self._icon, 20 if large else 12),
            (self._headline, 12 if large else 6),
            (self._sentence, 24 if large else 16),
        ):
            inside.addWidget(part)
            inside.addSpacing(below)
        inside.addLayout(self._buttons)
        inside.addSpacing(24 if large else 12)
        inside.addWidget(self._quiet)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 8)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        if corner is not None:
            top = QHBoxLayout()
            top.addStretch()
            self._corner = IconButton(theme, corner)
            top.addWidget(self._corner)
            layout.addLayout(top)
        layout.addStretch(9)
        layout.addLayout(across)
        layout.addStretch(10)
        if corner is not None:
            layout.addSpacing(BUTTON)

    @property
    def state(self) -> State:
        """What is shown."""
        return self._state

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if self._corner is not None:
            self._corner.theme = theme
        self._paint_icon()

    def show_state(self, state: State) -> None:
        """Say something else."""
        if state == self._state:
            return
        self._state = state
        self._headline.setText(wording.breakable(state.headline))
        pitch = 145 if self._large else 130
        self._sentence.setTextFormat(Qt.TextFormat.RichText)
        self._sentence.setText(
            f'<p style="line-height: {pitch}%">{html.escape(wording.breakable(state.sentence))}</p>'
        )
        self._sentence.setProperty("tone", "failure" if state.failure else "secondary")
        self._sentence.style().polish(self._sentence)
        self._sentence.setVisible(bool(state.sentence))
        self._quiet.setText(state.quiet)
        self._quiet.setVisible(bool(state.quiet))
        self.setAccessibleName(f"{state.headline}. {state.sentence}")
        self._paint_icon()
        self._show_buttons()

    def _paint_icon(self) -> None:
        self._icon.setVisible(bool(self._state.icon))
        if self._state.icon:
            colour = getattr(self._theme, self._state.role)
            size = 56 if self._large else 32
            self._icon.setPixmap(pixmap(self._state.icon, colour, size, self.devicePixelRatioF()))

    def _show_buttons(self) -> None:
        while self._buttons.count():
            self._buttons.takeAt(0)
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = []
        self._buttons.addStretch()
        for number, (text, action) in enumerate(self._state.buttons):
            kind = "filled" if self._state.filled and number == 0 else "plain"
            made = button(text, action.trigger, kind=kind)
            big = self._large and self._state.filled
            made.setMinimumSize(160 if big else 96, 38 if big else 34)
            made.setToolTip(action.toolTip())
            self._buttons.addWidget(made)
            self._shown.append(made)
        self._buttons.addStretch()
        self._turn_buttons()

    def _turn_buttons(self) -> None:
        """Side by side where there is room, else one below the other."""
        wanted = sum(made.sizeHint().expandedTo(made.minimumSize()).width() + 12 for made in self._shown)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(beside if wanted <= self.width() - 2 * _MARGIN else below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons inside."""
        super().resizeEvent(event)
        self._turn_buttons()

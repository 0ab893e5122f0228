"""What the reader shows of a clip that is no article yet, or could not become one."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from clipper.gui import wording
from clipper.gui.icons import icon
from clipper.gui.style import font
from clipper.model import Status

if TYPE_CHECKING:
    from clipper.gui.theme import Theme
    from clipper.model import Clip

_WIDTH = 460
_BY_HAND = "It stays here. Open it in the browser, copy what you want to keep and paste it here."
_HINTS = {
    "fetch": "It stays here. Retry later, or open it in the browser, copy it and paste it here.",
    "unsupported": "It stays here. What Clipper keeps are web pages, text and Markdown.",
    "too_large": _BY_HAND,
    "empty": _BY_HAND,
}
_HINT = "It stays here, with all that was handed over, and can be tried again."


class StatePage(QWidget):
    """A few calm words in the middle of the reader. `link_activated` carries the address when clicked."""

    link_activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._failed = False
        self._url = ""
        self._title = ""
        self.sign = QLabel(self)
        self.headline = _label(self, 16, QFont.Weight.DemiBold)
        self.address = _label(self, 13)
        self.hint = _label(self, 13)
        for label in (self.headline, self.address, self.hint):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.address.linkActivated.connect(self.link_activated)
        words = QWidget(self)
        words.setMaximumWidth(_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(words, 100)
        row.addStretch(1)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(2)
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.sign)
        column.addSpacing(8)
        for label in (self.headline, self.address, self.hint):
            column.addWidget(label)
        column.addStretch(3)
        self.set_theme(theme)

    def show_clip(self, clip: Clip, progress: str = "") -> None:
        """Say how it stands with a clip that is pending or failed."""
        self._failed = clip.summary.status is Status.FAILED
        failure = clip.summary.failure
        if self._failed and failure is not None:
            self.headline.setText(failure.message)
            self.hint.setText(_HINTS.get(failure.code.split(".")[0], _HINT))
        else:
            self.headline.setText(progress or ("Fetching the page…" if clip.summary.url else "Cleaning…"))
            self.hint.setText("")
        self._url = clip.summary.url or ""
        self._title = wording.title(clip.summary)
        self.set_theme(self.theme)
        for label in (self.headline, self.address, self.hint):
            label.setVisible(bool(label.text()))

    def set_progress(self, words: str) -> None:
        """Say what is being done with a pending clip."""
        if not self._failed:
            self.headline.setText(words)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        name = "failed" if self._failed else "page"
        role = "failure" if self._failed else "tertiary"
        self.sign.setPixmap(icon(name, theme, role, 32).pixmap(32, 32))
        for label, color in (
            (self.headline, theme.failure if self._failed else theme.text),
            (self.address, theme.secondary),
            (self.hint, theme.secondary),
        ):
            palette = QPalette(label.palette())
            palette.setColor(QPalette.ColorRole.WindowText, QColor(color))
            palette.setColor(QPalette.ColorRole.Link, QColor(theme.link))
            label.setPalette(palette)
            label.setStyleSheet(f"color: {color}")
        self._show_address()

    def _show_address(self) -> None:
        if self._url:
            url = self._url
            shown = re.sub(r"^https?://(?:www\.)?", "", url)
            style = f"color: {self.theme.link}; text-decoration: none"
            self.address.setText(f'<a href="{escape(url)}" style="{style}">{escape(_elided(shown))}</a>')
        else:
            self.address.setText(escape(self._title))


def _elided(address: str) -> str:
    """Shorten a long address in its middle, and let the rest of it wrap."""
    short = address if len(address) <= 120 else f"{address[:80]}…{address[-36:]}"
    return short.replace("/", "/\u200b")


def _label(parent: QWidget, size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QLabel:
    label = QLabel(parent)
    label.setFont(font(size, weight))
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label

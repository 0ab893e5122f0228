"""The bar on top of the window: what there is to know of the library as a whole, while it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from clipper.gui import wording
from clipper.gui.icons import icon, pixmap
from clipper.gui.widgets import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.clipping import Clipping
    from clipper.gui.background import Runner
    from clipper.gui.theme import Theme


class LibraryBar(QWidget):
    """Shows the library's warnings, one sentence each; closed, it stays so until the next start."""

    def __init__(self, service: Clipping, runner: Runner, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("libraryBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._service = service
        self._runner = runner
        self._icon = QLabel()
        self._words = label("", wrap=True)
        self._close = QToolButton()
        self._close.setFixedSize(26, 26)
        self._close.setIconSize(QSize(16, 16))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setAccessibleName("Close this warning")
        self._close.setToolTip("Close")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._close)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._icon.setPixmap(pixmap("failed", theme.failure, 18, self.devicePixelRatioF()))
        self._close.setIcon(icon("close", theme, size=16))

    def look(self) -> None:
        """Ask the library, off the window's thread: it may lie on a slow disk."""
        self._runner.run(self._service.warnings, self._show)

    def _show(self, sentences: Sequence[str]) -> None:
        self._words.setText(wording.breakable("\n".join(sentences)))
        self.setAccessibleName(" ".join(sentences))
        self.setVisible(bool(sentences))

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

"""The search field: says what is searched for as it is typed, completes words, saves what is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from clipper.gui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from clipper.gui.theme import Theme

_DEBOUNCE_MS = 50
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchField(QLineEdit):
    """Says what is searched for, a moment after the last key. Esc clears, Down goes to the list.

    `completing` carries the text and where the caret is in it; empty where nothing is to be completed.
    """

    asked = Signal(str)
    left = Signal()
    save_asked = Signal()
    help_asked = Signal()
    completing = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setAcceptDrops(False)  # a drop is clipped, also when it falls here
        self.setClearButtonEnabled(False)
        self.setAccessibleName("Search")
        self.setMaxLength(500)
        leading, trailing = (
            QLineEdit.ActionPosition.LeadingPosition,
            QLineEdit.ActionPosition.TrailingPosition,
        )
        self._icons = ("search", "close", "star", "help")
        self._glass = self.addAction(icon("search", theme, size=16), leading)
        self._clear = self.addAction(icon("close", theme, size=16), trailing)
        self._save = self.addAction(icon("star", theme, size=16), trailing)
        self._help = self.addAction(icon("help", theme, size=16), trailing)
        self._parts = (self._glass, self._clear, self._save, self._help)
        names = ("Search", "Clear the search", "Save this search", "How to search")
        keys = ("", " (Esc)", " (Ctrl+D)", "")
        for part, made, name, key in zip(
            self._parts, self.findChildren(QToolButton), names, keys, strict=True
        ):
            made.setAccessibleName(name)
            part.setToolTip(f"{name}{key}")
        self._clear.triggered.connect(self.clear)
        self._save.triggered.connect(self.save_asked)
        self._help.triggered.connect(self.help_asked)
        self._soon = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._soon.timeout.connect(lambda: self.asked.emit(self.text()))
        self.textChanged.connect(self._typed)
        self.textEdited.connect(lambda text: self.completing.emit(text, self.cursorPosition()))
        self.completions: QWidget | None = None
        self._show_parts()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part, name in zip(self._parts, self._icons, strict=True):
            part.setIcon(icon(name, theme, size=16))

    def search_for(self, query: str) -> None:
        """Search for something that was not typed, without completing it."""
        self.setText(query)
        self._soon.stop()
        self.asked.emit(query)

    def _typed(self, text: str) -> None:
        self._show_parts()
        if text:
            self._soon.start()
        else:
            self._soon.stop()
            self.asked.emit("")

    def _show_parts(self) -> None:
        """Clear and Save where there is something; help while the field is used."""
        self._clear.setVisible(bool(self.text()))
        self._save.setVisible(bool(self.text().strip()))
        self._help.setVisible(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer help."""
        super().focusInEvent(event)
        self._show_parts()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Offer help no more."""
        super().focusOutEvent(event)
        self._show_parts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, then leaves; Down and Enter go to the list. An open list of completions comes first."""
        key = event.key()
        choosing = self.completions is not None and self.completions.isVisible()
        if choosing and key in {Qt.Key.Key_Escape, Qt.Key.Key_Down, *_ENTER}:
            event.ignore()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Down, *_ENTER}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

"""What is known of a highlight, at its place: its colour, its note, and the way to remove it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from clipper.gui.colours import HIGHLIGHTS, highlight_colour
from clipper.gui.widgets import button

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from clipper.gui.theme import Theme
    from clipper.model import Highlight


class HighlightPopup(QFrame):
    """`coloured` carries a colour's name, `noted` the note as Markdown once it is another."""

    coloured = Signal(str)
    noted = Signal(str)
    remove_asked = Signal()

    def __init__(self, highlight: Highlight, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Highlight")
        self._before = highlight.note or ""
        self._removed = False
        self.colours: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        row.setSpacing(6)
        for name in HIGHLIGHTS:
            chosen = name == highlight.colour
            made = self.colours[name] = button("✓" if chosen else "", partial(self._colour, name))
            made.setAccessibleName(f"{name.capitalize()}{', chosen' if chosen else ''}")
            made.setToolTip(name.capitalize())
            ground = highlight_colour(name, theme)
            made.setStyleSheet(f"background: {ground}; min-width: 30px; max-width: 30px; padding: 0;")
            row.addWidget(made)
        row.addStretch()
        row.addWidget(button("Remove", self._remove, kind="link"))
        self.note = QPlainTextEdit(self._before)
        self.note.setPlaceholderText("Note")
        self.note.setAccessibleName("Note on this highlight")
        self.note.setTabChangesFocus(True)
        self.note.setFixedSize(300, 88)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.note)
        self.note.setFocus()

    def _colour(self, name: str) -> None:
        self.close()
        self.coloured.emit(name)

    def _remove(self) -> None:
        self._removed = True
        self.close()
        self.remove_asked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the note, if it is another."""
        note = self.note.toPlainText().strip()
        if note != self._before and not self._removed:
            self.noted.emit(note)
        super().closeEvent(event)

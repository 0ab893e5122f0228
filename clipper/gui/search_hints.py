"""The quiet lines under the search field: what was not understood, what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clipper.gui.widgets import button, label

if TYPE_CHECKING:
    from clipper.library.view import Found


class SearchHints(QWidget):
    """`meant` carries the query that was meant, where its link is pressed. Hidden while there is nothing."""

    meant = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._hints = label("", tone="secondary", rank="meta", wrap=True)
        self._ask = label("Did you mean", tone="secondary", rank="meta")
        self._suggestion = ""
        self._link = button("", lambda: self.meant.emit(self._suggestion), kind="inline")
        question = QHBoxLayout()
        question.setSpacing(4)
        question.addWidget(self._ask)
        question.addWidget(self._link)
        question.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 7, 20, 0)
        column.setSpacing(2)
        column.addWidget(self._hints)
        column.addLayout(question)
        self.show_found(None)

    def show_found(self, found: Found | None) -> None:
        """Say what a search has to tell."""
        hints = found.hints if found is not None else ()
        self._suggestion = (found.suggestion if found is not None else None) or ""
        self._hints.setText("\n".join(hints))
        self._hints.setVisible(bool(hints))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self._hints.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self._link.setText(self._suggestion.replace("&", "&&"))
        self._link.setAccessibleName(f"Did you mean {self._suggestion}")
        for part in (self._ask, self._link):
            part.setVisible(bool(self._suggestion))
        self.setVisible(bool(hints or self._suggestion))

    @property
    def text(self) -> str:
        """What is said."""
        asked = f"Did you mean {self._suggestion}" if self._suggestion else ""
        return "\n".join(part for part in (self._hints.text(), asked) if part)

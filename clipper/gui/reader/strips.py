"""What stands above and below an article: the person's note, and highlights that no longer fit the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clipper.gui.widgets import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

    from clipper.model import Highlight

_MOST = 5


class _Editor(QPlainTextEdit):
    """Says when it is left: by the keyboard, Esc or Ctrl+Enter."""

    ended = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.ended.emit()

    def event(self, event: QEvent) -> bool:
        """Hear Ctrl+Enter here, also where it is a shortcut of the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = _is_enter(event)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            self.ended.emit()
        else:
            super().keyPressEvent(event)


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class NoteStrip(QWidget):
    """The note of a clip as Markdown, to be read and written; hidden while there is none."""

    written = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = ""
        self.editor = _Editor()
        self.editor.setObjectName("note")
        self.editor.setAccessibleName("Note on this clip, in Markdown")
        self.editor.setPlaceholderText("Write a note. Ctrl+Enter keeps it.")
        self.editor.setTabChangesFocus(True)
        self.editor.setMaximumWidth(680)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 2, 36, 10)  # the article's own scroll bar is 12 wide
        row.addWidget(self.editor)
        self.editor.ended.connect(self.end)
        self.editor.textChanged.connect(self._fit)
        self.hide()

    def show_note(self, note: str | None) -> None:
        """Show the note of a clip. What is being written is not written over."""
        if self.editor.hasFocus() and self.isVisible():
            return
        self._note = note or ""
        self.editor.setPlainText(self._note)
        self.setVisible(bool(self._note))
        self._fit()

    def begin(self) -> None:
        """Go to the note."""
        self.show()
        self._fit()
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end(self) -> None:
        """Give what was written, if it is another."""
        note = self.editor.toPlainText().strip()
        focused = self.editor.hasFocus()
        self.setVisible(bool(note))
        if focused:
            self.left.emit()
        if note != self._note:
            self._note = note
            self.written.emit(note)

    def _fit(self) -> None:
        lines = min(6, max(1, self.editor.document().blockCount()))
        self.editor.setFixedHeight(lines * self.editor.fontMetrics().lineSpacing() + 30)


class LostStrip(QWidget):
    """Highlights that the text no longer has: they are kept, and said here."""

    remove_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 8, 24, 12)
        self._column.setSpacing(2)
        self._rows: list[QWidget] = []
        self.hide()

    def show_lost(self, lost: Sequence[Highlight]) -> None:
        """Show these; nothing for none."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = []
        if lost:
            self._add(label("No longer found in the text", rank="header"))
        for one in lost[:_MOST]:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            quote = " ".join(one.quote.split())
            words = f"“{quote[:140]}{'…' if len(quote) > 140 else ''}”"
            note = f" {one.note}" if one.note else ""
            line.addWidget(label(f"{words}{note}", tone="secondary", wrap=True), 1)
            remove = button("Remove", partial(self.remove_asked.emit, one.id), kind="link")
            remove.setAccessibleName(f"Remove the highlight {words}")
            line.addWidget(remove)
            self._add(row)
        if len(lost) > _MOST:
            self._add(label(f"and {len(lost) - _MOST} more", tone="secondary"))
        self.setVisible(bool(lost))

    def _add(self, row: QWidget) -> None:
        self._column.addWidget(row)
        self._rows.append(row)

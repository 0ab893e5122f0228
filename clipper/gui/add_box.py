"""The box for adding: type or paste links or text, see what it will become, or choose another way in."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clipper.gui.widgets import button, label
from clipper.model import Handover, Via

_DESCRIBE_MS = 120


class _Field(QPlainTextEdit):
    """Enter gives a single line over; Shift+Enter begins a new one."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not event.modifiers() and "\n" not in self.toPlainText().strip():
            self.entered.emit()
            return
        super().keyPressEvent(event)


class AddBox(QDialog):
    """Carries out by signal what is handed over; knows no service."""

    handed_over = Signal(object)
    files_asked = Signal()
    paste_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Add")
        self._handovers: list[Handover] = []
        self._field = _Field()
        self._field.setAccessibleName("Links or text")
        self._field.setPlaceholderText("One link, many links, or any text")
        self._field.setTabChangesFocus(True)
        self._field.setMinimumSize(480, 132)
        self._says = label(" ", tone="secondary", wrap=True)
        self._says.setMinimumHeight(36)
        self._says.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._button = button("Clip", self.give, kind="filled")
        self._button.setEnabled(False)
        self._soon = QTimer(self, singleShot=True, interval=_DESCRIBE_MS)
        self._soon.timeout.connect(self._describe)
        self._field.textChanged.connect(self._soon.start)
        self._field.entered.connect(self.give)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.give)
        self._lay_out()
        self._field.setFocus()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(8)
        layout.addWidget(label("Add to your clips", rank="title"))
        layout.addSpacing(4)
        layout.addWidget(self._field, 1)
        layout.addWidget(self._says)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button("Choose files…", lambda: self._instead(self.files_asked)))
        row.addWidget(button("Clip from clipboard", lambda: self._instead(self.paste_asked)))
        row.addStretch()
        row.addWidget(button("Cancel", self.reject))
        row.addWidget(self._button)
        layout.addLayout(row)

    def type_in(self, text: str) -> None:
        """Put text into the field, as if it had been typed."""
        self._field.setPlainText(text)
        self._describe()

    @property
    def said(self) -> str:
        """What the box says the text will become."""
        return self._says.text()

    def _describe(self) -> None:
        from clipper.capture import describe, from_text

        self._handovers = from_text(self._field.toPlainText(), Via.TYPED)
        self._button.setEnabled(bool(self._handovers))
        if not self._handovers:
            self._says.setText(" ")
            return
        said = describe(self._handovers)
        headline = said.headline.removeprefix("Drop to ")
        self._says.setText(f"{headline[:1].upper()}{headline[1:]}\n{said.detail}".strip())

    def give(self) -> None:
        """Hand over what is in the field; nothing happens while it is empty."""
        self._soon.stop()
        self._describe()
        if self._handovers:
            self.handed_over.emit(self._handovers)
            self.accept()

    def _instead(self, asked: SignalInstance) -> None:
        self.reject()
        asked.emit()

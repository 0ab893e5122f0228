"""Small dialogs: keyboard shortcuts, about, a mistake of ours with its report, why nothing can begin."""

from __future__ import annotations

import platform
import traceback
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

import clipper
from clipper.gui import actions
from clipper.gui.icons import pixmap
from clipper.gui.widgets import button, label

if TYPE_CHECKING:
    from types import TracebackType


class PlainDialog(QDialog):
    """A dialog that goes away with its window and is forgotten when it closes."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(12)

    def end_with(self, *buttons: QWidget) -> None:
        """Put buttons into the last row."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for made in buttons:
            row.addWidget(made)
        self.column.addLayout(row)


class ShortcutsDialog(PlainDialog):
    """Lists every shortcut, from the table of actions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Keyboard shortcuts", parent)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 16, 0)
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        row = 0
        for menu, entries in actions.shortcuts():
            if row:
                grid.setRowMinimumHeight(row, 10)
                row += 1
            grid.addWidget(label(menu, rank="header"), row, 0)
            row += 1
            for words, keys in entries:
                grid.addWidget(label(words), row, 0)
                grid.addWidget(label(keys, tone="secondary"), row, 1)
                row += 1
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(scroll)
        self.end_with(button("Close", self.accept))
        self.resize(inside.sizeHint().width() + 64, 560)


class AboutDialog(PlainDialog):
    """Says what the program is, and its version."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("About Clipper", parent)
        mark = label("")
        mark.setPixmap(pixmap("clipper", "#000000", 64, self.devicePixelRatioF()))
        self.column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for text, tone, size in (
            (f"Clipper {clipper.__version__}", "text", "title"),
            ("Keeps what you read, on your own disk.", "secondary", "body"),
            (f"Qt {PySide6.__version__} · Python {platform.python_version()}", "tertiary", "meta"),
        ):
            self.column.addWidget(label(text, tone=tone, rank=size), 0, Qt.AlignmentFlag.AlignHCenter)
        self.end_with(button("Close", self.accept))


class ReportDialog(PlainDialog):
    """Says that something went wrong that is our mistake, with a report that can be copied."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__("Clipper made a mistake", parent)
        self._report = report
        self.column.addWidget(label("Clipper made a mistake", rank="title"))
        sentence = "Your clips are safe on disk. This report says what happened; it holds no clip of yours."
        self.column.addWidget(label(sentence, tone="secondary", wrap=True))
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setMinimumSize(560, 240)
        text.setAccessibleName("Report")
        self.column.addWidget(text, 1)
        self.end_with(button("Copy report", self.copy), button("Go on", self.accept, kind="filled"))

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)


class ProblemDialog(PlainDialog):
    """Says in a sentence why the program cannot begin."""

    def __init__(self, headline: str, message: str, parent: QWidget | None = None) -> None:
        super().__init__("Clipper", parent)
        self.headline = label(headline, rank="title")
        self.column.addWidget(self.headline)
        words = label(message, tone="secondary", wrap=True)
        words.setMinimumWidth(420)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(words)
        self.end_with(button("Close", self.accept, kind="filled"))


class QuestionDialog(PlainDialog):
    """Asks before something that cannot be undone; `accepted` is the yes. The no is the default."""

    def __init__(
        self, headline: str, sentence: str, yes: str, no: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("Clipper", parent)
        self.column.addWidget(label(headline, rank="title"))
        words = label(sentence, tone="secondary", wrap=True)
        words.setMinimumWidth(380)
        self.column.addWidget(words)
        self.column.addSpacing(4)
        keep = button(no, self.reject)
        self.end_with(button(yes, self.accept), keep)
        keep.setDefault(True)
        keep.setFocus()


def report_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Write what happened, with versions, for whoever mends it."""
    head = (
        f"Clipper {clipper.__version__}, Python {platform.python_version()}, Qt {PySide6.__version__}, "
        f"{platform.platform()}, {QGuiApplication.platformName()}"
    )
    return f"{head}\n\n{''.join(traceback.format_exception(kind, error, trace))}"

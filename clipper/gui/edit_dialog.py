"""The dialog in which a person corrects a clip: title, authors, date, and the text as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from clipper.gui.dialogs import PlainDialog
from clipper.gui.widgets import button

if TYPE_CHECKING:
    from clipper.model import Clip


class EditDialog(PlainDialog):
    """`changed` carries what was changed as a dict with any of: title, authors, published, markdown.

    `reset_asked` says that all of it shall be as it was found.
    """

    changed = Signal(dict)
    reset_asked = Signal()

    def __init__(self, clip: Clip, markdown: str, parent: QWidget | None = None) -> None:
        super().__init__("Edit", parent)
        article = clip.article
        authors = article.authors if article is not None else clip.summary.authors
        published = (article.published if article is not None else clip.summary.published) or ""
        self._before = (clip.summary.title, "; ".join(authors), published, markdown)
        self.title = QLineEdit(clip.summary.title)
        self.authors = QLineEdit("; ".join(authors))
        self.authors.setPlaceholderText("Several with ; between")
        self.published = QLineEdit(published)
        self.published.setPlaceholderText("2026-11-18, 2026-11 or 2026")
        form = QFormLayout()
        form.setSpacing(8)
        for name, field in (("Title", self.title), ("Authors", self.authors), ("Published", self.published)):
            field.setAccessibleName(name)
            field.setMinimumHeight(34)
            form.addRow(name, field)
        self.text = QPlainTextEdit(markdown)
        self.text.setAccessibleName("Text in Markdown")
        self.text.setTabChangesFocus(True)
        self.preview = QTextBrowser()
        self.preview.setFrameShape(QFrame.Shape.NoFrame)
        self.preview.setOpenLinks(False)
        self.preview.setAccessibleName("Preview")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.text, "Text")
        self.tabs.addTab(self.preview, "Preview")
        self.tabs.currentChanged.connect(lambda _tab: self.preview.setMarkdown(self.text.toPlainText()))
        self.column.addLayout(form)
        self.column.addWidget(self.tabs, 1)
        edited = clip.edits != type(clip.edits)()
        self.reset = button("As it was found", self._reset)
        self.reset.setVisible(edited)
        self.end_with(
            self.reset, button("Cancel", self.reject), button("Keep changes", self.give, kind="filled")
        )
        self.resize(720, 640)
        self.title.setFocus()

    def _reset(self) -> None:
        self.accept()
        self.reset_asked.emit()

    def give(self) -> None:
        """Give what was changed, and go."""
        title, authors, published, markdown = self._before
        said: dict[str, object] = {}
        if self.title.text().strip() and self.title.text() != title:
            said["title"] = self.title.text().strip()
        if self.authors.text() != authors:
            said["authors"] = tuple(name.strip() for name in self.authors.text().split(";") if name.strip())
        if self.published.text().strip() != published:
            said["published"] = self.published.text().strip()
        if self.text.toPlainText() != markdown:
            said["markdown"] = self.text.toPlainText()
        self.accept()
        if said:
            self.changed.emit(said)

"""The one page about searching, which the query language writes from its own table of words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from clipper.gui.dialogs import PlainDialog
from clipper.gui.widgets import button
from clipper.library.query import help_page


class SearchHelp(PlainDialog):
    """Shows the help page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("How to search", parent)
        text = QTextBrowser()
        text.setFrameShape(QFrame.Shape.NoFrame)
        text.setOpenLinks(False)
        text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        text.setAccessibleName("How to search")
        text.document().setDocumentMargin(4)
        # Qt shows an escaped bar as it is written: the other way to say the same is enough.
        text.setMarkdown("\n".join(line for line in help_page().splitlines() if "\\|" not in line))
        self.column.addWidget(text, 1)
        self.end_with(button("Close", self.accept))
        self.resize(620, 640)

"""The versions of a clip: when and why each came, and how it differs from what is shown."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QWidget

from clipper.gui import wording
from clipper.gui.dialogs import PlainDialog
from clipper.gui.style import mix
from clipper.gui.widgets import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.gui.theme import Theme
    from clipper.model import Version

_CAUSES = {
    "cleaned": "Cleaned",
    "cleaned again": "Cleaned again",
    "fetched": "Fetched",
    "fetched again": "Fetched again",
    "edited": "Edited by you",
}
_CONTEXT = 160


class VersionsDialog(PlainDialog):
    """`difference_asked` and `show_asked` carry the number of a version: to compare, to show."""

    difference_asked = Signal(int)
    show_asked = Signal(int)

    def __init__(
        self, title: str, versions: Sequence[Version], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Versions", parent)
        self._theme = theme
        self._versions: list[Version] = []
        self.column.addWidget(label(wording.breakable(title), rank="title", wrap=True))
        self.column.addWidget(
            label("Added words are underlined, removed ones struck through.", tone="secondary", rank="meta")
        )
        self.list = QListWidget()
        self.list.setAccessibleName("Versions")
        self.list.setWordWrap(True)
        self.text = QTextBrowser()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("Difference to the version that is shown")
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.list)
        parts.addWidget(self.text)
        parts.setSizes([250, 470])
        self.column.addWidget(parts, 1)
        self.choose = button("Show this version", self._show_chosen)
        self.end_with(self.choose, button("Close", self.accept))
        self.resize(780, 560)
        self.list.currentRowChanged.connect(self._follow)
        self.fill(versions)

    def fill(self, versions: Sequence[Version]) -> None:
        """List these, the newest first."""
        self._versions = list(reversed(versions))
        for version in self._versions:
            self._add(version)
        self.list.setCurrentRow(0)

    def _add(self, version: Version) -> None:
        item = QListWidgetItem(described(version), self.list)
        if version.kept_back:
            item.setToolTip(version.kept_back)

    @property
    def version(self) -> Version | None:
        """The version that is selected."""
        row = self.list.currentRow()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def _follow(self) -> None:
        version = self.version
        self.choose.setEnabled(version is not None and not version.is_shown and version.number > 0)
        if version is None or version.is_shown:
            self.text.setPlainText("This version is shown." if version is not None else "")
        else:
            self.difference_asked.emit(version.number)

    def show_difference(self, number: int, difference: Sequence[tuple[str, str]]) -> None:
        """Show how the version of this number differs, unless another one was selected since."""
        version = self.version
        if version is None or version.number != number:
            return
        note = f"<p><i>{html.escape(version.kept_back)}</i></p>" if version.kept_back else ""
        body = difference_html(difference, self._theme)
        self.text.setHtml(f"{note}<p style='line-height: 150%'>{body or 'The words are the same.'}</p>")

    def _show_chosen(self) -> None:
        version = self.version
        if version is not None:
            self.accept()
            self.show_asked.emit(version.number)


def described(version: Version) -> str:
    """When a version came, why, and how long it is, on two lines."""
    moment = QDateTime.fromSecsSinceEpoch(int(version.made_at.timestamp()))
    when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
    cause = _CAUSES.get(version.cause, version.cause.capitalize())
    state = " · shown" if version.is_shown else " · kept back" if version.kept_back else ""
    return f"{cause}{state}\n{when} · {wording.number(version.word_count)} words"


def difference_html(difference: Sequence[tuple[str, str]], theme: Theme) -> str:
    """A difference as HTML: told by lines under and through the words, not by colour alone."""
    if all(kind == "same" for kind, _ in difference):
        return ""
    made = []
    added, removed = mix(theme.accent, theme.field, 0.2), mix(theme.failure, theme.field, 0.18)
    for kind, words in difference:
        if kind == "added":
            made.append(f"<u style='background-color: {added}'>{_lines(words)}</u>")
        elif kind == "removed":
            made.append(f"<s style='background-color: {removed}'>{_lines(words)}</s>")
        else:
            made.append(_lines(_shortened(words)))
    return " ".join(made)


def _shortened(words: str) -> str:
    """Leave out the middle of what is the same, where it is long."""
    return words if len(words) <= 3 * _CONTEXT else f"{words[:_CONTEXT]} […] {words[-_CONTEXT:]}"


def _lines(words: str) -> str:
    return html.escape(words).replace("\n", "<br>")

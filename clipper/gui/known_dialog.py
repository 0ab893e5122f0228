"""The one question about what is handed over and is in the library already: open, update or keep both."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance

from clipper.gui import wording
from clipper.gui.dialogs import PlainDialog
from clipper.gui.widgets import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from clipper.model import ClipSummary

_NAMED = 5


class KnownDialog(PlainDialog):
    """Says which clips are there. Closing it leaves everything as it is."""

    open_asked = Signal()
    update_asked = Signal()
    keep_asked = Signal()

    def __init__(self, clips: Sequence[ClipSummary], parent: QWidget | None = None) -> None:
        super().__init__("Already here", parent)
        one = len(clips) == 1
        self.headline = (
            "This page is in your clips" if one else f"{wording.clips(len(clips))} are here already"
        )
        self.column.addWidget(label(self.headline, rank="title"))
        today = datetime.now().astimezone().date()
        for clip in clips[:_NAMED]:
            day = wording.day(clip.saved_at, today)
            line = label(wording.breakable(f"{wording.title(clip)} · {day}"), tone="secondary", wrap=True)
            line.setMinimumWidth(420)
            self.column.addWidget(line)
        if len(clips) > _NAMED:
            self.column.addWidget(label(f"and {len(clips) - _NAMED} more", tone="secondary"))
        self.column.addSpacing(4)
        self.open_button = button(
            "Open it" if one else "Open the first", lambda: self._answer(self.open_asked)
        )
        update = button("Update it" if one else "Update them", lambda: self._answer(self.update_asked))
        keep = button("Keep both", lambda: self._answer(self.keep_asked))
        self.end_with(keep, update, self.open_button)
        self.open_button.setDefault(True)
        self.open_button.setFocus()

    def _answer(self, signal: SignalInstance) -> None:
        self.accept()
        signal.emit()

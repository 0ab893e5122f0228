"""What can be done where the library's file is damaged: put a backup back, or save what can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QGuiApplication

from clipper.errors import ClipperError
from clipper.gui.dialogs import PlainDialog
from clipper.gui.widgets import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from clipper.library import Backup, Rescue


class RescueDialog(PlainDialog):
    """Accepted once the library can be opened again; nothing is done to it before a button is pressed."""

    def __init__(
        self,
        message: str,
        rescue: Rescue,
        *,
        restore: Callable[[Backup], object],
        repair: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Clipper", parent)
        self.column.addWidget(label("The library is damaged", rank="title"))
        self._words = label(message, tone="secondary", wrap=True)
        self._words.setMinimumWidth(460)
        self.column.addWidget(self._words)
        said = "What can be read is saved into a new file. The damaged one is kept beside it."
        backup = rescue.backup
        buttons = [button("Close", self.reject), button("Save what can be read", lambda: self._try(repair))]
        if backup is not None:
            when = QLocale().toString(
                QDateTime.fromSecsSinceEpoch(int(backup.made_at.timestamp())), QLocale.FormatType.ShortFormat
            )
            said += f" The newest good backup is from {when}: what came after it is only in the damaged file."
            put_back = button(
                "Put the backup back", lambda: self._try(lambda: restore(backup)), kind="filled"
            )
            buttons.append(put_back)
        self.offer = label(said, tone="secondary", wrap=True)
        self.column.addWidget(self.offer)
        self.end_with(*buttons)

    def _try(self, work: Callable[[], object]) -> None:
        """Do it here and now: there is no window yet that could wait."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            work()
        except ClipperError as error:
            self._words.setText(error.message)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.accept()

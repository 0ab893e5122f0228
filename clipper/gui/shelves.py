"""What the sidebar's shelf holds: saved searches and tags, read again a moment after anything changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from clipper.gui.background import IDLE

if TYPE_CHECKING:
    from clipper.clipping import Clipping
    from clipper.gui.background import Runner
    from clipper.model import SavedSearch, Tag

_SOON_MS = 150


class Shelves(QObject):
    """Keeps `searches` and `tags` as the library has them. `filled` follows when they are others."""

    filled = Signal()

    def __init__(self, service: Clipping, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self.searches: tuple[SavedSearch, ...] = ()
        self.tags: tuple[Tag, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.read)

    def read_soon(self) -> None:
        """Read again, once for all changes of a moment."""
        self._soon.start()

    def read(self) -> None:
        """Read again."""
        self._soon.stop()
        self._runner.run(
            lambda: (tuple(self._service.searches.all()), tuple(self._service.tags.all())),
            self._keep,
            priority=IDLE,
        )

    def _keep(self, found: tuple[tuple[SavedSearch, ...], tuple[Tag, ...]]) -> None:
        if found != (self.searches, self.tags):
            self.searches, self.tags = found
            self.filled.emit()

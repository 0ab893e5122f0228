"""Small pictures for the list: decoded off the window's thread, kept in Qt's pixmap cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap, QPixmapCache

from clipper.gui.background import IDLE
from clipper.gui.style import THUMB_RADIUS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clipper.gui.background import Runner

EDGE = 64


def rounded_square(file: Path, edge: int, radius: float) -> QImage:
    """Read a picture scaled and cut to a square of `edge` pixels with round corners; null if it cannot be."""
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and min(size.width(), size.height()) > 0:
        # Scaled while it is decoded: a large JPEG then costs a fraction of its full size.
        reader.setScaledSize(size.scaled(QSize(edge, edge), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return image
    image = image.scaled(
        edge,
        edge,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    square = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, edge, edge), radius, radius)
    painter.setClipPath(path)
    painter.drawImage(QPointF((edge - image.width()) / 2, (edge - image.height()) / 2), image)
    painter.end()
    return square


class Thumbnails(QObject):
    """Gives the small picture of an asset, now or, after `arrived`, later."""

    arrived = Signal(str)

    def __init__(
        self, asset_path: Callable[[str], Path], runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._asset_path = asset_path
        self._runner = runner
        self._asked: set[str] = set()
        self._unreadable: set[str] = set()

    def readable(self, asset: str) -> bool:
        """False once a picture has turned out not to be one."""
        return asset not in self._unreadable

    def get(self, asset: str, ratio: float) -> QPixmap | None:
        """Return the picture for screens of `ratio`; None while it is read, `arrived` follows."""
        key = f"thumb/{asset}@{ratio}"
        kept = QPixmap()
        if QPixmapCache.find(key, kept):
            return kept
        if asset in self._unreadable or key in self._asked:
            return None
        self._asked.add(key)
        edge = round(EDGE * ratio)
        self._runner.run(
            lambda: rounded_square(self._asset_path(asset), edge, THUMB_RADIUS * ratio),
            lambda image: self._keep(key, asset, ratio, image),
            lambda _error: self._give_up(key, asset),
            priority=IDLE,
        )
        return None

    def _keep(self, key: str, asset: str, ratio: float, image: QImage) -> None:
        if image.isNull():
            self._give_up(key, asset)
            return
        self._asked.discard(key)
        made = QPixmap.fromImage(image)
        made.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, made)
        self.arrived.emit(asset)

    def _give_up(self, key: str, asset: str) -> None:
        self._asked.discard(key)
        self._unreadable.add(asset)
        self.arrived.emit(asset)

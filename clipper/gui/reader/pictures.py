"""The pictures of the article being read: decoded off the window's thread, bounded in memory.

A picture is read only from its kept file, at the size in which it is shown, and when it comes near the
visible part of the article. Until then a ground of its proportions holds its place.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QSize, QSizeF, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from clipper.gui.background import Runner
    from clipper.model import Asset

T = TypeVar("T")

MEMORY = 160 * 1024 * 1024
"""Bytes of decoded pictures that are kept at most; what was drawn longest ago goes first."""
WIDEST = 680.0
"""The width of the article's column where there is room for it, in pixels."""
MOST_PIXELS = 24_000_000
"""A picture is decoded no larger than this."""
_GUESS = QSize(1600, 900)
_AHEAD = 2


@dataclass(slots=True)
class Decoded:
    """A picture's pixels (null when the file holds none), and its own size in pixels, upright."""

    image: QImage
    natural: QSize


def decode(path: Path, width: int) -> Decoded:
    """Read a picture `width` pixels wide, or as wide as it is; of an animation, the first frame."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    drawn = bytes(reader.format().data()) in {b"svg", b"svgz"}  # Asked first: later it is not known.
    size = reader.size()
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    natural = size.transposed() if turned else size
    if size.isValid() and not size.isEmpty():
        factor = width / natural.width()
        factor = factor if drawn else min(1.0, factor)
        factor = min(factor, (MOST_PIXELS / (size.width() * size.height())) ** 0.5)
        target = QSize(max(1, round(size.width() * factor)), max(1, round(size.height() * factor)))
        if target != size:
            reader.setScaledSize(target)
    image = reader.read()
    if image.isNull():
        return Decoded(image, natural)
    if not natural.isValid():
        natural = image.size()
    kind = (
        QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    )
    return Decoded(image.convertToFormat(kind), natural)


def measure(paths: Mapping[str, Path]) -> dict[str, QSize]:
    """Read the sizes of pictures from their files' headers."""
    return {source: decode_size(path) for source, path in paths.items()}


def decode_size(path: Path) -> QSize:
    """Return the size a picture has when it stands upright; not valid where the file does not say."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    return reader.size().transposed() if turned else reader.size()


class Pictures(QObject):
    """The pictures of one article after another. Sources are as the article names them."""

    arrived = Signal()
    resized = Signal()
    broke = Signal()

    def __init__(
        self, asset_path: Callable[[str], Path], runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._asset_path = asset_path
        self._runner = runner
        self._files: dict[str, Path] = {}
        self._order: list[str] = []
        self._natural: dict[str, QSize] = {}
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._widths: dict[str, int] = {}
        self._jobs: dict[str, int] = {}
        self.broken: set[str] = set()
        self.column = WIDEST

    def show(self, assets: Mapping[str, Asset], order: list[str]) -> None:
        """Turn to an article: `order` are the sources of its pictures from top to bottom.

        What is known of pictures that were shown before and are shown again stays.
        """
        kept = {source: asset for source, asset in assets.items() if asset.name}
        files = {source: self._asset_path(asset.name or "") for source, asset in kept.items()}
        for source, path in self._files.items():
            if files.get(source) != path:
                self._drop(source)
        self._files = files
        self._order = [source for source in order if source in kept]
        for source, asset in kept.items():
            if asset.width and asset.height and source not in self._natural:
                self._natural[source] = QSize(asset.width, asset.height)
        unknown = {source: self._files[source] for source in self._order if source not in self._natural}
        if unknown and "" not in self._jobs:
            self._start("", lambda: measure(unknown), self._measured)

    def forget(self) -> None:
        """Drop everything that belongs to the article shown until now."""
        for job in self._jobs.values():
            self._runner.forget(job)
        for kept in (self._jobs, self._files, self._natural, self._images, self._widths):
            kept.clear()
        self._order = []
        self.broken.clear()

    @property
    def busy(self) -> bool:
        """True while a picture is being read."""
        return bool(self._jobs)

    def size(self, source: str, asked: int | None, available: float) -> QSizeF:
        """Return the size in which a picture is shown: within `available`, never larger than it is."""
        natural = self._natural.get(source, _GUESS)
        width = min(float(natural.width()), available, float(asked or natural.width()))
        width = max(1.0, width)
        return QSizeF(width, max(1.0, round(width * natural.height() / natural.width())))

    def _drop(self, source: str) -> None:
        job = self._jobs.pop(source, None)
        if job is not None:
            self._runner.forget(job)
        self._natural.pop(source, None)
        self._images.pop(source, None)
        self._widths.pop(source, None)
        self.broken.discard(source)

    def pixels(self, source: str, asked: int | None, ratio: float) -> int:
        """Return how many pixels wide a picture is read: for the widest column, so that once is enough."""
        return round(self.size(source, asked, WIDEST).width() * ratio)

    def image(self, source: str, width: int) -> QImage | None:
        """Return a picture's pixels if they are here; where not, or not `width` wide, have them read."""
        image = self._images.get(source)
        if image is not None:
            self._images.move_to_end(source)
        if self._widths.get(source, 0) < width:
            self._read(source, width)
            self._read_ahead(source, width)
        return image

    def begin(self, ratio: float) -> None:
        """Have the first pictures read before they are drawn, for a screen of so many pixels to one."""
        for source in self._order[:_AHEAD]:
            if source in self._natural:
                self._read(source, self.pixels(source, None, ratio))

    def _read_ahead(self, source: str, width: int) -> None:
        if source in self._order:
            at = self._order.index(source)
            for follower in self._order[at + 1 : at + 1 + _AHEAD]:
                if follower not in self._widths:
                    self._read(follower, width)

    def _read(self, source: str, width: int) -> None:
        path = self._files.get(source)
        if path is None or source in self.broken or source in self._jobs:
            return
        if self._widths.get(source, 0) >= width:
            return
        self._start(source, lambda: decode(path, width), lambda found: self._decoded(source, width, found))

    def _start(self, name: str, work: Callable[[], T], take: Callable[[T], None]) -> None:
        """Have `work` done in the background; there is one job of a name at a time."""
        # The runner may be one that works at once: then the job is over before it has its number.
        self._jobs[name] = 0
        job = self._runner.run(work, lambda found: self._end(name, lambda: take(found)))
        if name in self._jobs:
            self._jobs[name] = job

    def _end(self, name: str, take: Callable[[], None]) -> None:
        self._jobs.pop(name, None)
        take()

    def _decoded(self, source: str, width: int, decoded: Decoded) -> None:
        if decoded.image.isNull():
            self._break(source)
            return
        self._images[source] = decoded.image
        self._images.move_to_end(source)
        self._widths[source] = width
        self._bound()
        if self._learn(source, decoded.natural):
            self.resized.emit()
        self.arrived.emit()

    def _break(self, source: str) -> None:
        self.broken.add(source)
        self.broke.emit()

    def _measured(self, sizes: dict[str, QSize]) -> None:
        learnt = [self._learn(source, size) for source, size in sizes.items()]
        if any(learnt):
            self.resized.emit()

    def _learn(self, source: str, natural: QSize) -> bool:
        """Take in a picture's true size; return whether its proportions are not those known until now."""
        if natural.isEmpty():
            return False
        known = self._natural.get(source)
        if known is not None:
            skew = abs(known.width() * natural.height() - natural.width() * known.height())
            if skew <= 0.02 * known.width() * natural.height():
                return False
        self._natural[source] = natural
        return True

    def _bound(self) -> None:
        held = sum(image.sizeInBytes() for image in self._images.values())
        while held > MEMORY and len(self._images) > 1:
            source, image = self._images.popitem(last=False)
            self._widths.pop(source, None)
            held -= image.sizeInBytes()

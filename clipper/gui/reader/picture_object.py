"""Draws pictures within a text document, in place of Qt's own handler, which would load them by address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPyTextObject, QTextFormat

from clipper.gui.reader.writer import SHARE_PROPERTY, WIDTH_PROPERTY

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from clipper.gui.reader.pictures import Pictures
    from clipper.gui.theme import Theme

_LEAST_WIDTH = 24.0
_GUTTER = 24.0


class PictureObject(QPyTextObject):
    """Takes a picture's size and pixels from `pictures`."""

    def __init__(self, pictures: Pictures, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.theme = theme

    def intrinsicSize(self, document: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        """Return the size in which a picture is shown, in pixels of the document."""
        block = document.findBlock(position).blockFormat()
        available = self._pictures.column - block.leftMargin() - block.rightMargin()
        if form.hasProperty(SHARE_PROPERTY):
            available = self._pictures.column * form.doubleProperty(SHARE_PROPERTY) - _GUTTER
        asked = _integer(form, WIDTH_PROPERTY)
        return self._pictures.size(form.toImageFormat().name(), asked, max(_LEAST_WIDTH, available))

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _document: QTextDocument,
        _position: int,
        form: QTextFormat,
    ) -> None:
        """Draw a picture, or what stands for it until it is here."""
        area = QRectF(rect)
        source = form.toImageFormat().name()
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        if form.hasProperty(SHARE_PROPERTY):
            width = round(area.width() * ratio)
        else:
            width = self._pictures.pixels(source, _integer(form, WIDTH_PROPERTY), ratio)
        image = self._pictures.image(source, width)
        if image is not None:
            if self.theme.dark and image.hasAlphaChannel():
                # Drawn for white paper: dark lines on nothing would be lost on a dark ground.
                painter.fillRect(area, QColor(self.theme.text))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, image)
            return
        painter.fillRect(area, QColor(self.theme.code_ground))


def _integer(form: QTextFormat, name: int) -> int | None:
    return form.intProperty(name) if form.hasProperty(name) else None

"""The icon set: small SVG drawings, coloured by role of the theme when they are painted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from clipper.resources import resource

if TYPE_CHECKING:
    from clipper.gui.theme import Theme

_DISABLED_OPACITY = 0.4


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, size: int, ratio: float, opacity: float = 1.0) -> QPixmap:
    """Paint the icon `name` in `colour` (#rrggbb), `size` logical pixels wide, for screens of `ratio`."""
    edge = round(size * ratio)
    image = QPixmap(edge, edge)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, size: int, ratios: tuple[float, ...]) -> QIcon:
    made = QIcon()
    for ratio in ratios:
        normal = pixmap(name, colour, size, ratio)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
            made.addPixmap(normal, mode)
        made.addPixmap(pixmap(name, colour, size, ratio, _DISABLED_OPACITY), QIcon.Mode.Disabled)
    return made


def icon(name: str, theme: Theme, role: str = "secondary", size: int = 20) -> QIcon:
    """Return the icon `name` (a file of resources/icons) in the theme's colour for `role`.

    It is drawn for the screens there are, so that it stays sharp on each.
    """
    ratios = {1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}
    return _icon(name, getattr(theme, role), size, tuple(sorted(ratios)))


def app_icon() -> QIcon:
    """Return the program's own icon, in its colours, in the sizes that systems ask for."""
    made = QIcon()
    for edge in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(pixmap("clipper", "#000000", edge, 1.0))
    return made

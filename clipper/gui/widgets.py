"""Small building blocks: hairline, label, push button, icon button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

from clipper.gui.style import META, font, hover, mix

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from clipper.gui.theme import Theme

BUTTON = 34
_ICON = 20


def hairline(*, vertical: bool = False) -> QFrame:
    """A line one pixel thick that parts two panes."""
    line = QFrame()
    line.setObjectName("hairline")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def label(text: str, *, tone: str = "text", rank: str = "body", wrap: bool = False) -> QLabel:
    """A text in one of the style sheet's tones and sizes."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("tone", tone)
    made.setProperty("rank", rank)
    made.setWordWrap(wrap)
    return made


def button(text: str, pressed: Callable[[], object], *, kind: str = "plain") -> QPushButton:
    """A push button: plain, filled (one in a window) or link. Focused by Tab, not by a click."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: pressed())
    return made


def drag_label(text: str, theme: Theme, ratio: float) -> QPixmap:
    """A small label that goes with the pointer, for screens of `ratio`."""
    metrics = QFontMetrics(font(META, QFont.Weight.DemiBold))
    width, height = metrics.horizontalAdvance(text) + 20, 26
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(QRectF(0, 0, width, height), 7, 7)
    painter.setFont(font(META, QFont.Weight.DemiBold))
    painter.setPen(QColor(theme.on_accent))
    painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return made


class IconButton(QToolButton):
    """A bare icon, 34 × 34, with its action's tooltip and shortcut; a ground only under the pointer."""

    def __init__(self, theme: Theme, action: QAction | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setFixedSize(BUTTON, BUTTON)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        if action is not None:
            self.setDefaultAction(action)
            action.changed.connect(self._say_what_it_does)
            self._say_what_it_does()

    def _say_what_it_does(self) -> None:
        action = self.defaultAction()
        name = action.toolTip() or action.text()
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        self.setToolTip(f"{name}  {keys}" if keys and keys not in name else name)
        self.setAccessibleName(action.text().replace("&", ""))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of its state, the icon, and a ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isEnabled() and (self.isDown() or self.isChecked()):
            painter.setBrush(QColor(mix(theme.text, theme.reader, 0.10)))
            painter.drawRoundedRect(self.rect(), 8, 8)
        elif self.isEnabled() and self.underMouse():
            painter.setBrush(QColor(hover(theme, theme.reader)))
            painter.drawRoundedRect(self.rect(), 8, 8)
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        spot = (BUTTON - _ICON) // 2
        self.icon().paint(painter, spot, spot, _ICON, _ICON, Qt.AlignmentFlag.AlignCenter, mode)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.end()

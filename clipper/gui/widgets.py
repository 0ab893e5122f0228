"""Small building blocks: hairline, label, push button, icon button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

BAR_BUTTON = 34


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


def icon_button(action: QAction) -> QToolButton:
    """A bare icon of 34 × 34 for an action."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setFixedSize(BAR_BUTTON, BAR_BUTTON)
    made.setIconSize(QSize(20, 20))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(action.text().replace("&", ""))
    return made

"""A thin scroll bar that lies over the margin of a list instead of taking width from its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea

WIDTH = 8


class OverlayScrollBar(QScrollBar):
    """Follows the area's own vertical bar, which is hidden, and moves it."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self.setObjectName("overlay")
        self._area = area
        self._own = area.verticalScrollBar()
        self._own.rangeChanged.connect(self._follow)
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        area.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the area's trailing edge."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange, QEvent.Type.Show}:
            self._place()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        self.setRange(self._own.minimum(), self._own.maximum())
        self.setPageStep(self._own.pageStep())
        self.setSingleStep(self._own.singleStep())
        self.setValue(self._own.value())
        self.setVisible(self._own.maximum() > self._own.minimum())
        self._place()

    def _place(self) -> None:
        mirrored = self._area.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = 0 if mirrored else self._area.width() - WIDTH
        self.setGeometry(left, 0, WIDTH, self._area.height())
        self.raise_()

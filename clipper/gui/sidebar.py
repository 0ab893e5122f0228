"""The sidebar: the Add button, and the views of the library with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from clipper.gui import wording
from clipper.gui.icons import icon
from clipper.gui.style import BODY, META, NAV_RADIUS, font, hover
from clipper.library import View

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QEnterEvent, QPaintEvent

    from clipper.gui.theme import Theme
    from clipper.library import Counts

WIDE, SLIM = 220, 58
VIEWS = ((View.ALL, "All clips", "stack"), (View.FAILED, "Failed", "failed"), (View.TRASH, "Trash", "trash"))
NAMES = {view: name for view, name, _ in VIEWS}


class NavRow(QAbstractButton):
    """A row of the sidebar: icon, name, and a count at the far edge."""

    def __init__(self, name: str, icon_name: str, theme: Theme) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._theme = theme
        self._count = 0
        self._slim = False
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def set_count(self, count: int) -> None:
        """Show how many clips the view holds; nothing for none."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {wording.clips(count)}" if count else self.text())
        self._name_tip()
        self.update()

    def set_slim(self, *, slim: bool) -> None:
        """Show the icon alone, the name as a tooltip."""
        self._slim = slim
        self._name_tip()
        self.update()

    def _name_tip(self) -> None:
        count = f" · {wording.number(self._count)}" if self._count else ""
        self.setToolTip(f"{self.text()}{count}" if self._slim else "")

    def sizeHint(self) -> QSize:
        """A row is 32 high."""
        return QSize(SLIM - 16, 32)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for the pointer."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected if self.isChecked() else hover(theme, theme.sidebar)))
            painter.drawRoundedRect(self.rect(), NAV_RADIUS, NAV_RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inside, NAV_RADIUS - 1, NAV_RADIUS - 1)
        role = "accent" if self.isChecked() else "secondary"
        left = (self.width() - 18) // 2 if self._slim else 8
        place = self._mirrored(QRect(left, (self.height() - 18) // 2, 18, 18))
        icon(self._icon_name, theme, role, 18).paint(painter, place)
        if not self._slim:
            self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        count = wording.number(self._count) if self._count else ""
        painter.setFont(font(META))
        room = painter.fontMetrics().horizontalAdvance(count) + 10 if count else 8
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        trailing = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignRight)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.secondary))
        painter.drawText(self._mirrored(self.rect().adjusted(0, 0, -10, 0)), trailing | middle, count)
        painter.setFont(font(BODY, QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal))
        painter.setPen(QColor(theme.text))
        words = QRect(34, 0, self.width() - 34 - room, self.height())
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(self._mirrored(words), leading | middle, name)

    def _mirrored(self, part: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), part)


class Sidebar(QWidget):
    """Says by `chosen` which view is asked for."""

    chosen = Signal(object)

    def __init__(self, add: QAction, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._slim = False
        self._rows: dict[View, NavRow] = {}
        self._group = QButtonGroup(self)
        self._add = QPushButton()
        self._add.setObjectName("add")
        self._add.setProperty("kind", "filled")
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._add.setAccessibleName("Add")
        self._add.setToolTip(add.toolTip())
        self._add.clicked.connect(add.trigger)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 16, 12, 12)
        layout.setSpacing(2)
        layout.addWidget(self._add)
        layout.addSpacing(12)
        for view, name, icon_name in VIEWS:
            row = NavRow(name, icon_name, theme)
            row.clicked.connect(lambda _checked=False, view=view: self.chosen.emit(view))
            self._group.addButton(row)
            self._rows[view] = row
            if view is View.TRASH:
                layout.addStretch()
            layout.addWidget(row)
        self._rows[View.ALL].setChecked(True)
        self.set_theme(theme)
        self.set_slim(slim=False)

    @property
    def slim(self) -> bool:
        """True while icons are shown alone."""
        return self._slim

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._add.setIcon(icon("add", theme, "on_accent", 18))
        for row in self._rows.values():
            row.set_theme(theme)

    def set_counts(self, counts: Counts) -> None:
        """Show how much each view holds."""
        self._rows[View.ALL].set_count(counts.all)
        self._rows[View.FAILED].set_count(counts.failed)
        self._rows[View.TRASH].set_count(counts.trash)

    def show_view(self, view: View) -> None:
        """Mark the view that is shown."""
        self._rows[view].setChecked(True)

    def set_slim(self, *, slim: bool) -> None:
        """Show icons alone."""
        self._slim = slim
        self.setFixedWidth(SLIM if slim else WIDE)
        margin = 8 if slim else 12
        self._column.setContentsMargins(margin, 16, margin, 12)
        # Two spaces, for Fusion sets the word close to the icon.
        self._add.setText("" if slim else "  Add")
        self._add.setStyleSheet("padding: 0;" if slim else "")
        for row in self._rows.values():
            row.set_slim(slim=slim)

"""The pages that may stand in place of list and reader; each is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.gui.theme import Theme


class Pages(QStackedWidget):
    """List and reader, or a page by its name. `turned` carries the name, empty for list and reader.

    A page is a widget that may have `set_theme(theme)`, and `shown()` for each time that it is turned to.
    """

    turned = Signal(str)

    def __init__(self, clips: QWidget) -> None:
        super().__init__()
        self._clips = clips
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self.name = ""
        self.addWidget(clips)

    def add(self, name: str, make: Callable[[], QWidget]) -> None:
        """Let a page be shown by this name."""
        self._makers[name] = make

    def show_page(self, name: str = "") -> None:
        """Turn to a page; without a name to list and reader. Raises KeyError for a name nobody added."""
        page = self._clips
        if name:
            page = self._made.get(name) or self._make(name)
            shown = getattr(page, "shown", None)
            if callable(shown):
                shown()
        self.setCurrentWidget(page)
        if name != self.name:
            self.name = name
            self.turned.emit(name)

    def _make(self, name: str) -> QWidget:
        page = self._made[name] = self._makers[name]()
        self.addWidget(page)
        return page

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for page in self._made.values():
            take = getattr(page, "set_theme", None)
            if callable(take):
                take(theme)

"""A dialog that asks for a name, and says beforehand what the name would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from clipper.gui.dialogs import PlainDialog
from clipper.gui.widgets import button, label

if TYPE_CHECKING:
    from collections.abc import Callable


class NameDialog(PlainDialog):
    """`named` carries the name. `announce` gives a sentence about a name, or none."""

    named = Signal(str)

    def __init__(
        self,
        headline: str,
        name: str,
        yes: str,
        parent: QWidget | None = None,
        *,
        announce: Callable[[str], str] = lambda _name: "",
    ) -> None:
        super().__init__(headline, parent)
        self._announce = announce
        self._before = name
        self.column.addWidget(label(headline, rank="title"))
        self.field = QLineEdit(name)
        self.field.setAccessibleName("Name")
        self.field.setMinimumSize(360, 36)
        self.field.setMaxLength(200)
        self.field.selectAll()
        self.column.addWidget(self.field)
        self.says = label(" ", tone="secondary", wrap=True)
        self.says.setMinimumHeight(36)
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.says)
        self.yes = button(yes, self.give, kind="filled")
        self.end_with(button("Cancel", self.reject), self.yes)
        self.field.textChanged.connect(self._follow)
        self.field.returnPressed.connect(self.give)
        self._follow()
        self.field.setFocus()

    def _follow(self) -> None:
        name = self.field.text().strip()
        self.says.setText(self._announce(name) or " ")
        self.yes.setEnabled(bool(name))

    def give(self) -> None:
        """Give the name, if there is one."""
        name = self.field.text().strip()
        if name:
            self.accept()
            self.named.emit(name)

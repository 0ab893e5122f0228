"""What tests do with a window as a person does, and let its events run."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


def press(qtbot, widget, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifiers)
    QApplication.processEvents()


def trigger(window, name):
    QApplication.processEvents()
    assert window.actions_by_name[name].isEnabled(), name
    window.actions_by_name[name].trigger()
    QApplication.processEvents()


def choose(window, row):
    window.list.select_row(row)
    QApplication.processEvents()


def said(window):
    return window.list_pane.bar.text if window.list_pane.bar.isVisible() else None

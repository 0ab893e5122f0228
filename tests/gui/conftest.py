"""A window over a fake service, running everything at once, and a look at what it paints."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication

from clipper.gui import style
from clipper.gui.background import Immediate
from clipper.gui.theme import LIGHT
from tests.gui.fake_service import FakeService


def pytest_collection_modifyitems(items):
    """The offscreen platform warns of what it cannot do with a dialog; that is not ours to mend."""
    for item in items:
        if "gui" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def qapp_args():
    return ["clipper"]


@pytest.fixture(autouse=True)
def clean_clipboard(qapp):
    """Fonts as the program sets them, an empty clipboard and no picture kept from another test."""
    style.use_fonts(qapp)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    QPixmapCache.clear()
    QApplication.clipboard().clear()


@pytest.fixture
def service(tmp_path):
    return FakeService(tmp_path)


@pytest.fixture
def runner(qapp):
    return Immediate()


@pytest.fixture
def make_window(qtbot, service, runner):
    """Show a window; the fake service is filled with `count` clips first."""
    from clipper.gui.window import Window

    def make(count=0, theme=LIGHT, size=(1400, 880), **options):
        if count:
            service.fill(count)
        window = Window(service, runner, theme, **options)
        window.resize(*size)
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.painted):
            window.show()
        window.browsing.refresh()
        QApplication.processEvents()
        return window

    return make

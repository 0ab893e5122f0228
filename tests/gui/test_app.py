from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from clipper.capture import from_path, from_text
from clipper.gui import app as starting
from clipper.gui import mistakes
from clipper.gui.dialogs import AboutDialog, ProblemDialog, ReportDialog, ShortcutsDialog
from clipper.gui.theme import DARK, LIGHT
from clipper.model import Via
from clipper.settings import Settings, config_file, save


def when_open(kind, then, tries=200):
    """Call `then` with the dialog or window of this kind as soon as it is shown."""

    def look(left=tries):
        found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind)]
        shown = [widget for widget in found if widget.isVisible()]
        if shown:
            then(shown[0])
        elif left:
            QTimer.singleShot(10, lambda: look(left - 1))

    QTimer.singleShot(0, look)


def test_a_file_that_is_no_library_is_said_in_a_dialog(qapp, tmp_path):
    (tmp_path / "library.sqlite3").write_bytes(b"this is not a database, it is a sentence " * 100)
    said = []

    def read(dialog):
        said.append(" ".join(part.text() for part in dialog.findChildren(type(dialog.headline))))
        dialog.accept()

    when_open(ProblemDialog, read)
    assert starting.run(str(tmp_path)) == 1
    assert "This library cannot be opened" in said[0]


def test_settings_that_cannot_be_read_are_said_in_a_dialog(qapp, tmp_path):
    config_file().parent.mkdir(parents=True)
    config_file().write_text("appearance = 'purple'")
    when_open(ProblemDialog, lambda dialog: dialog.accept())
    assert starting.run(str(tmp_path)) == 1


def test_what_was_named_on_the_command_line_is_clipped(qapp, tmp_path):
    from clipper.gui.window import Window

    page = tmp_path / "tides.txt"
    page.write_text("Notes on tides\n\nThe moon pulls, the harbour waits, and the chart is always late.")
    seen = []

    def close_when_there(window):
        def look():
            if window.list.clips.rowCount():
                seen.append(window.list.clips.rowCount())
                window.close()
            else:
                QTimer.singleShot(20, look)

        look()

    when_open(Window, close_when_there)
    assert starting.run(str(tmp_path / "library"), [from_path(page, Via.COMMAND)]) == 0
    assert seen == [1]


def test_a_window_that_is_not_seen_begins_its_work_all_the_same(qapp, tmp_path, monkeypatch):
    from clipper.gui.window import Window

    monkeypatch.setattr(starting, "_UNSEEN_MS", 1)
    monkeypatch.setattr(Window, "paintEvent", lambda self, event: None)
    seen = []

    def close_when_there(window):
        window.browsing.shown.connect(lambda: seen.append(window.list.clips.rowCount()))
        window.browsing.shown.connect(lambda: window.close() if seen[-1] else None)

    when_open(Window, close_when_there)
    [text] = from_text("The moon pulls, the harbour waits, and the chart is late.", Via.COMMAND)
    assert starting.run(str(tmp_path / "library"), [text]) == 0
    assert seen[-1] == 1


def test_the_window_is_painted_before_anything_is_loaded_that_only_clipping_needs(tmp_path):
    script = """
import sys
from PySide6.QtWidgets import QMainWindow
from clipper.gui import app

def look(window):
    print(*sys.modules)
    window.close()

show = QMainWindow.show
def watched(window):
    window.painted.connect(lambda: look(window))
    show(window)
QMainWindow.show = watched
sys.exit(app.run(sys.argv[1]))
"""
    command = [sys.executable, "-c", script, str(tmp_path / "library")]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    loaded = set(run.stdout.split())
    assert "clipper.library" in loaded
    assert not loaded & {
        "lxml",
        "httpx",
        "clipper.workers",
        "nh3",
        "clipper.capture",
        "clipper.export.markdown",
    }


@pytest.mark.parametrize(("chosen", "theme"), [("dark", DARK), ("light", LIGHT)])
def test_the_appearance_can_be_fixed_in_the_settings(qapp, chosen, theme):
    save(Settings(appearance=chosen))
    starting._follow_appearance(qapp, Settings(appearance=chosen))
    try:
        # Also here, where the platform itself has one scheme alone.
        assert starting.theme_of(qapp, Settings(appearance=chosen)) is theme
        assert qapp.palette().window().color().name() == theme.list_ground.lower()
    finally:
        qapp.styleHints().setColorScheme(Qt.ColorScheme.Unknown)


def test_a_mistake_of_ours_is_shown_with_a_report_to_copy(qtbot, qapp, make_window, capsys):
    window = make_window()
    before = sys.excepthook
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int("something of ours")
    with mistakes.shown_in(window):
        sys.excepthook(ValueError, caught.value, caught.tb)
        sys.excepthook(ValueError, caught.value, caught.tb)
    assert sys.excepthook is before
    [dialog] = window.findChildren(ReportDialog)
    dialog.copy()
    assert "ValueError: invalid literal" in QApplication.clipboard().text()
    assert "Traceback" in QApplication.clipboard().text()
    assert "something of ours" in capsys.readouterr().err
    dialog.accept()


@pytest.mark.parametrize("kind", [AboutDialog, ShortcutsDialog])
def test_dialogs_are_gone_when_they_close(qtbot, make_window, kind):
    window = make_window()
    dialog = kind(window)
    dialog.open()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    assert window.findChildren(QDialog) == []

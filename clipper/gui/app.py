"""Starts the window: the one place where library, service and window are wired together."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from clipper import settings as settings_of
from clipper.errors import ClipperError, DamagedLibraryError
from clipper.gui import mistakes, style, window_state
from clipper.gui.theme import DARK, LIGHT
from clipper.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.clipping import Clipping
    from clipper.gui.background import Background
    from clipper.gui.theme import Theme
    from clipper.gui.window import Window
    from clipper.model import Handover


_UNSEEN_MS = 2000


def run(library: str | None = None, handovers: Sequence[Handover] = ()) -> int:
    """Open the window over a library and clip `handovers`; gives the exit status when it closes."""
    app = application()
    settings = Settings()
    try:
        settings = settings_of.load()
        _follow_appearance(app, settings)
        service = _open_or_rescue(app, settings, library)
    except ClipperError as error:
        return _refuse(error, theme_of(app, settings))
    return _show(app, service, settings, handovers)


def application() -> QApplication:
    """The Qt application, styled, in the person's language where Qt itself has words."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Clipper")
    app.setDesktopFileName("clipper")
    app.setStyle("Fusion")
    if QLocale().language() is QLocale.Language.C:
        # Without a language of the system numbers would not be grouped.
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    style.use_fonts(app)
    translator = QTranslator(app)
    if translator.load(
        QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)
    return app


def theme_of(app: QApplication, settings: Settings) -> Theme:
    """The theme that the settings ask for, else the one that fits the system's colours now."""
    system = DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return {"light": LIGHT, "dark": DARK}.get(settings.appearance, system)


def _follow_appearance(app: QApplication, settings: Settings) -> None:
    theme = theme_of(app, settings)
    if settings.appearance != "system":
        # For what the system draws of the window. Not every system can: our own colours do not rely on it.
        app.styleHints().setColorScheme(Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light)
    app.setPalette(style.palette(theme))


def _open(settings: Settings, library: str | None) -> Clipping:
    from clipper.clipping import open_clipping

    return open_clipping(settings, library)


def _open_or_rescue(app: QApplication, settings: Settings, library: str | None) -> Clipping:
    """Open the library; where it is damaged offer a backup and what can be read, and open what came of it."""
    while True:
        try:
            return _open(settings, library)
        except DamagedLibraryError as error:
            if not _rescued(error, settings, theme_of(app, settings)):
                raise


def _rescued(error: DamagedLibraryError, settings: Settings, theme: Theme) -> bool:
    from clipper.gui.rescue_dialog import RescueDialog
    from clipper.library import rescue_options
    from clipper.library.backups import restore
    from clipper.library.doctor import repair

    folder = error.folder
    second = Path(settings.backup_folder) if settings.backup_folder else None
    dialog = RescueDialog(
        error.message,
        rescue_options(folder, second),
        restore=lambda backup: restore(backup.path, folder),
        repair=lambda: repair(folder),
    )
    dialog.setStyleSheet(style.sheet(theme))
    return bool(dialog.exec())


def _refuse(error: ClipperError, theme: Theme) -> int:
    from clipper.gui.dialogs import ProblemDialog

    headlines = {
        "damaged_library": "The library is damaged",
        "not_a_library": "This library cannot be opened",
        "newer_library": "This library is from a newer version of Clipper",
        "settings": "The settings cannot be read",
    }
    dialog = ProblemDialog(headlines.get(error.code, "The library cannot be opened"), error.message)
    dialog.setStyleSheet(style.sheet(theme))
    dialog.exec()
    return 1


def _show(app: QApplication, service: Clipping, settings: Settings, handovers: Sequence[Handover]) -> int:
    from clipper.gui.background import Background

    runner = Background(app)
    state_file = settings_of.state_file()
    window = make_window(app, service, runner, settings, window_state.load(state_file))
    window.closed.connect(lambda state: window_state.save(state, state_file))
    waiting = list(handovers)

    def begin() -> None:
        settings_of.lay_out(settings)
        service.start()
        window.handing_over.take(waiting)
        waiting.clear()

    # What was left pending must not delay the window. One that opens minimised is not painted.
    window.painted.connect(begin)
    unseen = QTimer(window, singleShot=True, interval=_UNSEEN_MS)
    unseen.timeout.connect(begin)
    unseen.start()
    # Python's own handler would wait for Qt to come back to it: Ctrl+C in the terminal ends the program.
    interrupt = signal.signal(signal.SIGINT, signal.SIG_DFL)
    window.show()
    window.browsing.refresh()
    try:
        with mistakes.shown_in(window):
            return app.exec()
    finally:
        signal.signal(signal.SIGINT, interrupt)
        service.interrupt()
        runner.close()
        service.close()


def make_window(
    app: QApplication,
    service: Clipping,
    runner: Background,
    settings: Settings,
    state: window_state.WindowState,
) -> Window:
    """Make the window, its colours following the system's."""
    from clipper.gui.window import Window

    theme = theme_of(app, settings)
    window = Window(service, runner, theme, state=state, export_folder=settings.export_folder)

    def recolour() -> None:
        theme = theme_of(app, settings)
        app.setPalette(style.palette(theme))
        window.set_theme(theme)

    app.styleHints().colorSchemeChanged.connect(recolour)
    return window

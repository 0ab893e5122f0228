"""Pictures of the window in every state, light and dark, written into a folder: ``make screenshots``.

They are made without a screen, over a library of forty clips that is thrown away afterwards.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtWidgets import QApplication

from clipper.capture import describe, from_formats, from_text
from clipper.cleaning import DirectCleaner
from clipper.clipping import Clipping, Progress
from clipper.gui import style
from clipper.gui.app import application
from clipper.gui.background import Background
from clipper.gui.theme import DARK, LIGHT, Theme
from clipper.gui.window import Window
from clipper.library import Library
from clipper.model import Via
from tests.desktop.sample_library import fill

SIZE = (1400, 880)
NARROW = (700, 880)
SELECTION = (
    "<p>When the cable reached the island in 1971, the first message sent ashore was not a greeting but a barometer "
    'reading.</p><p><img src="https://coastal-review.example/station.png"></p>' * 12
)


class Studio:
    """A window over a library of its own, and a camera."""

    def __init__(self, app: QApplication, theme: Theme, target: Path, clips: int) -> None:
        self.app = app
        self.target = target
        self.theme = theme
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        now = datetime.now(UTC)
        self.ids = fill(folder, now, clips) if clips else []
        self.service = Clipping(Library(folder), cleaner=DirectCleaner())
        if clips:
            self.service._jobs.report(self.ids[2], Progress("Fetching pictures…", 12, 31))
        self._runner = Background(app)
        app.setPalette(style.palette(theme))
        self.window = Window(self.service, self._runner, theme)
        self.window.resize(*SIZE)
        self.window.show()
        self.window.browsing.refresh()
        self.settle()

    def settle(self, seconds: float = 0.6) -> None:
        """Let queries, pictures and timers come to rest."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.app.processEvents()
            time.sleep(0.005)

    def open(self, row: int) -> None:
        self.window.list.select_row(row)
        self.settle()

    def shoot(self, name: str) -> None:
        self.settle()
        self.window.grab().save(str(self.target / f"{name}-{self.theme.name}.png"))

    def close(self) -> None:
        self.window.close()
        self._runner.close()
        self.service.close()
        self.settle(0.1)
        self._folder.cleanup()


def empty(studio: Studio) -> None:
    studio.shoot("empty")
    studio.window.resize(*NARROW)
    studio.shoot("empty-narrow")


def full(studio: Studio) -> None:
    window = studio.window
    studio.open(0)
    studio.shoot("main")
    _scroll(studio, 0.42)
    studio.shoot("reader")
    _scroll(studio, 1.0)
    studio.shoot("reader-end")
    links = from_text("https://a.example/1 https://a.example/2 https://a.example/3", Via.DROP)
    page = from_formats(
        {"text/html": SELECTION.encode(), "chromium/x-source-url": b"https://coastal-review.example/"},
        Via.DROP,
    )
    said = describe([*links, *page])
    window.drop_sheet.say(said.headline, said.detail)
    studio.shoot("drop")
    window.drop_sheet.hide()
    window.list_pane.search.setText("keepers")
    studio.settle(1.0)
    studio.open(0)
    studio.shoot("search")
    window.list_pane.search.setText("xylophone")
    studio.settle(1.0)
    studio.shoot("nothing-found")
    window.list_pane.search.setText("")
    studio.settle(1.0)
    studio.open(2)
    studio.shoot("pending")
    studio.open(4)
    studio.shoot("failed")
    studio.open(8)
    studio.shoot("right-to-left")
    studio.open(0)
    window.resize(*NARROW)
    studio.shoot("narrow")


def ordered(studio: Studio) -> None:
    """Tags, stars, a note and highlights; a query with a mistake in it; what is like a clip."""
    service, window, ids = studio.service, studio.window, studio.ids
    for tag, some in (("history", ids[:12]), ("history/maritime", ids[5:9]), ("code", ids[10:30])):
        service.tags.add(some, [tag])
    service.tags.colour("code", "blue")
    service.searches.add("Long reads this week", "words:>2000 saved:week")
    service.order.star(ids[:3])
    service.order.archive(ids[20:])
    service.order.set_note(ids[0], "Cite in the chapter about harbours.")
    window.shelves.read()
    studio.open(0)
    view = window.reading.reader.view
    words = "The keepers had always sent numbers"
    at = view.toPlainText().index(words)
    view.select(at, at + len(words))
    window.actions_by_name["highlight"].trigger()
    view.verticalScrollBar().setValue(0)
    studio.shoot("tags-and-note")
    window.search_for("tag:history is:foo keeprs")
    studio.settle(1.0)
    studio.shoot("hints")
    window.list_pane.search.clear()
    studio.settle(1.0)
    studio.open(5)
    window.show_more_like()
    studio.settle(1.0)
    studio.shoot("more-like")
    window.show_page("library")
    studio.settle(1.0)
    studio.shoot("library")


def _scroll(studio: Studio, part: float) -> None:
    bar = studio.window.reading.reader.view.verticalScrollBar()
    bar.setValue(round(bar.maximum() * part))


def main() -> None:
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    target.mkdir(parents=True, exist_ok=True)
    app = application()
    for theme in (LIGHT, DARK):
        for scene, clips in ((empty, 0), (full, 40), (ordered, 40)):
            studio = Studio(app, theme, target, clips)
            scene(studio)
            studio.close()
    print(f"Pictures are in {target}")


if __name__ == "__main__":
    main()

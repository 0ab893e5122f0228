"""Process start to first paint of the real window, beside a bare QMainWindow, turn by turn in one run.

Both are timed from outside: the clock starts before the process and stops when it says that its first paint
has reached the screen. With ``--clips N`` the library holds N clips, and the time until the list shows them
is measured too. Without a display Qt's offscreen platform stands in for one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from _table import options, show, write

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

WATCH = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

rows_wanted = int(sys.argv.pop())
plainly = QMainWindow.show


def say(window, what, last):
    print(what, flush=True)
    if last:
        window.close()


class Watch(QObject):
    # Reports the first paint of a window, and the first of its list that has rows with words in them.
    def __init__(self, window):
        super().__init__(window)
        self.window = window
        self.painted = False
        window.installEventFilter(self)
        if rows_wanted:
            window.list.viewport().installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            if watched is self.window and not self.painted:
                self.painted = True
                # The event loop comes back when the whole window is painted and flushed.
                QTimer.singleShot(0, lambda: say(self.window, "painted", not rows_wanted))
            elif watched is not self.window and self.filled():
                watched.removeEventFilter(self)
                QTimer.singleShot(0, lambda: say(self.window, "filled", True))
        return False

    def filled(self):
        clips = self.window.list.clips
        return clips.rowCount() == rows_wanted and clips.known(clips.id_at(0)) is not None


def watched_show(window):
    Watch(window)
    plainly(window)


QMainWindow.show = watched_show
"""
BARE = """
from PySide6.QtWidgets import QApplication
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1400, 880)
window.show()
app.exec()
"""
CLIPPER = """
from clipper.cli import main
main()
"""


def start(program: str, arguments: list[str], rows: int, env: dict[str, str]) -> dict[str, float]:
    """Start it once; give the milliseconds from there to each thing that it said."""
    command = [sys.executable, "-c", WATCH + program, *arguments, str(rows)]
    said = {}
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT) as process:
        for line in process.stdout:
            said[line.strip()] = 1000 * (time.perf_counter() - began)
    if process.returncode or "painted" not in said:
        sys.exit(f"the window did not come: exit status {process.returncode}")
    return said


def fill(folder: Path, clips: int) -> None:
    if clips:
        from tests.desktop import sample_library

        sample_library.fill(folder, datetime.now(UTC), clips)


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--clips", type=int, default=0, metavar="N")
    parser.add_argument("--runs", type=int, default=15, metavar="N")
    arguments = parser.parse_args()
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    platform = os.environ.get("QT_QPA_PLATFORM") or "on the display"
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder, "library")
        fill(library, arguments.clips)
        homes = {f"XDG_{name}_HOME": f"{folder}/{name}" for name in ("DATA", "CONFIG", "CACHE", "STATE")}
        env = os.environ | homes | {"HOME": folder}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        ours, bare = [], []
        for number in range(arguments.runs + 1):
            one = start(CLIPPER, ["--library", str(library)], arguments.clips, env)
            other = start(BARE, [], 0, env)
            if number:  # the first pair warms the disk's cache and leaves the modules compiled
                ours.append(one)
                bare.append(other)
    window_ms, bare_ms = (median(run["painted"] for run in runs) for runs in (ours, bare))
    rows: list[list[object]] = [
        ["bare QMainWindow", bare_ms, min(run["painted"] for run in bare), 1.0],
        ["clipper", window_ms, min(run["painted"] for run in ours), window_ms / bare_ms],
    ]
    figures = {"ms": window_ms, "bare_ms": bare_ms, "ratio": window_ms / bare_ms}
    if arguments.clips:
        filled_ms = median(run["filled"] for run in ours)
        least = min(run["filled"] for run in ours)
        rows.append(["clipper, its list filled", filled_ms, least, filled_ms / bare_ms])
        figures["filled_ms"] = filled_ms
    show(
        f"Process start to first paint, {arguments.clips} clips, {arguments.runs} runs each, {platform}",
        ["", "median ms", "least ms", "ratio"],
        rows,
    )
    write(arguments.json, figures)


if __name__ == "__main__":
    main()

"""A desktop of its own for one test: Xvfb, openbox, and what a person's hands do, through xdotool."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

WIDTH, HEIGHT = 1600, 1000
NEEDED = ("Xvfb", "openbox", "xdotool", "chromium")
# A number that was just given up must not be taken again: a screen that ends takes the socket of that number
# with it, also when the next screen has begun to listen there.
_NUMBERS = itertools.count(200 + os.getpid() % 20_000)
GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
app.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


def missing_programs() -> list[str]:
    return [name for name in NEEDED if shutil.which(name) is None]


def until(condition, what: str, seconds: float = 60.0):
    """Ask again and again until `condition` gives something true, and return it."""
    deadline = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s for {what}"
        time.sleep(0.05)


class Desktop:
    """A display with a window manager, and the programs started on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._started: list[subprocess.Popen[bytes]] = []
        self.display = until(self._screen, "a display")
        keep = ("PATH", "HOME", "LANG", "TMPDIR")
        self.env = {name: os.environ[name] for name in keep if name in os.environ}
        self.env |= {
            "DISPLAY": self.display,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "LC_ALL": "C.UTF-8",
        }
        self._manager: subprocess.Popen[bytes] | None = None
        until(self._is_managed, "the window manager")

    def _is_managed(self) -> bool:
        """Whether there is a window manager; one that could not reach the young screen is started again."""
        if self._manager is None or self._manager.poll() is not None:
            self._manager = self.start(["openbox", "--sm-disable"])
        # Without a manager xdotool prints 0 all the same; only its exit status tells.
        said = self.xdotool("get_num_desktops", check=False)
        return said.returncode == 0 and self._manager.poll() is None

    def _screen(self) -> str:
        """Start a screen under a number of its own; empty where that is taken."""
        number = f":{next(_NUMBERS)}"
        read, write = os.pipe()
        screen = f"{WIDTH}x{HEIGHT}x24"
        # Without -noreset the screen begins anew whenever its last program leaves, such as a first look by
        # xdotool, and turns away who comes meanwhile: the window manager.
        xvfb = ["Xvfb", number, "-noreset", "-displayfd", str(write), "-screen", "0", screen]
        xvfb += ["-nolisten", "tcp"]
        self._started.append(subprocess.Popen(xvfb, pass_fds=[write], stderr=subprocess.DEVNULL))
        os.close(write)
        with os.fdopen(read) as pipe:
            return number if pipe.readline().strip() else ""

    def start(self, command: list[str], **env: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{Path(command[0]).name}.log").open("ab")
        with log:
            process = subprocess.Popen(command, env=self.env | env, stdout=log, stderr=log)
        self._started.append(process)
        return process

    def python(self, *arguments: str, **env: str) -> subprocess.Popen[bytes]:
        return self.start([sys.executable, *arguments], **env)

    def xdotool(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        command = ["xdotool", *arguments]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, check=check, timeout=60)

    def window(self, title: str) -> str:
        """The id of the window whose title matches, once it is there."""

        return until(lambda: self._largest(title), f"a window called {title}")

    def _largest(self, title: str) -> str:
        """A program's tips, menus and what is dragged may bear its name as well; they are smaller than its window."""
        found = self.xdotool("search", "--onlyvisible", "--name", title, check=False).stdout.split()
        return max(found, key=self._area, default="")

    def _area(self, window: str) -> int:
        shape = self.xdotool("getwindowgeometry", "--shell", window, check=False).stdout
        sides = dict(line.split("=") for line in shape.split())
        return int(sides.get("WIDTH", 0)) * int(sides.get("HEIGHT", 0))

    def place(self, window: str, x: int, y: int, width: int, height: int) -> None:
        self.xdotool("windowmove", "--sync", window, str(x), str(y), check=False)
        self.xdotool("windowsize", "--sync", window, str(width), str(height), check=False)

    def activate(self, window: str) -> None:
        """Bring a window to the front; one that has only just appeared may not be managed yet."""

        def is_active() -> bool:
            self.xdotool("windowactivate", window, check=False)
            return self.xdotool("getactivewindow", check=False).stdout.strip() == window

        until(is_active, f"window {window} to be active")

    def activated(self, title: str) -> str:
        """Bring the window with this title to the front, looking for it anew until it is; return its id."""

        def is_active() -> str:
            window = self._largest(title)
            if window:
                self.xdotool("windowactivate", window, check=False)
            active = self.xdotool("getactivewindow", check=False).stdout.strip()
            return window if window and window == active else ""

        return until(is_active, f"a window called {title} to be active")

    def key(self, window: str, *keys: str) -> None:
        self.activate(window)
        self.press(*keys)

    def press(self, *keys: str) -> None:
        """Press keys in whatever window has the keyboard."""
        self.xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "15", text)

    def click(self, x: int, y: int) -> None:
        self.xdotool("mousemove", str(x), str(y), "click", "1")

    def drag(self, start: tuple[int, int], end: tuple[int, int], at_the_end=lambda: None) -> None:
        """Press at `start`, move to `end` as a hand does, let go. `at_the_end` is called while it hovers there."""
        self.xdotool("mousemove", *map(str, start), "mousedown", "1")
        steps = 12
        for step in range(1, steps + 1):
            x = start[0] + (end[0] - start[0]) * step // steps
            y = start[1] + (end[1] - start[1]) * step // steps
            self.xdotool("mousemove", "--sync", str(x), str(y), check=False)
            time.sleep(0.03)  # a drag is many events over time: browsers ignore one that jumps
        at_the_end()
        self.xdotool("mouseup", "1")

    def screenshot(self, name: str) -> Path:
        picture = pictures_folder() / f"{name}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-c", GRAB, str(picture)], env=self.env, check=True, timeout=60)
        return picture

    def close(self) -> None:
        for process in reversed(self._started):
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        for process in reversed(self._started):
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def pictures_folder() -> Path:
    """Where the pictures of a run are kept."""
    return Path(__file__).parents[2] / "build" / "desktop"

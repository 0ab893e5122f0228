"""A display, a real browser on a page, and the real program over an empty library."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop.desktop import HEIGHT, WIDTH, Desktop, missing_programs, until
from tests.desktop.site import TITLE, Site

HALF = WIDTH // 2
QUIET = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--password-store=basic",
]


@pytest.fixture(scope="session", autouse=True)
def programs():
    missing = missing_programs()
    assert not missing, (
        f"desktop tests need: apt-get install xvfb openbox xdotool chromium (missing: {missing})"
    )


@pytest.fixture
def desktop(tmp_path):
    desktop = Desktop(tmp_path)
    yield desktop
    desktop.close()


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


class Browser:
    """Chromium on the left half of the screen, the whole story selected."""

    def __init__(self, desktop: Desktop, site: Site) -> None:
        self.desktop = desktop
        self.site = site
        place = [f"--window-size={HALF},{HEIGHT}", "--window-position=0,0"]
        profile = f"--user-data-dir={desktop.folder / 'chromium'}"
        desktop.start(["chromium", *QUIET, *place, profile, site.url])
        site.wait("ready")
        self.window = desktop.window(TITLE)
        desktop.place(self.window, 0, 0, HALF, HEIGHT)

    def copy(self) -> None:
        self.desktop.key(self.window, "ctrl+c")
        self.site.wait("copied")


class Clipper:
    """The program's window on the right half of the screen, and its library as the command line sees it."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self.desktop = desktop
        self.folder = folder
        self.process = desktop.python("-m", "clipper", "--library", str(folder))
        desktop.place(desktop.activated("^Clipper$"), HALF, 0, HALF, HEIGHT)

    def key(self, *keys: str) -> None:
        self.desktop.activated("^Clipper$")
        self.desktop.press(*keys)

    def command(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "clipper", "--library", str(self.folder), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    def clips(self) -> list[dict]:
        return [json.loads(line) for line in self.command("list", "--json").splitlines()]

    def clip(self, number: int = 1) -> dict:
        """The newest clip, once there are `number` of them and none is pending."""

        def finished() -> list[dict]:
            clips = self.clips()
            return clips if len(clips) >= number and all(c["state"] != "pending" for c in clips) else []

        clips = until(finished, f"{number} finished clips")
        assert len(clips) == number
        assert clips[0]["state"] == "inbox", clips[0]
        return clips[0]


@pytest.fixture
def browser(desktop, site):
    return Browser(desktop, site)


@pytest.fixture
def clipper(desktop, tmp_path):
    return Clipper(desktop, tmp_path / "library")

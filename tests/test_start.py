"""Starting: a window where there can be one, a clear word and the same job in the terminal where not."""

from __future__ import annotations

import os
import subprocess
import sys

from clipper import start


def without_display() -> dict[str, str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {name: value for name, value in os.environ.items() if name not in hidden}


def test_with_no_display_it_says_so_and_clips_finds_and_prints_a_sample_page():
    run = subprocess.run(
        [sys.executable, "-m", "clipper.start"],
        env=without_display(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout.startswith("There is no display here")
    assert "Found" in run.stdout
    assert '\nsource: "https://coastal-review.example/' in run.stdout
    assert run.stderr == ""


def test_opening_the_window_by_command_with_no_display_says_so():
    run = subprocess.run(
        [sys.executable, "-m", "clipper"],
        env=without_display(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr == "clipper: There is no display here. Commands work without one; see clipper --help.\n"


def test_missing_system_libraries_are_named_with_the_command_that_installs_them(monkeypatch):
    monkeypatch.setattr(start, "_loads", lambda name: name not in {"libEGL.so.1", "libxkbcommon.so.0"})
    monkeypatch.setattr(start.shutil, "which", lambda program: program == "apt-get")
    monkeypatch.setattr(start.sys, "platform", "linux")
    sentence = start.why_no_window()
    assert "libEGL.so.1, libxkbcommon.so.0" in sentence
    assert "sudo apt-get install libegl1 libxkbcommon0" in sentence


def test_on_a_system_with_another_installer_its_own_command_is_named(monkeypatch):
    monkeypatch.setattr(start, "_loads", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(start.shutil, "which", lambda program: program == "dnf")
    monkeypatch.setattr(start.sys, "platform", "linux")
    assert "sudo dnf install mesa-libEGL" in start.why_no_window()


def test_nothing_is_missing_where_everything_loads(monkeypatch):
    monkeypatch.setattr(start, "_loads", lambda name: True)
    assert start.missing_libraries() == {}

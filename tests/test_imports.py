"""What a room loads, shown in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest


def loaded_by(statement: str) -> set[str]:
    script = f"{statement}\nimport sys\nprint(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "room", ["clipping", "capture", "extract", "library", "export.note", "export.folder", "cli"]
)
def test_no_room_but_the_window_loads_qt(room):
    assert not [name for name in loaded_by(f"import clipper.{room}") if name.startswith("PySide6")]


def test_cleaning_a_page_needs_neither_the_network_nor_a_database():
    loaded = loaded_by("import clipper.extract")
    assert not loaded & {"httpx", "apsw", "sqlite3", "clipper.library", "clipper.capture"}


def test_a_command_that_only_cleans_opens_no_database():
    assert "apsw" not in loaded_by("import clipper.cli, clipper.cli.clean")

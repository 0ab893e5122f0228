"""What the window remembers between runs: its place, the width of the list, what was open."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class WindowState:
    """`geometry` is Qt's own saved geometry, base64; empty at the first start. Widths in logical pixels.

    `view` is the view that was shown, `clip` the id of the clip that was open, empty where none was.
    """

    geometry: str = ""
    list_width: int = 392
    slim_sidebar: bool = False
    menu_bar: bool = False
    view: str = "all"
    clip: str = ""


def load(file: Path) -> WindowState:
    """Read the state; anything unreadable gives the state of a first start."""
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        state = WindowState(**values)
    except (OSError, ValueError, TypeError):
        return WindowState()
    first = asdict(WindowState())
    fits = all(type(value) is type(first[name]) for name, value in asdict(state).items())
    return state if fits else WindowState()


def save(state: WindowState, file: Path) -> None:
    """Write the state. That it cannot be written is no reason to keep a window from closing."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(state)), encoding="utf-8")
        fresh.replace(file)
    except OSError:
        return

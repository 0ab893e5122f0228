"""Starts the window, after looking whether there can be one; if not, does the same job in the terminal."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.streams import carry_any_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.model import Handover

# What Qt's window needs of a Linux system, and the packages that bring it: Debian's, Fedora's, Arch's.
LIBRARIES = {
    "libGL.so.1": ("libgl1", "mesa-libGL", "libglvnd"),
    "libEGL.so.1": ("libegl1", "mesa-libEGL", "libglvnd"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libx11"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
}
INSTALLERS = (
    ("apt-get", "sudo apt-get install", 0),
    ("dnf", "sudo dnf install", 1),
    ("pacman", "sudo pacman -S", 2),
)


def main() -> None:
    """What ``make run`` starts: the window, or the same job in the terminal where there is no display."""
    carry_any_text()
    if not has_display():
        print("There is no display here, so the window cannot open. The same job in the terminal:\n")
        sys.exit(in_terminal())
    reason = why_no_window()
    if reason:
        print(reason, file=sys.stderr)
        sys.exit(1)
    sys.exit(window())


def window(library: str | None = None, handovers: Sequence[Handover] = ()) -> int:
    """Open the window over a library and clip `handovers`; gives the exit status when it closes."""
    from clipper.gui.app import run

    return run(library, handovers)


def has_display() -> bool:
    """True where a window can be shown, or something stands in for one (QT_QPA_PLATFORM)."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def why_no_window() -> str | None:
    """Why the window cannot open here and what helps, or None when it can."""
    if not has_display():
        return "There is no display here. Commands work without one; see clipper --help."
    missing = missing_libraries()
    if missing:
        return missing_libraries_sentence(missing)
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return f"Qt cannot be loaded: {error}. Install the library it names and try again."
    return None


def missing_libraries() -> dict[str, tuple[str, str, str]]:
    """System libraries that the window needs and that are not there, with their packages."""
    if not sys.platform.startswith("linux"):
        return {}
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    on_x11 = platform.startswith("xcb") or (not platform and not os.environ.get("WAYLAND_DISPLAY"))
    needed = LIBRARIES | (X11_LIBRARIES if on_x11 else {})
    return {name: packages for name, packages in needed.items() if not _loads(name)}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries_sentence(missing: dict[str, tuple[str, str, str]]) -> str:
    """Name the missing libraries and the command that installs them."""
    sentence = f"The window needs system libraries that are not installed: {', '.join(missing)}."
    for program, command, column in INSTALLERS:
        if shutil.which(program):
            packages = " ".join(sorted({packages[column] for packages in missing.values()}))
            return f"{sentence}\nInstall them with:\n\n    {command} {packages}\n"
    return f"{sentence} Install them with your system's package manager."


def in_terminal() -> int:
    """Clip the sample page into a library that is thrown away, search it, print it as Markdown."""
    from clipper.cleaning import DirectCleaner
    from clipper.clipping import Clipping, sample_page
    from clipper.library import Library
    from clipper.model import Status

    with tempfile.TemporaryDirectory(prefix="clipper-") as folder:
        service = Clipping(Library(Path(folder)), cleaner=DirectCleaner())
        try:
            service.start()
            ids = service.hand_over([sample_page()])
            service.wait(ids, timeout=60)
            clip = service.clip(ids[0])
            if clip.summary.status is not Status.READY:
                failure = clip.summary.failure
                print(failure.message if failure else "The sample page took too long.", file=sys.stderr)
                return 1
            query = "notebooks"
            print(f"Clipped  {clip.summary.title}")
            for found in service.summaries(service.ids(query=query), query):
                snippet = (found.snippet or "").replace("\x01", "[").replace("\x02", "]")
                print(f"Found    {' '.join(snippet.split())}   (searched for {query})")
            print(f"\n{service.markdown(clip.id)}")
            print("Your own pages:  .venv/bin/clipper add URL|FILE, then .venv/bin/clipper --help")
        finally:
            service.close()
    return 0


if __name__ == "__main__":
    main()

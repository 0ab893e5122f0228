from __future__ import annotations

import subprocess
import sys


def test_importing_the_room_does_not_load_what_is_seldom_needed():
    code = "import sys, clipper.extract; print([m for m in ('dateparser', 'markdown_it', 'numpy', 'PySide6') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"

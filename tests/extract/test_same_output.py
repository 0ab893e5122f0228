"""The same page gives the same article in any process, after any other pages, with any seed of hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib, sys
from clipper.export.markdown import from_html
from clipper.extract import extract
from tests.test_pages import NAMES, handed_over

for name in NAMES if sys.argv[1] == "forwards" else NAMES[::-1]:
    article = extract(handed_over(name))
    made = f"{article!r} {from_html(article.html)}"
    print(name, hashlib.sha256(made.encode("utf-8", "surrogatepass")).hexdigest())
"""


def test_every_page_becomes_the_same_in_another_process_in_another_order_with_other_hashes():
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, order],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for order, seed in (("forwards", "1"), ("backwards", "4711"))
    ]
    forwards, backwards = (sorted(process.communicate()[0].splitlines()) for process in running)
    assert [process.returncode for process in running] == [0, 0]
    assert forwards == backwards
    assert len(forwards) > 60

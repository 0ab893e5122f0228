"""Pages a second of ``clean --batch``, beside readability-lxml alone on the same pages.

readability-lxml only finds the article; Clipper also reads the file, cleans what was found, reads the
metadata and writes the Markdown. The pages are those of tests/pages, again and again up to ``--pages``.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from _table import options, show, write
from readability import Document

PAGES = sorted(Path(__file__).parents[1].joinpath("pages").glob("*/page.html"))


def readability_alone(files: list[Path]) -> list[float]:
    """Seconds for each page, in this process."""
    logging.disable(logging.CRITICAL)
    seconds = []
    for file in files:
        started = time.perf_counter()
        document = Document(file.read_bytes().decode("utf-8", "replace"))
        document.summary(html_partial=True)
        document.short_title()
        seconds.append(time.perf_counter() - started)
    return seconds


def clipper_batch(files: list[Path]) -> tuple[float, list[float]]:
    """Seconds for all through the command, its start included, and those of each page."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as listing:
        listing.writelines(json.dumps({"path": str(file), "url": None}) + "\n" for file in files)
        listing.flush()
        command = [sys.executable, "-m", "clipper", "clean", "--batch", listing.name, "--format", "json"]
        started = time.perf_counter()
        run = subprocess.run(command, stdout=subprocess.PIPE, check=False)
        total = time.perf_counter() - started
    rows = [json.loads(line) for line in run.stdout.decode().splitlines()]
    return total, [row["seconds"] for row in rows if row["seconds"] is not None]


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--pages", type=int, default=400)
    arguments = parser.parse_args()
    files = list(islice(cycle(PAGES), arguments.pages))
    peer = readability_alone(files)
    total, ours = clipper_batch(files)
    peer_rate, rate = len(files) / sum(peer), len(files) / total
    peer_ms, ms = 1000 * median(peer), 1000 * median(ours)
    show(
        f"Cleaning {len(files)} pages ({len(PAGES)} different)",
        ["", "pages/s", "median ms a page"],
        [
            ["readability-lxml alone, one core", peer_rate, peer_ms],
            ["clipper clean --batch, every core", rate, ms],
            ["ratio", rate / peer_rate, ms / peer_ms],
        ],
    )
    write(
        arguments.json,
        {"pages_per_s": rate, "readability_pages_per_s": peer_rate, "ms": ms, "readability_ms": peer_ms},
    )


if __name__ == "__main__":
    main()

"""What comes out of pages and how long it takes, beside readability-lxml and trafilatura; stages; a batch.

Each page goes through all three in turn, in this process, after a page to warm up that does not count. All
get the same decoded text; times are this process's own, a page's from that text to clean HTML (readability-lxml),
to plain text and metadata (trafilatura), to the article, its metadata and its Markdown (Clipper). F1 is of the
words of each page that must come out, averaged over pages.

The pages are those of tests/pages, on which Clipper's own F1 says no more than that its tests pass, or those
of ``--pages FOLDER``: folders of the same kind, or page files (``*.jsonl``, ``*.jsonl.xz``) in the form that
packaging/training reads. Then ``clipper clean --batch`` reads them from files and writes JSON, on every core.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from statistics import mean, median

import html_text
from _stages import Stages
from _table import options, show, write
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from readability import Document

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does, before numpy is loaded by anyone

from trafilatura import bare_extraction  # noqa: E402  (loads numpy)
from training import pages  # noqa: E402  (its folder must be known first)

from clipper.capture import from_bytes  # noqa: E402
from clipper.errors import ClipperError  # noqa: E402
from clipper.export import markdown  # noqa: E402
from clipper.extract import extract  # noqa: E402
from clipper.model import Capture, Content, Via  # noqa: E402

WARM_UP = ROOT / "resources" / "sample"
WORD = re.compile(r"\w+")


def clipper(capture: Capture) -> str:
    try:
        html = extract(capture).html
    except ClipperError:
        return ""
    markdown.from_html(html)
    return html


def readability_lxml(capture: Capture) -> str:
    try:
        document = Document(capture.text)
        document.short_title()
        return document.summary(html_partial=True)
    except Exception:  # noqa: BLE001  (what a library cannot read has no words)
        return ""


def trafilatura(capture: Capture) -> str:
    found = bare_extraction(capture.text, url=capture.url, include_comments=False, with_metadata=True)
    return (found.text or "") if found else ""


READERS = (clipper, readability_lxml, trafilatura)


def captured(page: dict) -> Capture | None:
    name = f"page{page['suffix']}"
    capture = from_bytes(page["page"], Via.FILE, url=page["url"] or None, name=name).capture
    return capture if capture is not None and capture.content is Content.HTML else None


def read(folder: Path) -> list[dict]:
    files = sorted(folder.glob("*.jsonl*"))
    return [page for file in files for page in pages.read(file)] if files else list(pages.read_own(folder))


def plain(html: str | None) -> str:
    return html_text.extract_text(html) if html and html.strip() else ""


def gold_of(page: dict) -> str | None:
    """What must come out, as plain text; None where a page only names parts of it."""
    if page["text"] is not None:
        return page["text"]
    source = page["html"]
    if source is None and page["markdown"] is not None:
        source = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin).render(page["markdown"])
    return None if source is None else plain(source)


def f1_of(gold: str, found: str) -> float:
    wanted, said = (Counter(WORD.findall(text.lower())) for text in (gold, found))
    return 2 * (wanted & said).total() / ((wanted.total() + said.total()) or 1)


def measured(every: list[dict]) -> tuple[dict[str, list[float]], dict[str, list[float]], Stages]:
    """Seconds of each page and F1 of each whose gold is whole, by reader; what Clipper's stages took."""
    stages = Stages()
    seconds: dict[str, list[float]] = {reader.__name__: [] for reader in READERS}
    scores: dict[str, list[float]] = {reader.__name__: [] for reader in READERS}
    (sample,) = WARM_UP.glob("*.html")
    for reader in READERS:
        reader(from_bytes(sample.read_bytes(), Via.FILE, name=sample.name).capture)
    stages.watch()
    for page in every:
        capture, gold = captured(page), gold_of(page)
        for reader in READERS:
            started = time.process_time()
            found = reader(capture)
            seconds[reader.__name__].append(time.process_time() - started)
            if gold is not None:
                text = found if reader is trafilatura else plain(found)
                scores[reader.__name__].append(f1_of(gold, text))
    return seconds, scores, stages


def batch(every: list[dict], count: int) -> float:
    """Pages a second of the command, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for number, page in enumerate(every):
            file = Path(folder, f"{number}{page['suffix']}")
            file.write_bytes(page["page"])
            rows.append(json.dumps({"path": str(file), "url": page["url"]}) + "\n")
        listing = Path(folder, "pages.jsonl")
        listing.write_text("".join(islice(cycle(rows), count)), encoding="utf-8")
        command = [sys.executable, "-m", "clipper", "clean", "--batch", str(listing), "--format", "json"]
        started = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, check=False)
        return count / (time.perf_counter() - started)


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--pages", type=Path, metavar="FOLDER", default=ROOT / "tests" / "pages")
    parser.add_argument("--every", type=int, metavar="N", default=1, help="only every Nth page")
    parser.add_argument("--batch", type=int, metavar="N", default=400, help="pages of the batch, 0 for none")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    every = [page for page in read(arguments.pages)[:: arguments.every] if captured(page) is not None]
    seconds, scores, stages = measured(every)
    total = sum(seconds["clipper"])
    figures: dict[str, float] = {}
    rows: list[list[object]] = []
    for name, times in seconds.items():
        figures[f"{name}_f1"] = mean(scores[name]) if scores[name] else float("nan")
        figures[f"{name}_ms"] = 1000 * median(times)
        ratio = figures[f"{name}_ms"] / figures["clipper_ms"]
        rows.append([name.replace("_", "-"), figures[f"{name}_f1"], figures[f"{name}_ms"], ratio])
    whole = len(scores["clipper"])
    show(
        f"{len(every)} pages, {whole} with all of what must come out",
        ["", "F1", "median ms", "ratio"],
        rows,
    )
    spent = {**stages.seconds, "others": total - stages.seconds.total()}
    figures |= {f"{stage.replace(', ', '_')}_ms": 1000 * took / len(every) for stage, took in spent.items()}
    show(
        "Clipper, stage by stage",
        ["", "mean ms", "%"],
        [[stage, 1000 * took / len(every), 100 * took / total] for stage, took in spent.items()]
        + [["all", 1000 * total / len(every), 100.0]],
    )
    if arguments.batch:
        alone = len(every) / sum(seconds["readability_lxml"])
        figures["pages_per_s"] = rate = batch(every, arguments.batch)
        figures["readability_lxml_pages_per_s"] = alone
        show(
            f"A batch of {arguments.batch} pages",
            ["", "pages/s"],
            [
                ["readability-lxml alone, one core", alone],
                ["clipper clean --batch, every core", rate],
                ["ratio", rate / alone],
            ],
        )
    write(arguments.json, figures)


if __name__ == "__main__":
    main()

"""Reads pages with gold in the bench's format and labels their blocks.

A line of a `.jsonl` or `.jsonl.xz` file is a page: `page` (text) or `page_base64`, `id`, `url`, `suffix`,
and as gold `text`, `html`, `markdown`, or the segments `present` and `absent`.
"""

from __future__ import annotations

import base64
import json
import lzma
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from clipper.capture import from_bytes
from clipper.errors import ClipperError
from clipper.extract.blocks.figures import figures
from clipper.extract.blocks.study import study
from clipper.extract.opened import open_page
from clipper.model import Content, Via
from training.gold import by_grams, by_segments, gold_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.int64]

WORD = re.compile(r"\w+")
_CANONICAL = re.compile(
    rb"""(?:rel=["']?canonical["']?[^>]*?href|property=["']og:url["'][^>]*?content)=["']([^"']+)""",
    re.IGNORECASE,
)
_STAND_IN = ("fakehost", "example.com", "localhost")


@dataclass
class Example:
    """A page's blocks for the network, with labels and weights; `gold_words` 0 where the gold is partial.

    `numbers` are the words of all its bags, one bag after another, `sizes` how many each has; `lengths` a
    block's words as the network counts them, `words` as the gold does; the rest as in Figures.
    """

    key: str
    corpus: str
    kind: str
    host: str
    values: NDArray[np.float32]
    numbers: Places
    sizes: Places
    index: Places
    groups: Places
    lengths: Places
    words: NDArray[np.float32]
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]
    gold_words: int
    reach: float
    texts: list[str]


class Numbering(dict[str, int]):
    """Numbers every word it is asked for."""

    def get(self, word: str, _default: object = None) -> int:
        """Return the word's number."""
        return self.setdefault(word, len(self))


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The pages of a file; `page` is bytes."""
    data = path.read_bytes()
    for line in (lzma.decompress(data) if path.suffix == ".xz" else data).splitlines():
        page = json.loads(line)
        page["page"] = page["page"].encode() if "page" in page else base64.b64decode(page["page_base64"])
        yield page


def read_own(folder: Path) -> Iterator[dict[str, Any]]:
    """The project's own sample pages: a folder each, with `page.html`, `expected.md` and `expected.json`."""
    for file in sorted(folder.glob("*/page.html")):
        known = json.loads((file.parent / "expected.json").read_text(encoding="utf-8"))
        if not known.get("selection"):
            yield {
                "id": file.parent.name,
                "url": known.get("url"),
                "page": file.read_bytes(),
                "suffix": ".html",
                "kind": "",
                "text": None,
                "html": None,
                "markdown": (file.parent / "expected.md").read_text(encoding="utf-8"),
                "present": [],
                "absent": [],
            }


def host(page: dict[str, Any]) -> str:
    """The site that a page is from, as well as it can be known."""
    address = page["url"] or ""
    name = urlsplit(address).hostname or ""
    if not name or name.startswith(_STAND_IN) or "example" in name:
        found = _CANONICAL.search(page["page"])
        name = (urlsplit(found[1].decode("utf-8", "replace").strip()).hostname or "") if found else ""
    if not name and "::" in address:
        name = address.split("::", 1)[1].rsplit(".html", 1)[0].rsplit("-", 1)[0]
    return re.sub(r"^(?:www|m|en|amp)\.", "", name.lower()) or page["id"]


def example(page: dict[str, Any], corpus: str, known: dict[str, int]) -> Example | None:
    """A page as an example, or None where it has no block."""
    (handover,) = (from_bytes(page["page"], Via.FILE, url=page["url"] or None, name=f"page{page['suffix']}"),)
    capture = handover.capture
    if capture is None or capture.content is not Content.HTML:
        return None
    try:
        opened = open_page(capture)
    except ClipperError:
        return None
    if opened is None:
        return None
    studied = study(opened.root, opened.base, opened.metadata)
    blocks = studied.page.blocks
    if not blocks:
        return None
    told = figures(studied.page, opened.metadata.title, studied.verdicts, known, opened.base)
    texts = [block.text for block in blocks]
    said = [WORD.findall(text.lower()) for text in texts]
    words = np.array([len(one) for one in said], dtype=np.float32)
    if page["present"] and page["text"] is None:
        labels, weights = by_segments(texts, page["present"], page["absent"])
        gold_words, reach = 0, 1.0
    else:
        gold = gold_of(page)
        labels = by_grams(said, gold, WORD.findall)
        weights = np.sqrt(words)
        gold_words = len(WORD.findall(gold))
        reach = float((words * labels).sum()) / max(gold_words, 1)
    return Example(
        page["id"],
        corpus,
        page["kind"],
        host(page),
        told.values,
        np.array([number for bag in told.bags for number in bag], dtype=np.int64),
        np.array([len(bag) for bag in told.bags], dtype=np.int64),
        told.index,
        told.groups,
        np.array(told.words, dtype=np.int64),
        words,
        labels.astype(np.float32),
        weights.astype(np.float32),
        gold_words,
        reach,
        texts,
    )

"""Reads pages with gold in the bench's format and labels their blocks.

A line of a `.jsonl` or `.jsonl.xz` file is a page: `page` (text) or `page_base64`, `id`, `url`, `suffix`,
and as gold `text`, `html`, `markdown`, or the segments `present` and `absent`.
"""

from __future__ import annotations

import base64
import json
import lzma
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import html_text
import numpy as np

from clipper.capture import from_bytes
from clipper.errors import ClipperError
from clipper.extract.blocks.figures import figures
from clipper.extract.blocks.study import study
from clipper.extract.opened import open_page
from clipper.model import Content, Via

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
        labels, weights = _by_segments(texts, page["present"], page["absent"])
        gold_words, reach = 0, 1.0
    else:
        gold = _gold(page)
        labels = _by_grams(said, gold)
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


def _gold(page: dict[str, Any]) -> str:
    if page["text"] is not None:
        return page["text"]
    if page["html"] is not None:
        return html_text.extract_text(page["html"]) if page["html"].strip() else ""
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", page["markdown"] or "")
    return re.sub(r"[*_`#>|~\\-]+", " ", plain)


def _by_segments(texts: list[str], present: list[str], absent: list[str]) -> tuple[Floats, Floats]:
    labels, weights = np.zeros(len(texts)), np.zeros(len(texts))
    for wanted, segments in ((0.0, absent), (1.0, present)):
        for segment in (" ".join(one.split()) for one in segments):
            for place, text in enumerate(texts):
                if segment in text or (len(text) > 20 and text in segment):
                    labels[place] = wanted
                    weights[place] = 4.0
    return labels, weights


def _by_grams(said: list[list[str]], gold: str) -> Floats:
    """Share of each block's three-word runs that the gold has, each only as often as the gold has it."""
    words = WORD.findall(gold.lower())
    left = Counter(_threes(words))
    pairs = set(pairwise(words))
    lines = {tuple(WORD.findall(line.lower())) for line in gold.split("\n")}
    grams = [_threes(one) for one in said]
    raw = np.array([sum(gram in left for gram in one) / len(one) if one else 0.0 for one in grams])
    size = np.array([len(one) for one in grams], dtype=float)
    near = _around(raw * size) / np.maximum(_around(size), 1.0)
    labels = np.zeros(len(said))
    for place in np.argsort(-near, kind="stable"):
        one = grams[place]
        hits = 0
        for gram in one:
            if left.get(gram, 0) > 0:
                left[gram] -= 1
                hits += 1
        if one:
            labels[place] = hits / len(one)
    for place, one in enumerate(said):
        if 0 < len(one) < 3:
            before = said[place - 1][-1:] if place else []
            after = said[place + 1][:1] if place + 1 < len(said) else []
            whole = (*before, *one, *after)
            fits = all(pair in pairs for pair in pairwise(whole)) and len(whole) > 1
            labels[place] = 1.0 if (fits or tuple(one) in lines) and near[place] > 0.4 else 0.0
    return labels


def _threes(words: list[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _around(values: Floats, reach: int = 6) -> Floats:
    return np.convolve(values, np.ones(2 * reach + 1), mode="full")[reach : reach + len(values)]

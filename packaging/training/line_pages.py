"""Makes bare text of pages, as a person would paste it, and labels its lines by the page's gold."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import html_text
import numpy as np

from clipper.capture import from_bytes
from clipper.errors import ClipperError
from clipper.extract import tree
from clipper.extract.bare_figures import line_figures
from clipper.extract.bare_joints import unwrapped
from clipper.extract.bare_lines import Kind, raw_lines, read_lines
from clipper.extract.bare_rules import ruled
from clipper.model import Content, Via
from training.gold import by_grams, by_segments, gold_of
from training.pages import Numbering, host

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff"
WORD = re.compile(rf"[{_WIDE}]|[^\W{_WIDE}]+")
_UNSEEN = ("script", "style", "noscript", "template", "head", "select", "textarea", "iframe", "svg", "object")
_APART = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "figure")
)
_FEWEST, _MOST = 6, 4000
_TELLING = 30
_MOST_AROUND = 25


CLOSE = frozenset(("scrapinghub", "own"))
"""Corpora whose gold is the text of the article alone; what others hold is wider."""


@dataclass
class LineExample:
    """A page's lines for the network, with labels and weights; `gold_words` 0 if the gold is partial."""

    key: str
    corpus: str
    kind: str
    host: str
    values: Floats
    bags: list[tuple[tuple[int, ...], tuple[int, ...]]]
    words: Floats
    labels: Floats
    weights: Floats
    gold_words: int
    reach: float
    ruled: Floats


def line_examples(page: dict[str, Any], corpus: str, known: Numbering) -> list[LineExample]:
    """A page as bare text in three forms, none where it is no HTML or has too few or too many lines."""
    capture = from_bytes(
        page["page"], Via.FILE, url=page["url"] or None, name=f"page{page['suffix']}"
    ).capture
    if capture is None or capture.content is not Content.HTML:
        return []
    try:
        root = tree.parse(capture.text)
        dumps = [html_text.extract_text(capture.text), shown_text(root)]
    except (ClipperError, ValueError, AssertionError, RecursionError):
        return []
    if len(dumps[1]) % 2:
        dumps[1] = re.sub(r"\n+", "\n", dumps[1])
    dumps.append(_a_part(dumps[len(dumps[0]) % 2], page))
    found = [_example(dump, page, corpus, known) for dump in dumps]
    return [one for one in found if one is not None]


def shown_text(root: HtmlElement) -> str:
    """The text of the body as browsers copy it: a line a block, paragraphs set apart."""
    pieces: list[str] = []

    def say(text: str | None, *, verbatim: bool) -> None:
        if text:
            pieces.append(text if verbatim else re.sub(r"\s+", " ", text))

    def walk(element: HtmlElement, *, verbatim: bool) -> None:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or element.get("hidden") is not None:
            return
        if "display:none" in (element.get("style") or "").replace(" ", ""):
            return
        gap = "\n\n" if element.tag in _APART else "\n" if element.tag in {*tree.BLOCKS, "br"} else ""
        gap = "\t" if element.tag in {"td", "th"} else gap
        pieces.append(gap)
        inner = verbatim or element.tag == "pre"
        say(element.text, verbatim=inner)
        for child in element:
            walk(child, verbatim=inner)
            say(child.tail, verbatim=inner)
        pieces.append("" if gap == "\t" else gap)

    body = root.find("body")
    walk(body if body is not None else root, verbatim=False)
    text = re.sub(r"[ \t]*\n[ \t]*(?=\n)|[ \t]+(?=\n)", "", "".join(pieces))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _a_part(dump: str, page: dict[str, Any]) -> str:
    """The gold's lines and a few around them, as of a small page or one that was copied in part."""
    wanted = " ".join([*page["present"], "" if page["present"] and page["text"] is None else gold_of(page)])
    gold = " ".join(wanted.split())
    lines = dump.split("\n")
    inside = [at for at, line in enumerate(lines) if len(line) > _TELLING and " ".join(line.split()) in gold]
    if not inside:
        return ""
    chance = random.Random(len(dump))
    first = max(0, inside[0] - chance.randint(2, _MOST_AROUND))
    return "\n".join(lines[first : inside[-1] + chance.randint(2, _MOST_AROUND)])


def _example(dump: str, page: dict[str, Any], corpus: str, known: Numbering) -> LineExample | None:
    lines = read_lines(unwrapped(raw_lines(dump)))
    if not _FEWEST <= sum(1 for line in lines if line.kind is not Kind.BLANK) <= _MOST:
        return None
    rules = ruled(lines)
    told = line_figures(lines, rules, known)
    texts = [lines[place].text for place in told.at]
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
    kept = rules.kept if rules else frozenset()
    taste = np.full((len(texts), 1), corpus in CLOSE, dtype=np.float32)
    return LineExample(
        page["id"],
        corpus,
        page["kind"],
        host(page),
        np.concatenate([told.values, taste], axis=1),
        told.bags,
        words,
        labels.astype(np.float32),
        weights.astype(np.float32),
        gold_words,
        reach,
        np.array([place in kept for place in told.at], dtype=np.float32),
    )

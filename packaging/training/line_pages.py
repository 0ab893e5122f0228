"""Makes bare text of pages, as a person would paste it, and labels its lines by the page's gold."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
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
from training.pages import Numbering, host

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
        labels, weights = _by_segments(texts, page["present"], page["absent"])
        gold_words, reach = 0, 1.0
    else:
        gold = gold_of(page)
        labels = labels_by_grams(said, gold)
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
        labels,
        weights,
        gold_words,
        reach,
        np.array([place in kept for place in told.at], dtype=np.float32),
    )


def gold_of(page: dict[str, Any]) -> str:
    """The words of a page's gold: its text, or those of its HTML or Markdown."""
    if page["text"] is not None:
        return str(page["text"])
    if page["html"] is not None:
        return html_text.extract_text(page["html"]) if page["html"].strip() else ""
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", page["markdown"] or "")
    return re.sub(r"[*_`#>|~\\-]+", " ", plain)


def _by_segments(
    texts: Sequence[str], present: Iterable[str], absent: Iterable[str]
) -> tuple[Floats, Floats]:
    """Labels and weights of the lines that hold a segment of the gold or are a part of one."""
    labels = np.zeros(len(texts), dtype=np.float32)
    weights = np.zeros(len(texts), dtype=np.float32)
    for wanted, segments in ((0.0, absent), (1.0, present)):
        for segment in (" ".join(one.split()) for one in segments):
            for place, text in enumerate(texts):
                if segment in text or (len(text) > 20 and text in segment):
                    labels[place], weights[place] = wanted, 4.0
    return labels, weights


def labels_by_grams(said: Sequence[list[str]], gold: str) -> Floats:
    """Share of each line's runs of three words that the gold has, each only as often as the gold has it.

    Lines amid others of the gold are served first. A line of one or two words counts where it fits between
    its neighbours in the gold, or is a line of it.
    """
    words = WORD.findall(gold.lower())
    left = Counter(_threes(words))
    pairs = set(pairwise(words))
    whole = {tuple(WORD.findall(line.lower())) for line in gold.split("\n")}
    grams = [_threes(one) for one in said]
    size = np.array([len(one) for one in grams], dtype=np.float64)
    hits = np.array([sum(gram in left for gram in one) for one in grams], dtype=np.float64)
    near = _around(hits) / np.maximum(_around(size), 1.0)
    labels = np.zeros(len(said), dtype=np.float32)
    for place in np.argsort(-near, kind="stable"):
        one = grams[place]
        found = 0
        for gram in one:
            if left.get(gram, 0) > 0:
                left[gram] -= 1
                found += 1
        if one:
            labels[place] = found / len(one)
    for place, short in enumerate(said):
        if not 0 < len(short) < 3:
            continue
        before = said[place - 1][-1:] if place else []
        after = said[place + 1][:1] if place + 1 < len(said) else []
        run = (*before, *short, *after)
        fits = len(run) > 1 and all(pair in pairs for pair in pairwise(run))
        labels[place] = (fits or tuple(short) in whole) and near[place] > 0.4
    return labels


def _threes(words: Sequence[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _around(values: Floats, reach: int = 6) -> Floats:
    return np.convolve(values, np.ones(2 * reach + 1), mode="full")[reach : reach + len(values)]

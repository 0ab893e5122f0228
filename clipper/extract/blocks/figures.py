"""What the network is told of each block: figures, and words known by number (names, tags, first words).

Everything is counted from the page alone, in the same order on every machine.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

from clipper.extract.blocks.tokens import heading_tokens, name_tokens, text_tokens
from clipper.extract.measure import is_prose
from clipper.extract.tree import HEADINGS
from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from lxml.html import HtmlElement
    from numpy.typing import NDArray

    from clipper.extract.blocks.cut import Block, Container, Cut

    Floats = NDArray[np.float64]

LEVELS = 5
"""Elements around a block that are looked at, each holding more blocks than the one inside it."""

_STOP = vocabulary(
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an "
    "they which one you were all her she there would their we him been has when who will no more if out so "
    "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus "
    "le la les de des du et en un une est que qui dans pour pas sur au plus par il elle avec ce se son "
    "el los las y del que una por con para como su al lo más o pero sus "
    "o os as e do da dos das em um uma não com por mais foi "
    "il di che è e per non si una sono con del della het een van ik te dat op zijn niet aan met voor "
    "и в не на что с по как это из за от для к о а но og i att som är på av til det"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONEY = re.compile(r"[$€£¥₹]\s?\d|\d\s?[$€£¥₹]")
_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", ".”", '."', "।", "؟")
_STOPS_COUNTED = 24
_LETTERS = 100
_KNOWN_BY = 100

OWN = 32
PAGE = 8
PER_LEVEL = 6
COUNT = OWN + PAGE + LEVELS * PER_LEVEL
"""Figures a block."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the rules say of each block: left by the furniture, in their choice, in their article."""

    stayed: Sequence[bool]
    chosen: Sequence[bool]
    kept: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Figures:
    """A page for the network: `values` (blocks, COUNT) float32; four bags of word numbers a block; words."""

    values: NDArray[np.float32]
    bags: list[tuple[tuple[int, ...], ...]]
    words: list[int]


def figures(page: Cut, title: str, verdicts: Verdicts, known: dict[str, int]) -> Figures:
    """The figures of every block. `known` numbers the words that the network was taught."""
    import numpy as np

    blocks, containers = page.blocks, page.containers
    count = len(blocks)
    words = [block.text.split() for block in blocks]
    lengths = np.array([len(block.text) for block in blocks], dtype=np.float64)
    linked = np.minimum(np.array([block.linked for block in blocks], dtype=np.float64), lengths)
    prose = [is_prose(block.text, block.linked) for block in blocks]
    prosed = np.where(np.array(prose), lengths - linked, 0.0)
    own = _own_figures(page, title, verdicts, words, prose)
    sums = np.zeros((count + 1, 3))
    sums[1:] = np.cumsum(np.stack([lengths, linked, prosed], axis=1), axis=0)
    levels, nearest = _levels(containers, blocks, sums)
    total, all_linked, all_prose = sums[-1]
    kept = np.array(verdicts.kept, dtype=np.float64)
    of_page = np.array(
        [
            log1p(total),
            all_linked / total,
            all_prose / total,
            log1p(count),
            float((lengths * kept).sum() / total),
            log1p(float(kept.sum())),
            log1p(sum(1 for one in containers if one.element.tag == "article")),
            sum(1 for block in blocks if not block.text.isascii()) / count,
        ]
    )
    position = sums[:-1, 0] / total
    own[:, 0] = position
    values = np.concatenate([own, np.tile(of_page, (count, 1)), levels], axis=1).astype(np.float32)
    return Figures(values, _bags(page, words, known, nearest), [len(one) for one in words])


def _own_figures(
    page: Cut, title: str, verdicts: Verdicts, words: list[list[str]], prose: list[bool]
) -> Floats:
    import numpy as np

    blocks = page.blocks
    count = len(blocks)
    begins = [block.text[:_KNOWN_BY].casefold() for block in blocks]
    recurs = Counter(begins)
    wanted = title[:_KNOWN_BY].casefold()
    title_words = set(title.casefold().split())
    tags = [block.holder.tag if block.inline is None else "" for block in blocks]
    first_h1 = next((place for place, tag in enumerate(tags) if tag == "h1"), -1)
    first_kept = next((place for place, kept in enumerate(verdicts.kept) if kept), 0)
    last_kept = next((count - 1 - place for place, kept in enumerate(reversed(verdicts.kept)) if kept), count)
    heading = -1
    rows = []
    for place, block in enumerate(blocks):
        text, said = block.text, words[place]
        length, number = len(text), len(said)
        tag = tags[place]
        if tag in HEADINGS:
            heading = place
        letters = min(length, _LETTERS)
        start = text[:_LETTERS]
        few = said[:_STOPS_COUNTED]
        short = length < 160
        same = begins[place] == wanted
        rows.append(
            (
                0.0,
                log1p(length),
                log1p(number),
                min(block.linked / length, 1.0),
                log1p(block.links),
                min(length / number, 20.0),
                log1p(text.count(".") + text.count("。") + text.count("!") + text.count("?")),
                log1p(text.count(",") + text.count("、") + text.count("，")),
                sum(map(str.isdigit, start)) / letters,
                sum(map(str.isupper, start)) / letters,
                sum(map(_STOP.__contains__, map(str.lower, few))) / len(few),
                text.endswith(_SENTENCE_END),
                text[-1] == ":",
                text[0].isupper(),
                prose[place],
                block.shows,
                log1p(recurs[begins[place]]),
                _likeness(few, title_words) if number < 20 else 0.0,
                same,
                _YEAR.search(start) is not None and short,
                _MONEY.search(start) is not None,
                "©" in start or "@" in start,
                "|" in start or "•" in start or "»" in start or "›" in start,
                place / count,
                log1p(place),
                log1p(count - place),
                0.0 if first_h1 < 0 else (1.0 if place >= first_h1 else -1.0),
                min(place - heading, 50) / 50 if heading >= 0 else 1.0,
                verdicts.stayed[place],
                verdicts.chosen[place],
                verdicts.kept[place],
                float(first_kept <= place <= last_kept),
            )
        )
    return np.array(rows, dtype=np.float64)


def _likeness(said: list[str], title: set[str]) -> float:
    found = {word.casefold() for word in said}
    shared = len(found & title)
    return shared / (len(found) + len(title) - shared) if shared else 0.0


def _levels(containers: list[Container], blocks: list[Block], sums: Floats) -> tuple[Floats, list[int]]:
    """Figures of the elements around each block, (blocks, LEVELS * PER_LEVEL); each block's nearest one."""
    import numpy as np

    wider: list[int] = []
    for one in containers:
        above = one.above
        while above >= 0:
            outer = containers[above]
            if outer.end - outer.start > one.end - one.start:
                break
            above = outer.above
        wider.append(max(above, 0))
    starts = np.array([one.start for one in containers])
    ends = np.array([one.end for one in containers])
    inside = sums[ends] - sums[starts]
    text = np.maximum(inside[:, 0], 1.0)
    table = np.stack(
        [
            np.log1p(inside[:, 0]),
            inside[:, 1] / text,
            inside[:, 2] / text,
            np.log1p(ends - starts),
            inside[:, 0] / max(sums[-1, 0], 1.0),
            inside[:, 2] / max(sums[-1, 2], 1.0),
        ],
        axis=1,
    )
    up = np.array(wider)
    place = np.array([block.container for block in blocks])
    nearest = place.tolist()
    columns = []
    for _ in range(LEVELS):
        columns.append(table[place])
        place = up[place]
    return np.concatenate(columns, axis=1), nearest


def _bags(
    page: Cut, words: list[list[str]], known: dict[str, int], nearest: list[int]
) -> list[tuple[tuple[int, ...], ...]]:
    """Four bags a block: its names and those close around it; all around it; its words; its heading's."""
    named = _Named(known)
    own: list[tuple[int, ...]] = []
    around: list[tuple[int, ...]] = []
    for one in page.containers:
        mine = named.of(one.element)
        own.append(mine)
        above = around[one.above] if one.above >= 0 else ()
        new = tuple([number for number in mine if number not in above])
        around.append(above + new if new else above)
    bags: list[tuple[tuple[int, ...], ...]] = []
    heading: tuple[int, ...] = ()
    for block, said, holder in zip(page.blocks, words, nearest, strict=True):
        names = named.of(block.holder) if block.inline is None else ()
        outer = page.containers[holder].above
        near = names + own[holder] + (own[outer] if outer >= 0 else ())
        bags.append((near, around[holder], _known(text_tokens(said), known), heading))
        if block.inline is None and block.holder.tag in HEADINGS:
            heading = _known(heading_tokens(said), known)
    return bags


class _Named:
    """The numbers of the words in elements' names; on a page the same names come again and again."""

    def __init__(self, known: dict[str, int]) -> None:
        self.known = known
        self.seen: dict[tuple[str | None, ...], tuple[int, ...]] = {}

    def of(self, element: HtmlElement) -> tuple[int, ...]:
        """The numbers of the words that are known."""
        get = element.get
        key = (element.tag, get("class"), get("id"), get("role"), get("itemprop"))
        found = self.seen.get(key)
        if found is None:
            found = self.seen[key] = _known(name_tokens(element.tag, key[1:]), self.known)
        return found


def _known(tokens: Sequence[str], known: dict[str, int]) -> tuple[int, ...]:
    return tuple([number for token in tokens if (number := known.get(token)) is not None])

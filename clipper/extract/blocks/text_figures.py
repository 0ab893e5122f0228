"""Figures of what a block says: how long, how linked, how punctuated, how like the title.

Letters are counted for the whole page at once, over the first of each block, by their code points.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from clipper.extract.blocks.cut import Block

    Floats = NDArray[np.float64]

COUNT = 21
"""Figures a block."""

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
_SHORT = 160
_LAST_CAPITAL = 0x530
"""Code points from here on have no capitals that matter."""


def text_figures(blocks: Sequence[Block], words: list[list[str]], title: str) -> Floats:
    """(blocks, COUNT). `words` are each block's, parted at white space."""
    import numpy as np

    texts = [block.text for block in blocks]
    starts = [text[:_LETTERS] for text in texts]
    begins = [start.casefold() for start in starts]
    recurs = Counter(begins)
    wanted = title[:_KNOWN_BY].casefold()
    title_words = set(title.casefold().split())
    few = [said[:_STOPS_COUNTED] for said in words]
    length = np.array([len(text) for text in texts], dtype=np.float64)
    number = np.array([len(said) for said in words], dtype=np.float64)
    linked = np.array([block.linked for block in blocks], dtype=np.float64)
    stops = [sum(map(_STOP.__contains__, map(str.lower, said))) / len(said) for said in few]
    letters = _letters(starts)
    with_digits = letters[:, 0] > 0
    short = length < _SHORT
    years, money = np.zeros(len(texts)), np.zeros(len(texts))
    for place in np.flatnonzero(with_digits).tolist():
        start = starts[place]
        years[place] = bool(short[place]) and _YEAR.search(start) is not None
        money[place] = _MONEY.search(start) is not None
    likeness = [_likeness(said, title_words) if len(said) < _STOPS_COUNTED else 0.0 for said in few]
    ends = [
        text.count(".") + text.count("!") + text.count("?") + (0 if text.isascii() else text.count("。"))
        for text in texts
    ]
    commas = [
        text.count(",") + (0 if text.isascii() else text.count("、") + text.count("，")) for text in texts
    ]
    return np.column_stack(
        [
            np.log1p(length),
            np.log1p(number),
            np.minimum(linked / length, 1.0),
            np.log1p([block.links for block in blocks]),
            np.minimum(length / number, 20.0),
            np.log1p(ends),
            np.log1p(commas),
            letters,
            stops,
            [text.endswith(_SENTENCE_END) for text in texts],
            [text[-1] == ":" for text in texts],
            [text[0].isupper() for text in texts],
            [block.shows for block in blocks],
            np.log1p([recurs[begin] for begin in begins]),
            likeness,
            [begin == wanted for begin in begins],
            years,
            money,
        ]
    )


@lru_cache(maxsize=1)
def _capitals() -> NDArray[np.bool_]:
    import numpy as np

    return np.array([chr(code).isupper() for code in range(_LAST_CAPITAL)])


def _letters(starts: list[str]) -> Floats:
    """Shares of digits and capitals in each text, and whether it has a sign of a notice, or of a trail."""
    import numpy as np

    sizes = np.array([len(start) for start in starts])
    codes = np.frombuffer("".join(starts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    firsts = np.cumsum(sizes) - sizes
    known = np.minimum(codes, _LAST_CAPITAL - 1)
    kinds = np.stack(
        [
            (codes >= ord("0")) & (codes <= ord("9")),
            _capitals()[known],
            (codes == ord("©")) | (codes == ord("@")),
            (codes == ord("|")) | (codes == ord("•")) | (codes == ord("»")) | (codes == ord("›")),
        ],
        axis=1,
    )
    found: Floats = np.add.reduceat(kinds.astype(np.float64), firsts, axis=0)
    found[:, :2] /= sizes[:, None]
    found[:, 2:] = found[:, 2:] > 0
    return found


def _likeness(said: list[str], title: set[str]) -> float:
    found = {word.casefold() for word in said}
    shared = len(found & title)
    return shared / (len(found) + len(title) - shared) if shared else 0.0

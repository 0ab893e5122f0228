"""What the network of lines is told: figures of each line that has words, and words known by number."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

from clipper.extract.bare_lines import Kind, Line, bullet, common_share
from clipper.extract.bare_run import repeated_title
from clipper.extract.metadata.titles import key
from clipper.extract.wording import ADVERT, COMMENTS, COOKIES, FOOTER, MENU, OTHER, PROMOTION, RELATED, SHARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from clipper.extract.bare_rules import Ruled

_KINDS = (Kind.PROSE, Kind.SENTENCE, Kind.LABEL, Kind.CAPTION, Kind.ITEM, Kind.CODE)
_REASONS = (MENU, RELATED, PROMOTION, SHARE, COMMENTS, COOKIES, ADVERT, FOOTER, OTHER)
_KIND_ROWS = {kind: tuple(float(kind is one) for one in _KINDS) for kind in Kind}
_REASON_ROWS: dict[str | None, tuple[float, ...]] = {
    reason: tuple(float(reason == one) for one in _REASONS) for reason in _REASONS
}
_NO_REASON = (0.0,) * len(_REASONS)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"\d[:.h]\d\d")
_MONEY = re.compile(r"[$€£¥₹]\s?\d|\d\s?[$€£¥₹]")
_SIGNS = re.compile(r"[|·•»›>/]")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟", "۔")
_COMMAS = ",、،，"
_STOPS = ".。।؟?!"
_CLOSING = "\"'”’»)]」』"
_OPENING = "\"'“‘„«([「『"
_STRIPPED = _OPENING + _CLOSING + " \t{}<>|·•*:;,.!?…-–—#/\\©"
_LOOKED_AT = 400
"""Characters of a line that its letters are counted in."""


@dataclass(frozen=True, slots=True)
class LineFigures:
    """`at` numbers the lines that have words, in order; `values` (lines, figures) float32; two bags each."""

    at: list[int]
    values: NDArray[np.float32]
    bags: list[tuple[tuple[int, ...], tuple[int, ...]]]
    words: list[int]


def line_figures(lines: Sequence[Line], rules: Ruled | None, known: dict[str, int]) -> LineFigures:
    """The figures of every line with words. `known` numbers the words that the network was taught."""
    import numpy as np

    at = [place for place, line in enumerate(lines) if line.kind is not Kind.BLANK]
    said = [lines[place] for place in at]
    often = Counter(line.text for line in said)
    opening = set(_words(said[0].text)) if said else set()
    whole = said[0].key if said else ""
    titled = repeated_title(lines)
    title = set(_words(rules.title)) if rules else set()
    named = key(rules.title) if rules else ""
    rows: list[list[float]] = []
    bags: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    count = len(said)
    for number, (place, line) in enumerate(zip(at, said, strict=True)):
        tokens = _words(line.text)
        rows.append(
            [
                *_own(line, tokens),
                log1p(often[line.text]),
                log1p(place - at[number - 1] - 1 if number else 0),
                log1p(at[number + 1] - place - 1 if number + 1 < count else 0),
                number / count,
                log1p(number),
                log1p(count - number),
                *_likeness(tokens, opening),
                *_likeness(tokens, title),
                len(line.text) < 250 and len(tokens) > 1 and line.key in whole,
                len(line.text) < 250 and line.key == named,
                *_beside(place, titled),
                *_ruled(place, rules),
            ]
        )
        bags.append(_bags(tokens, known))
    values = np.array(rows, dtype=np.float32).reshape(count, -1)
    page = np.array(_page(lines, said, rules), dtype=np.float32)
    values = np.concatenate([values, np.broadcast_to(page, (count, len(page)))], axis=1)
    return LineFigures(at, values, bags, [line.words for line in said])


def _words(text: str) -> list[str]:
    found = [word.casefold().strip(_STRIPPED)[:20] for word in text[:_LOOKED_AT].split()]
    return [word for word in found if word]


def _own(line: Line, tokens: Sequence[str]) -> list[float]:
    """What a line says of itself."""
    text = line.text
    start = text[:_LOOKED_AT]
    size, words, wide = len(start), max(line.words, 1), not start.isascii()
    letters = _LETTERS.findall(start)
    runs = max(len(letters), 1)
    digits = sum(map(str.isdigit, start))
    ending = text.rstrip(_CLOSING + _OPENING)[-1:]
    first = text.lstrip(_OPENING)[:1]
    return [
        log1p(len(text)),
        log1p(line.words),
        sum(map(len, letters)) / runs,
        common_share(letters) if line.words > 1 else 0.0,
        ending in _ENDS,
        ending in {":", "："},
        ending in {",", "،", "、", "，", ";"},
        text[-1] in _CLOSING,
        sum(map(start.count, _COMMAS if wide else ",")) * 10 / size,
        sum(map(start.count, _STOPS if wide else ".?!")) * 10 / size,
        digits / size,
        sum(map(str.isupper, start)) / size,
        sum(1 for word in letters if word[0].isupper()) / runs,
        start.isupper(),
        first.islower(),
        first.isdigit(),
        text[0] in _OPENING,
        bullet(text) is not None,
        digits > 3 and _YEAR.search(start) is not None,
        digits > 2 and _CLOCK.search(start) is not None,
        digits > 0 and _MONEY.search(start) is not None,
        _SIGNS.search(start) is not None,
        "@" in text or "http" in text or "www." in text,
        "?" in text,
        "!" in text,
        "(" in text,
        "©" in text,
        "…" in text or "..." in text,
        len(set(tokens)) / max(len(tokens), 1),
        words * 2 > len(start.split()) * 5,
        *_KIND_ROWS[line.kind],
        *_REASON_ROWS.get(line.reason, _NO_REASON),
    ]


def _likeness(tokens: Sequence[str], title: set[str]) -> tuple[float, float]:
    """The share of a line's words that a title has, and of the title's that the line has."""
    shared = len(title.intersection(tokens))
    return shared / max(len(tokens), 1), shared / max(len(title), 1)


def _beside(place: int, other: int | None) -> tuple[float, float, float]:
    """Whether another line is known, and how far before or after it this one stands."""
    if other is None:
        return 0.0, 0.0, 0.0
    return 1.0, log1p(max(place - other, 0)), log1p(max(other - place, 0))


def _ruled(place: int, rules: Ruled | None) -> tuple[float, ...]:
    """What the rules say of a line, and where it stands beside what they take."""
    if rules is None:
        return (0.0,) * 7
    return (
        1.0,
        place in rules.kept,
        rules.first <= place <= rules.last,
        place in rules.lists,
        log1p(max(rules.first - place, 0)),
        log1p(max(place - rules.last, 0)),
        log1p(abs(place - rules.title_at)),
    )


def _page(lines: Sequence[Line], said: Sequence[Line], rules: Ruled | None) -> list[float]:
    """What is true of the whole text."""
    words = sum(line.words for line in said) + 1
    by_kind = Counter(line.kind for line in said)
    prose = sum(line.words for line in said if line.kind is Kind.PROSE)
    kept = sum(lines[place].words for place in rules.kept) if rules else 0
    start = "".join(line.text[:40] for line in said)
    return [
        log1p(len(said)),
        log1p(words),
        len(said) / max(len(lines), 1),
        prose / words,
        kept / words,
        log1p(prose),
        by_kind[Kind.FURNITURE] / max(len(said), 1),
        by_kind[Kind.LABEL] / max(len(said), 1),
        sum(1 for sign in start if sign > "\u0250") / max(len(start), 1),
    ]


def _bags(tokens: Sequence[str], known: dict[str, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The known words that a line begins with or is, and those that it ends with."""
    count = len(tokens)
    begins = [f"={word}" for word in tokens[: 4 if count > 12 else 7]]
    if 0 < count < 4:
        begins.append("==" + " ".join("0" if word.isdigit() else word for word in tokens))
    ends = [f"-{word}" for word in tokens[-2:]] if count > 2 else []
    return _numbers(begins, known), _numbers(ends, known)


def _numbers(words: Sequence[str], known: dict[str, int]) -> tuple[int, ...]:
    return tuple([known[word] for word in words if word in known])

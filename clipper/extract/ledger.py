"""The ledger of words: each word that a page shows is in its article or in what was removed.

What the page shows is written down in lines, once, before anything visible is taken out. At the end the
words of the article and of the removals are struck off; what is then left over is removed text as well.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from clipper.extract import tree
from clipper.extract.measure import IDEOGRAPHS
from clipper.extract.metadata.dates import iso_date
from clipper.extract.wording import BYLINE, CAPTION, CONTROLS, NUMBERS, OTHER, REPEATED, TITLE
from clipper.model import Removal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

    from clipper.extract.metadata import Metadata

_WORD = re.compile(rf"[^\W{IDEOGRAPHS}]+|[{IDEOGRAPHS}]")
_ITEM = re.compile(r"^[\s>]*(?:[-*+]\s+\[[ xX]\]|\(?(?:\d{1,3}|[a-zA-Z])[.)]|\[[ xX]\])\s")

# Marks at the head of a line that say where it stands; no page has these characters, which are none.
_IN_CONTROL, _IN_CAPTION, _IN_CODE = "\ufdd0", "\ufdd1", "\ufdd2"
_MARKED = {
    _IN_CONTROL: "button|select|option|textarea|label|legend|dialog",
    _IN_CAPTION: "figcaption|caption",
    _IN_CODE: "pre",
}
_MARKS = "".join(_MARKED)
_REASONS = {_IN_CONTROL: CONTROLS, _IN_CAPTION: CAPTION}
_PLAIN = "|".join(sorted((tree.BLOCKS | {"br"}) - {"pre", "figcaption", "caption"}))
_TEMPLATES = "".join(
    f'<xsl:template match="{tags}"><xsl:text>\n{mark}</xsl:text><xsl:apply-templates/>'
    "<xsl:text>\n</xsl:text></xsl:template>"
    for mark, tags in (("", _PLAIN), *_MARKED.items())
)
_LINES = etree.XSLT(
    etree.XML(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        f'<xsl:output method="text"/>{_TEMPLATES}'
        '<xsl:template match="head|script|style|template|iframe|object|video|audio"/></xsl:stylesheet>'
    )
)

_FREE = re.compile(rb"\0+")
_MOST_IN_VAIN = 50_000_000
"""Characters of a page that are searched for what is not found in it."""

_FEW = 20
"""Words that are looked for in a line before the line is split."""

_MOST_LEFT = 0.5
"""Share of a line's words that must be left over for the line to be listed as it stands."""


LONGEST_DATE = 60
"""Characters of a line that only says when."""


class Line(NamedTuple):
    """A stretch of shown text between two block edges; `reason` if its place alone says why it may go."""

    text: str
    reason: str | None = None
    code: bool = False


def words(text: str) -> list[str]:
    """The words of a text as the ledger counts them: ideographs one by one, capitals and signs apart."""
    return _WORD.findall(text)


def lines_of(root: HtmlElement) -> list[Line]:
    """What a page shows, in order. All that it does not show must be gone from the tree."""
    found = []
    for line in str(_LINES(root)).split("\n"):
        if not line or line.isspace():
            continue
        said = line.strip()
        mark = said[0]
        if mark not in _MARKED:
            found.append(Line(said))
        elif said := said.lstrip(_MARKS).strip():
            found.append(Line(said, _REASONS.get(mark), mark == _IN_CODE))
    return found


def lines_of_text(text: str) -> list[Line]:
    """The lines of a bare text, without the numbers and boxes of lists, which are their form."""
    return [Line(said) for line in text.splitlines() if (said := _ITEM.sub("", line).strip())]


def account(
    lines: Sequence[Line],
    article: str,
    removed: Iterable[Removal],
    metadata: Metadata,
    keys: Mapping[str, str] | None = None,
) -> tuple[Removal, ...]:
    """The removals in the order of the page, with all that is neither in them nor in the article's text.

    `keys` names blocks by their text; a line that is such a block gets its key.
    """
    removed = list(removed)
    page = f" {' '.join(' '.join([line.text for line in lines]).split())} "
    silent, unheard = _struck_off(page, chain(article.split("\n"), (one.text for one in removed)))
    told, shown = Counter(words(unheard)), Counter(words(silent))
    left = Counter({word: count - told[word] for word, count in shown.items() if count > told[word]})
    if left:
        _part_marks(left, told, shown)
        why = Why(metadata, article, code=any(line.code for line in lines))
        removed += _left_over(lines, left, why, keys or {})
    return tuple(_in_order(removed, page))


def _struck_off(page: str, pieces: Iterable[str]) -> tuple[str, str]:
    """What is left of the page and of the pieces, when each is struck off with where the page says it whole.

    Most are said so, in order: only the words of the rest are then to be counted one by one.
    """
    struck = bytearray(len(page))
    unheard = []
    at, in_vain = 0, 0
    for piece in filter(None, pieces):
        said = f" {' '.join(piece.split())} "
        found = page.find(said, at) if in_vain < _MOST_IN_VAIN else -1
        if found < 0:
            in_vain += len(page) - at
            unheard.append(said)
            continue
        start, end = found + 1, found + len(said) - 1
        if 1 in struck[start:end]:
            unheard.append(said)
        else:
            struck[start:end] = b"\1" * (end - start)
            at = end
    silent = " ".join(page[free.start() : free.end()] for free in _FREE.finditer(struck))
    return silent, "".join(unheard)


def _part_marks(left: Counter[str], told: Counter[str], shown: Counter[str]) -> None:
    """Part the words that a raised number was glued to, where the article says word and number apart."""
    for word in [one for one in left if len(one) > 1 and one[-1].isdecimal()]:
        for at in range(len(word) - 1, max(len(word) - 4, 0), -1):
            said, mark = word[:at], word[at:]
            count = min(told[said] - shown[said], left[word])
            if count <= 0 or not mark.isdecimal():
                continue
            told[said] -= count
            left[word] -= count
            known = min(count, max(told[mark] - shown[mark], 0))
            told[mark] -= known
            left[mark] += count - known
            break
    for word in [one for one, count in left.items() if not count]:
        del left[word]


def _left_over(
    lines: Sequence[Line],
    left: Counter[str],
    why: Why,
    keys: Mapping[str, str],
) -> list[Removal]:
    """The words that are left, by the lines they stand in: first lines of which all is left, then most."""
    found: dict[int, Removal] = {}
    spoken = _lines_with(left, lines)
    for share in (1.0, _MOST_LEFT, 0.0):
        for place, said in spoken:
            if not left:
                break
            if place in found or left.keys().isdisjoint(said):
                continue
            if share == 1.0 and not all(map(left.__contains__, said)):
                continue
            mine = Counter(said) & left
            count = mine.total()
            if not count or count < len(said) * share:
                continue
            line = lines[place]
            whole = count == len(said)
            text = " ".join(line.text.split()) if whole else " ".join(_only(said, mine))
            key = keys.get(text) if whole else None
            found[place] = Removal(why.of(line, text), text, (key,) if key else ())
            left -= mine
    return [found[place] for place in sorted(found)]


def _lines_with(wanted: Collection[str], lines: Sequence[Line]) -> list[tuple[int, list[str]]]:
    """The places of the lines that may hold one of the words, with the words of each."""
    texts = [line.text for line in lines]
    if len(wanted) > _FEW:
        return [(place, words(text)) for place, text in enumerate(texts)]
    places = {place for word in wanted for place, text in enumerate(texts) if word in text}
    return [(place, words(texts[place])) for place in sorted(places)]


def _only(said: Sequence[str], wanted: Counter[str]) -> list[str]:
    rest = Counter(wanted)
    kept = []
    for word in said:
        if rest[word] > 0:
            rest[word] -= 1
            kept.append(word)
    return kept


class Why:
    """Tells why a line that no step speaks for is not in the article."""

    def __init__(self, metadata: Metadata, article: str = "", *, code: bool = False) -> None:
        self.code = code
        self._article = article
        self.title = _squeezed(metadata.title)
        self.authors = [squeezed for name in metadata.authors if (squeezed := _squeezed(name))]

    @cached_property
    def article(self) -> str:
        """The letters of the article, which few are asked for."""
        return _squeezed(self._article)

    def of(self, line: Line, text: str) -> str:
        """The reason."""
        if line.reason:
            return line.reason
        said = _squeezed(text) if len(text) < 400 else ""
        if said and (said in self.title or (self.title and self.title in said)):
            return TITLE
        if len(said) < 120 and any(name in said for name in self.authors):
            return BYLINE
        if len(text) < LONGEST_DATE and any(map(str.isdigit, text)) and iso_date(text, guess=False):
            return BYLINE
        if self.code and len(said) < 6 and said.isdigit():
            return NUMBERS
        if len(said) > 3 and said in self.article:
            return REPEATED
        return OTHER


def _squeezed(text: str) -> str:
    return "".join(words(text)).casefold()


def _in_order(removed: list[Removal], page: str) -> list[Removal]:
    """The removals by where the page says them; one whose beginning is not found follows the one before."""
    starts: dict[str, int] = {}
    placed: list[tuple[int, int, Removal]] = []
    at = 0
    for number, one in enumerate(removed):
        begin = " ".join(one.text[:80].split())[:40]
        found = page.find(begin, starts.get(begin, 0))
        if found >= 0:
            at = found
            starts[begin] = found + 1
        placed.append((at, number, one))
    placed.sort(key=lambda one: one[:2])
    return [one for _, _, one in placed]

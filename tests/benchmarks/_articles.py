"""Invented articles in four languages, as many as asked, with words as frequent as in natural text.

The rank of each word drawn follows Zipf's law with Mandelbrot's shift (frequency ~ 1 / (rank + 2.7)^1.25),
the commonest words of each language are its real ones, all others are made of its syllables. The same seed
gives the same articles.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

VOCABULARY = 150_000
_SHIFT, _EXPONENT = 2.7, 1.25
LANGUAGES = ("en", "de", "es", "zh")
COMMON = {
    "en": "the of and to in a is that for it as was with be by on not he his but at are this have from or",
    "de": "der die und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch für",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha",
    "zh": "的 一 是 不 了 在 人 有 我 他 这 个 们 中 来 上 大 为 和 国 地 到 以 说 时 要 就 出 会 可 也 你 对 生 能",
}
SYLLABLES = {
    "en": "ba ter ing con der men ly rest pro ver fish mo tan ness light ward sto ry lan ca ble for mer est win",
    "de": "be gen schaft ung ver lich haus müh stein tor auf wer ken bür ger meis ter kund ein fach grün tag wäh len",
    "es": "ca mi no ción ver de men te tra ba jo ri quez al to lu gar se ñor pa ís ta ble ro mar es cri bir día co",
}
TOPICS = (
    "Harbour",
    "Reef",
    "Granary",
    "Ledger",
    "Observatory",
    "Orchard",
    "Ferry",
    "Kiln",
    "Archive",
    "Delta",
)


@dataclass(frozen=True, slots=True)
class Written:
    """One invented article."""

    number: int
    language: str
    title: str
    author: str
    host: str
    published: str
    text: str
    html: str
    words: int

    @property
    def url(self) -> str:
        return f"https://{self.host}/{self.published[:4]}/{self.number}"


@cache
def vocabulary(language: str) -> list[str]:
    """The words of a language by rank, the commonest first."""
    draw = random.Random(f"words of {language}")
    found = dict.fromkeys(COMMON[language].split())
    letters = [chr(0x4E00 + draw.randrange(3_000)) for _ in range(2_000)]
    syllables = SYLLABLES.get(language, "").split()
    while len(found) < VOCABULARY:
        size = min(4, 1 + int(draw.expovariate(0.9)) + (len(found) > 300) + (len(found) > 20_000))
        if language == "zh":
            size = min(size, 3)
            found["".join(letters[min(1_999, int(draw.expovariate(1 / 350)))] for _ in range(size))] = None
        else:
            found["".join(draw.choice(syllables) for _ in range(size))] = None
            if draw.random() < 0.01:
                found[f"{draw.choice(syllables)}{draw.randrange(10_000)}"] = None
    return list(found)[:VOCABULARY]


@cache
def _steps() -> np.ndarray:
    weights = 1 / (np.arange(VOCABULARY) + 1 + _SHIFT) ** _EXPONENT
    return np.cumsum(weights) / weights.sum()


def draw_words(language: str, count: int, draw: np.random.Generator) -> list[str]:
    """Words of the language in their natural frequencies."""
    known = vocabulary(language)
    return [known[rank] for rank in np.searchsorted(_steps(), draw.random(count))]


def articles(count: int, *, words: int = 700, start: int = 0) -> Iterator[Written]:
    """Yield `count` articles of about `words` words, from number `start` on."""
    for number in range(start, start + count):
        yield article(number, words)


def article(number: int, words: int = 700) -> Written:
    """The article with this number."""
    draw = np.random.default_rng([number, 2026])
    language = LANGUAGES[number % 4]
    gap = "" if language == "zh" else " "
    size = max(20, int(draw.lognormal(np.log(words), 0.35)))
    known = draw_words(language, size + 8, draw)
    title = gap.join(known[size:]) + gap + TOPICS[number % 10]
    paragraphs = []
    at = 0
    while at < size:
        length = int(draw.integers(40, 110))
        paragraphs.append(_sentences(known[at : min(size, at + length)], language, draw))
        at += length
    html = []
    for place, paragraph in enumerate(paragraphs):
        if place % 4 == 3:
            html.append(f"<h2>{paragraph.split('.')[0].split('。')[0][:60]}</h2>\n")
        if place % 3 == 1:
            first, _, rest = paragraph.partition(gap or "，")
            link = f'<a href="https://site{number % 97}.example/{place}">{first}</a>'
            html.append(f"<p>{link}{gap}<em>{rest}</em></p>\n")
        else:
            html.append(f"<p>{paragraph}</p>\n")
    surnames = vocabulary("en")
    return Written(
        number=number,
        language=language,
        title=title[:1].upper() + title[1:],
        author=f"{surnames[400 + number % 60].title()} {surnames[900 + number % 37].title()}",
        host=f"site{number % 211}.example",
        published=f"{2012 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}",
        text="\n\n".join(paragraphs),
        html="".join(html),
        words=size,
    )


def _sentences(words: list[str], language: str, draw: np.random.Generator) -> str:
    gap, comma, stop = ("", "，", "。") if language == "zh" else (" ", ", ", ". ")
    out: list[str] = []
    begins = True
    for word in words:
        out.append(word[:1].upper() + word[1:] if begins else word)
        chance = draw.random()
        begins = chance < 0.06
        out.append(stop if begins else comma if chance < 0.13 else gap)
    return "".join(out).rstrip(" ，,.。") + stop.rstrip()

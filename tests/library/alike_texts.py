"""A test set of doubles: pairs of texts that are one text published twice, and pairs that only look like it.

Made anew from a seed: articles of invented words in six kinds of script, distributed as words are, and
written ones; changed as sites, mail programs and editors change them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.library.alike_bases import BASES, TRANSLATIONS

_SYLLABLES = {
    "english": "the and in er ing est on al con ter re wood light ma ti der sea lo wa ship pen gar ro bel cal",
    "german": "ge ver en ung stein haus ber auf schaft lich keit wal mer den tal uhr gra fen zei sel bür mül",
    "russian": "по ре на ко ва ни сто лов ка мен дер бо ра ти пу лес зна че ми шко гор ва во ды",
    "hindi": "का नि मा रा स ता पु व ली म ण गो बे दि न्य प्र त्र शी घ र",
}
_HAN = "山水風雨花鳥人心手足車馬門戸書文字音色光明暗東西南北春夏秋冬年月日時分大小高低長短新古好多少見聞言語行来出入立坐食飲茶米田木林森火土金石玉王女子父母兄弟友国家村町市道路川海空星雲雪氷青赤白黒学校先生店工場船舟橋島港"
_THAI = "กขคงจชซดตถทนบปผพมยรลวสหอ"


class Writer:
    """Writes articles of invented words in one language, the few commonest as often as in real ones."""

    def __init__(self, language: str, seed: int) -> None:
        self.random = random.Random(f"{language}{seed}")
        self.language = language
        self.joined = "" if language in {"chinese", "thai"} else " "
        self.stop = "。" if language == "chinese" else " " if language == "thai" else ". "
        words = dict.fromkeys(self._word() for _ in range(6_000))
        self.words = list(words)
        self.weights = [1 / (rank + 2.7) for rank in range(len(self.words))]

    def _word(self) -> str:
        r = self.random
        if self.language == "chinese":
            return "".join(r.choices(_HAN, k=r.choice([1, 2, 2, 2, 3])))
        if self.language == "thai":
            return "".join(r.choice(_THAI) + r.choice(["", "า", "ิ", "ุ", "ี"]) for _ in range(r.randint(2, 4)))
        return "".join(r.choices(_SYLLABLES[self.language].split(), k=r.choice([1, 2, 2, 3])))

    def some(self, count: int) -> list[str]:
        return self.random.choices(self.words, self.weights, k=count)

    def sentence(self) -> str:
        r = self.random
        words = self.some(r.randint(6, 22))
        if r.random() < 0.15:
            words[r.randrange(len(words))] = str(r.choice([r.randint(2, 60), r.randint(1900, 2026)]))
        return self.joined.join(words).capitalize() + self.stop

    def paragraph(self, words: int = 70) -> str:
        text = ""
        while units(text, self.joined) < words:
            text += self.sentence()
        return text.strip()

    def article(self, words: int) -> str:
        paragraphs: list[str] = []
        while sum(units(text, self.joined) for text in paragraphs) < words:
            paragraphs.append(self.paragraph(self.random.randint(30, 90)))
        return "\n\n".join(paragraphs)


def units(text: str, joined: str) -> int:
    """About how many words."""
    return len(text.split()) if joined else len(text) // 3


@dataclass(frozen=True)
class Pair:
    """Two texts with their hosts, what was done to the second, and whether they are one text."""

    kind: str
    one: str
    other: str
    same: bool
    hosts: tuple[str, str] = ("reef.example", "kelp.example")


# What happens to one text


def edited(text: str, share: float, writer: Writer) -> str:
    """Replace, drop or add this share of the words."""
    r = writer.random
    spaced = " " in text.strip() and writer.joined == " "
    parts = text.split(" ") if spaced else [text[i : i + 2] for i in range(0, len(text), 2)]
    changed: list[str] = []
    for part in parts:
        chance = r.random()
        if chance >= share or "\n" in part:
            changed.append(part)
        elif chance < share * 0.6:
            changed.append(writer.some(1)[0])
        elif chance < share * 0.8:
            changed += [part, writer.some(1)[0]]
    return (" " if spaced else "").join(changed)


def cut(text: str, share: float, more: str = "") -> str:
    """Keep the beginning."""
    kept = text[: int(len(text) * share)]
    return (kept.rsplit(" ", 1)[0] if text.count(" ") > len(text) / 20 else kept) + more


def without_paragraphs(text: str, writer: Writer) -> str:
    paragraphs = text.split("\n\n")
    if len(paragraphs) > 3:
        paragraphs.pop(writer.random.randrange(1, len(paragraphs)))
    return "\n\n".join(paragraphs)


def reordered(text: str, writer: Writer) -> str:
    paragraphs = text.split("\n\n")
    writer.random.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


def retyped(text: str) -> str:
    """Other quotes, dashes and spaces, as mail programs and print views have them."""
    for one, other in (
        ("“", '"'),
        ("”", '"'),
        ("„", '"'),
        ("’", "'"),
        ("–", "-"),
        (" — ", " -- "),
        ("…", "..."),
    ):
        text = text.replace(one, other)
    return text.replace("\n\n", "\n\n  ").replace(", ", ",  ")


def newsletter(text: str, words: int, writer: Writer) -> str:
    return f"{writer.paragraph(words // 2)}\n\n{text}\n\n{writer.paragraph(words // 2)}"


def printed(text: str, writer: Writer) -> str:
    r = writer.random
    links = "\n".join(f"[{i}] https://reef.example/{''.join(r.choices('abcdef', k=7))}" for i in range(1, 6))
    return f"Printed on {r.randint(1, 28)}.{r.randint(1, 12)}.2026 from https://reef.example/print/{r.randint(1, 9999)}\n\n{retyped(text)}\n\n{links}"


def doubles_of(text: str, writer: Writer) -> list[Pair]:
    """The text as it may be met again."""
    r = writer.random
    length = max(units(text, writer.joined), 80)
    more = writer.sentence()
    versions = {
        "syndicated": f"{writer.sentence()}\n{edited(retyped(text), 0.02, writer)}\n{writer.sentence()}",
        "syndicated, a paragraph less": edited(without_paragraphs(text, writer), 0.01, writer),
        "edited lightly": edited(text, 0.05, writer),
        "edited heavily": edited(text, 0.1, writer),
        "cut to two thirds": cut(text, 0.66, more),
        "cut to half": cut(text, 0.5, more),
        "cut to 40 percent": cut(text, 0.42, more),
        "newsletter": newsletter(retyped(text), min(150, length), writer),
        "newsletter, cut": newsletter(cut(text, r.uniform(0.6, 0.8)), min(120, length // 2), writer),
        "cut and edited": edited(cut(text, 0.6, more), 0.04, writer),
        "updated": f"{edited(text, 0.02, writer)}\n\n{writer.article(length // 3)}",
        "reordered": reordered(text, writer),
        "longer around": newsletter(edited(text, 0.03, writer), length, writer),
        "shouted": text.upper(),
    }
    pairs = [Pair(kind, text, other, same=True) for kind, other in versions.items()]
    one_site = ("reef.example", "reef.example")
    pairs.append(Pair("print view", text, printed(text, writer), same=True, hosts=one_site))
    pairs.append(Pair("corrected", text, edited(text, 0.03, writer), same=True, hosts=one_site))
    return [
        pair if r.random() < 0.5 else Pair(pair.kind, pair.other, pair.one, True, pair.hosts)
        for pair in pairs
    ]


# What only looks alike


def forms(writer: Writer) -> list[Pair]:
    """Pages of one site made from one form, and pages with much of the site around little text."""
    r = writer.random
    one_site = ("reef.example", "reef.example")
    slots = [writer.some(r.randint(3, 7)) for _ in range(24)]

    def report() -> str:
        sentences = (writer.joined.join([*slot, str(r.randint(1, 400)), *writer.some(1)]) for slot in slots)
        return writer.stop.join(sentences)

    around = writer.article(130)
    opening, closing = writer.paragraph(60), writer.paragraph(90)
    names = [writer.some(2) for _ in range(2)]
    between = writer.joined or writer.stop
    branch = writer.article(150).split(between)

    def of_branch(name: list[str]) -> str:
        step = 7 if writer.joined else 2
        mixed = [
            part if i % step else f"{part} {name[i // step % 2]} {writer.some(1)[0]}"
            for i, part in enumerate(branch)
        ]
        return between.join(mixed)

    return [
        Pair("numbers of two days", report(), report(), False, one_site),
        Pair("numbers, two sites", report(), report(), False),
        Pair("a form with other names", of_branch(names[0]), of_branch(names[1]), False, one_site),
        Pair(
            "site around short texts",
            f"{writer.article(110)}\n\n{around}",
            f"{writer.article(110)}\n\n{around}",
            False,
            one_site,
        ),
        Pair(
            "recipes of one cook",
            f"{opening}\n\n{writer.article(100)}\n\n{closing}",
            f"{opening}\n\n{writer.article(100)}\n\n{closing}",
            False,
            one_site,
        ),
    ]


def not_doubles_of(text: str, writer: Writer) -> list[Pair]:
    """Other texts that share something with this one."""
    r = writer.random
    length = max(units(text, writer.joined), 80)
    half = cut(text, 0.35)
    own = writer.article(int(length * 0.7))
    shared = cut(text, 0.15)
    return [
        Pair("quoted at length", text, f"{own}\n\n{half}\n\n{writer.article(length // 5)}", False),
        Pair(
            "same event, same quotes",
            text,
            f"{writer.article(length // 2)}\n\n{half}\n\n{writer.article(length // 3)}",
            False,
        ),
        Pair("a page of many", text, "\n\n".join([text, *(writer.article(length) for _ in range(5))]), False),
        Pair(
            "teaser in a list",
            text,
            "\n\n".join([cut(text, 0.2), *(writer.paragraph(60) for _ in range(4))]),
            False,
        ),
        Pair(
            "next chapter with a recap",
            text,
            f"{shared}\n\n{writer.article(length)}",
            False,
            ("reef.example",) * 2,
        ),
        Pair("same topic", text, reworded(text, writer), False),
        Pair("too short", cut(text, min(1.0, 30 / length)), cut(text, min(1.0, 30 / length)), False),
        Pair("nothing in common", text, writer.article(r.randint(80, 900)), False),
    ]


def reworded(text: str, writer: Writer) -> str:
    """The words of the text in other sentences."""
    words = text.split() if writer.joined else list(text)
    writer.random.shuffle(words)
    return writer.joined.join(words)


def pairs_to_judge(seed: int = 20260301, articles: int = 5) -> list[Pair]:
    """About 130 pairs for each of `articles`, half of them doubles."""
    pairs: list[Pair] = []
    writers = [
        Writer(language, seed) for language in ("english", "german", "russian", "hindi", "chinese", "thai")
    ]
    for writer in writers:
        for _ in range(articles):
            text = writer.article(writer.random.choice([110, 180, 300, 450, 700]))
            pairs += [*doubles_of(text, writer), *not_doubles_of(text, writer), *forms(writer)]
    by_language = {"zh": writers[4], "ja": writers[4], "ru": writers[2], "de": writers[1]}
    for language, text in BASES.items():
        writer = by_language.get(language, writers[0])
        pairs += [*doubles_of(text, writer), *not_doubles_of(text, writer)]
    written = list(BASES.values())
    pairs += [Pair("translated", *texts, False) for texts in TRANSLATIONS]
    pairs += [
        Pair("another subject", one, other, False) for one in written for other in written if one < other
    ]
    return pairs

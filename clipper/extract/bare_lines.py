"""Lines of pasted text and what their shape says: prose, label, caption, item of a list, furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from clipper.extract.bare_code import code_runs
from clipper.extract.measure import word_count
from clipper.extract.metadata.dates import iso_date
from clipper.extract.metadata.titles import key
from clipper.extract.vocabulary import vocabulary
from clipper.extract.wording import COMMENTS, COOKIES, FOOTER, OTHER, furniture_by_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_INVISIBLE = re.compile("[\u200b\u200c\u200e\u200f\u2060\u00ad\ufeff]")
_PARTED = re.compile("\u00ad[ \t]*\n[ \t]*")
_SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u205f\u3000\t ]+")
_ENDS = re.compile(r"[.!?…。！？।؟۔։]['\"”“’‘»«)\]）」』*†\d]{0,4}$")
_PAUSES = re.compile(r"[,;:.!?،、，。]")
_STOPS = vocabulary(
    "the of and to in a is that for on it with as was at by be this from are have has not an or but they "
    "his her which you we he she "
    "had were their been will would can there der die das und ist nicht ein eine zu den von mit sich auf "
    "für dem des im auch es an als "
    "le la les et des est une un dans que qui pour pas sur au du il elle en par plus avec ce el los las "
    "por con una su para se del al lo "
    "como más pero o os do da em um uma não na no com dos foi di che non il per sono della del con gli "
    "een het van en dat niet zijn op te "
    "och att det som är på av inte til og er ikke w z na i się nie że do jest to jak и в не на что с по "
    "как из у за его это а но к от мы "
    "та що не у до є του και το να με για από της στο ve bir bu için de da ile في من على أن إلى عن التي "
    "هذا dan yang di untuk itu của và "
    "là có được cho"
)
_CAPTION = re.compile(
    r"(?:©|\(c\)|photo|image|picture|foto|bild|фото|снимка|zdjęcie|kuva|fotograf|credit|getty|reuters|"
    r"\bafp\b|\bap photo\b|shutterstock|source:|quelle:|写真|撮影|摄影|攝影|图片|圖片|图源|사진|تصوير|صورة|"
    r"צילום|φωτο|ภาพ:|ảnh:)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"rights reserved|©\s*(?:copyright\s*)?(?:19|20)\d\d|copyright", re.IGNORECASE)
_BULLET = re.compile(
    r"\s*(?:[-*+•‣◦▪▫·–—●○■□►▶➤➢✓✔✗✘→⁃∙]\s+|[•●▪■・]\s*|\[[ xX]\]\s+|[☐☑☒]\s*|"
    r"[(（]?(?:\d{1,3}|[a-zA-Z])[.)]\s+|（\d{1,3}）\s*|\d{1,3}、)(?=\S)"
)
_BRACKETS = "【〖〔［[<＜《「『（"
_ASKS = re.compile(
    r"(?:was|is) (?:this|our) [\w ]{3,20} (?:helpful|useful)|"
    r"did (?:you find|this) .{3,30}(?:helpful|useful|\bhelp\b)|"
    r"war (?:dieser|diese|dieses|die|der) .{3,30}hilfreich|(?:cet article|cette page) .{0,20}utile|"
    r"¿?(?:te|le) (?:ha )?result[óa]\w* útil|est[ae] (?:artigo|página) foi útil|была ли .{3,30}полезн",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"\s[»>›]\s")
_ICONS = re.compile(r"(?:icon|chevron|arrow|caret)", re.IGNORECASE)


class Kind(StrEnum):
    """What a line is, judged by itself."""

    BLANK = "blank"
    PROSE = "prose"
    SENTENCE = "sentence"
    LABEL = "label"
    CAPTION = "caption"
    ITEM = "item"
    FURNITURE = "furniture"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: text in single spaces, kind, words, a reason if furniture; the text as pasted; its key."""

    text: str
    kind: Kind
    words: int = 0
    reason: str | None = None
    raw: str = ""
    key: str = ""


def raw_lines(source: str) -> list[str]:
    """The text's lines without invisible characters; trailing space gone, leading space kept."""
    source = (
        source.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    )
    source = _PARTED.sub("", source)
    source = _INVISIBLE.sub("", source).replace("\x0b", "\n").replace("\x0c", "\n")
    return [line.replace("\xa0", " ").rstrip() for line in source.split("\n")]


def squeezed(line: str) -> str:
    """The line in single spaces of one kind."""
    return _SPACES.sub(" ", line).strip()


def read_lines(source: Sequence[str]) -> list[Line]:
    """The raw lines, each judged by its own shape and by how often it recurs."""
    texts = [squeezed(line) for line in source]
    often = Counter(text for text in texts if text)
    lines = [_line(text, often[text], raw) for text, raw in zip(texts, source, strict=True)]
    for start, end, _ in code_runs(source):
        for at in range(start, end):
            if lines[at].kind is not Kind.BLANK:
                lines[at] = replace(lines[at], kind=Kind.CODE, reason=None)
    return lines


def _line(text: str, recurs: int, raw: str) -> Line:
    if not text:
        return Line(text, Kind.BLANK)
    words = word_count(text)
    reason = _furniture(text, words)
    kind = Kind.FURNITURE if reason else _kind(text, words, recurs)
    return Line(text, kind, words, reason, raw, key(text))


def _kind(text: str, words: int, recurs: int) -> Kind:
    if _is_prose(text, words):
        return Kind.PROSE
    if _CAPTION.search(text) and words >= 3 and not _RIGHTS.search(text):
        return Kind.CAPTION
    if _BULLET.match(text) and not (text[0].isdigit() and is_dated(text)):
        return Kind.ITEM
    if _ENDS.search(text) and words >= 3 and recurs == 1 and not _TRAIL.search(text):
        return Kind.SENTENCE
    return Kind.LABEL


def stop_share(text: str) -> float:
    """The share of the most common words of some twenty languages among the line's words."""
    return common_share(re.findall(r"[^\W\d_]+", text))


def common_share(words: Sequence[str]) -> float:
    """The share of the most common words of some twenty languages among words."""
    return sum(1 for word in words if word.lower() in _STOPS) / len(words) if words else 0.0


def _is_prose(text: str, words: int) -> bool:
    if words < 9:
        return False
    ends = _ENDS.search(text) is not None
    if not text.isascii() and words * 2 > len(text.split()) * 6:
        return ends or (words >= 20 and _PAUSES.search(text) is not None)
    share = stop_share(text)
    if ends:
        return share >= 0.1 or words >= 14
    return words >= 22 and share >= 0.25 and _PAUSES.search(text) is not None


def _furniture(text: str, words: int) -> str | None:
    if _RIGHTS.search(text) and words < 60:
        return FOOTER
    if len(_ICONS.findall(text)) > 5:
        return "menu"
    if words < 20 and _ASKS.match(text):
        return OTHER
    reason = furniture_by_words(text.lstrip(_BRACKETS))
    if reason is None:
        return None
    if reason == COOKIES:
        return reason if words < 120 else None
    if words <= 8 or (words <= 16 and not _ENDS.search(text)):
        return reason
    if (
        words < 40
        and reason in {"promotion", "related links", COMMENTS, "advertisement", FOOTER}
        and (words < 25 or not _ENDS.search(text))
    ):
        return reason
    return None


def is_dated(text: str) -> bool:
    """Whether a short line is about a date."""
    return len(text) < 100 and iso_date(text, guess=False) is not None


def bullet(text: str) -> re.Match[str] | None:
    """The sign that opens an item of a list, if the line is one."""
    return _BULLET.match(text)

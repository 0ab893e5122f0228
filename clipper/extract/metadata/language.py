"""The language of a page: what it says itself, unless its own text says otherwise or it says nothing.

Script and the commonest little words settle nearly all pages in microseconds; py3langid, which takes half a
second to load, is asked only where they leave it open.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from clipper.extract import tree
from clipper.extract.metadata.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(
    r"\s*([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?![a-zA-Z])(?:[-_.@][\w.\-@]*)?\s*"
)
_NO_LANGUAGE = frozenset(("und", "mul", "zxx", "xx", "qq"))

_SCRIPTS = {
    script: re.compile(f"[{letters}]")
    for script, letters in {
        "Cyrl": "\u0400-\u052f",
        "Arab": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
        "Han": "\u3400-\u4dbf\u4e00-\u9fff",
        "Kana": "\u3041-\u30ff",
        "Hang": "\u1100-\u11ff\uac00-\ud7af",
        "Grek": "\u0370-\u03ff\u1f00-\u1fff",
        "Hebr": "\u0590-\u05ff",
        "Deva": "\u0900-\u097f",
        "Thai": "\u0e00-\u0e7f",
        "Beng": "\u0980-\u09ff",
        "Guru": "\u0a00-\u0a7f",
        "Gujr": "\u0a80-\u0aff",
        "Taml": "\u0b80-\u0bff",
        "Telu": "\u0c00-\u0c7f",
        "Knda": "\u0c80-\u0cff",
        "Mlym": "\u0d00-\u0d7f",
        "Sinh": "\u0d80-\u0dff",
        "Laoo": "\u0e80-\u0eff",
        "Mymr": "\u1000-\u109f",
        "Geor": "\u10a0-\u10ff",
        "Ethi": "\u1200-\u137f",
        "Khmr": "\u1780-\u17ff",
        "Armn": "\u0530-\u058f",
    }.items()
}
_NOT_LATIN = re.compile(r"[^\x00-\u036f\u1e00-\u1eff\u2000-\u2bff\ufe0f\U0001f000-\U0001ffff]")
_ONLY_LANGUAGE = {
    "Kana": "ja",
    "Han": "zh",
    "Hang": "ko",
    "Grek": "el",
    "Hebr": "he",
    "Thai": "th",
    "Beng": "bn",
    "Guru": "pa",
    "Gujr": "gu",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Sinh": "si",
    "Laoo": "lo",
    "Mymr": "my",
    "Geor": "ka",
    "Ethi": "am",
    "Khmr": "km",
    "Armn": "hy",
}
_SCRIPTS_OF = {language: {script} for script, language in _ONLY_LANGUAGE.items()} | {
    "ja": {"Kana", "Han"},
    "ko": {"Hang", "Han"},
    "yi": {"Hebr"},
    "iw": {"Hebr"},
    "as": {"Beng"},
    "ti": {"Ethi"},
    "yue": {"Han"},
    **{language: {"Cyrl"} for language in ("ru", "uk", "bg", "be", "mk")},
    **{language: {"Arab"} for language in ("ar", "fa", "ur", "ps", "ug", "ckb")},
    **{language: {"Deva"} for language in ("hi", "mr", "ne", "sa")},
}
_LATIN = frozenset(STOP_WORDS) - frozenset(_SCRIPTS_OF) - {"sr"}

_ENOUGH = 60
_MOST = 1500
_PARAGRAPHS = 60
_FEW_WORDS = 15
_CLEAR = 0.09
_APART = 1.4
_ASKED = 600
_EDGES = ".,;:!?…()[]{}«»„“”\"'’‘|–—-/।؟،"


def page_language(root: HtmlElement, given: str | None) -> str | None:
    """The language tag of a page that says it is in `given` (any form; may be None), as BCP 47 writes it."""
    told = tidy_tag(given)
    sample = _sample(root)
    if not _is_enough(sample) or (told and not _contradicts(told, sample)):
        return told
    return language_of(sample) or told


def tidy_tag(given: str | None) -> str | None:
    """A language tag in its one form, "pt-BR", "zh-Hans-CN"; None for what is none."""
    match = _TAG.match(given or "")
    if match is None or match[1].lower() in _NO_LANGUAGE:
        return None
    return "-".join(
        part for part in (match[1].lower(), (match[2] or "").title(), (match[3] or "").upper()) if part
    )


def language_of(text: str) -> str | None:
    """The language (ISO 639-1) that a text is written in; None where it is too short or there is no telling.

    Needs some sixty letters, twenty where each is a word. The same text always gives the same answer.
    """
    text = text[:_MOST]
    if not _is_enough(text):
        return None
    script = _script(text)
    if script in _ONLY_LANGUAGE:
        return _ONLY_LANGUAGE[script]
    shares = _shares(text, script)
    if shares and shares[0][0] >= _CLEAR and (len(shares) < 2 or shares[0][0] >= _APART * shares[1][0]):
        return shares[0][1]
    return _asked(text)


def _is_enough(text: str) -> bool:
    return len(text) >= _ENOUGH or len(text.encode("utf-8", "replace")) >= _ENOUGH


def _asked(text: str) -> str | None:
    # It loads numpy, whose many threads would slow the small matrices of all later pages.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import py3langid

    found = str(py3langid.classify(text[:_ASKED])[0])
    return None if found in _NO_LANGUAGE else {"no": "nb"}.get(found, found)


def _contradicts(told: str, text: str) -> bool:
    """Whether a text is plainly in another language: of another script, or full of another's little words."""
    language = told.partition("-")[0]
    script = _script(text)
    if script != "Latn":
        if language in _LATIN:
            return True
        return language in _SCRIPTS_OF and script not in _SCRIPTS_OF[language]
    if language in _SCRIPTS_OF:
        return True
    if language not in _LATIN:
        return False
    words = _words(text)
    own = _share(words, STOP_WORDS[language])
    if own >= _CLEAR:
        return False
    shares = _shares(text, script)
    return bool(shares) and shares[0][0] >= _CLEAR and own * 3 < shares[0][0]


def _script(text: str) -> str:
    """The script of most letters; Japanese where there is any amount of kana."""
    foreign = 0 if text.isascii() else len(_NOT_LATIN.findall(text))
    if foreign * 4 < len(text):
        return "Latn"
    counts = {script: len(letters.findall(text)) for script, letters in _SCRIPTS.items()}
    if counts["Kana"] * 12 > counts["Han"] and counts["Kana"] * 12 > foreign:
        return "Kana"
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] * 2 >= foreign else "Zyyy"


def _shares(text: str, script: str) -> list[tuple[float, str]]:
    """How much of a text are the little words of each language of its script, the largest first."""
    words = _words(text)
    if len(words) < _FEW_WORDS:
        return []
    return sorted(
        (
            (_share(words, known), language)
            for language, known in STOP_WORDS.items()
            if script in _SCRIPTS_OF.get(language, {"Latn"}) or (language == "sr" and script == "Cyrl")
        ),
        reverse=True,
    )


def _words(text: str) -> list[str]:
    return [word for piece in text.lower().split() if (word := piece.strip(_EDGES))]


def _share(words: list[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / max(len(words), 1)


def _sample(root: HtmlElement) -> str:
    """The beginning of what the page's paragraphs say; of its whole text where it has none."""
    body = root.find("body")
    if body is None:
        return ""
    said: list[str] = []
    length = 0
    for place, paragraph in enumerate(body.iter("p")):
        if place >= _PARAGRAPHS or length >= _MOST:
            break
        text = tree.text(paragraph)
        if len(text) > 40 or not text.isascii():
            said.append(text[:_ASKED])
            length += len(said[-1])
    if length >= _ENOUGH * 3:
        return " ".join(said)[:_MOST]
    return _words_shown(body)


def _words_shown(body: HtmlElement) -> str:
    said: list[str] = []
    length = 0
    for element in body.iter():
        for text in (None if element.tag in {"script", "style", "noscript"} else element.text, element.tail):
            if text and not text.isspace():
                said.append(text.strip())
                length += len(said[-1])
        if length >= 2 * _MOST:
            break
    # What opens a page are menus: the second half of what was read is more likely to be its own.
    return " ".join(" ".join(said).split())[-_MOST:]

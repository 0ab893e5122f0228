"""Pages that nobody wrote: those of tests/pages with bytes edited, tags moved, cut short, spliced with others."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from clipper.cli.lines import article_line  # noqa: E402  (the folder must be known first)
from clipper.errors import ClipperError  # noqa: E402
from clipper.extract import extract  # noqa: E402
from clipper.extract.ledger import words  # noqa: E402
from clipper.extract.sanitise import sanitise  # noqa: E402
from clipper.model import Capture, Content, Via  # noqa: E402
from tests.extract.shown import shown_words  # noqa: E402

TAG = re.compile(rb"<[^<>]{1,400}>")
ANY_TAG = re.compile(r"<[^<>]*>")
FORMULA = re.compile(r"(<math\b[^<>]*>)(.*?)(?=</math>)", re.DOTALL)
MATHML_TAG = re.compile(r"""</?m[a-z]{1,12}(?: [a-z]{1,16}="[^"<>&:]*")*/?>""")
NOISE = (
    *(
        b"<",
        b">",
        b"</",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<?",
        b'"',
        b"'",
        b"=",
        b"&",
        b"&#",
        b"&#x0;",
    ),
    *(b"&#xD800;", b"&nbsp;", b"\0", b"\x1b", b"\x0c", b"\xff", b"\xfe\xff", b"\xc0\x80", b"\xed\xa0\x80"),
    *(b"\xe2\x80\xae", b"\xef\xbf\xbf", b"<script>", b"</script>", b"<style>", b"<title>", b"<textarea>"),
    *(
        b"<plaintext>",
        b"<noscript>",
        b"<template>",
        b"<svg>",
        b"<math>",
        b"<table>",
        b"<tr>",
        b"<td>",
        b"</p>",
    ),
    *(
        b"<select>",
        b"<frameset>",
        b"<body>",
        b"</body>",
        b"</html>",
        b"<head>",
        b"<base href='//x.example/'>",
    ),
    *(b"<a href='javascript:x'>", b"<pre>", b"<code>", b"<li>", b"<ol>", b"<dl>", b"<dd>", b"<br>", b"<hr>"),
    *(
        b"<h1>",
        b"<figure>",
        b"<img src=x>",
        b"<sup>",
        b"<ruby>",
        b"<details>",
        b"<div hidden>",
        b"$$",
        b"\\(",
    ),
)
MOST_BYTES = 400_000
LEAST_KEPT = 0.99
"""Share of the words shown that must be found again, in the article or in what was left out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page: an "article", an "error" that a person is told, or a "crash", and why."""

    seed: int
    kind: str
    said: str = ""


@cache
def pages() -> list[tuple[str, bytes]]:
    """The sample pages, each as its file's ending and its bytes."""
    found = sorted(ROOT.joinpath("tests", "pages").glob("*/page.*"))
    return [(file.suffix, file.read_bytes()) for file in found]


def mutated(seed: int) -> Capture:
    """A page made from the sample pages, always the same for a seed."""
    chance = random.Random(seed)
    suffix, data = chance.choice(pages())
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(CHANGES)(data, chance)[:MOST_BYTES]
    content = {".html": Content.HTML, ".txt": Content.TEXT, ".md": Content.MARKDOWN}[suffix]
    if chance.random() < 0.05:
        content = chance.choice((Content.HTML, Content.TEXT, Content.MARKDOWN))
    chosen = chance.random() < 0.1
    encoding = chance.choice(("utf-8",) * 17 + ("utf-16-le", "windows-1252", "shift_jis"))
    url = chance.choice(("https://pages.example/2024/05/story", None, "file:///tmp/page.html"))
    via = Via.PASTE if chosen else Via.FILE
    return Capture(data, content, encoding, via, datetime(2024, 5, 6, tzinfo=UTC), url=url, selection=chosen)


def _bytes_edited(data: bytes, chance: random.Random) -> bytes:
    edited = bytearray(data)
    for _ in range(chance.choice((1, 5, 50, 500))):
        at = chance.randrange(len(edited) + 1)
        edited[at : at + chance.choice((0, 0, 1, 1, 4))] = bytes([chance.randrange(256)])[
            : chance.randrange(2)
        ]
    return bytes(edited)


def _noised(data: bytes, chance: random.Random) -> bytes:
    edited = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(edited) + 1)
        edited[at:at] = chance.choice(NOISE)
    return bytes(edited)


def _tags_shuffled(data: bytes, chance: random.Random) -> bytes:
    tags = TAG.findall(data)
    for _ in range(chance.choice((1, 5, 50, len(tags)))):
        if tags:
            one, other = chance.randrange(len(tags)), chance.randrange(len(tags))
            tags[one], tags[other] = tags[other], tags[one]
    given = iter(tags)
    return TAG.sub(lambda _: next(given), data)


def _tags_dropped(data: bytes, chance: random.Random) -> bytes:
    share = chance.choice((0.02, 0.2, 0.5))
    return TAG.sub(lambda tag: b"" if chance.random() < share else tag[0], data)


def _cut_short(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _begun_late(data: bytes, chance: random.Random) -> bytes:
    return data[chance.randrange(len(data) + 1) :]


def _spliced(data: bytes, chance: random.Random) -> bytes:
    other = chance.choice(pages())[1]
    at, start = chance.randrange(len(data) + 1), chance.randrange(len(other) + 1)
    return data[:at] + other[start:] + (data[at:] if chance.random() < 0.5 else b"")


def _repeated(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice((5, 50, 500, 5000))]
    return data[:start] + piece * chance.choice((2, 10, 100)) + data[start:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    one, two, three = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    return data[:one] + data[two:three] + data[one:two] + data[three:]


def _nested(data: bytes, chance: random.Random) -> bytes:
    tags = TAG.findall(data) or [b"<div>"]
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(tags) * chance.choice((3, 30, 300, 3000)) + data[at:]


CHANGES = (
    _bytes_edited,
    _noised,
    _tags_shuffled,
    _tags_dropped,
    _cut_short,
    _begun_late,
    _spliced,
    _repeated,
    _moved,
    _nested,
)


def tried(seed: int) -> Outcome:
    """Clean the page of a seed, write it as Markdown and JSON, and look for what must not be."""
    capture = mutated(seed)
    try:
        article = extract(capture)
    except ClipperError as error:
        return Outcome(seed, "error", error.message)
    except Exception as error:  # noqa: BLE001  (what is looked for)
        return Outcome(seed, "crash", _where(error))
    try:
        article_line("page", capture.url, article, 0.0)
    except Exception as error:  # noqa: BLE001
        return Outcome(seed, "crash", _where(error))
    if (unsafe := _unsafe(article.html)) is not None:
        return Outcome(seed, "crash", unsafe)
    shown = shown_words(capture)
    found = words(article.text) + [word for removal in article.removed for word in words(removal.text)]
    missing = _less(shown, found)
    if len(missing) > max(3, len(shown) * (1 - LEAST_KEPT)):
        return Outcome(seed, "crash", f"{len(missing)} of {len(shown)} words lost: {' '.join(missing[:12])}")
    return Outcome(seed, "article")


def _unsafe(html: str) -> str | None:
    """Why the article's HTML is not as the sanitiser leaves it; formulas are made after it, of known tags."""
    if sanitise(html).strip() != FORMULA.sub(lambda found: found[1] + ANY_TAG.sub("", found[2]), html):
        return "the sanitiser would change the article"
    for inner in (tag for found in FORMULA.finditer(html) for tag in ANY_TAG.findall(found[2])):
        if MATHML_TAG.fullmatch(inner) is None:
            return f"a formula holds {inner}"
    return None


def _less(shown: list[str], found: list[str]) -> list[str]:
    left = Counter(found)
    missing = []
    for word in shown:
        if left[word] > 0:
            left[word] -= 1
        else:
            missing.append(word)
    return [word for word in missing if not _parted(word, left)]


def _parted(word: str, left: Counter[str]) -> bool:
    """Whether a word is found in pieces, such as a list's mark and the word that it was glued to."""
    for end in range(len(word), 0, -1):
        piece, rest = word[:end], word[end:]
        if left[piece] > 0:
            left[piece] -= 1
            if not rest or _parted(rest, left):
                return True
            left[piece] += 1
    return False


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} in {place}: {str(error)[:120]}"

"""Finding the same text under another address: how well, and how fast while a library grows to ``--clips N``.

How well is measured on a test set made from a seed (tests/library/alike_texts.py), beside datasketch's MinHash
with a threshold, and beside the exact share of common runs of words with one. How fast: texts of 700 words in
four languages, one in twenty of them a double; datasketch on the first 2,000 of them, and comparing all with
all as the time of one comparison times N.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean, quantiles

from _table import options, show, write
from datasketch import MinHash, MinHashLSH

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from clipper.library import Library, comparing  # noqa: E402
from clipper.library.known_addresses import note_addresses  # noqa: E402
from clipper.library.likeness import bands, likeness, read  # noqa: E402
from clipper.library.rows import packed_body  # noqa: E402
from tests.library.alike_texts import Writer, cut, edited, pairs_to_judge  # noqa: E402

LANGUAGES = ("english", "german", "russian", "chinese")
WORDS = 700
DOUBLE_EVERY = 20
AT_ONCE = 20
PEER_TEXTS = 2_000
PEER_THRESHOLD = 0.5


def texts(count: int) -> Iterator[str]:
    """Articles, every twentieth of which is one of those before it, shortened and edited."""
    writers = [Writer(language, 7) for language in LANGUAGES]
    before: list[str] = []
    for number in range(count):
        writer = writers[number % len(writers)]
        if number % DOUBLE_EVERY == DOUBLE_EVERY - 1:
            yield edited(cut(writer.random.choice(before), 0.8), 0.03, writer)
            continue
        text = writer.article(WORDS)
        before[:] = [*before[-200:], text]
        yield text


def put(library: Library, numbered: list[tuple[int, str]]) -> None:
    """Only what comparing needs: the rest of a clip is the business of another benchmark."""
    with library._connections.writing() as db:
        for number, text in numbered:
            url = f"https://site{number % 997}.example/{number}"
            db.execute(
                "INSERT INTO clips (id, uuid, status, saved_at, title, title_key, url) VALUES (?, ?, 'ready', ?, '', '', ?)",
                (number + 1, f"{number:036}", number, url),
            )
            db.execute(
                "INSERT INTO handovers (clip, label, via, url) VALUES (?, '', 'typed', ?)", (number + 1, url)
            )
            db.execute(
                """
                INSERT INTO articles (clip, title, kind, authors, word_count, page_word_count, warnings, removed, body)
                VALUES (?, '', 'article', '[]', 0, 0, '[]', '[]', ?)
                """,
                (number + 1, packed_body("", text)),
            )
            note_addresses(db, number + 1)
            comparing.note_text(db, number + 1)


def size_of(library: Library) -> int:
    with library._connections.reading() as reader:
        return int(
            reader.db.execute(
                """
                SELECT sum(pgsize) FROM dbstat
                WHERE name LIKE 'likeness%' OR name LIKE 'addresses%' OR name LIKE 'doubles%' OR name = 'uncompared'
                   OR name LIKE 'sqlite_autoindex_addresses%'
                """
            ).get
        )


def compared(library: Library) -> list[float]:
    """Milliseconds for each transaction, by the clip, until all are compared."""
    taken: list[float] = []
    is_more = True
    while is_more:
        begin = time.perf_counter()
        is_more = library.doubles.compare(AT_ONCE)
        taken.append((time.perf_counter() - begin) * 1e3 / AT_ONCE)
    return taken


def parts(library: Library, sample: list[str]) -> dict[str, float]:
    """Milliseconds for each part of what is done with one text, in a library as large as it is now."""
    taken: dict[str, list[float]] = {
        "reading the words": [],
        "bands": [],
        "looking up": [],
        "comparing words": [],
    }
    with library._connections.reading() as reader:
        for text in sample:
            begin = time.perf_counter()
            words = read(text)
            taken["reading the words"].append(time.perf_counter() - begin)
            begin = time.perf_counter()
            own = bands(words)
            taken["bands"].append(time.perf_counter() - begin)
            begin = time.perf_counter()
            others = comparing._alike(reader.db, own)
            taken["looking up"].append(time.perf_counter() - begin)
            begin = time.perf_counter()
            for other in others:
                candidate, _ = comparing._read(reader.db, other)
                if candidate is not None:
                    likeness(words, candidate)
            taken["comparing words"].append(time.perf_counter() - begin)
    return {name: fmean(seconds) * 1e3 for name, seconds in taken.items()}


def judged(articles: int) -> tuple[list[list[object]], dict[str, float]]:
    """Precision and recall on the test set, beside two simpler ways."""
    counts = {
        name: [0, 0, 0]
        for name in ("clipper", "exact share of runs over 0.5", "datasketch, Jaccard over 0.5")
    }
    pairs = pairs_to_judge(articles=articles)
    for pair in pairs:
        one, other = read(pair.one), read(pair.other)
        of_one_site = pair.hosts[0] == pair.hosts[1]
        union = len(one.runs | other.runs)
        verdicts = {
            "clipper": bool(set(bands(one)) & set(bands(other)))
            and likeness(one, other, one_site=of_one_site) > 0,
            "exact share of runs over 0.5": union > 0 and len(one.runs & other.runs) / union > PEER_THRESHOLD,
            "datasketch, Jaccard over 0.5": sketch(pair.one).jaccard(sketch(pair.other)) > PEER_THRESHOLD,
        }
        for name, verdict in verdicts.items():
            counts[name][0] += verdict and pair.same
            counts[name][1] += verdict
            counts[name][2] += pair.same
    figures = {
        name: (right / max(said, 1), right / max(same, 1)) for name, (right, said, same) in counts.items()
    }
    rows: list[list[object]] = [[name, len(pairs), *figure] for name, figure in figures.items()]
    return rows, {"precision": figures["clipper"][0], "recall": figures["clipper"][1]}


def sketch(text: str) -> MinHash:
    minhash = MinHash(num_perm=128)
    minhash.update_batch([run.encode() for run in read(text).runs])
    return minhash


def peers(sample: list[str], clips: int) -> tuple[float, float]:
    """Milliseconds a clip of datasketch in memory, and of comparing exactly with each clip there is."""
    index = MinHashLSH(threshold=PEER_THRESHOLD, num_perm=128)
    begin = time.perf_counter()
    for number, text in enumerate(sample):
        minhash = sketch(text)
        index.query(minhash)
        index.insert(number, minhash)
    datasketch_ms = (time.perf_counter() - begin) * 1e3 / len(sample)
    several = [read(text) for text in sample[:40]]
    begin = time.perf_counter()
    for one in several:
        for other in several:
            likeness(one, other)
    return datasketch_ms, (time.perf_counter() - begin) * 1e3 / len(several) ** 2 * clips


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--clips", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=8, help="written for the test set, in each language")
    chosen = parser.parse_args()

    rows, figures = judged(chosen.articles)
    show("Which of the pairs are one text", ["", "pairs", "precision", "recall"], rows)

    sample: list[str] = []
    taken: list[float] = []
    waiting: list[tuple[int, str]] = []
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder)) as library:
        for number, text in enumerate(texts(chosen.clips)):
            if number < PEER_TEXTS:
                sample.append(text)
            waiting.append((number, text))
            if len(waiting) == 500 or number == chosen.clips - 1:
                put(library, waiting)
                taken += compared(library)
                waiting.clear()
        per_clip = size_of(library) / chosen.clips
        proposed = library.doubles.count()
        by_part = parts(library, [*texts(200)])
    tenth = max(len(taken) // 10, 1)
    datasketch_ms, all_ms = peers(sample, chosen.clips)
    show(
        f"\nComparing a clip with all before it, {chosen.clips:,} clips, milliseconds",
        ["", "ms"],
        [
            ["first tenth", fmean(taken[:tenth])],
            ["last tenth", fmean(taken[-tenth:])],
            ["95 of 100, last tenth", quantiles(taken[-tenth:], n=20)[-1] if tenth > 1 else taken[-1]],
            *[[f"  {name}", value] for name, value in by_part.items()],
            [f"datasketch in memory, {len(sample):,} texts", datasketch_ms],
            ["each with all, exactly", all_ms],
        ],
    )
    expected = chosen.clips // DOUBLE_EVERY
    print(
        f"  {proposed:,} pairs proposed where {expected:,} were made; {per_clip:.0f} bytes a clip, addresses included"
    )
    figures |= {
        "compare_ms": fmean(taken[-tenth:]),
        "lookup_ms": by_part["looking up"],
        "bytes_per_clip": per_clip,
        "growth": fmean(taken[-tenth:]) / fmean(taken[:tenth]),
        "found": proposed / max(expected, 1),
        "datasketch_ms": datasketch_ms,
    }
    write(chosen.json, figures)


if __name__ == "__main__":
    main()

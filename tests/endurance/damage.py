"""A library with everything in it, what each clip of it says, and damage done to its file."""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

import apsw

from clipper.library import Library
from clipper.library.view import View
from clipper.model import Article, Asset, Capture, Content, Handover, Position, Via

FILE = "library.sqlite3"
MOMENT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
FREE = "free pages"


def fill(folder, clips=60, seed=5) -> None:
    """Make a library of clips with pages, articles, pictures, tags, notes, highlights, versions and edits."""
    drawn = random.Random(seed)
    with Library(folder) as library:
        urls = [f"https://pier.example/{number}" for number in range(clips + 6)]
        ids = library.add([Handover(url, Via.TYPED, url=url) for url in urls])
        for number, clip_id in enumerate(ids):
            _fill_one(library, drawn, number, clip_id)
        library.tags.add(ids[::2], ["sea/boats"])
        library.tags.add(ids[1::3], ["keepers"])
        library.order.star(ids[:9])
        library.order.archive(ids[5:15])
        library.order.mark_read(ids[:20], True)
        for number, clip_id in enumerate(ids[::4]):
            library.order.set_note(clip_id, f"ask the keeper {number}")
            library.highlights.add(clip_id, "counted the boats", "", " at noon", 0, 0)
            library.order.set_position(clip_id, Position(0, 7))
        library.edits.change(ids[3], title="A title of my own")
        _fill_one(library, drawn, 400, ids[4])
        library.order.trash(ids[10:13])
        library.searches.add("boats", "tag:sea/boats")
        library.order.delete(ids[-6:])  # so that there are free pages


def _fill_one(library, drawn, number, clip_id) -> None:
    words = " ".join(f"word{drawn.randrange(3_000)}" for _ in range(drawn.choice((80, 300))))
    # Long and not to be compressed, every fifth: it runs over several pages of the file.
    odd = drawn.randbytes(20_000).hex() if number % 5 == 0 else ""
    text = f"The keeper of pier {number} counted the boats at noon. {words}"
    html = f"<p title='{odd}'>{text}</p>"
    url = f"https://pier.example/{number}"
    page = Capture(html.encode(), Content.HTML, "utf-8", Via.PASTE, MOMENT, url)
    library.keep_capture(clip_id, page)
    name = library.save_asset(f"picture {number}".encode(), "image/png")
    article = Article(
        title=f"Pier {number}",
        html=html,
        text=text,
        word_count=len(text.split()),
        authors=("Ada Quay",),
        site_name="The Pier",
        language="en",
        excerpt=text[:60],
    )
    library.fill(clip_id, article, [Asset(f"{url}.png", name, "image/png")])


def contents(folder) -> dict[str, object]:
    """All that a person can see of each clip, by its id."""
    with Library(folder) as library:
        ids = [*library.ids(View.ALL), *library.ids(View.TRASH)]
        return {clip_id: (library.clip(clip_id), library.capture(clip_id)) for clip_id in ids}


@dataclass(frozen=True)
class Page:
    """One page of the file: of which table or index, what kind, and how many rows have a part in it."""

    number: int
    of: str
    kind: str
    rows: int


def pages(folder) -> list[Page]:
    with closing(apsw.Connection(str(folder / FILE))) as db:
        used = [
            Page(*row)
            for row in db.execute("SELECT pageno, name, pagetype, ncell FROM dbstat ORDER BY pageno")
        ]
        count = int(db.pragma("page_count"))
    taken = {page.number for page in used}
    return used + [Page(n, FREE, "free", 0) for n in range(1, count + 1) if n not in taken]


def page_size(folder) -> int:
    return int.from_bytes((folder / FILE).read_bytes()[16:18], "big")


@dataclass(frozen=True)
class Damage:
    """A page turned to zeros, or (`bit`) one bit of it turned over."""

    page: Page
    bit: int | None

    def do(self, folder) -> None:
        size = page_size(folder)
        with (folder / FILE).open("r+b") as file:
            at = (self.page.number - 1) * size
            if self.bit is None:
                file.seek(at)
                file.write(bytes(size))
            else:
                file.seek(at + self.bit // 8)
                [byte] = file.read(1)
                file.seek(at + self.bit // 8)
                file.write(bytes([byte ^ 1 << self.bit % 8]))

    def __str__(self) -> str:
        how = "zeros" if self.bit is None else f"bit {self.bit}"
        return f"{how} in page {self.page.number} ({self.page.of}, {self.page.kind}, {self.page.rows} rows)"


def places(folder, count, seed) -> list[Damage]:
    """As many damages: a page turned to zeros of each part of the file, as far as that goes, the rest bits."""
    drawn = random.Random(seed)
    kinds: dict[tuple[str, str], list[Page]] = {}
    for page in pages(folder):
        kinds.setdefault((page.of, page.kind), []).append(page)
    chosen = [Damage(drawn.choice(found), None) for found in kinds.values()]
    drawn.shuffle(chosen)
    bits = page_size(folder) * 8
    used = [page for found in kinds.values() for page in found if page.of != FREE]
    turned = [
        Damage(drawn.choice(used), drawn.randrange(bits)) for _ in range(max(count // 5, count - len(chosen)))
    ]
    return chosen[: count - len(turned)] + turned

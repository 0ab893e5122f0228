"""Prints a small library of today's schema as SQL, to be kept as `versions/N.sql` when a step is added.

.venv/bin/python tests/library/dump_version.py > tests/library/versions/N.sql
"""

from __future__ import annotations

import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import apsw.shell

from clipper.library import Library
from clipper.library.connections import connect
from clipper.model import Article, Asset, Capture, Content, Failure, Handover, HttpFacts, Removal, Via

MOMENT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
PAGE = Capture(
    data=b"<h1>Reading the tide</h1><p>The gauge in the caf\xe9 harbour.",
    content=Content.HTML,
    encoding="iso-8859-1",
    via=Via.TYPED,
    captured_at=MOMENT,
    url="https://coastal-review.example/tide",
    http=HttpFacts(200, "text/html", "https://coastal-review.example/tide", MOMENT),
)
ARTICLE = Article(
    title="Reading the tide",
    html="<p>The gauge in the <em>café</em> harbour.</p>",
    text="The gauge in the café harbour.",
    word_count=6,
    authors=("Mara Okafor",),
    published="2026-02-27",
    site_name="Coastal Review",
    language="en",
    removed=(Removal("menu", "Home About"),),
    warnings=("One picture is missing.",),
)


def fill(library: Library) -> None:
    """Add one clip of each status, and one in the trash."""
    ready, _, failed, trashed = library.add(
        [
            Handover("coastal-review.example/tide", Via.TYPED, url="https://coastal-review.example/tide"),
            Handover("notes.html", Via.FILE, path="/home/mara/notes.html"),
            Handover("gone.example", Via.PASTE, url="https://gone.example/", title_hint="Gone"),
            Handover("A pasted page", Via.PASTE, capture=PAGE),
        ]
    )
    library.keep_capture(ready, PAGE)
    library.fill(ready, ARTICLE, [Asset("https://coastal-review.example/a.png", failure="Not found.")])
    library.fail(failed, Failure("not_found", "The page is gone."))
    library.trash([trashed])
    library.order.star([ready])
    library.order.set_note(ready, "Ask Jon about the *gauge*.")
    library.tags.add([ready], ["sea/instruments"])
    library.tags.colour("sea", "blue")
    library.highlights.add(ready, "café harbour", "The gauge in the ", ".", 0, 17, note="Which one?")
    library.edits.change(ready, authors=("Mara Okafor", "Jon Bell"))
    library.searches.add("Unread", "is:unread")


def dump(path: Path) -> str:
    """Return the SQL that makes the database at `path` again."""
    out = io.StringIO()
    db = connect(path)
    shell = apsw.shell.Shell(stdout=out, stderr=out, db=db)
    shell.process_command(".dump")
    db.close()
    lines = [line for line in out.getvalue().splitlines() if not line.startswith("--")]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        with Library(Path(folder)) as library:
            fill(library)
        print(dump(Path(folder) / "library.sqlite3"), end="")

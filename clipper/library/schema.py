"""The tables, as the ordered steps that lead to them.

How to add a step:

1. Append it to `STEPS`: SQL statements, or a function that takes the connection when SQL is not enough.
   Never change a step that was released; its number is its place in the list, counted from 1.
2. A step runs in one transaction with the record that it ran (`PRAGMA user_version`), so it begins and
   commits nothing itself. If it changes what is searched, let it call `index_clip` for every clip.
3. Write a library of the version before as `tests/library/versions/N.sql` (`tests/library/dump_version.py`
   makes it), and add what the step must have done to the test that opens all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.errors import NewerLibraryError
from clipper.library.connections import transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    import apsw

    Step: TypeAlias = str | Callable[[apsw.Connection], None]


APPLICATION_ID = int.from_bytes(b"Clpr", "big")
"""Marks the file as ours; SQLite keeps it in the file's header."""

# Times are microseconds since 1970 in UTC; `html`, `text` and `data` are zlib-compressed; `authors`,
# `removed` and `warnings` are JSON. What a list shows of a clip that is not ready lies in `clips`.
# The index keeps no copy of the text; `index.py` says what goes into its columns.
_CLIPS = """
CREATE TABLE clips (
    id              INTEGER PRIMARY KEY,
    uuid            TEXT NOT NULL UNIQUE,
    status          TEXT NOT NULL CHECK (status IN ('pending', 'ready', 'failed')),
    saved_at        INTEGER NOT NULL,
    trashed_at      INTEGER,
    read            INTEGER NOT NULL DEFAULT 0,
    title           TEXT NOT NULL,
    title_key       TEXT NOT NULL,
    url             TEXT,
    lead_asset      TEXT,
    failure_code    TEXT,
    failure_message TEXT
) STRICT;
CREATE INDEX clips_kept ON clips (saved_at, id, uuid) WHERE trashed_at IS NULL;
CREATE INDEX clips_by_title ON clips (title_key, id, uuid) WHERE trashed_at IS NULL;
CREATE INDEX clips_trashed ON clips (saved_at, id, uuid) WHERE trashed_at IS NOT NULL;
CREATE INDEX clips_pending ON clips (saved_at, id, uuid) WHERE trashed_at IS NULL AND status = 'pending';
CREATE INDEX clips_failed ON clips (saved_at, id, uuid) WHERE trashed_at IS NULL AND status = 'failed';

CREATE TABLE handovers (
    clip       INTEGER PRIMARY KEY REFERENCES clips ON DELETE CASCADE,
    label      TEXT NOT NULL,
    via        TEXT NOT NULL,
    url        TEXT,
    path       BLOB,
    title_hint TEXT
) STRICT;

CREATE TABLE captures (
    clip              INTEGER NOT NULL REFERENCES clips ON DELETE CASCADE,
    origin            TEXT NOT NULL CHECK (origin IN ('handed over', 'fetched')),
    content           TEXT NOT NULL,
    encoding          TEXT NOT NULL,
    via               TEXT NOT NULL,
    captured_at       INTEGER NOT NULL,
    url               TEXT,
    title_hint        TEXT,
    selection         INTEGER NOT NULL,
    http_status       INTEGER,
    http_content_type TEXT,
    http_final_url    TEXT,
    http_fetched_at   INTEGER,
    data              BLOB NOT NULL,
    PRIMARY KEY (clip, origin)
) STRICT;

CREATE TABLE articles (
    clip            INTEGER PRIMARY KEY REFERENCES clips ON DELETE CASCADE,
    title           TEXT NOT NULL,
    kind            TEXT NOT NULL,
    authors         TEXT NOT NULL,
    published       TEXT,
    site_name       TEXT,
    language        TEXT,
    excerpt         TEXT,
    lead_image      TEXT,
    canonical_url   TEXT,
    word_count      INTEGER NOT NULL,
    page_word_count INTEGER NOT NULL,
    warnings        TEXT NOT NULL,
    removed         TEXT NOT NULL,
    text            BLOB NOT NULL,
    html            BLOB NOT NULL
) STRICT;

CREATE TABLE assets (
    clip       INTEGER NOT NULL REFERENCES clips ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    source     TEXT NOT NULL,
    name       TEXT,
    media_type TEXT,
    width      INTEGER,
    height     INTEGER,
    size       INTEGER,
    failure    TEXT,
    PRIMARY KEY (clip, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX assets_by_name ON assets (name) WHERE name IS NOT NULL;

CREATE TABLE claims (
    clip  INTEGER PRIMARY KEY REFERENCES clips ON DELETE CASCADE,
    owner TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    title, byline, address, text,
    content = '', contentless_delete = 1,
    tokenize = 'simplify casefold true strip true unicodewords'
);
"""

STEPS: Sequence[Step] = (_CLIPS,)


def version_of(db: apsw.Connection) -> int:
    """Return the number of steps that the library has gone through."""
    return int(db.pragma("user_version"))


def check_version(db: apsw.Connection) -> None:
    """Raise NewerLibraryError if a later version of the program has changed the library."""
    if version_of(db) > len(STEPS):
        raise NewerLibraryError(
            "This library was written by a newer version of Clipper. Update Clipper to open it, "
            "or choose another library."
        )


def migrate(db: apsw.Connection) -> None:
    """Apply the steps that the library has not gone through yet, each in a transaction of its own."""
    check_version(db)
    while _apply_next(db):
        pass


def _apply_next(db: apsw.Connection) -> bool:
    with transaction(db):
        # Read inside the transaction: another program may have just applied the same step.
        version = version_of(db)
        if version >= len(STEPS):
            return False
        step = STEPS[version]
        if isinstance(step, str):
            db.execute(step)
        else:
            step(db)
        db.pragma("user_version", version + 1)
        db.pragma("application_id", APPLICATION_ID)
    return True

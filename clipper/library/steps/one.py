"""The first step: clips, what was handed over, raw pages, articles, pictures, and what is searched."""

from __future__ import annotations

# Times are microseconds since 1970 in UTC; `html`, `text` and `data` are zlib-compressed; `authors`,
# `removed` and `warnings` are JSON. What a list shows of a clip that is not ready lies in `clips`.
# The index keeps no copy of the text.
CLIPS = """
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

"""The second step: order (states, tags, notes, highlights), edits, versions, doubles, a log of changes."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, cast

from clipper.library.comparing import note_all_texts
from clipper.library.index import index_all, note_of_article
from clipper.library.known_addresses import note_all_addresses
from clipper.library.rows import ARTICLE, packed_body

if TYPE_CHECKING:
    import apsw

# What a list, a filter or a count needs of a clip lies in its row. `site` is the host of its address with
# its labels turned round and ended by dots ("example.reef." for reef.example), so that a range of it holds
# a domain with all below it; `language` is the primary subtag. `fetch_failure` is the code of the last fetch
# that failed after the clip was made; `cleaned_by` is the version of the cleaner that cleaned it last.
_CLIPS = """
ALTER TABLE clips ADD COLUMN archived_at INTEGER;
ALTER TABLE clips ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clips ADD COLUMN position_block INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clips ADD COLUMN position_offset INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clips ADD COLUMN note TEXT;
ALTER TABLE clips ADD COLUMN site TEXT;
ALTER TABLE clips ADD COLUMN language TEXT;
ALTER TABLE clips ADD COLUMN published TEXT;
ALTER TABLE clips ADD COLUMN word_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clips ADD COLUMN has_image INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clips ADD COLUMN has_code INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clips ADD COLUMN has_math INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clips ADD COLUMN fetch_failure TEXT;
ALTER TABLE clips ADD COLUMN cleaned_by INTEGER NOT NULL DEFAULT 0;
CREATE INDEX clips_by_site ON clips (site) WHERE site IS NOT NULL;
"""

# What is counted of a whole library is read from indexes: rows with pages and articles in them are large.
_COUNTED = """
CREATE INDEX articles_warned ON articles (warnings, clip) WHERE warnings <> '[]';
CREATE INDEX clips_starred ON clips (saved_at, id) WHERE starred = 1;
CREATE INDEX clips_by_state ON clips (id, trashed_at, archived_at, status, read, starred);
CREATE INDEX captures_by_size ON captures (length(data));
CREATE INDEX assets_missing ON assets (clip) WHERE name IS NULL;
DROP INDEX assets_by_name;
CREATE INDEX assets_by_name ON assets (name, size) WHERE name IS NOT NULL;
"""

_TAGS = """
CREATE TABLE tags (
    id     INTEGER PRIMARY KEY,
    path   TEXT NOT NULL,
    key    TEXT NOT NULL UNIQUE,
    colour TEXT
) STRICT;
CREATE TABLE clip_tags (
    clip INTEGER NOT NULL REFERENCES clips ON DELETE CASCADE,
    tag  INTEGER NOT NULL REFERENCES tags,
    PRIMARY KEY (clip, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX clip_tags_by_tag ON clip_tags (tag, clip);
"""

_HIGHLIGHTS = """
CREATE TABLE highlights (
    id      INTEGER PRIMARY KEY,
    uuid    TEXT NOT NULL UNIQUE,
    clip    INTEGER NOT NULL REFERENCES clips ON DELETE CASCADE,
    quote   TEXT NOT NULL,
    prefix  TEXT NOT NULL,
    suffix  TEXT NOT NULL,
    block   INTEGER NOT NULL,
    offset  INTEGER NOT NULL,
    length  INTEGER NOT NULL,
    fits    INTEGER NOT NULL,
    colour  TEXT NOT NULL,
    note    TEXT,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX highlights_by_clip ON highlights (clip, block, offset);
"""

# The log of all that a person changed, field by field: `hlc` is a time of clock.py, `value` is JSON. What is
# said of a field last, by `hlc` and then `device`, holds; of what was deleted for good nothing but that is
# kept. `actions` is this device's own: what can be undone as one. `undoes` is the action that one takes back,
# `redoes` the taking back that one takes back; `is_open` while that can still be done.
_LOG = """
CREATE TABLE about (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE actions (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    count   INTEGER NOT NULL,
    done_at INTEGER NOT NULL,
    undoes  INTEGER REFERENCES actions,
    redoes  INTEGER REFERENCES actions,
    is_open INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX actions_undoing ON actions (undoes) WHERE undoes IS NOT NULL;
CREATE TABLE changes (
    entity TEXT NOT NULL,
    id     TEXT NOT NULL,
    field  TEXT NOT NULL,
    hlc    INTEGER NOT NULL,
    device TEXT NOT NULL,
    action INTEGER,
    value  TEXT NOT NULL,
    PRIMARY KEY (entity, id, field, hlc, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_by_action ON changes (action) WHERE action IS NOT NULL;
CREATE TABLE searches (
    id       INTEGER PRIMARY KEY,
    uuid     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    query    TEXT NOT NULL,
    position REAL NOT NULL
) STRICT;
"""

# What the first version kept of a person's choices, as the log says it: at the time of the clip, or of its
# way into the trash, so that all that is done later holds against it.
_LOGGED = """
INSERT INTO about VALUES ('device', lower(hex(randomblob(6))));
INSERT INTO changes (entity, id, field, hlc, device, value)
    SELECT 'clip', uuid, 'read', (max(saved_at, 0) / 1000) << 16, value, 'true'
    FROM clips, about WHERE name = 'device' AND read = 1;
INSERT INTO changes (entity, id, field, hlc, device, value)
    SELECT 'clip', uuid, 'trashed', (max(trashed_at, 0) / 1000) << 16, value, CAST(trashed_at AS TEXT)
    FROM clips, about WHERE name = 'device' AND trashed_at IS NOT NULL;
INSERT INTO about SELECT 'clock', CAST(ifnull(max(hlc), 0) AS TEXT) FROM changes;
"""

# `edits` holds what a person wrote in place of what was found, and the version they chose to see; NULL where
# they did neither (`text` is JSON: the Markdown, and the HTML that came of it). A clip with one version and
# no edits has no row in `versions`. `body` is a version as its difference to the article that is shown, NULL
# where that is the same; `page` tells which raw page it was made of, by the number of the first version that
# was. Raw pages that are not the clip's own now are in `older_captures`, pictures that only older versions
# show in `version_assets`. `again` is what waits to be cleaned (or fetched) again.
_VERSIONS = """
CREATE TABLE edits (
    clip      INTEGER PRIMARY KEY REFERENCES clips ON DELETE CASCADE,
    title     TEXT,
    authors   TEXT,
    published TEXT,
    text      TEXT,
    version   INTEGER
) STRICT;
CREATE TABLE versions (
    clip       INTEGER NOT NULL REFERENCES clips ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    made_at    INTEGER NOT NULL,
    cause      TEXT NOT NULL,
    kept_back  TEXT,
    title      TEXT NOT NULL,
    word_count INTEGER NOT NULL,
    page       INTEGER NOT NULL,
    body       BLOB,
    PRIMARY KEY (clip, number)
) STRICT;
CREATE TABLE version_assets (
    clip INTEGER NOT NULL REFERENCES clips ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (clip, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_assets_by_name ON version_assets (name);
CREATE VIEW named_assets AS
    SELECT name, clip FROM assets WHERE name IS NOT NULL UNION ALL SELECT name, clip FROM version_assets;
ALTER TABLE captures ADD COLUMN page INTEGER NOT NULL DEFAULT 1;
CREATE TABLE older_captures (
    clip              INTEGER NOT NULL REFERENCES clips ON DELETE CASCADE,
    page              INTEGER NOT NULL,
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
    PRIMARY KEY (clip, page)
) STRICT;
CREATE TABLE again (
    clip  INTEGER PRIMARY KEY REFERENCES clips ON DELETE CASCADE,
    fetch INTEGER NOT NULL
) STRICT;
CREATE INDEX again_in_order ON again (fetch, clip);
"""

# `key` is a hash of an address without what differs between addresses of one page. A pair of doubles is kept
# once, with `clip` < `other`; `dismissed` says that a person keeps both. `likeness` has hashes of each text,
# by which those that may be alike are found; `uncompared` the clips whose text has not been compared yet.
# `updates` has the pending clips that are to become a version of another.
_DOUBLES = """
CREATE TABLE addresses (
    key  INTEGER NOT NULL,
    clip INTEGER NOT NULL REFERENCES clips ON DELETE CASCADE,
    PRIMARY KEY (key, clip)
) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_by_clip ON addresses (clip);
CREATE TABLE doubles (
    clip      INTEGER NOT NULL REFERENCES clips ON DELETE CASCADE,
    other     INTEGER NOT NULL REFERENCES clips ON DELETE CASCADE,
    why       TEXT NOT NULL,
    likeness  REAL NOT NULL,
    dismissed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (clip, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX doubles_by_other ON doubles (other);
CREATE TABLE updates (
    clip    INTEGER PRIMARY KEY REFERENCES clips ON DELETE CASCADE,
    updated INTEGER NOT NULL REFERENCES clips ON DELETE CASCADE
) STRICT;
CREATE INDEX updates_by_updated ON updates (updated);
CREATE TABLE uncompared (
    clip INTEGER PRIMARY KEY REFERENCES clips ON DELETE CASCADE
) STRICT;
CREATE VIRTUAL TABLE likeness USING fts5 (
    bands, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE TRIGGER clips_deleted AFTER DELETE ON clips BEGIN
    DELETE FROM likeness WHERE rowid = old.id;
END;
"""

# `body` is the clean HTML and, after a NUL, its text, compressed together: the one says most of the other.
_ARTICLES = """
CREATE TABLE articles_2 (
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
    body            BLOB NOT NULL
) STRICT;
"""

# What is searched; `index.py` says what goes into it. `search` holds every word with its places, `heads`
# the first letters of each and the words of titles, tags and authors, without places. `words` are all that
# are in use, with an index of their parts. No index keeps a copy of the texts.
_SEARCH = """
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    title, tags, authors, site, address, notes, text,
    content = '', contentless_delete = 1, tokenize = "ascii tokenchars '+#.@$'"
);
CREATE VIRTUAL TABLE heads USING fts5 (
    head, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '+#.@$^%~'"
);
CREATE TABLE words (
    id   INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE word_parts USING fts5 (
    word, content = 'words', content_rowid = 'id', detail = none, columnsize = 0, tokenize = 'trigram'
);
CREATE TRIGGER words_added AFTER INSERT ON words BEGIN
    INSERT INTO word_parts (rowid, word) VALUES (new.id, new.word);
END;
"""


def order_and_history(db: apsw.Connection) -> None:
    """Make the new tables and carry over what the first version kept."""
    for sql in (_CLIPS, _TAGS, _HIGHLIGHTS, _LOG, _VERSIONS, _DOUBLES, _LOGGED):
        db.execute(sql)
    _pack_articles(db)
    db.execute(_COUNTED)
    note_all_addresses(db)
    note_all_texts(db)
    db.execute(_SEARCH)
    index_all(db)


def _pack_articles(db: apsw.Connection) -> None:
    db.execute(_ARTICLES)
    columns = ARTICLE.replace("body", "text, html")
    for clip, *row, text, html in db.execute(f"SELECT clip, {columns} FROM articles"):  # noqa: S608
        body = packed_body(zlib.decompress(html).decode(), zlib.decompress(text).decode())
        marks = ", ".join("?" * (len(row) + 2))
        sql = f"INSERT INTO articles_2 (clip, {ARTICLE}) VALUES ({marks})"  # noqa: S608 (constants)
        db.execute(sql, (clip, *row, body))
    db.execute("DROP TABLE articles; ALTER TABLE articles_2 RENAME TO articles")
    for (clip,) in db.execute("SELECT clip FROM articles").fetchall():
        note_of_article(db, cast("int", clip))

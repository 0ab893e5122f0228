"""What a library holds, in numbers: clips, words, months, sites, languages, tags, and the disk they take.

Everything is counted in one pass over the rows of clips and from indexes: articles and pages stay unread.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from clipper.library.query import shown_host
from clipper.library.rows import microseconds, moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import apsw

    from clipper.model import Tag

SITES_SHOWN = 20
_PAGE = 4_050
"""Bytes of a page of an index, as FTS5 makes them whatever the size of the file's own (fts5.html, "pgsz")."""
_SEGMENT_BITS = 37
_LEAVES = 1 << 31


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes on the disk. `index` and `captures` (the raw pages, compressed) are parts of `database`."""

    database: int = 0
    index: int = 0
    captures: int = 0
    pictures: int = 0
    backups: int = 0

    @property
    def total(self) -> int:
        """All of it; what is part of the database is counted once."""
        return self.database + self.pictures + self.backups


@dataclass(frozen=True, slots=True)
class Statistics:
    """A library in numbers. Only `trashed` and `disk` count what is in the trash.

    `months` has every month from the first clip to the last, as "2026-03", in the person's own time zone;
    `sites` the sites with most clips and `languages` all languages (None where it is not known), most first.
    """

    clips: int = 0
    words: int = 0
    unread: int = 0
    read: int = 0
    starred: int = 0
    archived: int = 0
    pending: int = 0
    failed: int = 0
    trashed: int = 0
    pictures: int = 0
    months: tuple[tuple[str, int], ...] = ()
    sites: tuple[tuple[str, int], ...] = ()
    all_sites: int = 0
    languages: tuple[tuple[str | None, int], ...] = ()
    tags: tuple[Tag, ...] = ()
    disk: Disk = Disk()


def statistics(db: apsw.Connection, path: Path, tags: Sequence[Tag] = (), backups: int = 0) -> Statistics:
    """Count the library in the file at `path`. `backups` is the bytes of its copies."""
    # Each index of `clips` leads to the rows in another order than they lie in: slower than all of them.
    rows: list[tuple[Any, ...]] = db.execute(
        """
        SELECT site, language, count(*), sum(word_count), sum(status = 'ready' AND NOT read),
               sum(status = 'ready' AND read), sum(starred), sum(archived_at IS NOT NULL),
               sum(status = 'pending'), sum(status = 'failed')
        FROM clips NOT INDEXED WHERE trashed_at IS NULL GROUP BY site, language
        """
    ).fetchall()
    clips, words, unread, read, starred, archived, pending, failed = (
        sum(row[column] for row in rows) for column in range(2, 10)
    )
    sites: dict[str, int] = {}
    languages: dict[str | None, int] = {}
    for site, language, count, *_ in rows:
        if site is not None:
            sites[_host(site)] = sites.get(_host(site), 0) + count
        languages[language] = languages.get(language, 0) + count
    pictures, picture_bytes = db.execute(
        """
        SELECT count(*), coalesce(sum(size), 0)
        FROM (SELECT max(size) AS size FROM assets WHERE name IS NOT NULL GROUP BY name)
        """
    ).get
    return Statistics(
        clips=clips,
        words=words,
        unread=unread,
        read=read,
        starred=starred,
        archived=archived,
        pending=pending,
        failed=failed,
        trashed=db.execute("SELECT count(*) FROM clips WHERE trashed_at IS NOT NULL").get,
        pictures=pictures,
        months=tuple(_months(db)),
        sites=tuple(sorted(sites.items(), key=_most_first)[:SITES_SHOWN]),
        all_sites=len(sites),
        languages=tuple(sorted(languages.items(), key=_most_first)),
        tags=tuple(sorted(tags, key=lambda tag: (-tag.total, tag.path))),
        disk=Disk(
            database=sum(_size(path.with_name(path.name + suffix)) for suffix in ("", "-wal")),
            index=_index_size(db),
            captures=db.execute("SELECT coalesce(sum(length(data)), 0) FROM captures").get,
            pictures=picture_bytes,
            backups=backups,
        ),
    )


def _most_first(counted: tuple[str | None, int]) -> tuple[int, str]:
    return -counted[1], counted[0] or ""


def _host(site: str) -> str:
    """A site as the column holds it ("example.reef.") as people write it ("reef.example")."""
    return shown_host(".".join(reversed(site.strip(".").split("."))))


def _months(db: apsw.Connection) -> Iterator[tuple[str, int]]:
    """Each month from the first clip to the last, and how many clips were saved in it."""
    # Asked for in one query, both would be looked for in all rows. The index is named, as SQLite does not
    # know which of those without the trash is in this order.
    kept = "FROM clips INDEXED BY clips_kept WHERE trashed_at IS NULL"
    first = db.execute(f"SELECT min(saved_at) {kept}").get
    last = db.execute(f"SELECT max(saved_at) {kept}").get
    if first is None:
        return
    start = moment(first).astimezone()
    year, month = start.year, start.month
    begins = microseconds(_month_begins(year, month))
    while begins <= last:
        name = f"{year:04}-{month:02}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        ends = microseconds(_month_begins(year, month))
        count = f"SELECT count(*) {kept} AND saved_at >= ? AND saved_at < ?"
        yield name, db.execute(count, (begins, ends)).get
        begins = ends


def _month_begins(year: int, month: int) -> datetime:
    try:
        return datetime(year, month, 1).astimezone()
    except (OverflowError, OSError):  # a system whose clock does not know that year
        return datetime(year, month, 1, tzinfo=UTC)


def _index_size(db: apsw.Connection) -> int:
    """About how many bytes the full-text indexes take, without reading them.

    FTS5 numbers the pages of a segment in one go (fts5_index.c, "FTS5_SEGMENT_ROWID"), so that the first
    and the last of each, found in the b-tree at once, say how many there are.
    """
    names = db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
    ).fetchall()
    return sum(_pages(db, f"{name}_data") for (name,) in names) * _PAGE


def _pages(db: apsw.Connection, table: str) -> int:
    pages, segment = 0, 1
    while True:
        begins = segment << _SEGMENT_BITS
        first = db.execute(f"SELECT min(id) FROM {table} WHERE id >= ?", (begins,)).get  # noqa: S608 (constants)
        if first is None:
            return pages
        segment = first >> _SEGMENT_BITS
        leaves = (segment << _SEGMENT_BITS) + _LEAVES
        last = db.execute(f"SELECT max(id) FROM {table} WHERE id < ?", (leaves,)).get  # noqa: S608 (constants)
        pages += 0 if last is None else max(last - first + 1, 0)
        segment += 1


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0

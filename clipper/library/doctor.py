"""Looking a library over, and mending it without losing anything that can be read.

Looking changes nothing. Mending writes what can be read into a new file, makes the indexes anew, and sets the
old file aside; pictures that are missing or damaged come back from the backups, where they have them.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import apsw

from clipper.errors import DamagedLibraryError, LibraryError, NotALibraryError
from clipper.library import schema
from clipper.library.backup_files import FOLDER
from clipper.library.backup_pictures import ASSETS, files_in, is_good, named_in
from clipper.library.connections import Access, connect, transaction
from clipper.library.damage import is_marked_damaged, unmark_damaged
from clipper.library.disk import ask_for_room, copy_file, in_words
from clipper.library.disk_errors import told_plainly
from clipper.library.opening import FILE_NAME, is_library
from clipper.library.presence import alone
from clipper.library.purge import orphans
from clipper.library.recovery import changed_titles, undecodable
from clipper.library.replacing import finish_replacing, new_file, replace_library
from clipper.library.salvage import Salvaged, salvage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, as a sentence. `code` names its kind for programs.

    `clips` are ids of clips that it touches, where that is known; `is_damage` tells what is mended by
    writing the library's file anew.
    """

    code: str
    message: str
    count: int = 1
    clips: tuple[str, ...] = ()
    is_damage: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a repair found, what it did (sentences), what is left, and where the old file is now."""

    found: tuple[Finding, ...]
    done: tuple[str, ...]
    remaining: tuple[Finding, ...]
    set_aside: Path | None

    @property
    def is_sound(self) -> bool:
        """Whether the library's file is whole now."""
        return not any(finding.is_damage for finding in self.remaining)


def examine(folder: Path, *, thorough: bool = True) -> list[Finding]:
    """Look the library in `folder` over, which may be in use; return what was found, nothing if all is well.

    `thorough` reads every picture too. Raises LibraryError if there is no library, or another program's file.
    """
    path = folder / FILE_NAME
    with told_plainly(folder):
        try:
            if not is_library(path):
                raise LibraryError(f"There is no library in {folder}.")
        except DamagedLibraryError as error:
            return [Finding("damaged", error.message, is_damage=True)]
        except NotALibraryError:
            if not _was_ours(path):
                raise
            message = "The beginning of the library's file is damaged: it cannot be opened."
            return [Finding("damaged", message, is_damage=True)]
        try:
            with closing(connect(path, Access.READ)) as db, transaction(db, "BEGIN"):
                findings = list(_file_findings(db))
                if not findings:
                    findings = list(_row_findings(db))
                named = named_in(db)
        except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError, UnicodeDecodeError) as error:
            message = f"The library's file is damaged: parts of it cannot be read ({error})."
            return [Finding("damaged", message, is_damage=True)]
        if is_marked_damaged(path) and not findings:
            message = "The library's file was found damaged when it was used."
            findings.append(Finding("noted", message, is_damage=True))
        return findings + list(_picture_findings(folder, named, thorough=thorough))


def repair(folder: Path) -> Report:
    """Mend the library in `folder`, which nobody may have open, losing nothing that can be read.

    Raises LibraryError, with the library as it was, if it is open, is not ours, or there is no room.
    """
    path = folder / FILE_NAME
    done: list[str] = []
    aside = None
    with told_plainly(folder), alone(folder, "before it is repaired"):
        finish_replacing(path)
        found = examine(folder)
        if any(finding.is_damage for finding in found):
            aside = _write_anew(path, done)
        pictures = _bring_pictures_back(folder, _named(path))
        if pictures:
            done.append(f"{_so_many(pictures, 'picture')} came back from the backups.")
        remaining = examine(folder)
        if not any(finding.is_damage for finding in remaining):
            unmark_damaged(path)
    return Report(tuple(found), tuple(done), tuple(remaining), aside)


def _was_ours(path: Path) -> bool:
    """Tell whether a file whose beginning is destroyed has our tables in it."""
    with path.open("rb") as file:
        if file.read(16).startswith(b"SQLite format 3"):
            return False  # a sound beginning that names another program
        file.seek(0)
        return b"CREATE TABLE clips (" in file.read(1_000_000) or _has_our_notes(path)


def _has_our_notes(path: Path) -> bool:
    return is_marked_damaged(path) or any((path.parent / ASSETS).glob("??/*"))


def _file_findings(db: apsw.Connection) -> Iterator[Finding]:
    problems = [str(row[0]) for row in db.execute("PRAGMA integrity_check(20)")]
    if problems != ["ok"]:
        message = f"The library's file is damaged ({problems[0].splitlines()[-1]})."
        yield Finding("damaged", message, len(problems), is_damage=True)
        return
    if schema.version_of(db) == len(schema.STEPS) and schema.lacks(db):
        yield Finding("damaged", "Tables are missing in the library's file.", is_damage=True)
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        message = f"{_so_many(len(broken), 'row')} belong to clips that are not there."
        yield Finding("strays", message, len(broken), is_damage=True)


def _row_findings(db: apsw.Connection) -> Iterator[Finding]:
    if schema.version_of(db) != len(schema.STEPS):
        return
    unreadable = undecodable(db)
    for table, code, what in _CONTENTS:
        keys = unreadable[table]
        if keys:
            ids = _ids(db, f"SELECT clip FROM {table} WHERE rowid IN (SELECT value FROM json_each(?))", keys)  # noqa: S608
            yield Finding(
                code, f"{_so_many(len(keys), what)} cannot be read.", len(keys), ids, is_damage=True
            )
    titles = list(changed_titles(db))
    if titles:
        ids = _ids(db, "SELECT value FROM json_each(?)", titles)
        message = f"{_so_many(len(titles), 'title')} do not fit what else is known of them."
        yield Finding("title", message, len(titles), ids, is_damage=True)
    for code, sentence, sql in _ROW_CHECKS:
        ids = tuple(str(row[0]) for row in db.execute(sql))
        if ids:
            yield Finding(code, sentence.format(_so_many(len(ids), "clip")), len(ids), ids, is_damage=True)
    extra = db.execute("SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT id FROM clips)").get
    if extra:
        message = f"The index has {_so_many(int(extra), 'entry', 'entries')} of clips that are not there."
        yield Finding("index", message, int(extra), is_damage=True)


_CONTENTS = (
    ("articles", "article", "article"),
    ("captures", "capture", "kept page"),
    ("versions", "version", "earlier version"),
    ("older_captures", "capture", "earlier page"),
)
_ROW_CHECKS = (
    (
        "index",
        "{} cannot be found: the index lacks them.",
        "SELECT uuid FROM clips WHERE id NOT IN (SELECT id FROM search_docsize)",
    ),
    (
        "article",
        "{} should have an article and have none.",
        "SELECT uuid FROM clips WHERE status = 'ready' AND id NOT IN (SELECT clip FROM articles)",
    ),
    (
        "handover",
        "{} lack what was handed over.",
        "SELECT uuid FROM clips WHERE id NOT IN (SELECT clip FROM handovers)",
    ),
)


def _ids(db: apsw.Connection, clips: str, keys: list[int]) -> tuple[str, ...]:
    rows = db.execute(f"SELECT uuid FROM clips WHERE id IN ({clips})", (str(keys),))  # noqa: S608 (constants)
    return tuple(str(row[0]) for row in rows)


def _picture_findings(folder: Path, named: set[str], *, thorough: bool) -> Iterator[Finding]:
    here = files_in(folder / ASSETS)
    missing = named - here.keys()
    if missing:
        yield Finding("pictures", f"{_so_many(len(missing), 'picture')} of clips are missing.", len(missing))
    if thorough:
        bad = [name for name in named & here.keys() if not is_good(here[name])]
        if bad:
            yield Finding("bad-pictures", f"{_so_many(len(bad), 'picture')} are damaged.", len(bad))
    left = orphans(folder, named)
    if left:
        size = in_words(sum(path.stat().st_size for path in left))
        message = (
            f"{_so_many(len(left), 'picture')} belong to no clip ({size}). They go by themselves after a day."
        )
        yield Finding("orphans", message, len(left))


def _write_anew(path: Path, done: list[str]) -> Path | None:
    folder = path.parent
    ask_for_room(folder, 2 * path.stat().st_size, "The repair")
    unfinished = new_file(folder)
    saved: Salvaged = salvage(path, unfinished)
    aside = replace_library(path, unfinished, "before-repair")
    done.append(f"All that could be read was written into a new file: {_so_many(saved.rows, 'row')}.")
    if saved.incomplete:
        done.append(
            f"{_so_many(len(saved.incomplete), 'clip')} could be saved in part only. They are made again "
            "from their page, or stand under Failed with their address."
        )
    done.append(f"The old file is kept as {aside}.")
    return aside


def _named(path: Path) -> set[str]:
    with closing(connect(path, Access.READ)) as db:
        return named_in(db)


def _bring_pictures_back(folder: Path, named: set[str]) -> int:
    """Put good copies from the backups where pictures are missing or damaged; return how many."""
    here = files_in(folder / ASSETS)
    kept = files_in(folder / FOLDER / ASSETS)
    brought = 0
    for name in sorted(named & kept.keys()):
        if (name not in here or not is_good(here[name])) and is_good(kept[name]):
            target = folder / ASSETS / name[:2] / name
            target.parent.mkdir(parents=True, exist_ok=True)
            copy_file(kept[name], target)
            brought += 1
    return brought


def _so_many(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {many or one + 's'}"

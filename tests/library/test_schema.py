from __future__ import annotations

import sqlite3
from pathlib import Path
from types import SimpleNamespace

import apsw
import pytest

from clipper.errors import DamagedLibraryError, LibraryError, NewerLibraryError
from clipper.library import Counts, Library, View, schema
from clipper.library.connections import Access, connect
from clipper.model import Failure, Handover, Removal, Via

VERSIONS = Path(__file__).parent / "versions"


def library_of_version(number, folder):
    folder.mkdir()
    db = connect(folder / "library.sqlite3", Access.CREATE)
    db.pragma("journal_mode", "wal")
    db.pragma("foreign_keys", False)  # the tables come in the order of their names
    db.execute(VERSIONS.joinpath(f"{number}.sql").read_text("utf-8"))
    db.close()


def tables(folder):
    db = connect(folder / "library.sqlite3")
    try:
        return db.pragma("user_version"), sorted(
            db.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
        )
    finally:
        db.close()


@pytest.mark.parametrize("version", range(1, len(schema.STEPS) + 1))
def test_a_library_of_every_version_opens_with_all_that_is_in_it(folder, version):
    library_of_version(version, folder)
    with Library(folder) as library:
        expected = Counts(all=3, pending=1, failed=1, trash=1, inbox=3, unread=1, starred=version - 1)
        assert library.counts() == expected
        [ready] = library.ids(query="café harbour okafor")
        clip = library.clip(ready)
        assert clip.article.title == "Reading the tide"
        assert clip.article.html == "<p>The gauge in the <em>café</em> harbour.</p>"
        assert clip.article.removed == (Removal("menu", "Home About"),)  # kept before it named its blocks
        assert clip.assets[0].failure == "Not found."
        assert library.capture(ready).text == "<h1>Reading the tide</h1><p>The gauge in the café harbour."
        [failed] = library.ids(View.FAILED)
        assert library.summary(failed).failure == Failure("not_found", "The page is gone.")
        [trashed] = library.ids(View.TRASH)
        assert library.clip(trashed).handover.capture == library.capture(ready)
        assert len(library.claim(5)) == 1
        library.restore([trashed])
        library.fill(trashed, clip.article, [])
        assert set(library.ids(query="gauge")) == {ready, trashed}


@pytest.mark.parametrize("version", range(2, len(schema.STEPS) + 1))
def test_what_a_person_did_is_there_after_any_update(folder, version):
    library_of_version(version, folder)
    with Library(folder) as library:
        [ready] = library.ids(query="café harbour okafor")
        clip = library.clip(ready)
        assert clip.summary.starred
        assert clip.summary.tags == ("sea/instruments",)
        assert clip.article.authors == ("Mara Okafor", "Jon Bell")
        assert clip.note == "Ask Jon about the *gauge*."
        assert [(mark.quote, mark.note, mark.fits) for mark in clip.highlights] == [
            ("café harbour", "Which one?", True)
        ]
        assert [search.query for search in library.searches.all()] == ["is:unread"]
        assert {tag.path: tag.colour for tag in library.tags.all()}["sea"] == "blue"
        assert library.undo.last() is not None
        library.edits.reset(ready, "authors")
        assert library.clip(ready).article.authors == ("Mara Okafor",)


@pytest.mark.parametrize("version", range(1, len(schema.STEPS) + 1))
def test_a_library_brought_up_to_date_has_the_tables_of_a_new_one(folder, tmp_path, version):
    library_of_version(version, folder)
    Library(folder).close()
    Library(tmp_path / "new").close()
    assert tables(folder) == tables(tmp_path / "new")


def test_the_kept_version_is_of_the_schema_that_is_released():
    assert VERSIONS.joinpath(f"{len(schema.STEPS)}.sql").is_file()


def test_a_step_runs_once(folder, make, monkeypatch):
    with Library(folder) as library:
        [clip_id] = library.add([make.link()])
    monkeypatch.setattr(schema, "STEPS", [*schema.STEPS, "ALTER TABLE clips ADD COLUMN bookmarked INTEGER"])
    for _ in range(2):
        with Library(folder) as library:
            assert library.ids() == [clip_id]
    version, entries = tables(folder)
    assert version == len(schema.STEPS)
    assert any("bookmarked INTEGER" in str(sql) for _, _, sql in entries)


def test_a_step_may_be_a_function(folder, make, monkeypatch):
    with Library(folder) as library:
        library.add([make.link()])

    def rename(db):
        db.execute("UPDATE clips SET title = 'Renamed'")

    monkeypatch.setattr(schema, "STEPS", [*schema.STEPS, rename])
    with Library(folder) as library:
        assert library.summary(library.ids()[0]).title == "Renamed"


def test_a_step_that_fails_halfway_leaves_the_version_before(folder, make, monkeypatch):
    with Library(folder) as library:
        [clip_id] = library.add([make.link()])
    before = tables(folder)

    def half(db):
        db.execute("CREATE TABLE extra (x); DELETE FROM clips; ALTER TABLE clips ADD COLUMN y INTEGER")
        db.execute("DELETE FROM search")
        db.execute("INSERT INTO nowhere VALUES (1)")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", [*schema.STEPS, half])
        with pytest.raises(apsw.SQLError, match="nowhere"):
            Library(folder)
    assert tables(folder) == before
    with Library(folder) as library:
        assert library.ids(query="corals") == [clip_id]


def newer_library(folder, monkeypatch, step, **clip):
    """A library that a later version, with one more step, has written; return the id of its clip."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", [*schema.STEPS, step])
        with Library(folder) as library:
            [clip_id] = library.add([Handover("reef.example/corals", Via.TYPED, **clip)])
            return clip_id


def test_a_library_of_a_newer_program_is_only_read(folder, make, monkeypatch):
    clip_id = newer_library(folder, monkeypatch, "CREATE TABLE later (x)")
    before = (folder / "library.sqlite3").read_bytes()
    with Library(folder) as library:
        assert "newer version" in library.read_only
        assert library.ids(query="corals") == [clip_id]
        assert library.clip(clip_id).summary.title == "reef.example/corals"
        for change in (
            lambda: library.add([make.link()]),
            lambda: library.trash([clip_id]),
            library.claim,
            lambda: library.save_asset(b"bytes", "image/png"),
        ):
            with pytest.raises(LibraryError, match="newer version"):
                change()
    assert (folder / "library.sqlite3").read_bytes() == before


def test_a_library_of_a_newer_program_that_lacks_what_is_read_today_is_refused(folder, monkeypatch):
    newer_library(folder, monkeypatch, "ALTER TABLE clips RENAME COLUMN starred TO liked")
    before = (folder / "library.sqlite3").read_bytes()
    with pytest.raises(NewerLibraryError, match="newer version"):
        Library(folder)
    assert (folder / "library.sqlite3").read_bytes() == before


def copies(folder):
    return sorted(folder.glob("backups/before-version-*"))


def test_a_copy_of_the_library_is_made_before_it_is_brought_up_to_date(folder, tmp_path):
    library_of_version(1, folder)
    Library(folder).close()
    [copy] = copies(folder)
    assert copy.name.startswith(f"before-version-{len(schema.STEPS)}-")
    (tmp_path / "old").mkdir()
    copy.rename(tmp_path / "old" / "library.sqlite3")
    assert tables(tmp_path / "old")[0] == 1
    with Library(tmp_path / "old") as library:
        assert library.counts().all == 3
    Library(folder).close()
    assert copies(folder) == []  # it is up to date: no further copy


def test_without_room_for_the_copy_the_library_stays_as_it_is_and_that_is_said(folder, monkeypatch):
    library_of_version(1, folder)
    before = tables(folder)
    usage = SimpleNamespace(total=10**9, used=10**9 - 1_000_000, free=1_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage)
    with pytest.raises(LibraryError, match=r"needs \d\d MB .* only 1\.0 MB are free"):
        Library(folder)
    assert tables(folder) == before
    assert copies(folder) == []


def test_a_library_that_an_earlier_version_has_open_is_not_changed_under_it(folder, monkeypatch):
    with Library(folder), monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", [*schema.STEPS, "CREATE TABLE later (x)"])
        with pytest.raises(LibraryError, match="Close it there"):
            Library(folder)
    assert tables(folder)[0] == len(schema.STEPS)


def test_a_damaged_library_is_not_brought_up_to_date(folder, make):
    library_of_version(1, folder)
    path = folder / "library.sqlite3"
    with sqlite3.connect(path) as db:
        [root] = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'clips_by_title'").fetchone()
    db.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096 : root * 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    with pytest.raises(DamagedLibraryError, match="damaged") as raised:
        Library(folder)
    assert raised.value.folder == folder
    assert path.read_bytes() == data

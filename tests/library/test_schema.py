from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from clipper.errors import NewerLibraryError
from clipper.library import Counts, Library, View, schema
from clipper.library.connections import connect
from clipper.model import Failure, Removal

VERSIONS = Path(__file__).parent / "versions"


def library_of_version(number, folder):
    folder.mkdir()
    db = connect(folder / "library.sqlite3", create=True)
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
        assert library.counts() == Counts(all=3, pending=1, failed=1, trash=1, inbox=3, unread=1)
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


def test_a_library_of_a_newer_program_is_left_alone(folder, make, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", [*schema.STEPS, "CREATE TABLE later (x)"])
        with Library(folder) as library:
            library.add([make.link()])
    before = (folder / "library.sqlite3").read_bytes()
    with pytest.raises(NewerLibraryError, match="newer version"):
        Library(folder)
    assert (folder / "library.sqlite3").read_bytes() == before

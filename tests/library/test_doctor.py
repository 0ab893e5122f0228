from __future__ import annotations

import hashlib
import shutil
import sqlite3

import pytest

from clipper.errors import DamagedLibraryError, LibraryError
from clipper.library import Library, View, schema
from clipper.library.connections import Access, connect
from clipper.library.damage import mark_damaged
from clipper.library.doctor import examine, repair
from clipper.library.opening import PAGE_SIZE
from clipper.model import Asset

COUNT = 60


def text(number):
    """Words that hardly can be compressed, so that the articles fill several pages."""
    rare = (hashlib.sha256(f"{number} {turn}".encode()).hexdigest()[:12] for turn in range(100))
    return f"corals of reef {number} word{number * 7} word300 " + " ".join(rare)


@pytest.fixture(scope="module")
def original(tmp_path_factory, make):
    """A closed library of clips with articles, pages, tags and a picture; its folder and ids, oldest first."""
    folder = tmp_path_factory.mktemp("original") / "library"
    with Library(folder) as library:
        ids = library.add([make.link(f"https://reef.example/{number}") for number in range(COUNT)])
        for number, clip_id in enumerate(ids):
            library.keep_capture(clip_id, make.page(text(number).encode() * 12))
            picture = Asset(
                f"https://reef.example/{number}.png", library.save_asset(b"%d" % number, "image/png")
            )
            library.fill(clip_id, make.article(text(number), f"Reef {number}"), [picture])
        library.tags.add(ids[:10], ["sea/corals"])
        library.order.star(ids[:5])
    return folder, ids


@pytest.fixture
def filled(original, folder):
    """A copy of the library in a folder of the test's own; the ids of its clips, oldest first."""
    shutil.copytree(original[0], folder)
    return original[1]


def root_of(folder, name):
    db = sqlite3.connect(folder / "library.sqlite3")
    try:
        return db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
    finally:
        db.close()


def pages_of(folder, name, kind="leaf"):
    db = connect(folder / "library.sqlite3")
    try:
        return [
            row[0]
            for row in db.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ?", (name, kind))
        ]
    finally:
        db.close()


def overwrite(folder, number):
    with (folder / "library.sqlite3").open("r+b") as file:
        file.seek((number - 1) * PAGE_SIZE)
        file.write(bytes(PAGE_SIZE))


def codes(findings):
    return {finding.code for finding in findings}


def test_a_sound_library_has_nothing_to_tell_also_while_it_is_in_use(folder, filled, make):
    assert examine(folder) == []
    with Library(folder) as library:
        library.add([make.link()])
        assert examine(folder) == []


def test_a_repair_of_a_sound_library_changes_nothing(folder, filled):
    before = (folder / "library.sqlite3").read_bytes()
    report = repair(folder)
    assert (report.found, report.done, report.set_aside, report.is_sound) == ((), (), None, True)
    assert (folder / "library.sqlite3").read_bytes() == before


def test_where_there_is_no_library_that_is_said(tmp_path):
    with pytest.raises(LibraryError, match="There is no library"):
        examine(tmp_path)


@pytest.mark.parametrize("table", ["clips", "handovers", "clips_kept", "search_data", "changes"])
def test_a_damaged_root_is_noticed_and_repaired_without_losing_a_clip(folder, filled, table):
    overwrite(folder, root_of(folder, table))
    assert codes(examine(folder, thorough=False)) == {"damaged"}
    report = repair(folder)
    assert report.is_sound
    assert report.remaining == ()
    with Library(folder) as library:
        assert sorted(library.ids()) == filled
        assert library.ids(query="word300") != []
        [seventh] = library.ids(query='title:"Reef 7"')
        assert library.clip(seventh).article.text == text(7)
        assert len(library.ids(query="tag:sea")) == 10
    assert report.set_aside.is_file()


def test_every_page_of_articles_that_is_lost_costs_only_its_own_article_which_is_made_again(folder, filled):
    lost = pages_of(folder, "articles")[-1]
    overwrite(folder, lost)
    report = repair(folder)
    assert report.is_sound
    with Library(folder) as library:
        assert sorted(library.ids()) == filled
        counts = library.counts()
        assert 0 < counts.pending < 40  # made again from their pages
        whole = [clip_id for clip_id in filled if library.clip(clip_id).article]
        assert len(whole) == COUNT - counts.pending


def test_clips_whose_row_is_lost_come_back_from_what_else_is_known_of_them(folder, filled):
    for number in pages_of(folder, "clips"):
        overwrite(folder, number)
    report = repair(folder)
    assert report.is_sound
    with Library(folder) as library:
        assert sorted(library.ids()) == filled
        clip = library.clip(filled[7])
        assert clip.summary.title == "Reef 7"
        assert clip.summary.url == "https://reef.example/7"
        assert clip.article.text == text(7)


def test_a_clip_of_which_neither_article_nor_page_can_be_read_is_kept_as_failed_with_its_address(
    folder, make
):
    with Library(folder) as library:
        [clip_id] = library.add([make.link("https://reef.example/lost")])
        library.fill(clip_id, make.article(text(1)), [])
    [body] = sqlite3.connect(folder / "library.sqlite3").execute("SELECT hex(body) FROM articles").fetchone()
    data = (folder / "library.sqlite3").read_bytes()
    broken = bytearray(bytes.fromhex(body))
    broken[20] ^= 0xFF
    (folder / "library.sqlite3").write_bytes(data.replace(bytes.fromhex(body), bytes(broken)))
    assert codes(examine(folder)) == {"article"}
    assert repair(folder).is_sound
    with Library(folder) as library:
        assert library.ids(View.FAILED) == [clip_id]
        assert library.summary(clip_id).url == "https://reef.example/lost"
        assert library.summary(clip_id).failure.code == "damaged"


def test_a_file_whose_first_page_is_destroyed_is_saved_too(folder, filled):
    overwrite(folder, 1)
    assert codes(examine(folder)) == {"damaged"}
    assert repair(folder).is_sound
    with Library(folder) as library:
        assert sorted(library.ids()) == filled
        assert library.clip(filled[3]).article.text == text(3)


def test_changes_that_still_wait_beside_a_damaged_file_are_saved(folder, filled, make):
    library = Library(folder)
    late = library.add([make.link("https://reef.example/late")] * 3)
    wal = folder / "library.sqlite3-wal"
    kept = wal.read_bytes()
    library.close()
    overwrite(folder, root_of(folder, "handovers"))
    wal.write_bytes(kept)
    assert repair(folder).is_sound
    with Library(folder) as after:
        assert set(late) <= set(after.ids())


def test_a_damaged_file_is_only_read_from_then_on_and_said_to_be_damaged(folder, filled, make):
    overwrite(folder, pages_of(folder, "articles")[-1])
    library = Library(folder)
    with pytest.raises(DamagedLibraryError) as raised:
        [library.clip(clip_id) for clip_id in filled]
    assert raised.value.folder == folder
    assert "damaged" in library.read_only
    with pytest.raises(DamagedLibraryError, match="only read"):
        library.add([make.link()])
    library.close()
    before = (folder / "library.sqlite3").read_bytes()
    with Library(folder) as again:
        assert "damaged" in again.read_only
        assert len(again.ids()) == COUNT
    assert (folder / "library.sqlite3").read_bytes() == before
    assert repair(folder).is_sound
    with Library(folder) as mended:
        assert mended.read_only is None
        mended.add([make.link()])


def test_a_library_that_is_open_is_not_repaired(folder, filled):
    with Library(folder), pytest.raises(LibraryError, match="Close it before it is repaired"):
        repair(folder)


def test_clips_that_the_index_lacks_are_found_again_after_a_repair(folder, filled):
    db = connect(folder / "library.sqlite3")
    db.execute("DELETE FROM search WHERE rowid = 5")
    db.close()
    [finding] = examine(folder)
    assert (finding.code, finding.clips) == ("index", (filled[4],))
    assert repair(folder).is_sound
    with Library(folder) as library:
        assert filled[4] in library.ids(query="corals")


def test_pictures_that_are_missing_or_damaged_come_back_from_a_backup(folder, filled, tmp_path):
    with Library(folder) as library:
        backup = library.backups.make(tmp_path / "copy")
        names = [library.clip(clip_id).assets[0].name for clip_id in filled[:3]]
        paths = [library.asset_path(name) for name in names]
    paths[0].unlink()
    paths[1].write_bytes(b"other bytes")
    assert codes(examine(folder)) == {"pictures", "bad-pictures"}
    (folder / "backups").mkdir()
    (backup.path.parent / "assets").rename(folder / "backups" / "assets")
    report = repair(folder)
    assert report.remaining == ()
    assert (paths[0].read_bytes(), paths[1].read_bytes()) == (b"0", b"1")


def test_a_letter_of_a_title_that_changed_by_itself_is_noticed_and_set_right(folder, filled):
    path = folder / "library.sqlite3"
    data = path.read_bytes()
    at = data.index(b"Reef 42reef 42")
    path.write_bytes(data[:at] + b"Rmef 42" + data[at + 7 :])
    [finding] = examine(folder)
    assert (finding.code, finding.clips) == ("title", (filled[42],))
    assert repair(folder).is_sound
    with Library(folder) as library:
        assert library.summary(filled[42]).title == "Reef 42"


def test_a_library_with_an_older_damaged_file_and_pages_of_half_the_size_is_saved(folder, make):
    folder.mkdir()
    db = connect(folder / "library.sqlite3", Access.CREATE)
    db.pragma("page_size", 4096)
    schema.migrate(db)
    db.pragma("journal_mode", "wal")
    db.close()
    with Library(folder) as library:
        ids = library.add([make.link(f"https://reef.example/{number}") for number in range(60)])
    path = folder / "library.sqlite3"
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    mark_damaged(path)
    assert repair(folder).is_sound
    with Library(folder) as library:
        assert sorted(library.ids()) == ids


def test_an_earlier_version_that_cannot_be_read_is_told_and_left_out_and_what_is_shown_stays(folder, make):
    with Library(folder) as library:
        [clip_id] = library.add([make.link()])
        for number in (1, 2, 3):
            library.fill(clip_id, make.article(text(number)), [], chosen=True)
    db = connect(folder / "library.sqlite3")
    db.execute("UPDATE versions SET body = zeroblob(length(body)) WHERE number = 1")
    db.execute("DELETE FROM versions WHERE body IS NULL")
    db.close()
    [finding] = examine(folder)
    assert (finding.code, finding.clips) == ("version", (clip_id,))
    assert repair(folder).remaining == ()
    with Library(folder) as library:
        assert library.clip(clip_id).article.text == text(3)
        shown = [version.is_shown for version in library.versions.of(clip_id)]
        assert shown == [False, True]
        library.fill(clip_id, make.article(text(4)), [], chosen=True)
        assert library.clip(clip_id).article.text == text(4)


def test_words_of_the_index_are_not_taken_for_what_a_person_wrote(folder, filled):
    for kind in ("internal", "leaf"):
        for number in pages_of(folder, "words", kind)[:1]:
            overwrite(folder, number)
    assert repair(folder).is_sound
    with Library(folder) as library:
        assert all(library.clip(clip_id).edits.title is None for clip_id in filled)

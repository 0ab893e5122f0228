from __future__ import annotations

import hashlib
import threading

import pytest

from clipper.errors import LibraryError
from clipper.library import Library
from clipper.model import Asset

HASH = "a" * 64


def asset_files(folder):
    return sorted(path.name for path in (folder / "assets").rglob("*") if path.is_file())


def test_a_picture_is_a_file_named_by_its_bytes(library, folder):
    name = library.save_asset(b"bytes", "image/png")
    assert name == hashlib.sha256(b"bytes").hexdigest() + ".png"
    assert library.asset_path(name) == folder / "assets" / name[:2] / name
    assert library.asset_path(name).read_bytes() == b"bytes"
    assert asset_files(folder) == [name]


@pytest.mark.parametrize(
    ("media_type", "extension"),
    [
        ("image/jpeg", "jpg"),
        ("IMAGE/SVG+XML; charset=utf-8", "svg"),
        ("image/webp", "webp"),
        ("application/unheard-of", "bin"),
        ("../../x", "bin"),
        ("", "bin"),
    ],
)
def test_the_extension_says_what_it_is(library, media_type, extension):
    assert library.save_asset(b"bytes", media_type).endswith(f".{extension}")


def test_the_same_bytes_are_kept_once(library, folder):
    first = library.save_asset(b"bytes", "image/png")
    changed_at = library.asset_path(first).stat().st_mtime_ns
    assert library.save_asset(b"bytes", "image/png") == first
    assert asset_files(folder) == [first]
    assert library.asset_path(first).stat().st_mtime_ns == changed_at


def test_a_picture_that_was_cut_off_is_written_again(library):
    name = library.save_asset(b"bytes", "image/png")
    library.asset_path(name).write_bytes(b"by")
    library.save_asset(b"bytes", "image/png")
    assert library.asset_path(name).read_bytes() == b"bytes"


def test_threads_may_keep_the_same_picture_at_once(library, folder):
    data = b"x" * 300_000
    names = []
    threads = [
        threading.Thread(target=lambda: names.append(library.save_asset(data, "image/png"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 8
    assert asset_files(folder) == sorted(set(names))
    assert library.asset_path(names[0]).read_bytes() == data


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../library.sqlite3",
        "/etc/passwd",
        "a.png",
        HASH,
        HASH.upper() + ".png",
        HASH + ".png/x",
        HASH + ".png\n",
        HASH + "..",
        HASH + ".\0",
        "..\\" + HASH[3:] + ".png",
    ],
)
def test_only_names_of_pictures_have_a_path(library, name):
    with pytest.raises(LibraryError, match="not the name of a picture"):
        library.asset_path(name)


def test_emptying_the_trash_removes_only_pictures_that_no_clip_names(library, folder, make):
    shared = library.save_asset(b"shared", "image/png")
    alone = library.save_asset(b"alone", "image/png")
    [kept, gone] = library.add([make.link(), make.link()])
    library.fill(kept, make.article(), [Asset("s", shared)])
    library.fill(gone, make.article(), [Asset("s", shared), Asset("a", alone), Asset("x", failure="No.")])
    (folder / "assets" / "somebody-elses.txt").write_text("kept")
    library.trash([gone])
    assert library.empty_trash() == [gone]
    assert asset_files(folder) == sorted([shared, "somebody-elses.txt"])
    assert library.asset_path(shared).read_bytes() == b"shared"


def test_a_picture_saved_for_a_clip_that_is_still_being_made_stays(library, make):
    [being_made, gone] = library.add([make.link(), make.link()])
    name = library.save_asset(b"bytes", "image/png")
    library.fill(gone, make.article(), [Asset("a", name)])
    assert library.save_asset(b"bytes", "image/png") == name
    library.trash([gone])
    library.empty_trash()
    assert library.asset_path(name).exists()
    library.fill(being_made, make.article(), [Asset("a", name)])
    library.trash([being_made])
    library.empty_trash()
    assert not library.asset_path(name).exists()


def test_a_picture_that_another_program_has_saved_for_a_clip_it_works_on_stays(library, folder, make):
    data = b"the same picture on both pages"
    [gone] = library.add([make.link()])
    library.fill(gone, make.article(), [Asset("a", library.save_asset(data, "image/png"))])
    with Library(folder) as other:
        [being_made] = other.add([make.link()])
        assert other.claim() == [being_made]
        name = other.save_asset(data, "image/png")
        library.trash([gone])
        library.empty_trash()
        other.fill(being_made, make.article(), [Asset("a", name)])
        assert other.asset_path(name).read_bytes() == data
        other.trash([being_made])
        library.empty_trash()
        assert asset_files(folder) == []


def test_a_picture_whose_file_is_already_gone_does_not_keep_the_trash_full(library, make):
    [clip_id] = library.add([make.link()])
    name = library.save_asset(b"bytes", "image/png")
    library.fill(clip_id, make.article(), [Asset("a", name)])
    library.asset_path(name).unlink()
    library.trash([clip_id])
    assert library.empty_trash() == [clip_id]

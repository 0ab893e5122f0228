"""Exporting into a folder, again and again, never touches a person's own work."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clipper.errors import ExportError, LibraryError
from clipper.export import folder as folder_module
from clipper.export.folder import Report, export_clips
from clipper.export.manifest import FILE_NAME
from clipper.model import Article, Asset, Clip, ClipSummary, Handover, Status, Via

CALLBACKS = {"asset_path": Path, "progress": lambda *_: None, "cancelled": lambda: False}
PNG = b"\x89PNG\r\n\x1a\n picture"


def clip(key: str, title: str = "Title", html: str = "<p>Body</p>", assets: tuple[Asset, ...] = ()) -> Clip:
    summary = ClipSummary(
        key, Status.READY, title, datetime(2026, 8, 3, 12, tzinfo=UTC), url=f"https://a.example/{key}"
    )
    return Clip(summary, Handover(title, Via.PASTE), Article(title, html, "Body", 1), assets)


class Exporting:
    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "out"
        self.store = tmp_path / "store"
        self.store.mkdir()
        self.progress: list[tuple[int, int]] = []
        self.stop_after = 1_000

    def __call__(self, *clips: Clip) -> Report:
        self.progress.clear()
        return export_clips(
            iter(clips),
            len(clips),
            self.folder,
            asset_path=lambda name: self.store / name,
            progress=lambda done, total: self.progress.append((done, total)),
            cancelled=lambda: len(self.progress) >= self.stop_after,
        )

    def files(self) -> list[str]:
        found = (path for path in self.folder.rglob("*") if path.is_file() and path.name != FILE_NAME)
        return sorted(path.relative_to(self.folder).as_posix() for path in found)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture
def export(tmp_path: Path) -> Exporting:
    return Exporting(tmp_path)


def test_each_clip_becomes_a_file_of_its_own_in_a_folder_made_for_them(export: Exporting) -> None:
    report = export(clip("1"), clip("2"), clip("3", "tItLe"))
    assert export.files() == ["Title 2.md", "Title.md", "tItLe 3.md"]
    assert [path.name for path in report.written] == ["Title.md", "Title 2.md", "tItLe 3.md"]
    assert (report.unchanged, report.failed, report.cancelled) == ((), (), False)
    assert export.progress == [(1, 3), (2, 3), (3, 3)]
    assert export.read("Title.md").endswith("---\n\nBody\n")


def test_exporting_again_writes_only_what_changed_under_its_first_name(export: Exporting) -> None:
    export(clip("1"), clip("2", "Other"))
    report = export(clip("1", "Renamed", "<p>New</p>"), clip("2", "Other"))
    assert export.files() == ["Other.md", "Title.md"]
    assert "New" in export.read("Title.md")
    assert [path.name for path in report.written] == ["Title.md"]
    assert [path.name for path in report.unchanged] == ["Other.md"]


def test_a_file_that_a_person_edited_is_left_alone_and_the_new_one_stands_beside_it(
    export: Exporting,
) -> None:
    export(clip("1"))
    (export.folder / "Title.md").write_text("my notes")
    export(clip("1"))
    assert export.read("Title.md") == "my notes"
    assert export.read("Title 2.md").endswith("Body\n")
    export(clip("1", html="<p>New</p>"))
    assert export.files() == ["Title 2.md", "Title.md"]
    assert export.read("Title 2.md").endswith("New\n")


def test_a_file_that_an_export_did_not_write_is_never_overwritten(export: Exporting) -> None:
    export.folder.mkdir()
    (export.folder / "TITLE.md").write_text("mine")
    (export.folder / FILE_NAME).write_text("{ damaged")
    report = export(clip("1"))
    assert export.read("TITLE.md") == "mine"
    assert [path.name for path in report.written] == ["Title 2.md"]


def test_a_manifest_that_was_tampered_with_cannot_lead_out_of_the_folder(
    export: Exporting, tmp_path: Path
) -> None:
    target = tmp_path / "victim.md"
    target.write_text("mine")
    export.folder.mkdir()
    digest = folder_module.sha256(b"mine")
    files = {"../victim.md": {"clip": "1", "sha256": digest}}
    (export.folder / FILE_NAME).write_text(json.dumps({"version": 1, "files": files}))
    export(clip("1"))
    assert target.read_text() == "mine"
    assert export.files() == ["Title.md"]


def test_a_file_that_was_deleted_is_written_again_at_its_name(export: Exporting) -> None:
    export(clip("1"))
    (export.folder / "Title.md").unlink()
    assert [path.name for path in export(clip("1", "Renamed")).written] == ["Title.md"]


def test_files_of_an_export_that_was_killed_are_taken_over_and_not_doubled(export: Exporting) -> None:
    export(clip("1"))
    (export.folder / FILE_NAME).unlink()
    assert [path.name for path in export(clip("1")).unchanged] == ["Title.md"]
    assert export.files() == ["Title.md"]


def test_pictures_are_kept_once_and_named_by_relative_paths(export: Exporting) -> None:
    (export.store / "a.png").write_bytes(PNG)
    (export.store / "b.png").write_bytes(PNG)
    html = "<p><img src='https://a.example/1.png'><img src='asset:b.png'><img src='https://a.example/gone.png'></p>"
    assets = (
        Asset("https://a.example/1.png", "a.png"),
        Asset("asset:b.png", "b.png"),
        Asset("https://a.example/gone.png", failure="The server did not have it."),
    )
    export(clip("1", html=html, assets=assets), clip("2", html=html, assets=assets))
    (picture,) = [name for name in export.files() if name.startswith("attachments/")]
    assert export.read("Title.md").endswith(
        f"\n![]({picture})![]({picture})![](https://a.example/gone.png)\n"
    )


def test_a_picture_never_takes_the_place_of_another_file(export: Exporting) -> None:
    (export.store / "a.png").write_bytes(PNG)
    taken = export.folder / "attachments" / f"{folder_module.sha256(PNG)[:16]}.png"
    taken.parent.mkdir(parents=True)
    taken.write_bytes(b"mine")
    export(clip("1", html="<img src=s>", assets=(Asset("s", "a.png"),)))
    assert taken.read_bytes() == b"mine"
    assert f"attachments/{folder_module.sha256(PNG)}.png" in export.read("Title.md")


def test_a_picture_that_is_missing_is_reported_and_the_text_is_written(export: Exporting) -> None:
    report = export(
        clip("1", html="<p>a <img src='https://a.example/1.png'></p>", assets=(Asset("s", "lost.png"),))
    )
    assert report.failed == (("1", "A picture of “Title” could not be copied: it is not there."),)
    assert export.files() == ["Title.md"]


def test_a_picture_whose_name_leads_out_of_the_library_is_reported(export: Exporting) -> None:
    def refuse(name: str) -> Path:
        raise LibraryError(f"{name!r} is not the name of a picture in the library.")

    bad = clip("1", html="<p>a <img src='s'></p>", assets=(Asset("s", "../../x"),))
    report = export_clips([bad], 1, export.folder, **{**CALLBACKS, "asset_path": refuse})
    assert "is not the name of a picture" in report.failed[0][1]
    assert export.files() == ["Title.md"]


def test_a_folder_in_the_place_of_an_exported_file_is_left_alone(export: Exporting) -> None:
    export(clip("1"))
    (export.folder / "Title.md").unlink()
    (export.folder / "Title.md").mkdir()
    assert [path.name for path in export(clip("1")).written] == ["Title 2.md"]
    assert [path.name for path in export(clip("1")).unchanged] == ["Title 2.md"]


def test_an_export_that_breaks_off_knows_its_files_again(export: Exporting) -> None:
    def clips() -> Iterator[Clip]:
        yield clip("1", "One")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_clips(clips(), 2, export.folder, **CALLBACKS)
    assert [path.name for path in export(clip("1", "Renamed")).written] == ["One.md"]
    assert export.files() == ["One.md"]


def test_stopping_keeps_what_was_written(export: Exporting) -> None:
    export.stop_after = 1
    report = export(clip("1", "One"), clip("2", "Two"))
    assert report.cancelled
    assert export.files() == ["One.md"]
    export.stop_after = 10
    assert [path.name for path in export(clip("1", "One"), clip("2", "Two")).unchanged] == ["One.md"]


def test_a_clip_that_cannot_be_written_is_reported_and_the_rest_go_on(
    export: Exporting, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = folder_module.write_file

    def full(path: Path, data: bytes) -> None:
        if path.name == "One.md":
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, data)

    monkeypatch.setattr(folder_module, "write_file", full)
    report = export(clip("1", "One"), clip("2", "Two"))
    assert report.failed == (("1", "“One” could not be written: the disk is full."),)
    assert export.files() == ["Two.md"]


def test_a_folder_that_cannot_be_written_to_is_one_clear_sentence(export: Exporting) -> None:
    export.folder.write_text("a file")
    with pytest.raises(ExportError, match=r"^Nothing can be written to “.*out”: .*\.$"):
        export(clip("1"))


def test_nothing_but_the_files_is_left_in_the_folder(export: Exporting) -> None:
    export(clip("1"))
    assert sorted(path.name for path in export.folder.iterdir()) == [FILE_NAME, "Title.md"]

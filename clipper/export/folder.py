"""Exports clips as Markdown files into a folder, again and again, without ever touching a person's own work.

A file is written over only if an earlier export wrote it for the same clip and nobody has changed it since.
"""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from clipper.errors import ExportError, LibraryError
from clipper.export.filenames import Names, safe_name
from clipper.export.manifest import Manifest, sha256, write_file
from clipper.export.note import note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from clipper.model import Clip

ATTACHMENTS = "attachments"
_HASH_DIGITS = 16
_SAVE_EVERY_S = 2.0


@dataclass(frozen=True, slots=True)
class Report:
    """What an export did.

    `written`: the files written. `unchanged`: files that were right already. `failed`: for each clip that is
    not there whole, its id and a sentence. `cancelled`: the person stopped it; what was written stays.
    """

    written: tuple[Path, ...] = ()
    unchanged: tuple[Path, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    cancelled: bool = False


def export_clips(
    clips: Iterable[Clip],
    total: int,
    folder: Path,
    *,
    asset_path: Callable[[str], Path],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Report:
    """Write each clip as a note into the folder, its pictures into `attachments/` in it.

    `total` is the number of clips, for `progress(done, total)`. `asset_path` gives a picture's file for its
    name. Clips are taken one at a time. Raises ExportError where the folder cannot be written to at all.
    """
    export = _Export(folder, asset_path)
    stopped = False
    try:
        for done, clip in enumerate(clips, 1):
            if cancelled():
                stopped = True
                break
            export.add(clip)
            progress(done, total)
    except BaseException:
        with suppress(OSError):
            export.keep_record()
        raise
    return export.finish(cancelled=stopped)


class _Export:
    """One run of an export into one folder."""

    def __init__(self, folder: Path, asset_path: Callable[[str], Path]) -> None:
        self._folder = folder
        self._asset_path = asset_path
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._names = Names(entry.name for entry in os.scandir(folder))
            self._probe()
        except OSError as error:
            raise ExportError(f"Nothing can be written to “{folder}”: {_reason(error)}.") from error
        self._manifest = Manifest(folder)
        self._attached: dict[str, str] = {}
        self._written: list[Path] = []
        self._unchanged: list[Path] = []
        self._failed: list[tuple[str, str]] = []
        self._saved_at = time.monotonic()

    def add(self, clip: Clip) -> None:
        """Write one clip; what goes wrong is kept for the report, and the next one is tried."""
        images, trouble = self._attach(clip)
        if trouble:
            self._failed.append((clip.id, trouble))
        data = note(clip, images=images).encode("utf-8", "replace")
        try:
            self._write(clip, data)
            if time.monotonic() - self._saved_at > _SAVE_EVERY_S:
                self.keep_record()
        except OSError as error:
            if not trouble:
                title = clip.summary.title or clip.handover.label
                self._failed.append((clip.id, f"“{title}” could not be written: {_reason(error)}."))

    def keep_record(self) -> None:
        """Note in the folder what was written: the next export knows its own files by it. Raises OSError."""
        self._manifest.save()
        self._saved_at = time.monotonic()

    def finish(self, *, cancelled: bool) -> Report:
        """Keep what was written for the next export, and report."""
        try:
            self.keep_record()
        except OSError as error:
            sentence = (
                f"The list of exported files could not be written to “{self._folder}”: {_reason(error)}."
            )
            raise ExportError(sentence) from error
        return Report(tuple(self._written), tuple(self._unchanged), tuple(self._failed), cancelled)

    def _probe(self) -> None:
        """Find out before the first clip whether the folder takes files."""
        path = self._folder / f".clipper-{os.getpid()}.probe"
        write_file(path, b"")
        path.unlink()

    def _write(self, clip: Clip, data: bytes) -> None:
        digest = sha256(data)
        before = self._manifest.file_of(clip.id)
        if before is not None:
            path = self._folder / before[0]
            found = _digest_of(path)
            if found == digest:
                self._keep(clip, path, digest, self._unchanged)
                return
            if found in {before[1], None} and not path.is_symlink():
                write_file(path, data)
                self._keep(clip, path, digest, self._written)
                return
        stem = safe_name(clip.summary.title or clip.handover.label)
        path = self._folder / f"{stem}.md"
        if not self._manifest.knows(path.name) and _digest_of(path) == digest:
            # written by an export that was killed before it could say so
            self._keep(clip, path, digest, self._unchanged)
            return
        path = self._folder / self._names.take(stem, ".md")
        while os.path.lexists(path):  # came into being since we looked
            path = self._folder / self._names.take(stem, ".md")
        write_file(path, data)
        self._keep(clip, path, digest, self._written)

    def _keep(self, clip: Clip, path: Path, digest: str, among: list[Path]) -> None:
        self._manifest.record(clip.id, path.name, digest)
        among.append(path)

    def _attach(self, clip: Clip) -> tuple[dict[str, str], str]:
        """Copy a clip's pictures; give the paths by source, and what went wrong in a sentence.

        A picture that cannot be had keeps its web address.
        """
        images: dict[str, str] = {}
        trouble = ""
        for asset in clip.assets:
            if asset.name is None:
                continue
            try:
                if asset.name not in self._attached:
                    self._attached[asset.name] = self._copy(asset.name)
            except (OSError, LibraryError) as error:
                trouble = f"A picture of “{clip.summary.title}” could not be copied: {_reason(error)}."
                continue
            images[asset.source] = images[f"asset:{asset.name}"] = self._attached[asset.name]
        return images, trouble

    def _copy(self, name: str) -> str:
        """Copy one picture, if it is not there, and give its path as a note names it."""
        source = PurePosixPath(name)
        folder = self._folder / ATTACHMENTS
        folder.mkdir(exist_ok=True)
        data = self._asset_path(name).read_bytes()
        digest = sha256(data)
        for stem in (digest[:_HASH_DIGITS], digest):
            path = folder / f"{stem}{source.suffix}"
            found = _digest_of(path)
            if found is None:
                write_file(path, data)
            if found in {None, digest}:
                return quote(f"{ATTACHMENTS}/{path.name}")
        raise FileExistsError(errno.EEXIST, "another file has its name", str(path))


def _digest_of(path: Path) -> str | None:
    """Hash a file's bytes; None where there is nothing, and no hash at all for what is not a file."""
    try:
        return sha256(path.read_bytes()) if path.is_file() or not path.exists() else ""
    except FileNotFoundError:
        return None


_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your quota on this disk is used up",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "the disk is read-only",
    errno.ENOTDIR: "it is not a folder",
    errno.EEXIST: "another file has its name",
    errno.ENAMETOOLONG: "the name is too long for this disk",
    errno.EIO: "the disk reports an error",
    errno.ENOENT: "it is not there",
}


def _reason(error: OSError | LibraryError) -> str:
    if isinstance(error, LibraryError):
        return error.message.rstrip(".")
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error) or "unknown").rstrip(".").lower()

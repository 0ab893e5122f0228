"""What an export wrote into a folder, so that the next one knows its own files from a person's.

Kept in the folder as `.clipper-export.json`: for each file the clip it shows and the SHA-256 of what was
written. A file whose bytes are no longer those has been edited, and belongs to the person.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = ".clipper-export.json"
_VERSION = 1


class Manifest:
    """The files that exports wrote into one folder, by their path relative to it, with `/` between."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._files = _read(self._path)
        self._by_clip = {entry["clip"]: name for name, entry in self._files.items()}
        self._changed = False

    def file_of(self, clip_id: str) -> tuple[str, str] | None:
        """Give the name and the hash of the file last written for a clip."""
        name = self._by_clip.get(clip_id)
        return (name, self._files[name]["sha256"]) if name is not None else None

    def knows(self, name: str) -> bool:
        """Say whether an export wrote a file of this name."""
        return name in self._files

    def record(self, clip_id: str, name: str, digest: str) -> None:
        """Keep what was written for a clip; a file written for it before is no longer ours."""
        entry = {"clip": clip_id, "sha256": digest}
        if self._files.get(name) == entry:
            return
        before = self._by_clip.get(clip_id)
        if before is not None and before != name:
            del self._files[before]
        self._files[name] = entry
        self._by_clip[clip_id] = name
        self._changed = True

    def save(self) -> None:
        """Write the manifest, if something changed. Raises OSError."""
        if self._changed:
            content = {"version": _VERSION, "files": dict(sorted(self._files.items()))}
            write_file(self._path, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode())
            self._changed = False


def sha256(data: bytes) -> str:
    """Hash bytes, as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and leave nothing behind when that fails. Raises OSError."""
    part = path.with_name(f".clipper-{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _read(path: Path) -> dict[str, dict[str, str]]:
    """Read a manifest; one that is damaged knows nothing, so that no file is taken for ours wrongly."""
    try:
        files = json.loads(path.read_bytes())["files"]
        return {
            str(name): {"clip": str(entry["clip"]), "sha256": str(entry["sha256"])}
            for name, entry in files.items()
            if _is_plain(str(name))
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_plain(name: str) -> bool:
    """A manifest that was tampered with must not lead out of its folder."""
    return bool(name) and not any(sign in name for sign in "/\\:\0") and name not in {".", ".."}

"""The backups in a folder: files whose names say what they are and when they were made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "backups"
"""The folder inside the library's that has its backups."""

DAILY = "daily"
KEPT = "kept"
BEFORE_VERSION = "before-version"

_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"(daily|kept|before-version)(?:-(\d+))?-(\d{8}T\d{12}Z)\.sqlite3")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `kind` is daily (thrown away when old), kept (made by a person) or before-version."""

    path: Path
    made_at: datetime
    kind: str
    size: int


def new_name(kind: str, made_at: datetime, version: int | None = None) -> str:
    """Return the file name of a backup; `version` is the one that a copy was made before."""
    middle = "" if version is None else f"-{version}"
    return f"{kind}{middle}-{stamp(made_at)}.sqlite3"


def stamp(moment: datetime) -> str:
    """Return the moment as part of a file name; names are in the order of time."""
    return moment.astimezone(UTC).strftime(_STAMP)


def backups_in(folder: Path) -> list[Backup]:
    """Return the backups in the folder, newest first; none if there is no such folder."""
    found = []
    try:
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    for path in paths:
        match = _NAME.fullmatch(path.name)
        if match is None:
            continue
        try:
            made_at = datetime.strptime(match[3], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made_at, match[1], path.stat().st_size))
        except (ValueError, FileNotFoundError):
            continue
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)

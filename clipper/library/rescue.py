"""What there is to go on with when a library is damaged: its backups, beside what a repair can save."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.library.backups import Backups, newest_good

if TYPE_CHECKING:
    from pathlib import Path

    from clipper.library.backup_files import Backup


@dataclass(frozen=True, slots=True)
class Rescue:
    """The backups of the damaged library in `folder`, newest first; `backup` is the newest that is sound."""

    folder: Path
    backup: Backup | None
    backups: tuple[Backup, ...]


def rescue_options(folder: Path, second: Path | None = None) -> Rescue:
    """Look for backups of the library in `folder`, there and in the second folder for them.

    Reads the newest whole, to see that it can be restored: call it where a person may wait.
    """
    backups = Backups(folder, second=second).list()
    return Rescue(folder, newest_good(backups), backups)

"""``clipper backup``, ``backups``, ``restore-backup``: copies of the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clipper.cli.lines import dumped
from clipper.cli.session import Session, confirm, remark, say, stop
from clipper.cli.stats import size
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from clipper.library.backup_files import Backup


@click.command(
    epilog="""\b
Examples:
  clipper backup
  clipper backup --to /media/stick/clipper"""
)
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="The folder to write to."
)
@click.pass_obj
def backup(session: Session, folder: Path | None) -> None:
    """Copy the library, also while it is in use.

    Prints where the copy of the database is. Without --to it goes beside the daily ones,
    which come and go by themselves; this one stays.
    """
    try:
        made = session.service().backups.make(folder)
    except ClipperError as error:
        stop(error.message)
    say(str(made.path))


@click.command(epilog="\b\nExamples:\n  clipper backups\n  clipper backups --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def backups(session: Session, as_json: bool) -> None:
    """List the copies of the library, newest first."""
    try:
        found = session.service().backups.list()
    except ClipperError as error:
        stop(error.message)
    if not found:
        remark("There is no backup yet. `clipper backup` makes one.")
    for backup in found:
        say(_json(backup) if as_json else _line(backup))


def _json(backup: Backup) -> str:
    return dumped(
        {
            "path": str(backup.path),
            "made": backup.made_at.isoformat(),
            "kind": backup.kind,
            "bytes": backup.size,
        }
    )


def _line(backup: Backup) -> str:
    moment = backup.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"{moment}  {backup.kind:14}  {size(backup.size):>8}  {backup.path}"


@click.command(
    epilog="""\b
Examples:
  clipper backups
  clipper restore-backup ~/.local/share/clipper/library/backups/daily-20260314T081500Z.sqlite3"""
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def restore_backup(session: Session, file: Path, yes: bool) -> None:
    """Put the copy FILE in place of the library. What the library is now is set aside, not deleted.

    No window and no other command may have the library open.
    """
    from clipper.library.backups import restore

    folder = session.folder()
    if not yes:
        confirm(f"Put {file.name} in place of the library in {folder}?", "--yes")
    try:
        aside = restore(file, folder)
    except ClipperError as error:
        stop(error.message)
    say(f"The library in {folder} is that of {file}.")
    if aside is not None:
        say(f"What it was before is in {aside}.")

"""``clipper doctor``: is the library sound? and repairing it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from clipper.cli.lines import dumped
from clipper.cli.session import Session, say, stop
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from clipper.library.doctor import Finding


@click.command(
    epilog="""\b
Examples:
  clipper doctor
  clipper doctor --repair"""
)
@click.option(
    "--repair", "repairs", is_flag=True, help="Repair what was found; nothing that can be read is lost."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def doctor(session: Session, repairs: bool, as_json: bool) -> None:
    """Look whether the library is sound, and repair it.

    The file, the index, the raw pages and the pictures are read and compared.
    Exit status: 0 all is sound, or was repaired; 1 something was found that still is so.
    """
    from clipper.library.doctor import examine, repair

    folder = session.folder()
    try:
        if repairs:
            report = repair(folder)
            found, left = report.found, report.remaining
        else:
            found = left = tuple(examine(folder))
    except ClipperError as error:
        stop(error.message)
    for finding in found:
        say(_finding_json(finding) if as_json else _finding_line(finding))
    if not as_json:
        if repairs:
            for sentence in report.done:
                say(sentence)
        if not found:
            say("The library is sound.")
        elif left and not repairs:
            say("`clipper doctor --repair` mends what can be mended.")
    sys.exit(1 if left else 0)


def _finding_json(finding: Finding) -> str:
    return dumped(
        {
            "code": finding.code,
            "message": finding.message,
            "count": finding.count,
            "ids": list(finding.clips),
            "is_damage": finding.is_damage,
        }
    )


def _finding_line(finding: Finding) -> str:
    return "\n".join([finding.message, *(f"    {clip_id}" for clip_id in finding.clips)])

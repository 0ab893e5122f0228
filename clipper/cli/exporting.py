"""``clipper export``: clips as files in a folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clipper.cli.clips import QUERY, found_by, words_of
from clipper.cli.session import ProgressLine, Session, complain, say, stop
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from clipper.export.folder import Report


@click.command(
    context_settings=QUERY,
    epilog="""\b
Examples:
  clipper export --to ~/notes
  clipper export lighthouse --to ~/notes/lighthouses
  clipper export tag:sea 'saved:>2025' --to ~/notes/sea""",
)
@click.argument("query", nargs=-1)
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write into.",
)
@click.option("--format", "form", type=click.Choice(["markdown"]), default="markdown", show_default=True)
@click.pass_obj
def export(session: Session, query: tuple[str, ...], folder: Path, form: str) -> None:  # noqa: ARG001
    """Write clips as Markdown files with their pictures.

    All of them, or those that QUERY finds, as in `clipper search`.

    A file that Clipper did not write, or that was changed since, is never overwritten.
    """
    service = session.service()
    try:
        ids = found_by(service, words_of(query)).ids
        with ProgressLine() as line:
            report = service.export(
                ids,
                folder,
                progress=lambda done, total: line.say(f"{done} of {total} exported"),
                cancelled=lambda: False,
            )
    except ClipperError as error:
        stop(error.message)
    _tell(report, folder, len(ids))
    sys.exit(1 if report.failed else 0)


def _tell(report: Report, folder: Path, asked: int) -> None:
    for clip_id, sentence in report.failed:
        complain(f"{clip_id}: {sentence}")
    counts = f"{len(report.written)} written, {len(report.unchanged)} unchanged, {len(report.failed)} failed"
    say(f"{counts} in {folder}")
    left = asked - len(report.written) - len(report.unchanged) - len(report.failed)
    if left > 0:
        say(f"{left} without an article left out")

"""``clipper`` and ``clipper URL|FILE…``: the window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clipper.cli.session import complain
from clipper.errors import ClipperError
from clipper.model import Via

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.model import Handover


@click.command(hidden=True)
@click.argument("sources", nargs=-1)
@click.pass_obj
def open_window(session: Session, sources: tuple[str, ...]) -> None:
    """Open the window, and clip SOURCES."""
    from clipper.start import why_no_window, window

    handovers = [_handover(source) for source in sources]
    reason = why_no_window()
    if reason:
        complain(reason)
        sys.exit(1)
    sys.exit(window(session.chosen, handovers))


def _handover(source: str) -> Handover:
    from clipper.capture import from_source

    try:
        handover = from_source(source, Via.COMMAND)
    except ClipperError as error:
        raise click.UsageError(f"{source}: {error.message}") from error
    if handover.path is not None and not Path(handover.path).exists():
        sentence = f"“{source}” is neither a command nor a file."
        raise click.UsageError(sentence, ctx=click.get_current_context().find_root())
    return handover

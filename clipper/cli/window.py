"""``clipper`` and ``clipper URL|FILE…``: the window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from clipper.cli.session import complain

if TYPE_CHECKING:
    from clipper.cli.session import Session


@click.command(hidden=True)
@click.argument("sources", nargs=-1)
@click.pass_obj
def open_window(session: Session, sources: tuple[str, ...]) -> None:
    """Open the window, and clip SOURCES."""
    from clipper.capture import from_source
    from clipper.errors import ClipperError
    from clipper.model import Via
    from clipper.start import why_no_window, window

    handovers = []
    for source in sources:
        try:
            handovers.append(from_source(source, Via.COMMAND))
        except ClipperError as error:
            complain(f"{source}: {error.message}")
            sys.exit(2)
    reason = why_no_window()
    if reason:
        complain(reason)
        sys.exit(1)
    sys.exit(window(session.chosen, handovers))

"""``clipper undo``, ``redo``, ``history``: what was done with the library, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clipper.cli.lines import dumped
from clipper.cli.session import Session, say, stop
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from clipper.model import Action

SHOWN = 20


@click.command(
    epilog="""\b
Examples:
  clipper undo
  clipper history
  clipper undo 41"""
)
@click.argument("number", type=int, required=False, metavar="[N]")
@click.pass_obj
def undo(session: Session, number: int | None) -> None:
    """Take back what was done last.

    With N it takes back what `clipper history` lists under this number. What was done to many clips at once
    is taken back at once.
    """
    service = session.service()
    try:
        action = service.undo.undo(number)
    except ClipperError as error:
        stop(error.message)
    if action is None:
        stop("There is nothing to undo." if number is None else f"Nothing of number {number} can be undone.")
    say(f"Undone: {action.name}")


@click.command(epilog="\b\nExample:\n  clipper redo")
@click.pass_obj
def redo(session: Session) -> None:
    """Do again what was undone last."""
    try:
        action = session.service().undo.redo()
    except ClipperError as error:
        stop(error.message)
    if action is None:
        stop("There is nothing to do again.")
    say(f"Done again: {action.name}")


@click.command(
    epilog="""\b
Examples:
  clipper history
  clipper history --limit 5 --json"""
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=SHOWN,
    show_default=True,
    help="At most N lines.",
)
@click.pass_obj
def history(session: Session, as_json: bool, limit: int) -> None:
    """List what was done with clips, newest first."""
    for action in session.service().undo.history(limit):
        say(_json(action) if as_json else _line(action))


def _json(action: Action) -> str:
    return dumped(
        {
            "number": action.id,
            "name": action.name,
            "count": action.count,
            "done": action.done_at.isoformat(),
        }
    )


def _line(action: Action) -> str:
    moment = action.done_at.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"{action.id}  {moment}  {' '.join(action.name.split())}"

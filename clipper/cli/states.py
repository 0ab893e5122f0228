"""``clipper archive``, ``star``, ``read``, ``trash``, what takes each back, and ``empty-trash``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clipper.cli.choosing import change, clip_ids
from clipper.cli.session import Session, confirm, say, stop
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.clipping import Clipping
    from clipper.model import Action


def _state(
    name: str, about: str, example: str, doing: Callable[[Clipping, list[str]], Action | None]
) -> click.Command:
    """A command that does one thing with clips."""

    @click.command(name, help=about, epilog=f"\b\nExamples:\n  clipper {name} 7d3e52c1\n  {example}")
    @clip_ids
    @click.pass_obj
    def command(session: Session, clip_ids: tuple[str, ...]) -> None:
        change(session, clip_ids, doing)

    return command


archive = _state(
    "archive",
    "Put clips into the archive: done with, and kept.",
    "clipper search 'saved:<2025' is:read | clipper archive -",
    lambda service, ids: service.order.archive(ids),
)
unarchive = _state(
    "unarchive",
    "Take clips out of the archive, back into the inbox.",
    "clipper list --view archive --limit 1 | clipper unarchive -",
    lambda service, ids: service.order.unarchive(ids),
)
star = _state(
    "star",
    "Give clips a star.",
    "clipper search tag:favourites | clipper star -",
    lambda service, ids: service.order.star(ids),
)
unstar = _state(
    "unstar",
    "Take the star from clips.",
    "clipper list --view starred | clipper unstar -",
    lambda service, ids: service.order.unstar(ids),
)
read = _state(
    "read",
    "Mark clips as read.",
    "clipper list --view unread | clipper read -",
    lambda service, ids: service.order.mark_read(ids, True),
)
unread = _state(
    "unread",
    "Mark clips as unread.",
    "clipper search is:starred | clipper unread -",
    lambda service, ids: service.order.mark_read(ids, False),
)
trash = _state(
    "trash",
    "Move clips to the trash. `clipper restore` takes them out again.",
    "clipper list --failed | clipper trash -",
    lambda service, ids: service.order.trash(ids),
)
restore = _state(
    "restore",
    "Take clips out of the trash.",
    "clipper list --trash | clipper restore -",
    lambda service, ids: service.order.restore(ids),
)


@click.command(
    epilog="""\b
Examples:
  clipper empty-trash
  clipper empty-trash --yes"""
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def empty_trash(session: Session, yes: bool) -> None:
    """Delete for good what is in the trash. Nothing takes this back."""
    service = session.service()
    count = service.counts().trash
    if count and not yes:
        confirm(f"Delete {count} {'clip' if count == 1 else 'clips'} for good?", "--yes")
    try:
        deleted = service.empty_trash()
    except ClipperError as error:
        stop(error.message)
    say(f"{deleted} deleted")

"""``clipper fetch-again``, ``clean-again``: a new version of clips, from their pages or from what is kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from clipper.cli.choosing import chosen, clip_ids
from clipper.cli.session import ProgressLine, Session, complain, stop
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from clipper.clipping import Clipping

WAIT_S = 0.3


@click.command(
    epilog="""\b
Examples:
  clipper fetch-again 7d3e52c1
  clipper list --health missing-pictures | clipper fetch-again -"""
)
@clip_ids
@click.pass_obj
def fetch_again(session: Session, clip_ids: tuple[str, ...]) -> None:
    """Fetch the pages of clips again, with their pictures.

    What comes is a new version. If it is worse (an error, a wall, half the text), the old one stays.
    """
    service = session.service()
    ids, missing = chosen(service, clip_ids)
    failed = _see_through(service, ids, lambda: service.fetch_again(ids)) if ids else 0
    sys.exit(1 if failed or missing else 0)


@click.command(
    epilog="""\b
Examples:
  clipper clean-again
  clipper clean-again 7d3e52c1"""
)
@click.argument("clip_ids", nargs=-1, metavar="[ID...]")
@click.pass_obj
def clean_again(session: Session, clip_ids: tuple[str, ...]) -> None:
    """Clean clips again from the raw pages that are kept.

    Without ID all clips are, as after an update of Clipper. What you edited stays as you wrote it. If this
    is stopped, it goes on with the next command or window that works.
    """
    service = session.service()
    ids, missing = chosen(service, clip_ids)
    failed = 0
    if ids or not clip_ids:
        failed = _see_through(service, ids, lambda: service.clean_again(ids or None))
    sys.exit(1 if failed or missing else 0)


def _see_through(service: Clipping, ids: Iterable[str], begin: Callable[[], int]) -> int:
    """Wait until all is done, say how far it is, and count those of these clips of which nothing new came."""
    with ProgressLine() as line:
        try:
            service.start()
            begin()
            while not service.again.wait(WAIT_S):
                progress = service.again.progress()
                if progress is not None:
                    line.say(f"{progress.done} of {progress.total} done")
            service.wait(list(ids))
            problems = [
                (summary, service.again.problem(summary.id)) for summary in service.summaries(list(ids))
            ]
        except ClipperError as error:
            line.clear()
            stop(error.message)
    failed = 0
    for summary, problem in problems:
        sentence = problem or (summary.failure.message if summary.failure else None)
        if sentence:
            failed += 1
            complain(f"{summary.url or summary.title}: {sentence}")
    return failed

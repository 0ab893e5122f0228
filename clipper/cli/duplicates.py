"""``clipper duplicates``: clips that seem to be one, and making one of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from clipper.cli.choosing import chosen, tell, the_one
from clipper.cli.lines import dumped
from clipper.cli.session import Session, remark, say, stop
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from clipper.model import ClipSummary, Double

SHOWN = 100


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  clipper duplicates
  clipper duplicates merge 7d3e52c1 8a11f0c2
  clipper duplicates dismiss 7d3e52c1 8a11f0c2""",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=SHOWN,
    show_default=True,
    help="At most N pairs.",
)
@click.pass_context
def duplicates(ctx: click.Context, as_json: bool, limit: int) -> None:
    """List clips that seem to be one page, and merge them.

    Two are if they have the same address, or the same text under another one.
    """
    if ctx.invoked_subcommand is not None:
        return
    session: Session = ctx.obj
    service = session.service()
    try:
        found = service.doubles.proposals(limit)
        ids = list(dict.fromkeys(part for double in found for part in (double.clip_id, double.other_id)))
        known = {summary.id: summary for summary in service.summaries(ids)}
    except ClipperError as error:
        stop(error.message)
    if not found:
        remark("No clips seem to be one.")
    for double in found:
        if double.clip_id in known and double.other_id in known:
            say(_json(double) if as_json else _as_text(double, known))


def _json(double: Double) -> str:
    return dumped(
        {
            "id": double.clip_id,
            "other": double.other_id,
            "why": double.why,
            "likeness": round(double.likeness, 3),
        }
    )


def _as_text(double: Double, known: dict[str, ClipSummary]) -> str:
    alike = "the same address" if double.why == "address" else f"{double.likeness:.0%} of the text"
    first, second = known[double.clip_id], known[double.other_id]
    return f"{first.id}  {second.id}  {alike}\n    {_named(first)}\n    {_named(second)}"


def _named(summary: ClipSummary) -> str:
    words = [" ".join(summary.title.split()), summary.url or summary.site_name or ""]
    return "  ".join(word for word in words if word)


@duplicates.command(
    epilog="""\b
Examples:
  clipper duplicates merge 7d3e52c1 8a11f0c2
  clipper undo"""
)
@click.argument("keep", metavar="KEEP")
@click.argument("other", metavar="OTHER")
@click.pass_obj
def merge(session: Session, keep: str, other: str) -> None:
    """Make one clip of two: KEEP gets tags, highlights, note and states of OTHER, which goes to the trash."""
    service = session.service()
    pair = [the_one(service, keep), the_one(service, other)]
    if pair[0] == pair[1]:
        raise click.UsageError("Name two clips.")
    try:
        tell(service.doubles.merge(*pair))
    except ClipperError as error:
        stop(error.message)


@duplicates.command(epilog="\b\nExample:\n  clipper duplicates dismiss 7d3e52c1 8a11f0c2")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.pass_obj
def dismiss(session: Session, first: str, second: str) -> None:
    """Say that two clips are two, and are not to be proposed again."""
    service = session.service()
    pair, missing = chosen(service, [first, second])
    if missing:
        sys.exit(1)
    if len(pair) != 2:
        raise click.UsageError("Name two clips.")
    try:
        tell(service.doubles.dismiss(*pair))
    except ClipperError as error:
        stop(error.message)

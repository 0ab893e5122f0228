"""``clipper note``, ``highlights``: what a person wrote beside a clip and marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clipper.cli.choosing import clip_id, tell, the_one
from clipper.cli.lines import dumped
from clipper.cli.session import Session, remark, say, stop, text_from
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from clipper.model import Highlight


@click.command(
    epilog="""\b
Examples:
  clipper note 7d3e52c1
  clipper note 7d3e52c1 "For the talk in May."
  clipper note 7d3e52c1 - < note.md
  clipper note 7d3e52c1 --remove"""
)
@clip_id
@click.argument("text", required=False, metavar="[TEXT|-]")
@click.option("--remove", is_flag=True, help="Remove the note.")
@click.pass_obj
def note(session: Session, clip_id: str, text: str | None, remove: bool) -> None:
    """Print a clip's note, or write it.

    TEXT is Markdown and takes the place of the note before; - is standard input.
    """
    if remove and text is not None:
        raise click.UsageError("Give TEXT or --remove, not both.")
    service = session.service()
    found = the_one(service, clip_id)
    try:
        if remove:
            tell(service.order.set_note(found, None))
        elif text is not None:
            words = text_from("-") if text == "-" else text
            tell(service.order.set_note(found, words.strip() or None))
        elif (kept := service.clip(found).note) is not None:
            say(kept)
        else:
            remark("This clip has no note.")
    except ClipperError as error:
        stop(error.message)


@click.command(
    epilog="""\b
Examples:
  clipper highlights 7d3e52c1
  clipper highlights 7d3e52c1 --json"""
)
@clip_id
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def highlights(session: Session, clip_id: str, as_json: bool) -> None:
    """Print what was marked in a clip, with the notes on it."""
    service = session.service()
    try:
        found = service.highlights.of(the_one(service, clip_id))
    except ClipperError as error:
        stop(error.message)
    if not found:
        remark("Nothing is marked in this clip.")
    for number, highlight in enumerate(found):
        if as_json:
            say(_json(highlight))
        else:
            say("\n" * bool(number) + _as_markdown(highlight))


def _json(highlight: Highlight) -> str:
    return dumped(
        {
            "id": highlight.id,
            "clip": highlight.clip_id,
            "quote": highlight.quote,
            "note": highlight.note,
            "colour": highlight.colour,
            "made": highlight.made_at.isoformat(),
            "fits": highlight.fits,
        }
    )


def _as_markdown(highlight: Highlight) -> str:
    """The marked text as a quotation, with a word where the clip's text no longer has it."""
    lines = [f"> {line}".rstrip() for line in highlight.quote.splitlines()]
    if not highlight.fits:
        lines.append("(The text of the clip no longer has this.)")
    if highlight.note:
        lines += ["", highlight.note]
    return "\n".join(lines)

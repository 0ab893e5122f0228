"""``clipper tag``, ``untag``, ``tags``: the tree of tags and what hangs on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from clipper.cli.choosing import change, tell
from clipper.cli.lines import dumped
from clipper.cli.session import Session, remark, say, stop
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.clipping import Clipping
    from clipper.model import Action, Tag

COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "grey")
_AN_ID = re.compile(r"-|[0-9a-f]{8}[0-9a-f-]*", re.IGNORECASE)

words = click.argument("words", nargs=-1, required=True, metavar="ID... TAG...")
tags_given = click.option(
    "--tag", "-t", "given", multiple=True, metavar="TAG", help="A tag; all words are ids then."
)


def _parted(words: tuple[str, ...], given: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids and the tags: the first word is an id, and so is each after it that looks like one."""
    if given:
        return words, given
    ids = 1
    while ids < len(words) and _AN_ID.fullmatch(words[ids]):
        ids += 1
    if ids == len(words):
        raise click.UsageError("Name the clips first, then tags: clipper tag 7d3e52c1 reading/later")
    return words[:ids], words[ids:]


@click.command(
    epilog="""\b
Examples:
  clipper tag 7d3e52c1 sea reading/later
  clipper tag 7d3e52c1 8a11f0c2 sea
  clipper search lighthouse | clipper tag - sea
  clipper tag 7d3e52c1 --tag 20260314"""
)
@words
@tags_given
@click.pass_obj
def tag(session: Session, words: tuple[str, ...], given: tuple[str, ...]) -> None:
    """Give clips tags. A tag a/b lies below a, which finds it too.

    The first word is an id, and so are those after it that look like one (8 digits or more); the others are
    tags. A tag that looks like an id is given with --tag.
    """
    ids, tags = _parted(words, given)
    change(session, ids, lambda service, clips: service.tags.add(clips, tags))


@click.command(
    epilog="""\b
Examples:
  clipper untag 7d3e52c1 reading/later
  clipper search tag:sea | clipper untag - sea"""
)
@words
@tags_given
@click.pass_obj
def untag(session: Session, words: tuple[str, ...], given: tuple[str, ...]) -> None:
    """Take tags from clips.

    ID and TAG are told apart as in `clipper tag`.
    """
    ids, tags = _parted(words, given)
    change(session, ids, lambda service, clips: service.tags.remove(clips, tags))


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  clipper tags
  clipper tags rename sea ocean
  clipper tags colour ocean blue
  clipper tags --used-once""",
)
@click.option("--used-once", is_flag=True, help="Only tags that a single clip has.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def tags(ctx: click.Context, used_once: bool, as_json: bool) -> None:
    """List the tags, rename and delete them, give them colours.

    After each stands how many clips have it; the number in brackets counts those of the tags below it too.
    """
    if ctx.invoked_subcommand is not None:
        return
    session: Session = ctx.obj
    service = session.service()
    found = service.tags.used_once() if used_once else service.tags.all()
    if not found:
        remark("There are no tags.")
    for tag in found:
        say(_json(tag) if as_json else _line(tag))


def _json(tag: Tag) -> str:
    return dumped({"tag": tag.path, "count": tag.count, "total": tag.total, "colour": tag.colour})


def _line(tag: Tag) -> str:
    below = f" ({tag.total})" if tag.total != tag.count else ""
    colour = f"  {tag.colour}" if tag.colour else ""
    return f"{tag.path}  {tag.count}{below}{colour}"


@tags.command(epilog="\b\nExamples:\n  clipper tags rename sea ocean\n  clipper tags rename sea nature/sea")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename(session: Session, old: str, new: str) -> None:
    """Rename a tag with all below it. Where NEW is there already, both become one."""
    _change_tags(session, old, lambda service: service.tags.rename(old, new))


@tags.command(epilog="\b\nExample:\n  clipper tags delete sea/old")
@click.argument("path", metavar="TAG")
@click.pass_obj
def delete(session: Session, path: str) -> None:
    """Take a tag, with all below it, from every clip."""
    _change_tags(session, path, lambda service: service.tags.delete(path))


@tags.command(epilog="\b\nExamples:\n  clipper tags colour sea blue\n  clipper tags colour sea none")
@click.argument("path", metavar="TAG")
@click.argument("colour", type=click.Choice([*COLOURS, "none"]))
@click.pass_obj
def colour(session: Session, path: str, colour: str) -> None:
    """Give a tag a colour, or none."""
    _change_tags(
        session, path, lambda service: service.tags.colour(path, None if colour == "none" else colour)
    )


def _change_tags(session: Session, path: str, doing: Callable[[Clipping], Action | None]) -> None:
    service = session.service()
    try:
        action = doing(service)
    except ClipperError as error:
        stop(error.message)
    if action is None:
        stop(f"There is no tag “{path}”. `clipper tags` lists those that are.")
    tell(action)

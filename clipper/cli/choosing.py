"""Which clips a command is about: ids, parts of ids, or `-` for a list of them on standard input.

A list may be what another command printed: the first word of each line is an id, or its "id" in JSON.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from clipper.cli.session import complain, remark, stop
from clipper.errors import ClipperError, NoSuchClipError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from clipper.cli.session import Session
    from clipper.clipping import Clipping
    from clipper.model import Action

clip_ids = click.argument("clip_ids", nargs=-1, required=True, metavar="ID...")
clip_id = click.argument("clip_id", metavar="ID")


def chosen(service: Clipping, texts: Iterable[str]) -> tuple[list[str], bool]:
    """The ids that are meant, each once, in order, and whether one of them was not there (that is said)."""
    ids: dict[str, None] = {}
    failed = False
    for text in _spelled_out(texts):
        try:
            ids[service.resolve(text)] = None
        except NoSuchClipError as error:
            failed = True
            complain(error.message)
        except ClipperError as error:
            stop(error.message)
    return list(ids), failed


def the_one(service: Clipping, text: str) -> str:
    """The id of the clip that is meant; the command ends where there is none."""
    ids, failed = chosen(service, [text])
    if failed:
        sys.exit(1)
    if len(ids) != 1:
        raise click.UsageError("This is for one clip at a time.")
    return ids[0]


def change(
    session: Session, texts: Sequence[str], doing: Callable[[Clipping, list[str]], Action | None]
) -> None:
    """Do something with all these clips at once, so that it is undone as one; ends the command."""
    service = session.service()
    ids, failed = chosen(service, texts)
    if ids:
        try:
            tell(doing(service, ids))
        except ClipperError as error:
            stop(error.message)
    sys.exit(1 if failed else 0)


def tell(action: Action | None) -> None:
    """Say on a terminal what was done, and how it is taken back."""
    if action is not None:
        remark(f"{action.name}. `clipper undo` takes it back.")


def _spelled_out(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if text != "-":
            yield text
            continue
        if sys.stdin is None:
            stop("Standard input is closed, so no ids can be read from it.")
        for line in sys.stdin.buffer.read().decode("utf-8", "replace").splitlines():
            # What a list says of a clip stands below it, further in.
            if line.strip() and not line[0].isspace():
                yield _id_in(line)


def _id_in(line: str) -> str:
    if line.startswith("{"):
        try:
            return str(json.loads(line)["id"])
        except (ValueError, KeyError, RecursionError):
            pass
    return line.split(maxsplit=1)[0]

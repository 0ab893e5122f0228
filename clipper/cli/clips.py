"""``clipper add``, ``list``, ``search``, ``show``, ``trash``, ``restore``: the library's clips."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from clipper.cli.lines import plain_snippet, summary_line
from clipper.cli.session import ProgressLine, Session, complain, is_terminal, say, standard_input, stop
from clipper.errors import CaptureError, ClipperError, NoSuchClipError
from clipper.model import Content, Status, Via

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from clipper.clipping import Clipping
    from clipper.model import ClipSummary, Handover

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
limit = click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most N clips.")


@click.command(
    epilog="""\b
Examples:
  clipper add https://site.example/story saved-page.html
  xclip -o -selection clipboard | clipper add -
  clipper add - < list-of-links.txt"""
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.pass_obj
def add(session: Session, sources: tuple[str, ...]) -> None:
    """Clip each SOURCE into the library: a URL, a file, or - for standard input.

    Prints the id of each clip at the moment it is safely on disk, then works on: what is said to be
    clipped is never lost, even if this command is stopped.
    """
    service = session.service()
    service.start()
    ids: list[str] = []
    with ProgressLine() as line:
        failed = 0
        for source in sources:
            try:
                kept = service.hand_over(_handovers(source, session))
            except CaptureError as error:
                failed += 1
                line.clear()
                complain(f"{source}: {error.message}")
                continue
            except ClipperError as error:
                line.clear()
                stop(error.message)
            ids += kept
            for clip_id in kept:
                line.clear()
                say(clip_id)
        failed += _see_through(service, ids, line)
    sys.exit(1 if failed else 0)


def _handovers(source: str, session: Session) -> list[Handover]:
    from clipper import capture as capturing
    from clipper.fetching import limits_of

    if source != "-":
        return [capturing.from_source(source, Via.COMMAND)]
    data = standard_input(limits_of(session.settings()))
    handover = capturing.from_bytes(data, Via.COMMAND)
    if handover.capture is None or handover.capture.content is Content.HTML:
        return [handover]
    links = capturing.from_text(handover.capture.text, Via.COMMAND)
    return links if links and all(link.url for link in links) else [handover]


def _see_through(service: Clipping, ids: list[str], line: ProgressLine) -> int:
    """Wait until these clips are done, say what happens meanwhile, and count those that failed."""
    left = ids
    try:
        while not service.wait(left, timeout=0.2):
            left = [summary.id for summary in service.summaries(left) if summary.state == "pending"]
            now = next((progress for clip_id in left if (progress := service.progress(clip_id))), None)
            phase = f" · {now.phase}" if now else ""
            line.say(f"{len(ids) - len(left)} of {len(ids)} clipped{phase}")
    except ClipperError as error:
        line.clear()
        stop(error.message)
    line.clear()
    failed = 0
    for summary in service.summaries(ids):
        if summary.failure is not None:
            failed += 1
            complain(f"{summary.url or summary.title}: {summary.failure.message}")
    return failed


@click.command(
    "list",
    epilog="""\b
Examples:
  clipper list --limit 20
  clipper list --trash
  clipper list --json | jq -r .url""",
)
@click.option("--failed", "view", flag_value="failed", help="Only clips that could not be made.")
@click.option("--trash", "view", flag_value="trash", help="Only what is in the trash.")
@as_json
@limit
@click.pass_obj
def list_clips(session: Session, view: str | None, as_json: bool, limit: int | None) -> None:
    """List clips, newest first."""
    from clipper.clipping import View

    service = session.service()
    views = {"failed": View.FAILED, "trash": View.TRASH}
    ids = service.ids(views.get(view or "", View.ALL))[:limit]
    _print_summaries(service, ids, "", as_json=as_json)


@click.command(
    epilog="""\b
Examples:
  clipper search lighthouse keepers
  clipper search '"weather station"' --json"""
)
@click.argument("query", nargs=-1, required=True)
@as_json
@limit
@click.pass_obj
def search(session: Session, query: tuple[str, ...], as_json: bool, limit: int | None) -> None:
    """Find clips by the words in them, best match first. Quotes make a phrase."""
    service = session.service()
    words = " ".join(query)
    _print_summaries(service, service.ids(query=words)[:limit], words, as_json=as_json)


def _print_summaries(service: Clipping, ids: list[str], query: str, *, as_json: bool) -> None:
    if not ids and sys.stderr and sys.stderr.isatty():
        click.echo("Nothing found." if query else "There are no clips here.", err=True)
    for start in range(0, len(ids), 200):
        for summary in service.summaries(ids[start : start + 200], query):
            say(summary_line(summary) if as_json else _as_text(summary))


def _as_text(summary: ClipSummary) -> str:
    day = summary.saved_at.astimezone().strftime("%Y-%m-%d")
    state = "" if summary.state == "inbox" else f" [{summary.state}]"
    lines = [f"{summary.id}  {day}  {' '.join(summary.title.split())}{state}"]
    if summary.failure is not None:
        lines.append(f"    {summary.failure.message}")
    elif summary.snippet:
        snippet = summary.snippet if is_terminal(sys.stdout) else plain_snippet(summary.snippet)
        lines.append(f"    {' '.join(snippet.split())}")
    return "\n".join(lines)


@click.command(
    epilog="""\b
Examples:
  clipper show 7d3e52c1
  clipper show 7d3e52c1 --json"""
)
@click.argument("clip_ids", nargs=-1, required=True, metavar="ID...")
@as_json
@limit
@click.pass_obj
def show(session: Session, clip_ids: tuple[str, ...], as_json: bool, limit: int | None) -> None:
    """Print clips as Markdown with front matter. ID may be any unique beginning or end of an id."""
    service = session.service()

    def print_clip(clip_id: str) -> None:
        summary = service.clip(clip_id).summary
        if as_json:
            say(summary_line(summary))
        elif summary.status is Status.READY:
            say(service.markdown(clip_id), nl=False)
        else:
            say(_as_text(summary))

    _for_each(service, clip_ids[:limit], print_clip)


@click.command(epilog="\b\nExample:\n  clipper trash 7d3e52c1")
@click.argument("clip_ids", nargs=-1, required=True, metavar="ID...")
@click.pass_obj
def trash(session: Session, clip_ids: tuple[str, ...]) -> None:
    """Move clips to the trash. `clipper restore` takes them out again."""
    service = session.service()
    _for_each(service, clip_ids, lambda clip_id: service.trash([clip_id]))


@click.command(epilog="\b\nExample:\n  clipper restore 7d3e52c1")
@click.argument("clip_ids", nargs=-1, required=True, metavar="ID...")
@click.pass_obj
def restore(session: Session, clip_ids: tuple[str, ...]) -> None:
    """Take clips out of the trash."""
    service = session.service()
    _for_each(service, clip_ids, lambda clip_id: service.restore([clip_id]))


def _for_each(service: Clipping, texts: Iterable[str], action: Callable[[str], None]) -> None:
    """Do something with each clip that an id, or a part of one, means; exit 1 if one was not there."""
    failed = False
    for text in texts:
        try:
            action(service.resolve(text))
        except NoSuchClipError as error:
            failed = True
            complain(error.message)
        except ClipperError as error:
            stop(error.message)
    sys.exit(1 if failed else 0)

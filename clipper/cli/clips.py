"""``clipper list``, ``search``, ``show``, ``similar``: looking at the library's clips."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from clipper.cli.choosing import chosen, clip_id, clip_ids, the_one
from clipper.cli.lines import plain_snippet, summary_line
from clipper.cli.session import Session, complain, is_terminal, remark, say, stop
from clipper.errors import ClipperError, NoSuchClipError
from clipper.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.clipping import Clipping
    from clipper.library import Found
    from clipper.model import ClipSummary

VIEWS = ("all", "inbox", "unread", "starred", "archive", "failed", "trash")
SORTS = ("newest", "oldest", "title", "relevance", "published", "site", "longest", "shortest")
CONCERNS = ("failed", "short", "missing-pictures", "walls", "duplicates", "gone", "old-trash")
SHOWN_AT_ONCE = 200

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
limit = click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most N clips.")
sort = click.option("--sort", type=click.Choice(SORTS), help="The order.")
# A word that begins with a dash is a word that must not occur: no letter after one dash means an option.
QUERY = {"ignore_unknown_options": True, "help_option_names": ["--help"]}


def words_of(query: Sequence[str]) -> str:
    """A query as it was typed; an option that does not exist is wrong use, and no word to look for."""
    for word in query:
        if word.startswith("--") and len(word) > 2:
            raise click.UsageError(f"No such option: {word}")
    return " ".join(query)


@click.command(
    "list",
    epilog="""\b
Examples:
  clipper list --limit 20
  clipper list --view unread --sort shortest
  clipper list --trash
  clipper list --health missing-pictures | clipper fetch-again -
  clipper list --json | jq -r .url""",
)
@click.option("--view", type=click.Choice(VIEWS), help="Only these clips; without it, all but the trash.")
@click.option("--failed", is_flag=True, help="Only clips that could not be made; short for --view failed.")
@click.option("--trash", is_flag=True, help="Only what is in the trash; short for --view trash.")
@click.option("--health", type=click.Choice(CONCERNS), help="Only clips that `clipper stats` counts as this.")
@sort
@as_json
@limit
@click.pass_obj
def list_clips(
    session: Session,
    *,
    view: str | None,
    failed: bool,
    trash: bool,
    health: str | None,
    sort: str | None,
    as_json: bool,
    limit: int | None,
) -> None:
    """List clips, newest first."""
    if sum(map(bool, (view, failed, trash, health))) > 1:
        raise click.UsageError("Choose one of --view, --failed, --trash and --health.")
    service = session.service()
    if health:
        if sort:
            raise click.UsageError("What --health lists comes newest first.")
        _print_summaries(service, service.health()[health].ids[:limit], "", as_json=as_json)
        return
    view = view or ("failed" if failed else "trash" if trash else "all")
    _find(service, "", view, sort, limit, as_json=as_json)


@click.command(
    context_settings=QUERY,
    epilog="""\b
Examples:
  clipper search lighthouse keepers
  clipper search '"weather station"' -radar
  clipper search tag:sea is:unread 'saved:"last week"' --json
  clipper search --saved storms --limit 5

`clipper help-search` shows all that a query may hold. Quotes that belong to the query must be kept from
the shell, as in the second example.""",
)
@click.argument("query", nargs=-1)
@click.option("--saved", metavar="NAME", help="Search for what was saved under this name.")
@click.option("--view", type=click.Choice(VIEWS), help="Search only these clips.")
@sort
@as_json
@limit
@click.pass_obj
def search(
    session: Session,
    *,
    query: tuple[str, ...],
    saved: str | None,
    view: str | None,
    sort: str | None,
    as_json: bool,
    limit: int | None,
) -> None:
    """Find clips by the words in them, best match first."""
    words = words_of(query)
    if not words and not saved:
        raise click.UsageError("Name words to search for, or --saved NAME.")
    service = session.service()
    if saved:
        words = f"{_query_called(service, saved)} {words}".strip()
    _find(service, words, view or "all", sort, limit, as_json=as_json)


def _query_called(service: Clipping, name: str) -> str:
    from clipper.cli.searches import no_search, search_called

    found = search_called(service, name)
    return stop(no_search(name)) if found is None else found.query


def _find(
    service: Clipping, query: str, view: str, sort: str | None, limit: int | None, *, as_json: bool
) -> None:
    """Print what a query finds, and what may be meant where that is little."""
    try:
        found = found_by(service, query, view, sort, limit)
    except ClipperError as error:
        stop(error.message)
    _print_summaries(service, found.ids, query, as_json=as_json)
    if found.suggestion:
        complain(f"Did you mean: {found.suggestion}")


def found_by(
    service: Clipping, query: str, view: str = "all", sort: str | None = None, limit: int | None = None
) -> Found:
    """What a query finds; what of it was not understood is said on standard error. Raises LibraryError."""
    from clipper.clipping import Sort, View

    found = service.search(query=query, view=View(view), sort=Sort(sort) if sort else None, limit=limit)
    for hint in found.hints:
        complain(hint)
    return found


def _print_summaries(service: Clipping, ids: Sequence[str], query: str, *, as_json: bool) -> None:
    if not ids:
        remark("Nothing found." if query else "There are no clips here.")
    for start in range(0, len(ids), SHOWN_AT_ONCE):
        for summary in service.summaries(ids[start : start + SHOWN_AT_ONCE], query):
            say(summary_line(summary) if as_json else _as_text(summary))


def _as_text(summary: ClipSummary) -> str:
    day = summary.saved_at.astimezone().strftime("%Y-%m-%d")
    marks = [summary.state] * (summary.state != "inbox") + ["starred"] * summary.starred
    state = f" [{', '.join(marks)}]" if marks else ""
    tags = "".join(f" #{tag}" for tag in summary.tags)
    lines = [f"{summary.id}  {day}  {' '.join(summary.title.split())}{state}{tags}"]
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
  clipper search lighthouse --limit 1 | clipper show -"""
)
@clip_ids
@as_json
@limit
@click.pass_obj
def show(session: Session, clip_ids: tuple[str, ...], as_json: bool, limit: int | None) -> None:
    """Print clips as Markdown.

    ID is an id, or a unique beginning or end of one.
    """
    service = session.service()
    ids, failed = chosen(service, clip_ids[:limit])
    for found in ids:
        try:
            summary = service.clip(found).summary
            if as_json:
                say(summary_line(summary))
            elif summary.status is Status.READY:
                say(service.markdown(found), nl=False)
            else:
                say(_as_text(summary))
        except NoSuchClipError as error:  # another program has deleted it since
            failed = True
            complain(error.message)
    sys.exit(1 if failed else 0)


@click.command(epilog="\b\nExample:\n  clipper similar 7d3e52c1 --limit 5")
@clip_id
@as_json
@limit
@click.pass_obj
def similar(session: Session, clip_id: str, as_json: bool, limit: int | None) -> None:
    """List clips about the same things as this one."""
    service = session.service()
    try:
        ids = service.more_like(the_one(service, clip_id), limit or 20)
    except ClipperError as error:
        stop(error.message)
    _print_summaries(service, ids, "", as_json=as_json)

"""``clipper searches``, ``help-search``: queries kept under a name, and what a query may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clipper.cli.choosing import tell
from clipper.cli.clips import QUERY, words_of
from clipper.cli.lines import dumped
from clipper.cli.session import Session, remark, say, stop
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from clipper.clipping import Clipping
    from clipper.model import SavedSearch


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  clipper searches
  clipper searches save storms lighthouse 'saved:2026-01..2026-03'
  clipper search --saved storms
  clipper searches remove storms""",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def searches(ctx: click.Context, as_json: bool) -> None:
    """List the saved searches: name and query."""
    if ctx.invoked_subcommand is not None:
        return
    session: Session = ctx.obj
    found = session.service().searches.all()
    if not found:
        remark("No search is saved.")
    for search in found:
        if as_json:
            say(dumped({"id": search.id, "name": search.name, "query": search.query}))
        else:
            say(f"{search.name}  {search.query}")


@searches.command(
    context_settings=QUERY,
    epilog="\b\nExample:\n  clipper searches save storms lighthouse -radar 'saved:\"last year\"'",
)
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@click.pass_obj
def save(session: Session, name: str, query: tuple[str, ...]) -> None:
    """Keep QUERY under NAME, in place of what that name stood for."""
    words = words_of(query)
    service = session.service()
    try:
        known = search_called(service, name)
        if known is None:
            service.searches.add(name, words)
        else:
            tell(service.searches.change(known.id, words))
    except ClipperError as error:
        stop(error.message)


@searches.command(epilog="\b\nExample:\n  clipper searches remove storms")
@click.argument("name")
@click.pass_obj
def remove(session: Session, name: str) -> None:
    """Forget the search that is saved under NAME."""
    service = session.service()
    known = search_called(service, name)
    if known is None:
        stop(no_search(name))
    try:
        tell(service.searches.remove(known.id))
    except ClipperError as error:
        stop(error.message)


def search_called(service: Clipping, name: str) -> SavedSearch | None:
    """The search that is saved under a name, in whatever case; the first where there are several."""
    wanted = name.strip().casefold()
    return next((search for search in service.searches.all() if search.name.casefold() == wanted), None)


def no_search(name: str) -> str:
    """The sentence for a name under which nothing is saved."""
    return f"No search is saved under “{name}”. `clipper searches` lists those that are."


@click.command(epilog="\b\nExample:\n  clipper help-search | less")
def help_search() -> None:
    """Print all that a query may hold."""
    from clipper.library.query import help_page

    say(help_page())

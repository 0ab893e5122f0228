"""The command line: thin commands over the service, one file a subject, loaded when it is asked for."""

from __future__ import annotations

import click

import clipper
from clipper.cli.commands import OPEN, SourcesOrCommand
from clipper.cli.session import Session
from clipper.cli.window import open_window

__all__ = ["main"]


@click.group(
    cls=SourcesOrCommand,
    invoke_without_command=True,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  clipper                               open the window
  clipper https://site.example/story    open it and clip this page
  clipper add page.html                 clip into the library, no window
  clipper search lighthouse             find it again
  clipper search is:unread | clipper archive -
  clipper export --to notes             everything as Markdown""",
)
@click.option("--library", metavar="DIR", help="The library's folder (also CLIPPER_LIBRARY).")
@click.version_option(clipper.__version__, prog_name="clipper")
@click.pass_context
def main(ctx: click.Context, library: str | None) -> None:
    """Keep what you read: clean articles in a library on your own disk.

    Without a command the window opens. An ID may be shortened to what no other clip's has; - stands for ids
    on standard input. Exit status: 0 all done, 1 some failed, 2 wrong use, 130 stopped with Ctrl+C.
    """
    ctx.obj = Session(library)
    if ctx.invoked_subcommand is None:
        ctx.invoke(open_window)


main.add_command(open_window, OPEN)

"""The command line: thin commands over the service, one file a subject."""

from __future__ import annotations

import click

import clipper
from clipper.cli.clean import clean
from clipper.cli.clips import add, list_clips, restore, search, show, trash
from clipper.cli.exporting import export
from clipper.cli.session import Session
from clipper.cli.window import open_window

__all__ = ["main"]

OPEN = "open"


class _SourcesOrCommand(click.Group):
    """A group whose first word may also be a URL or a file: those go to the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return OPEN, self.commands[OPEN], args


@click.group(
    cls=_SourcesOrCommand,
    invoke_without_command=True,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  clipper                               open the window
  clipper https://site.example/story    open it and clip this page
  clipper add page.html                 clip into the library, no window
  clipper search lighthouse             find it again
  clipper export --to notes             everything as Markdown""",
)
@click.option("--library", metavar="DIR", help="The library's folder (also CLIPPER_LIBRARY).")
@click.version_option(clipper.__version__, prog_name="clipper")
@click.pass_context
def main(ctx: click.Context, library: str | None) -> None:
    """Keep what you read: clean articles in a library on your own disk.

    Without a command the window opens. Exit status: 0 all done, 1 some sources failed, 2 wrong use.
    """
    ctx.obj = Session(library)
    if ctx.invoked_subcommand is None:
        ctx.invoke(open_window)


main.add_command(open_window, OPEN)
for command in (clean, add, list_clips, search, show, trash, restore, export):
    main.add_command(command)

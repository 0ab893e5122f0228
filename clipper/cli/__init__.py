"""The command line: thin commands over the service, one file a subject, loaded when it is asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

import clipper
from clipper.cli.session import Session
from clipper.cli.window import open_window
from clipper.streams import carry_any_text

__all__ = ["main"]

OPEN = "open"
INTERRUPTED = 130
"""The exit status by which shells know Ctrl+C."""
PIPE_CLOSED = 141
"""The exit status by which shells know a reader that had enough."""
COMMANDS = {
    "clean": ("clean", "clean"),
    "add": ("clips", "add"),
    "list": ("clips", "list_clips"),
    "search": ("clips", "search"),
    "show": ("clips", "show"),
    "trash": ("clips", "trash"),
    "restore": ("clips", "restore"),
    "export": ("exporting", "export"),
}


class _SourcesOrCommand(click.Group):
    """A group whose first word may also be a URL or a file: those go to the window."""

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  (as click declares it)
        carry_any_text()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            self._forget_output()
            ctx.exit(PIPE_CLOSED)

    def _forget_output(self) -> None:
        """Whoever read has enough: what is still held for the output must not fail once more at the end."""
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"clipper.cli.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in COMMANDS or args[0] == OPEN:
            return super().resolve_command(ctx, args)
        return OPEN, open_window, args


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

    Without a command the window opens. Exit status: 0 all done, 1 some sources failed, 2 wrong use,
    130 stopped with Ctrl+C.
    """
    ctx.obj = Session(library)
    if ctx.invoked_subcommand is None:
        ctx.invoke(open_window)


main.add_command(open_window, OPEN)

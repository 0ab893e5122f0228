"""The command that has other commands: its table, and its help in sections."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from clipper.cli.window import open_window
from clipper.streams import carry_any_text

OPEN = "open"
INTERRUPTED = 130
"""The exit status by which shells know Ctrl+C."""
PIPE_CLOSED = 141
"""The exit status by which shells know a reader that had enough."""

# Each section's commands, and the file of this folder that has each.
SECTIONS = {
    "Clip": {
        "add": "adding",
        "retry": "adding",
        "clean": "clean",
        "edit": "editing",
        "versions": "editing",
        "fetch-again": "again",
        "clean-again": "again",
    },
    "Find": {
        "list": "clips",
        "search": "clips",
        "show": "clips",
        "similar": "clips",
        "searches": "searches",
        "help-search": "searches",
        "stats": "stats",
    },
    "Order": {
        "tag": "tagging",
        "untag": "tagging",
        "tags": "tagging",
        "star": "states",
        "unstar": "states",
        "archive": "states",
        "unarchive": "states",
        "read": "states",
        "unread": "states",
        "note": "remarks",
        "highlights": "remarks",
        "duplicates": "duplicates",
        "trash": "states",
        "restore": "states",
        "empty-trash": "states",
        "undo": "undoing",
        "redo": "undoing",
        "history": "undoing",
    },
    "Keep safe": {
        "export": "exporting",
        "backup": "safety",
        "backups": "safety",
        "restore-backup": "safety",
        "doctor": "doctor",
    },
}
COMMANDS = {name: module for commands in SECTIONS.values() for name, module in commands.items()}
# `list` would hide Python's own word in its file.
_FUNCTIONS = {"list": "list_clips"}


class SourcesOrCommand(click.Group):
    """A group whose first word may also be a URL or a file: those go to the window."""

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  (as click declares it)
        """Run a command, with input and output fit for any text."""
        carry_any_text()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run a command; Ctrl+C and a reader that left have an exit status of their own."""
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
        """The names of all commands, section by section."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands of each section."""
        width = formatter.width - 6 - max(map(len, COMMANDS))
        for section, names in SECTIONS.items():
            found = ((name, self.get_command(ctx, name)) for name in names)
            rows = [(name, command.get_short_help_str(width)) for name, command in found if command]
            with formatter.section(section):
                formatter.write_dl(rows, col_max=max(map(len, COMMANDS)))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, from its file."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"clipper.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, _FUNCTIONS.get(cmd_name, cmd_name.replace("-", "_")))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, else the window."""
        if args[0] in COMMANDS or args[0] == OPEN:
            return super().resolve_command(ctx, args)
        return OPEN, open_window, args

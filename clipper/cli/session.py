"""What one run of a command has: its library and service, opened when first needed, and how it speaks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from clipper import settings as settings_file
from clipper.errors import ClipperError

if TYPE_CHECKING:
    from clipper.cleaning import Cleaner
    from clipper.clipping import Clipping


class Session:
    """One command's settings and service. `library` is the folder chosen with ``--library``."""

    def __init__(self, library: str | None = None) -> None:
        self.chosen = library

    def settings(self) -> settings_file.Settings:
        """The person's settings; a broken file ends the command with its reason."""
        try:
            return settings_file.load()
        except ClipperError as error:
            stop(error.message)

    def service(self, cleaner: Cleaner | None = None) -> Clipping:
        """The service over the library, closed when the command ends."""
        from clipper.clipping import open_clipping

        try:
            service = open_clipping(self.settings(), self.chosen, cleaner=cleaner)
        except ClipperError as error:
            stop(error.message)
        click.get_current_context().call_on_close(service.close)
        return service


def stop(message: str) -> NoReturn:
    """End the command with a sentence on standard error and exit status 1."""
    complain(message)
    sys.exit(1)


def complain(message: str) -> None:
    """Say a sentence on standard error."""
    click.echo(f"clipper: {message}", err=True)


class ProgressLine:
    """One line on standard error that is written over; nothing where that is not a terminal."""

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty()
        self._shown = False

    def say(self, words: str) -> None:
        """Show these words in place of the last."""
        if self._shows:
            click.echo(f"\r\x1b[K{words}", err=True, nl=False)
            self._shown = True

    def clear(self) -> None:
        """Leave the line empty."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._shown = False

"""What one run of a command has: its library and service, opened when first needed, and how it speaks."""

from __future__ import annotations

import errno
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Self, TextIO

import click

from clipper import settings as settings_file
from clipper.cli.lines import on_terminal
from clipper.errors import CaptureError, ClipperError

if TYPE_CHECKING:
    from types import TracebackType

    from clipper.capture import Limits
    from clipper.clipping import Clipping


_TOLD = "clipper.told"
"""Where a command's context keeps what was said when the library was opened, so that it is not said again."""


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

    def folder(self) -> Path:
        """The library's folder, where something is done with a library that is not open."""
        try:
            return settings_file.library_folder(self.settings(), self.chosen)
        except ClipperError as error:
            stop(error.message)

    def service(self) -> Clipping:
        """The service over the library, closed when the command ends."""
        from clipper.clipping import open_clipping

        try:
            service = open_clipping(self.settings(), self.chosen)
        except ClipperError as error:
            stop(error.message)
        context = click.get_current_context()
        context.call_on_close(service.close)
        if service.read_only is not None:
            context.meta[_TOLD] = service.read_only
            complain(service.read_only)
        return service


def text_from(source: str) -> str:
    """The text of a file, or of standard input where that is "-"; the command ends where it is none."""
    name = "Standard input" if source == "-" else f"“{source}”"
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        stop(f"{name} is not text in UTF-8.")
    except AttributeError:
        stop("Standard input is closed, so nothing can be read from it.")
    except OSError as error:
        stop(f"{name} could not be read: {(error.strerror or str(error)).lower()}.")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; one that was closed before the program began is none."""
    return stream is not None and stream.isatty()


def standard_input(limits: Limits) -> bytes:
    """All that is piped in. Raises CaptureError where that is too much, or nothing is there to read."""
    from clipper.capture import read_stream

    if sys.stdin is None:
        raise CaptureError("Standard input is closed, so nothing can be read from it.")
    return read_stream(sys.stdin.buffer, limits, "Standard input")


def say(text: str, *, nl: bool = True) -> None:
    """Print on standard output, at once; a disk that takes no more ends the command with a sentence."""
    try:
        click.echo(on_terminal(text) if is_terminal(sys.stdout) else text, nl=nl)
    except OSError as error:
        if error.errno == errno.EPIPE:  # whoever read this has enough
            raise
        sys.stdout = io.StringIO()  # what the other still holds would fail once more at the end
        stop(f"What was asked for could not be written: {(error.strerror or str(error)).lower()}.")


def stop(message: str) -> NoReturn:
    """End the command with a sentence on standard error and exit status 1."""
    context = click.get_current_context(silent=True)
    if context is None or context.meta.get(_TOLD) != message:
        complain(message)
    sys.exit(1)


def complain(message: str) -> None:
    """Say a sentence on standard error."""
    click.echo(f"clipper: {message}", err=True)


def remark(message: str) -> None:
    """Say on standard error what only a person at a terminal wants to hear."""
    if is_terminal(sys.stderr):
        click.echo(message, err=True)


def confirm(question: str, instead: str) -> None:
    """Ask a person at the terminal; no, or nobody there to ask, ends the command. `instead` is the option."""
    if not is_terminal(sys.stdin):
        raise click.UsageError(f"{question} There is nobody here to ask; {instead} says yes.")
    if not click.confirm(question, err=True):
        sys.exit(1)


class ProgressLine:
    """One line on standard error that is written over; nothing where that is not a terminal.

    It is empty again when its block ends, however it ends.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def __init__(self) -> None:
        self._shows = is_terminal(sys.stderr)
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

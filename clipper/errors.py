"""What can go wrong in a way a person can understand, and what they can do next.

A `ClipperError` is told to the person as it is: `message` says in one sentence what happened and, where
there is something to do, what. Anything else that is raised is a bug of ours and is shown as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ClipperError(Exception):
    """Something happened that a person is told. `code` names the kind for programs and never changes."""

    code = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class CaptureError(ClipperError):
    """What was handed over could not be turned into a page."""

    code = "capture"


class FetchError(CaptureError):
    """A page could not be fetched. `retryable` is true where trying again later may help."""

    code = "fetch"

    def __init__(self, message: str, *, code: str = "fetch", retryable: bool = True) -> None:
        super().__init__(message)
        self.code = code
        self.retryable = retryable


class UnsupportedContentError(CaptureError):
    """The bytes are something that Clipper cannot read, named in the message."""

    code = "unsupported"


class TooLargeError(CaptureError):
    """More bytes than the limit allows."""

    code = "too_large"


class EmptyPageError(ClipperError):
    """There is no readable text in the page."""

    code = "empty"


class ExtractError(ClipperError):
    """The page could not be cleaned: it took too long, or broke the worker that cleaned it."""

    code = "extract"


class SiteRuleError(ClipperError):
    """A site rule cannot be understood, or its file cannot be read or written."""

    code = "site_rule"


class LibraryError(ClipperError):
    """The library cannot do what was asked, for a reason outside the program (disk, rights, another file)."""

    code = "library"


class NotALibraryError(LibraryError):
    """The file that should be a library is not one, or is damaged."""

    code = "not_a_library"


class DamagedLibraryError(NotALibraryError):
    """The library's file in `folder` is damaged: it can be repaired, or a backup be put in its place."""

    code = "damaged_library"

    def __init__(self, message: str, folder: Path) -> None:
        super().__init__(message)
        self.folder = folder


class NewerLibraryError(LibraryError):
    """The library was written by a newer version of the program."""

    code = "newer_library"


class NoSuchClipError(LibraryError):
    """No clip has this id."""

    code = "no_such_clip"


class ExportError(ClipperError):
    """Files could not be written."""

    code = "export"


class Cancelled(Exception):  # noqa: N818  (not an error: the person asked for it)
    """Work was stopped because the person asked for it."""
